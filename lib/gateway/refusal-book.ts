import type { RefusalBook } from "./refusal";

/** A book in memory: counts since the start, and the newest 50. */
export function createRefusalBook(_parts: { readonly log: { warn(fields: object, message: string): void }; readonly now: () => number }): RefusalBook {
  throw new Error("Not written yet: A");
}
