import type { Store } from "@/lib/store";
import type { Now } from "../shared";
import type { AlertMemory } from "./alerts-now";

/** Not written yet: C. */
export function createAlertMemory(_: { readonly cluster: string; readonly store: Store; readonly now: Now; readonly retention: number }): AlertMemory {
  return { recall: async () => [], record: async () => undefined, acknowledgements: () => new Map() };
}
