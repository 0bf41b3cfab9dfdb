/** What can lie over a page. */
export type Overlay = "palette" | "help";

type Listener = (overlay: Overlay) => void;
const listeners = new Set<Listener>();

/** Opens an overlay from wherever one is on the page. */
export function openOverlay(overlay: Overlay): void {
  for (const listener of listeners) listener(overlay);
}

/** Calls back when an overlay is asked for; returns how to stop. */
export function onOverlay(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
