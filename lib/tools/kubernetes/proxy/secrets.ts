import { z } from "zod";
import { CastorError } from "@/lib/model";
import type { ApiVerb } from "./rules";

const table = z.object({
  kind: z.literal("Table"),
  apiVersion: z.string(),
  metadata: z.object({ resourceVersion: z.string().optional(), continue: z.string().optional(), remainingItemCount: z.number().optional() }).optional(),
  columnDefinitions: z.array(z.object({ name: z.string(), type: z.string(), format: z.string().optional(), description: z.string().optional(), priority: z.number().optional() })),
  rows: z
    .array(z.object({ cells: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])) }))
    .nullish()
    .transform((rows) => rows ?? []),
});

const written = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string(), uid: z.string(), resourceVersion: z.string(), creationTimestamp: z.string() }).partial().optional(),
});

const status = z.object({ kind: z.literal("Status"), apiVersion: z.string().optional(), status: z.string().optional(), message: z.string().optional(), reason: z.string().optional(), code: z.number().optional() });

/** A refusal about Secrets, if it is one; undefined otherwise. */
export function onlyStatus(body: string): string | undefined {
  try {
    const found = status.safeParse(JSON.parse(body));
    return found.success ? JSON.stringify(found.data) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What may be told of Kubernetes' answer about Secrets: of a reading the table's cells (name, type,
 * number of keys, age), of a change only which object it was. Everything else is left out, even where
 * the upstream sends what it was not asked for: the annotation of `kubectl apply` alone holds every value.
 */
export function withoutContents(verb: ApiVerb, body: string): string {
  const refuse = (): never => {
    throw new CastorError("unexpected-shape", "The cluster's answer about Secrets is not passed on: it is not the table that Castor asked for.");
  };
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    return refuse();
  }
  if (verb === "get" || verb === "list") {
    const found = table.safeParse(answer);
    return found.success ? JSON.stringify(found.data) : refuse();
  }
  const done = { kind: "Status", apiVersion: "v1", status: "Success" };
  if (verb === "deletecollection") return JSON.stringify(done);
  const metadata = written.safeParse(answer).data?.metadata ?? {};
  return JSON.stringify(verb === "delete" ? done : { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata });
}
