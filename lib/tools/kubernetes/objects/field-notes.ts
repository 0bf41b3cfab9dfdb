import { z } from "zod";
import type { ObjectRef } from "@/lib/model";
import type { Wire, Headers } from "@/lib/wire";

/** What a kind's own schema says of its fields, by path: `spec.interval`. */
export type FieldNotes = ReadonlyMap<string, string>;

export const noNotes: FieldNotes = new Map();

interface Property {
  readonly description?: string | undefined;
  readonly properties?: Readonly<Record<string, Property>> | undefined;
}

const property: z.ZodType<Property> = z.object({
  description: z.string().optional(),
  properties: z.lazy(() => z.record(z.string(), property)).optional(),
});

const gvk = z.object({ group: z.string(), version: z.string(), kind: z.string() });
const schema = z.object({
  properties: z.record(z.string(), property).optional(),
  "x-kubernetes-group-version-kind": z.array(gvk).optional(),
});
const document = z.object({ components: z.object({ schemas: z.record(z.string(), schema) }) });

/** A summary shows fields of the first two levels. */
const deepest = 2;
const longest = 240;

/** The first sentence, which is what a schema says a field is. */
function brief(text: string): string {
  const [sentence = ""] = text.trim().split(/(?<=[.!?])\s|\n\n/);
  const line = sentence.replaceAll(/\s+/g, " ");
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}

function collect(properties: Property["properties"], path: string, depth: number, into: Map<string, string>): void {
  for (const [name, { description, properties: inner }] of Object.entries(properties ?? {})) {
    const own = `${path}.${name}`;
    if (description !== undefined && description.trim() !== "") into.set(own, brief(description));
    if (depth < deepest) collect(inner, own, depth + 1, into);
  }
}

/** Reads what the cluster's OpenAPI v3 document of the group says of this kind's spec and status; nothing where it cannot be read. */
export async function fieldNotes(wire: Wire, { group, version, kind }: Pick<ObjectRef, "group" | "version" | "kind">, headers: Headers, signal: AbortSignal | undefined): Promise<FieldNotes> {
  const path = group === "" ? `/openapi/v3/api/${version}` : `/openapi/v3/apis/${group}/${version}`;
  // A summary without notes is still a summary: whatever goes wrong here is no news to the person.
  const found = await wire.get(path, document, { headers, signal }).catch(() => undefined);
  const own = Object.values(found?.components.schemas ?? {}).find((each) => each["x-kubernetes-group-version-kind"]?.some((one) => one.group === group && one.version === version && one.kind === kind));
  const notes = new Map<string, string>();
  for (const root of ["spec", "status"]) collect(own?.properties?.[root]?.properties, root, 1, notes);
  return notes;
}
