"use client";
import { useState } from "react";
import { Check, Copy } from "lucide-react";
import { IconButton } from "@/components/ui/button";

/** The command that does the same, to copy. */
export function KubectlNote({ line }: { readonly line: string }) {
  const [copied, setCopied] = useState<string>();
  const done = copied === line;
  return (
    <div className="flex flex-col gap-1">
      <p className="text-xs text-muted">The same with kubectl</p>
      <div className="flex items-start gap-1 rounded-s border border-line bg-sunken py-1 pr-1 pl-3">
        <code className="max-h-40 min-w-0 flex-1 overflow-auto py-0.5 font-mono text-xs whitespace-pre" tabIndex={0} role="region" aria-label="Command for kubectl">
          {line}
        </code>
        <IconButton aria-label="Copy the command" onClick={() => void navigator.clipboard.writeText(line).then(() => setCopied(line), () => undefined)}>
          {done ? <Check aria-hidden="true" width={15} height={15} className="text-ok" /> : <Copy aria-hidden="true" width={15} height={15} />}
        </IconButton>
      </div>
      <p role="status" className="sr-only">
        {done ? "The command is copied." : ""}
      </p>
    </div>
  );
}
