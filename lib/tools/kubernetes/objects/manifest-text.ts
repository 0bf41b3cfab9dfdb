import { stringify } from "yaml";
import { field } from "./field";
import type { KubeObject } from "./kube-object";

/** What stands for a value that nobody should read over a shoulder. */
export const masked = "••••••••";

const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

export const isSecret = ({ ref }: Pick<KubeObject, "ref">): boolean => ref.group === "" && ref.resource === "secrets";

type Manifest = Readonly<Record<string, unknown>>;

const maskedData = (data: unknown): unknown => Object.fromEntries(field(data).entries.map(([key]) => [key, masked]));

function maskedBody(body: Manifest): Manifest {
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, key === "data" || key === "stringData" ? maskedData(value) : value]));
}

/** What `kubectl apply` remembers holds the values too. What cannot be read as a manifest is left out whole. */
function maskedLastApplied(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== "object" || body === null || Array.isArray(body)) return masked;
    return JSON.stringify(maskedBody(body as Manifest));
  } catch {
    return masked;
  }
}

/** The annotations as they may be shown. */
export function shownAnnotations(object: KubeObject): Readonly<Record<string, string>> {
  if (!isSecret(object)) return object.annotations;
  return Object.fromEntries(Object.entries(object.annotations).map(([key, value]) => [key, key === lastApplied ? maskedLastApplied(value) : value]));
}

/** The manifest as it may be shown: without managed fields, without the values of a Secret. */
function shown(object: KubeObject): Manifest {
  const body = object.body.raw as Manifest;
  const { managedFields: _, ...metadata } = body["metadata"] as Manifest;
  const annotations = metadata["annotations"] === undefined ? {} : { annotations: shownAnnotations(object) };
  return { ...(isSecret(object) ? maskedBody(body) : body), metadata: { ...metadata, ...annotations } };
}

const options = { lineWidth: 0, aliasDuplicateObjects: false } as const;

/** The manifest as YAML, and apart from it who set which of its fields. */
export function manifestText(object: KubeObject): { readonly yaml: string; readonly managedFields: string } {
  const managed = object.body.at("metadata.managedFields");
  return { yaml: stringify(shown(object), options), managedFields: managed.list.length === 0 ? "" : stringify(managed.raw, options) };
}
