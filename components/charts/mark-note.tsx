"use client";
import { useEffect, useRef } from "react";
import type { Board } from "./board";
import { insets } from "./insets";
import type { Plot } from "./plot";
import { write } from "./svg";

/** The whole story of the mark under the cursor, beside it, in the chart in which somebody points. The list of events below tells it to everybody else. */
export function MarkNote({ plot, board }: { readonly plot: Plot; readonly board: Board }) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      plot.onReadout(({ mark, view }) => {
        const element = note.current;
        if (element === null) return;
        const told = mark !== undefined && board.cursor.owner === plot;
        element.style.display = told ? "" : "none";
        if (!told) return;
        write(element, mark.text);
        const part = (mark.at - view.from) / (view.to - view.from);
        const room = (element.parentElement?.clientWidth ?? 0) - insets.left - insets.right;
        const x = insets.left + part * room;
        element.style.left = part > 0.5 ? "" : `${x + 10}px`;
        element.style.right = part > 0.5 ? `${insets.right + (1 - part) * room + 10}px` : "";
      }),
    [plot, board],
  );
  return (
    <div
      ref={note}
      aria-hidden="true"
      style={{ display: "none", top: insets.top + 28 }}
      className="pointer-events-none absolute z-10 max-w-72 rounded-s border border-line-strong bg-raised px-2.5 py-1.5 text-xs leading-4 text-text shadow-float"
    />
  );
}
