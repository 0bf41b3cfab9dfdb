import { CastorError, isCastorError } from "@/lib/model";
import { path, type Headers, type Wire } from "@/lib/wire";
import { list } from "./list";
import { accessReview, namespace } from "./schema";

/** Where a person may list a resource: everywhere, or only in these namespaces. */
export type Scope = "all" | readonly string[];

const remembered = 300_000;
const mostNamespaces = 100;
const mostEntries = 1_000;
const atOnce = 8;

const forbidden = (error: unknown) => isCastorError(error) && error.code === "forbidden";

/**
 * Where people may list what, found out by the API server's own answers: most people of a shared
 * cluster may not list everything. Remembered for five minutes for each person and resource.
 */
export function createScopes(wire: Wire, now: () => number) {
  const known = new Map<string, { readonly at: number; readonly namespaces: Promise<readonly string[]> }>();

  async function names(as: Headers, signal: AbortSignal | undefined): Promise<readonly string[]> {
    const all = (headers: Headers) => list(wire, "/api/v1/namespaces", namespace, { headers, signal });
    // Most people may not list namespaces either; their names are no secret to the reviews that follow.
    const found = await all(as).catch((error: unknown) => {
      if (forbidden(error)) return all({});
      throw error;
    });
    return found.map(({ metadata }) => metadata.name).slice(0, mostNamespaces);
  }

  async function allowed(as: Headers, resource: string, signal: AbortSignal | undefined): Promise<readonly string[]> {
    const waiting = [...(await names(as, signal))];
    const found: string[] = [];
    const ask = async () => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        const body = {
          apiVersion: "authorization.k8s.io/v1",
          kind: "SelfSubjectAccessReview",
          spec: { resourceAttributes: { verb: "list", group: "", resource, namespace: name } },
        };
        const { status } = await wire.post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", body, accessReview, { headers: as, signal });
        if (status.allowed) found.push(name);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, ask));
    return found.sort();
  }

  function namespaces(as: Headers, resource: string, signal: AbortSignal | undefined): Promise<readonly string[]> {
    const key = JSON.stringify([resource, as]);
    const last = known.get(key);
    if (last !== undefined && now() - last.at < remembered) return last.namespaces;
    const found = allowed(as, resource, signal);
    known.delete(key);
    known.set(key, { at: now(), namespaces: found });
    for (const oldest of known.keys()) if (known.size > mostEntries) known.delete(oldest);
    found.catch(() => known.delete(key));
    return found;
  }

  return {
    /** Lists a core resource wherever this person may; throws `forbidden` where that is nowhere. */
    async listAs<T>(as: Headers, resource: "pods" | "events", read: (path: string) => Promise<T[]>, signal: AbortSignal | undefined): Promise<T[]> {
      if (!known.has(JSON.stringify([resource, as]))) {
        try {
          return await read(`/api/v1/${resource}`);
        } catch (error) {
          if (!forbidden(error)) throw error;
        }
      }
      const where = await namespaces(as, resource, signal);
      if (where.length === 0) throw new CastorError("forbidden", `Your groups may not list ${resource} in any namespace of this cluster.`);
      const found: T[][] = [];
      for (let from = 0; from < where.length; from += atOnce) {
        found.push(...(await Promise.all(where.slice(from, from + atOnce).map((name) => read(path`/api/v1/namespaces/${name}/${resource}`)))));
      }
      return found.flat();
    },
  };
}
