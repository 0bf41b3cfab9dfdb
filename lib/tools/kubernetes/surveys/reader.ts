import type { z } from "zod";
import { collectionPath, isCastorError, type ResourceId } from "@/lib/model";
import type { Headers, Query, Wire } from "@/lib/wire";
import { list } from "../list";

/** Reads lists with a person's rights, wherever those reach. */
export interface Reader {
  /**
   * All objects of a kind that the person may list: of the whole cluster, of the one namespace
   * that was asked for, or of those they may look into. What is forbidden is noted in `unread`.
   */
  list<S extends z.ZodType>(resource: ResourceId, item: S, query?: Query, headers?: Headers): Promise<z.output<S>[]>;
  get<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>>;
  post<S extends z.ZodType>(path: string, body: object, schema: S): Promise<z.output<S>>;
  readonly unread: readonly string[];
}

export interface ReaderOptions {
  readonly wire: Wire;
  /** In whose name. */
  readonly headers: () => Promise<Headers>;
  /** Only here. */
  readonly namespace?: string | undefined;
  /** Where the person may look when not everywhere. */
  readonly namespaces: () => Promise<readonly string[]>;
  readonly signal?: AbortSignal | undefined;
}

const atOnce = 8;
const forbidden = (error: unknown) => isCastorError(error) && error.code === "forbidden";
const missing = (error: unknown) => isCastorError(error) && error.code === "not-found";

export function createReader({ wire, headers, namespace, namespaces, signal }: ReaderOptions): Reader {
  const unread: string[] = [];

  async function everywhere<T>(read: (namespace?: string) => Promise<T[]>, resource: string): Promise<T[]> {
    try {
      return await read(namespace);
    } catch (error) {
      // A cluster without this kind has none of it.
      if (missing(error)) return [];
      if (!forbidden(error)) throw error;
      if (namespace !== undefined) {
        unread.push(`You may not list ${resource} in ${namespace}.`);
        return [];
      }
    }
    const waiting = [...(await namespaces())];
    const found: T[] = [];
    let refused = 0;
    const ask = async () => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        try {
          found.push(...(await read(name)));
        } catch (error) {
          if (!forbidden(error)) throw error;
          refused += 1;
        }
      }
    };
    const all = waiting.length;
    await Promise.all(Array.from({ length: atOnce }, ask));
    if (refused === all) unread.push(`You may not list ${resource} in any namespace.`);
    return found;
  }

  return {
    unread,
    list: (resource, item, query = {}, extra = {}) =>
      everywhere(
        async (where) => list(wire, collectionPath(resource, where), item, { query, headers: { ...extra, ...(await headers()) }, signal }),
        resource.resource,
      ),
    get: async (path, schema) => wire.get(path, schema, { headers: await headers(), signal }),
    post: async (path, body, schema) => wire.post(path, body, schema, { headers: await headers(), signal }),
  };
}
