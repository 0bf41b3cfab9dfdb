"use client";
import { useState, type RefObject } from "react";
import { Copy, Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { LogChoice } from "./choice";
import type { LineStore } from "./line-store";
import { download, selectedText, shownText } from "./lines-text";
import type { RowsHandle } from "./log-rows";
import { Toggle } from "./toggle";

/** How lines are drawn, and the ways to take them along. */
export function LogTools({ store, names, title, choice, onChange, rows }: { readonly store: LineStore; readonly names: readonly string[] | undefined; readonly title: string; readonly choice: LogChoice; readonly onChange: (change: Partial<LogChoice>) => void; readonly rows: RefObject<RowsHandle | null> }) {
  const [said, setSaid] = useState("");
  const copy = async () => {
    const selected = selectedText(rows.current?.element ?? null, store, names, choice.times);
    const text = selected === "" ? shownText(store, names, choice.times) : selected;
    try {
      await navigator.clipboard.writeText(text);
      setSaid(selected === "" ? "All shown lines were copied." : "The selection was copied.");
    } catch {
      setSaid("The browser does not let Castor copy.");
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <Toggle pressed={choice.times} onChange={(times) => onChange({ times })}>
        Times
      </Toggle>
      <Toggle pressed={choice.wrap} onChange={(wrap) => onChange({ wrap })}>
        Wrap
      </Toggle>
      {/* The press must not take the selection away before it is read. */}
      <Button onPointerDown={(event) => event.preventDefault()} onClick={() => void copy()} title="Copy the selection, or all shown lines" className="gap-1.5 px-2.5 font-normal">
        <Copy aria-hidden="true" width={13} height={13} />
        Copy
      </Button>
      <Button onClick={() => download(`${title}.log`, shownText(store, names, true))} title="All shown lines as a text file" className="gap-1.5 px-2.5 font-normal">
        <Download aria-hidden="true" width={13} height={13} />
        Download
      </Button>
      <span role="status" className="text-[13px] text-muted">
        {said}
      </span>
    </div>
  );
}
