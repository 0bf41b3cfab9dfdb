"use client";
import { useCallback, useEffect, useState } from "react";
import { readView, writeView, type TableView } from "./table-view";

/** How long the address waits for the next keystroke, ms: each change of it costs a turn of the router. */
const settles = 250;

/** How the table is looked at: begins as the address says, and the address follows every change without a new page. */
export function useView(search: string): readonly [TableView, (patch: Partial<TableView>) => void] {
  const [view, setView] = useState(() => readView(new URLSearchParams(search)));
  useEffect(() => {
    const write = () => {
      const next = `${window.location.pathname}${writeView(view)}`;
      if (next !== `${window.location.pathname}${window.location.search}`) window.history.replaceState(null, "", next);
    };
    const timer = setTimeout(write, settles);
    return () => clearTimeout(timer);
  }, [view]);
  return [view, useCallback((patch) => setView((before) => ({ ...before, ...patch })), [])];
}
