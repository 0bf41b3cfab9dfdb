"use client";
import { useCallback, useEffect, useState } from "react";
import { readChoice, writeChoice, type LogChoice } from "./choice";

/** The choice that stands in the address, and what changes it there. Only in the browser. */
export function useLogChoice(): readonly [LogChoice, (change: Partial<LogChoice>) => void] {
  const [choice, setChoice] = useState(() => readChoice(new URLSearchParams(window.location.search)));
  const change = useCallback((part: Partial<LogChoice>) => setChoice((before) => ({ ...before, ...part })), []);
  useEffect(() => {
    const url = new URL(window.location.href);
    writeChoice(choice, url.searchParams);
    if (url.href !== window.location.href) window.history.replaceState(null, "", url);
  }, [choice]);
  return [choice, change];
}
