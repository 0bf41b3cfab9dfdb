"use client";
import { useState } from "react";
import { Check, Copy } from "lucide-react";
import { IconButton } from "@/components/ui/button";

/** Lines of YAML to copy; `label` tells one such box from another. */
export function YamlLines({ label, lines }: { readonly label: string; readonly lines: string }) {
  const [said, setSaid] = useState("");
  const copy = () =>
    navigator.clipboard.writeText(lines).then(
      () => setSaid("Copied."),
      () => setSaid("The browser does not allow copying here."),
    );
  return (
    <div className="flex items-start gap-1 rounded-s border border-line bg-sunken py-1 pr-1 pl-3">
      <pre role="region" aria-label={label} tabIndex={0} className="max-h-72 min-w-0 flex-1 overflow-auto py-1 font-mono text-xs leading-5">
        {lines.trimEnd()}
      </pre>
      <IconButton aria-label={`Copy ${label}`} onClick={() => void copy()}>
        {said === "Copied." ? <Check aria-hidden="true" width={15} height={15} /> : <Copy aria-hidden="true" width={15} height={15} />}
      </IconButton>
      <span role="status" className="sr-only">
        {said}
      </span>
    </div>
  );
}

/** How to take in what was found: folded away, as few need it at once. */
export function SettingsLines({ title, lines, behind }: { readonly title: string; readonly lines: string; readonly behind: boolean }) {
  return (
    <details className="mt-1 min-w-0">
      <summary className="w-max max-w-full cursor-pointer rounded-s text-muted hover:text-text">
        Lines for castor.yaml<span className="sr-only"> that take in {title}</span>
      </summary>
      <div className="mt-1.5 flex flex-col gap-1.5">
        <YamlLines label={`lines for ${title}`} lines={lines} />
        <p className="max-w-prose text-xs text-pretty text-muted">
          They stand below the cluster. {behind ? "The address works where Castor runs in this cluster: elsewhere name one that it reaches. Check it before: until then Castor asks it nothing." : "From then on the settings decide, and no annotation does."}
        </p>
      </div>
    </details>
  );
}
