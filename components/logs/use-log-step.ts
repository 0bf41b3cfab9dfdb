"use client";
import { useState, type RefObject } from "react";
import type { LineStore } from "./line-store";
import type { RowsHandle } from "./log-rows";

/** Where a step leads among the lines that were found; it goes round at the ends. `from` is a line's number. */
export function stepFrom(found: Pick<LineStore["found"], "length" | "at" | "indexOf">, from: number | undefined, by: 1 | -1): number | undefined {
  const { length } = found;
  if (length === 0) return undefined;
  if (from === undefined) return found.at(by === 1 ? 0 : length - 1);
  const place = found.indexOf(from);
  const on = found.at(place) === from && place < length;
  const next = by === 1 ? (on ? place + 1 : place) : place - 1;
  return found.at((next + length) % length);
}

/** Stepping through what the search found: from the line stepped to last, or from the top of the view. */
export function useLogStep(store: LineStore, rows: RefObject<RowsHandle | null>, key: string, onLeave: () => void) {
  const [stepped, setStepped] = useState<{ readonly key: string; readonly number: number }>();
  // Another search begins anew.
  const current = stepped?.key === key ? stepped.number : undefined;
  const step = (by: 1 | -1) => {
    const next = stepFrom(store.found, current ?? rows.current?.top(), by);
    if (next === undefined) return;
    onLeave();
    setStepped({ key, number: next });
    rows.current?.show(next);
  };
  const place = current === undefined || store.found.at(store.found.indexOf(current)) !== current ? undefined : store.found.indexOf(current);
  return { current, place, step };
}
