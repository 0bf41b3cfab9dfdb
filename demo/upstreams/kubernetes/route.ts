import type { Kind } from "./kind";
import type { KindRegistry } from "./kind-registry";

/** A path of the API, taken apart. */
export interface Route {
  readonly kind: Kind;
  readonly namespace?: string;
  readonly name?: string;
  readonly subresource?: string;
  /** What follows the subresource: for the proxy, the path to ask for. */
  readonly rest: string;
}

/** What follows a namespace's own name and is no kind inside it. */
const ofNamespaces = ["status", "finalize"];

/** Takes `/api/v1/…` or `/apis/<group>/<version>/…` apart; undefined for whatever is no such path. */
export function routeOf(path: string, kinds: KindRegistry): Route | undefined {
  const parts = path.split("/").slice(1).map(decoded);
  const core = parts[0] === "api";
  if (!core && parts[0] !== "apis") return undefined;
  const [group = "", version = "", ...tail] = core ? ["", ...parts.slice(1)] : parts.slice(1);
  const namespaced = tail[0] === "namespaces" && tail.length > 2 && tail[2] !== "" && !(core && tail.length === 3 && ofNamespaces.includes(tail[2] ?? ""));
  const [namespace, rest] = namespaced ? [tail[1], tail.slice(2)] : [undefined, tail];
  const [plural = "", name, subresource, ...more] = rest;
  const kind = kinds.find({ group, version, plural });
  if (kind === undefined || (namespace !== undefined && !kind.namespaced)) return undefined;
  if (name !== undefined && name !== "" && kind.namespaced && namespace === undefined) return undefined;
  return {
    kind,
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && name !== "" && { name }),
    ...(subresource !== undefined && subresource !== "" && { subresource }),
    rest: more.map(encodeURIComponent).join("/"),
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
