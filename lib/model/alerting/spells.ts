import type { Spell, Transition } from "./timeline";

/** How an alert stood from one moment to another, from what happened to it, oldest first. What changes nothing counts for nothing. */
export function spellsOf(transitions: readonly Pick<Transition, "kind" | "at">[]): readonly Spell[] {
  const spells: Spell[] = [];
  let now: { from: number; state: Spell["state"] } | undefined;
  const turn = (at: number, state: Spell["state"] | undefined) => {
    if (now?.state === state) return;
    if (now !== undefined && at > now.from) spells.push({ from: now.from, to: at, state: now.state });
    now = state === undefined ? undefined : { from: at, state };
  };
  for (const { kind, at } of transitions) {
    if (kind === "pending" || kind === "suppressed") turn(at, kind);
    else if (kind === "firing" && now?.state !== "suppressed") turn(at, "firing");
    else if (kind === "unsuppressed") turn(at, "firing");
    else if (kind === "resolved") turn(at, undefined);
  }
  return now === undefined ? spells : [...spells, now];
}

/** A time in which an alert fired without a break, heard of or not. */
export interface Firing {
  readonly from: number;
  /** Absent while it lasts. */
  readonly to?: number;
}

/** The times in which it fired: suppression in between is no end. */
export function firingsOf(spells: readonly Spell[]): readonly Firing[] {
  const found: { from: number; to?: number }[] = [];
  for (const { from, to, state } of spells) {
    if (state === "pending") continue;
    const last = found.at(-1);
    if (last?.to !== undefined && last.to === from) {
      delete last.to;
      if (to !== undefined) last.to = to;
    } else found.push({ from, ...(to === undefined ? {} : { to }) });
  }
  return found;
}

/** How often and how long altogether (ms) it fired between two moments. */
export function firedBetween(firings: readonly Firing[], from: number, to: number): { readonly count: number; readonly total: number } {
  const within = firings.filter((one) => one.from < to && (one.to ?? to) > from);
  return { count: within.length, total: within.reduce((sum, one) => sum + Math.min(one.to ?? to, to) - Math.max(one.from, from), 0) };
}
