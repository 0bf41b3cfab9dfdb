"use client";
import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * False on the server and while the browser takes over its markup, true afterwards: what only the
 * browser knows (time zone, language, platform) is drawn once this is true, so the two never disagree.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(never, () => true, () => false);
}
