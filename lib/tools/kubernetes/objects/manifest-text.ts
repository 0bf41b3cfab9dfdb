import { stringify } from "yaml";
import type { KubeObject } from "./kube-object";

type Manifest = Readonly<Record<string, unknown>>;

const first = ["apiVersion", "kind", "metadata"];
const last = ["status"];
const place = (key: string) => (first.includes(key) ? first.indexOf(key) - first.length : last.includes(key) ? 1 : 0);

/** The manifest in the order in which people write one, without managed fields. */
function ordered(body: Manifest): Manifest {
  const { managedFields: _, ...metadata } = body["metadata"] as Manifest;
  const entries = Object.entries({ ...body, metadata }).toSorted(([a], [b]) => place(a) - place(b));
  return Object.fromEntries(entries);
}

const options = { lineWidth: 0, aliasDuplicateObjects: false } as const;

/** The manifest as YAML, and apart from it who set which of its fields. */
export function manifestText({ body }: KubeObject): { readonly yaml: string; readonly managedFields: string } {
  const managed = body.at("metadata.managedFields");
  return { yaml: stringify(ordered(body.raw as Manifest), options), managedFields: managed.list.length === 0 ? "" : stringify(managed.raw, options) };
}
