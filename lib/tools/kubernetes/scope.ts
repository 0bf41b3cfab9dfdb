import { CastorError, isCastorError, type Namespaces, type ResourceId } from "@/lib/model";
import { path, type Headers, type Wire } from "@/lib/wire";
import type { Asker } from "./asker";
import { list } from "./list";
import { accessReview, namespace } from "./schema";

/** Where a person may list a resource: everywhere, or only in these namespaces. */
export type Scope = "all" | readonly string[];

const remembered = 300_000;
const mostNamespaces = 100;
const mostEntries = 1_000;
const atOnce = 8;

type Kind = Pick<ResourceId, "group" | "resource">;

const pods: Kind = { group: "", resource: "pods" };
const nowhere = ({ resource }: Kind) => new CastorError("forbidden", `Your groups may not list ${resource} in any namespace of this cluster.`);
const forbidden = (error: unknown) => isCastorError(error) && error.code === "forbidden";

/**
 * Where people may list what, found out by the API server's own answers: most people of a shared
 * cluster may not list everything. Remembered for five minutes for each person and resource. `own`
 * asks with Castor's rights, `wire` in the name of people.
 */
export function createScopes({ own, wire }: { readonly own: Wire; readonly wire: Wire }, now: () => number) {
  const known = new Map<string, { readonly at: number; readonly namespaces: Promise<readonly string[]> }>();

  /** All namespaces; where nobody may list them, those that the person named. */
  async function names(as: Asker, named: readonly string[], signal: AbortSignal | undefined): Promise<readonly string[]> {
    const all = (through: Wire, headers: Headers) => list(through, "/api/v1/namespaces", namespace, { headers, signal });
    const unlessForbidden = (instead: () => Promise<{ metadata: { name: string } }[]>) => (error: unknown) => {
      if (forbidden(error)) return instead();
      throw error;
    };
    // Most people may not list namespaces either; their names are no secret to the reviews that follow.
    const found = await all(wire, await as.headers()).catch(unlessForbidden(() => all(own, {}).catch(unlessForbidden(async () => []))));
    const existing = found.map(({ metadata }) => metadata.name);
    if (existing.length === 0) return named;
    // Those that the person named come first, so that they are among the first hundred.
    return [...new Set([...named.filter((name) => existing.includes(name)), ...existing])];
  }

  /** Whether they may list a kind in a namespace, or in all of them. */
  async function mayList(as: Asker, { group, resource }: Kind, namespace: string | undefined, signal: AbortSignal | undefined): Promise<boolean> {
    const body = {
      apiVersion: "authorization.k8s.io/v1",
      kind: "SelfSubjectAccessReview",
      spec: { resourceAttributes: { verb: "list", group, resource, ...(namespace === undefined ? {} : { namespace }) } },
    };
    const { status } = await wire.post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", body, accessReview, { headers: await as.headers(), signal });
    return status.allowed;
  }

  async function allowed(as: Asker, kind: Kind, named: readonly string[], signal: AbortSignal | undefined): Promise<readonly string[]> {
    const waiting = (await names(as, named, signal)).slice(0, mostNamespaces);
    const found: string[] = [];
    const ask = async () => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        if (await mayList(as, kind, name, signal)) found.push(name);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, ask));
    return found.sort();
  }

  const keyOf = ({ key }: Asker, { group, resource }: Kind, named: readonly string[]) => JSON.stringify([group, resource, key, named]);

  function namespaces(as: Asker, kind: Kind, named: readonly string[], signal: AbortSignal | undefined): Promise<readonly string[]> {
    const key = keyOf(as, kind, named);
    const last = known.get(key);
    if (last !== undefined && now() - last.at < remembered) return last.namespaces;
    const found = allowed(as, kind, named, signal);
    known.delete(key);
    known.set(key, { at: now(), namespaces: found });
    for (const oldest of known.keys()) if (known.size > mostEntries) known.delete(oldest);
    found.catch(() => known.delete(key));
    return found;
  }

  return {
    /** Whether they may list pods everywhere, and the namespaces in which they may. `named` stand in where nobody may list namespaces. */
    async where(as: Asker, named: readonly string[], signal: AbortSignal | undefined): Promise<Namespaces> {
      if (!(await mayList(as, pods, undefined, signal))) return { all: false, names: await namespaces(as, pods, named, signal) };
      return { all: true, names: [...(await names(as, named, signal))].sort() };
    },
    /** The namespaces in which they may list a kind; throws `forbidden` where that is nowhere. */
    async allowed(as: Asker, kind: Kind, named: readonly string[], signal: AbortSignal | undefined): Promise<readonly string[]> {
      const found = await namespaces(as, kind, named, signal);
      if (found.length === 0) throw nowhere(kind);
      return found;
    },
    /** Lists a core resource wherever this person may; throws `forbidden` where that is nowhere. */
    async listAs<T>(as: Asker, resource: "pods" | "events", read: (path: string) => Promise<T[]>, signal: AbortSignal | undefined): Promise<T[]> {
      const kind = { group: "", resource };
      if (!known.has(keyOf(as, kind, []))) {
        try {
          return await read(`/api/v1/${resource}`);
        } catch (error) {
          if (!forbidden(error)) throw error;
        }
      }
      const where = await namespaces(as, kind, [], signal);
      if (where.length === 0) throw nowhere(kind);
      const found: T[][] = [];
      for (let from = 0; from < where.length; from += atOnce) {
        found.push(...(await Promise.all(where.slice(from, from + atOnce).map((name) => read(path`/api/v1/namespaces/${name}/${resource}`)))));
      }
      return found.flat();
    },
  };
}
