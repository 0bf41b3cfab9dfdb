"use client";
import { useState } from "react";
import { Skeleton } from "@/components/ui/skeleton";

/** Enough for a panel to be drawn and its links to open in a tab; never to lead the whole window elsewhere. */
const sandbox = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox";

/** One panel in a frame of its own; its shape while it is on its way. */
export function SoloPanel({ title, src, onArrived }: { readonly title: string; readonly src: string; readonly onArrived: () => void }) {
  const [arrived, setArrived] = useState(false);
  return (
    <div aria-busy={!arrived} className="relative h-60 min-w-0 overflow-hidden rounded-s border border-line bg-sunken">
      <iframe
        src={src}
        title={title}
        loading="lazy"
        sandbox={sandbox}
        onLoad={() => {
          setArrived(true);
          onArrived();
        }}
        className="absolute inset-0 size-full border-0"
      />
      {arrived ? null : <Waiting title={title} />}
    </div>
  );
}

/** Where a panel will be, while another one opens the way for all. */
export function SoloWaiting({ title }: { readonly title: string }) {
  return (
    <div aria-busy="true" className="relative h-60 min-w-0 overflow-hidden rounded-s border border-line bg-sunken">
      <Waiting title={title} />
    </div>
  );
}

function Waiting({ title }: { readonly title: string }) {
  return (
    <div className="absolute inset-0 flex flex-col gap-3 bg-surface p-3">
      <p className="truncate text-[13px] text-muted">{title}</p>
      <Skeleton className="h-full w-full" label={`Waiting for ${title}`} />
    </div>
  );
}
