"use client";
import { useEffect, useRef } from "react";
import { format } from "@/lib/model/units";
import { dashes, type LineSpec } from "./lines";
import type { Plot } from "./plot";
import { write } from "./svg";

/**
 * The lines by name with their value at the cursor, or the newest: written on the tick, without React,
 * into boxes of a fixed size, so that nothing around them is laid out again.
 */
export function Legend({ plot, lines, unitName }: { readonly plot: Plot; readonly lines: readonly LineSpec[]; readonly unitName: string }) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(
    () =>
      plot.onReadout(({ at, series }) => {
        for (const [index, one] of series.entries()) {
          const cell = list.current?.children[index]?.lastElementChild;
          const value = one.valueAt(at);
          if (cell) write(cell, Number.isFinite(value) ? format(value, plot.unit) : "–");
        }
      }),
    [plot, lines],
  );
  return (
    <div className="flex min-h-5 items-start gap-3 text-xs text-muted">
      <ul ref={list} className="flex flex-1 flex-wrap gap-x-4">
        {lines.map((line) => (
          <li key={line.id} className="flex items-center gap-1.5 whitespace-nowrap" title={line.members.length > 1 ? line.members.join(", ") : undefined}>
            <Swatch colour={line.colour} dashed={lines.length > 2} />
            <span>{line.label}</span>
            <span className="inline-block h-4 w-[10.5ch] font-mono text-[11.5px] leading-4 text-text contain-strict">–</span>
          </li>
        ))}
      </ul>
      <span aria-hidden="true">{unitName}</span>
    </div>
  );
}

function Swatch({ colour, dashed }: { readonly colour: number; readonly dashed: boolean }) {
  return (
    <svg aria-hidden="true" width="16" height="4" className="shrink-0">
      <path d="M0 2H16" stroke={`var(--s${colour + 1})`} strokeWidth="2.4" strokeDasharray={dashed ? dashes[colour] : undefined} />
    </svg>
  );
}
