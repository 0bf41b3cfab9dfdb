"use client";
import { useEffect, useRef } from "react";
import type { NodesStore } from "./nodes-store";

/** How often the order of the rows follows the figures, ms. */
const settleEvery = 5_000;

/**
 * Lets the order of the rows follow the figures from time to time, but not under somebody's pointer or
 * focus: what one is about to click stands still. Returns the handlers of the element to watch.
 */
export function useSettling(store: NodesStore, clock: () => number) {
  const held = useRef(false);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.hidden) return;
      store.sweep(clock());
      if (!held.current) store.settle();
    }, settleEvery);
    return () => clearInterval(timer);
  }, [store, clock]);
  const hold = () => void (held.current = true);
  const release = () => void (held.current = false);
  return { onPointerEnter: hold, onPointerLeave: release, onFocus: hold, onBlur: release };
}
