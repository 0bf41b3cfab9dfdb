import type { z } from "zod";
import { isCastorError } from "@/lib/model";
import { path, type Wire } from "@/lib/wire";
import { list } from "../list";
import * as schema from "./schema";
import { seenIngress, seenRoute, seenService, type SeenObject } from "./seen-object";

/** Everything that was looked at, and in sentences what could not be. */
export interface SeenObjects {
  readonly objects: readonly SeenObject[];
  /** For administrators: rights that Castor's account lacks. */
  readonly missing: readonly string[];
}

interface Kind<S extends z.ZodType> {
  readonly title: string;
  /** Group and version as they stand in a path. */
  readonly api: string;
  readonly resource: string;
  readonly schema: S;
  /** Many clusters do not have it. */
  readonly optional: boolean;
  seen(object: z.output<S>): SeenObject;
}

const kind = <S extends z.ZodType>(declared: Kind<S>) => ({
  ...declared,
  read: async (wire: Wire, where: string, signal: AbortSignal | undefined) => (await list(wire, where, declared.schema, { signal })).map((object) => declared.seen(object)),
});

const kinds = [
  kind({ title: "Services", api: "/api/v1", resource: "services", schema: schema.service, optional: false, seen: seenService }),
  kind({ title: "Ingresses", api: "/apis/networking.k8s.io/v1", resource: "ingresses", schema: schema.ingress, optional: false, seen: seenIngress }),
  kind({ title: "HTTPRoutes", api: "/apis/gateway.networking.k8s.io/v1", resource: "httproutes", schema: schema.httpRoute, optional: true, seen: seenRoute }),
];

/**
 * Lists what may tell of tools, with Castor's own rights, in these namespaces or everywhere. A right that
 * is missing is a sentence; a cluster that does not answer is an error.
 */
export async function readSeenObjects(wire: Wire, namespaces: readonly string[], signal?: AbortSignal): Promise<SeenObjects> {
  const missing: string[] = [];
  const found = await Promise.all(
    kinds.map(async ({ title, api, resource, optional, read }) => {
      const objects: SeenObject[] = [];
      for (const namespace of namespaces.length === 0 ? [undefined] : namespaces) {
        const where = namespace === undefined ? `${api}/${resource}` : `${api}${path`/namespaces/${namespace}`}/${resource}`;
        try {
          objects.push(...(await read(wire, where, signal)));
        } catch (error) {
          if (!isCastorError(error)) throw error;
          if (error.code === "not-found" && optional) break;
          if (error.code !== "forbidden") throw error;
          missing.push(`Castor’s account may not list ${title} ${namespace === undefined ? "of all namespaces" : `in ${namespace}`}, so nothing of theirs is found.`);
        }
      }
      return objects;
    }),
  );
  return { objects: found.flat(), missing };
}
