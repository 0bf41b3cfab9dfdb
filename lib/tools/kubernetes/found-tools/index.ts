import type { Wire } from "@/lib/wire";
import { foundThings, type FoundThing, type FoundThings } from "./found-things";
import { readSeenObjects } from "./reader";

export type { FoundThing } from "./found-things";
export { webAddress } from "./web-address";

/** What one look at a cluster found, and which rights were missing. */
export interface FoundReading extends FoundThings {
  readonly missing: readonly string[];
}

export const nothingFound: FoundReading & { readonly things: readonly FoundThing[] } = { things: [], mistakes: [], missing: [] };

/** Looks through a cluster with Castor's own rights. `tools` are the ids that Castor knows. */
export async function findTools(wire: Wire, { namespaces, tools, signal }: { readonly namespaces: readonly string[]; readonly tools: readonly string[]; readonly signal?: AbortSignal }): Promise<FoundReading> {
  const { objects, missing } = await readSeenObjects(wire, namespaces, signal);
  return { ...foundThings(objects, tools), missing };
}
