"use client";
import { useState } from "react";
import { LoaderCircle, Radio, Unplug } from "lucide-react";
import { usePathname } from "next/navigation";
import { useServerClock, useStreamStatus } from "@/components/live";
import { Ago } from "@/components/ui/ago";

const words = { live: "Live", connecting: "Connecting…", down: "Offline", "signed-out": "Signed out" } as const;
const icons = { live: Radio, connecting: LoaderCircle, down: Unplug, "signed-out": Unplug } as const;

/** Whether news arrive: live, connecting, offline and for how long, or signed out with the way back in. */
export function StreamState() {
  const status = useStreamStatus();
  const path = usePathname();
  const Icon = icons[status];
  const broken = status === "down" || status === "signed-out";
  return (
    <span className="flex items-center gap-1.5 text-[13px] whitespace-nowrap text-muted">
      <Icon aria-hidden="true" width={14} height={14} className={status === "live" ? "text-ok" : broken ? "text-crit" : ""} />
      {/* Only the word is announced, not every second of the age beside it. */}
      <span role="status" className={broken ? "font-medium text-crit" : ""}>
        {words[status]}
      </span>
      {status === "live" ? null : <Since shown={status === "down"} />}
      {status === "signed-out" ? (
        <a href={`/sign-in?to=${encodeURIComponent(path)}`} className="underline underline-offset-2">
          Sign in again
        </a>
      ) : null}
    </span>
  );
}

/** Is there from the moment in which news stopped, so that it knows for how long. */
function Since({ shown }: { readonly shown: boolean }) {
  const clock = useServerClock();
  const [since] = useState(() => (typeof window === "undefined" ? 0 : clock()));
  if (!shown) return null;
  return (
    <span className="max-sm:sr-only">
      for <Ago at={since} bare />
    </span>
  );
}
