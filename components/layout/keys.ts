import { places } from "./places";

/** What a key asks for. */
export type Command = { readonly do: "palette" | "help" | "filter" } | { readonly do: "go"; readonly href: string };

/** As much of a keyboard event as decides. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/**
 * Reads the keyboard: ⌘K or Ctrl-K at any time; single keys (`/`, `?`, `g` then a letter) only while
 * nobody types and only while they are switched on. A `g` waits for its letter for a second and a half.
 */
export function createKeys(now: () => number): (press: Press, typing: boolean, singles: boolean) => Command | undefined {
  let leader = Number.NEGATIVE_INFINITY;
  return (press, typing, singles) => {
    const { key } = press;
    if ((press.metaKey || press.ctrlKey) && !press.altKey && key.toLowerCase() === "k") return { do: "palette" };
    if (typing || !singles || press.metaKey || press.ctrlKey || press.altKey) return undefined;
    const led = now() - leader < 1_500;
    leader = Number.NEGATIVE_INFINITY;
    const place = led ? places.find((candidate) => candidate.key === key) : undefined;
    if (place !== undefined) return { do: "go", href: place.href };
    if (key === "g") leader = now();
    if (key === "?") return { do: "help" };
    if (key === "/") return { do: "filter" };
    return undefined;
  };
}

const singlesKey = "castor.single-keys";

/** Whether single keys are switched on in this browser: WCAG 2.1.4 wants a way to turn them off. */
export function singleKeys(): boolean {
  return localStorage.getItem(singlesKey) !== "off";
}

/** Switches single keys on or off in this browser. */
export function setSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(singlesKey);
  else localStorage.setItem(singlesKey, "off");
}
