"use client";
import { useCallback, useEffect, useState } from "react";
import { useSearchParams } from "next/navigation";
import { readView, writeView, type TableView } from "./table-view";

/** How the table is looked at: begins as the address says, and the address follows every change without a new page. */
export function useView(): readonly [TableView, (patch: Partial<TableView>) => void] {
  const search = useSearchParams();
  const [view, setView] = useState(() => readView(search));
  useEffect(() => {
    const next = `${window.location.pathname}${writeView(view)}`;
    if (next !== `${window.location.pathname}${window.location.search}`) window.history.replaceState(null, "", next);
  }, [view]);
  return [view, useCallback((patch) => setView((before) => ({ ...before, ...patch })), [])];
}
