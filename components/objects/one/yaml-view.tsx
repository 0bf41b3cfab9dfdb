"use client";
import { useState, type ReactNode } from "react";
import { Copy, Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { ObjectReport } from "@/lib/model";

/** The manifest to read: with line numbers, who set what folded away, to copy and to keep. */
export function YamlView({ report, aside }: { readonly report: ObjectReport; readonly aside?: ReactNode }) {
  const [said, setSaid] = useState("");
  const copy = async () => {
    await navigator.clipboard.writeText(report.yaml).then(
      () => setSaid("Copied."),
      () => setSaid("The browser does not allow copying here."),
    );
  };
  return (
    <div className="flex flex-col gap-3.5">
      <div className="flex flex-wrap items-center gap-2">
        <Button onClick={() => void copy()}>
          <Copy aria-hidden="true" width={14} height={14} />
          Copy
        </Button>
        <Button onClick={() => download(report)}>
          <Download aria-hidden="true" width={14} height={14} />
          Download
        </Button>
        {aside}
        <span role="status" className="text-[13px] text-muted">
          {said}
        </span>
      </div>
      <Numbered label="Manifest" text={report.yaml} />
      {report.managedFields === "" ? null : (
        <details className="rounded-m border border-line bg-surface">
          <summary className="px-4 py-2.5 text-[13px]">Managed fields: who set what</summary>
          <Numbered label="Managed fields" text={report.managedFields} />
        </details>
      )}
    </div>
  );
}

function download({ yaml, ref }: ObjectReport): void {
  const url = URL.createObjectURL(new Blob([yaml], { type: "application/yaml" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${ref.resource}-${ref.name}.yaml`.replace(/[^A-Za-z0-9._-]/g, "-");
  link.click();
  URL.revokeObjectURL(url);
}

/** Beyond so many lines keys are not set apart any more: each costs an element. */
const mostColoured = 4_000;
const keyed = /^(\s*(?:- )*)([^\s:#][^:#]*?)(:)(?=\s|$)(.*)$/;

/** A text with its lines' numbers beside it; the numbers are not copied along. */
function Numbered({ label, text }: { readonly label: string; readonly text: string }) {
  const lines = text.replace(/\n$/, "").split("\n");
  const width = String(lines.length).length;
  return (
    <div role="region" aria-label={label} tabIndex={0} className="flex overflow-x-auto rounded-m border border-line bg-surface py-3 font-mono text-xs leading-5">
      <pre aria-hidden="true" className="sticky left-0 shrink-0 border-r border-line bg-surface px-3 text-right text-faint select-none">
        {lines.map((_, index) => String(index + 1).padStart(width)).join("\n")}
      </pre>
      <pre className="px-3">{lines.length > mostColoured ? text : lines.map((line, index) => <Line key={index} text={line} />)}</pre>
    </div>
  );
}

function Line({ text }: { readonly text: string }) {
  const found = keyed.exec(text);
  if (found === null) return `${text}\n`;
  const [, before, key, colon, after] = found;
  return (
    <>
      {before}
      <span className="text-s1">{key}</span>
      {colon}
      {after}
      {"\n"}
    </>
  );
}
