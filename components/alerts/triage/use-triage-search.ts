"use client";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { useSearchParams } from "next/navigation";
import { readSearch, writeSearch, type TriageSearch } from "./triage-search";

/** How long the address waits for the next keystroke, ms: each change of it costs a turn of the router. */
const settles = 250;

export type ChangeSearch = (change: (before: TriageSearch) => TriageSearch) => void;

/**
 * What is asked: begins as the address says, and the address follows without a new page. `flush` writes it
 * at once, for when one leaves; an address that somebody else wrote (a link, the way back) is taken over.
 */
export function useTriageSearch(): readonly [TriageSearch, ChangeSearch, flush: () => void] {
  const address = useSearchParams().toString();
  const [search, setSearch] = useState(() => readSearch(address));
  const written = useRef(writeSearch(search));
  const path = useRef<string>(undefined);

  const flush = useEffectEvent(() => {
    const next = writeSearch(search);
    if (next === written.current || window.location.pathname !== path.current) return;
    written.current = next;
    window.history.replaceState(null, "", next === "" ? window.location.pathname : `?${next}`);
  });
  useEffect(() => {
    path.current = window.location.pathname;
    const timer = setTimeout(() => flush(), settles);
    return () => clearTimeout(timer);
  }, [search]);

  const adopt = useEffectEvent(() => {
    const here = writeSearch(readSearch(window.location.search));
    if (here === written.current || window.location.pathname !== path.current) return;
    written.current = here;
    setSearch(readSearch(here));
  });
  useEffect(() => adopt(), [address]);

  const leave = useRef<() => void>(undefined);
  useEffect(() => {
    leave.current = () => flush();
  });
  return [search, setSearch, useCallback(() => leave.current?.(), [])];
}
