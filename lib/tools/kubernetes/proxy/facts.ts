import { z } from "zod";
import type { Headers, Wire } from "@/lib/wire";
import { pathOfObject, type ApiTarget } from "./path";
import { isSecret } from "./rules";

const version = z.object({ metadata: z.object({ resourceVersion: z.string() }) });
const partial = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";

/** The object's resourceVersion as these headers may read it, without its contents; undefined where nobody tells. */
export async function currentVersion(wire: Wire, target: ApiTarget, headers: Headers): Promise<string | undefined> {
  if (target.name === undefined) return undefined;
  const found = await wire.get(pathOfObject(target), version, { headers: { ...headers, accept: partial }, timeoutMs: 3_000 }).catch(() => undefined);
  return found?.metadata.resourceVersion;
}

/** What a change's body says of itself. */
export interface BodyFacts {
  readonly name?: string;
  readonly resourceVersion?: string;
  /** Present where the body, not the query, says whether the change is only tried. */
  readonly dryRun?: boolean;
}

const options = z.object({ dryRun: z.array(z.string()).nullish() });
const body = z.object({
  metadata: z.object({ name: z.string().optional(), resourceVersion: z.string().optional() }).nullish(),
  deleteOptions: options.nullish(),
  dryRun: z.array(z.string()).nullish(),
});

/** Reads what a JSON body says; anything else says nothing. The body of a DELETE takes the place of its query. */
export function bodyFacts(method: string, text: string): BodyFacts {
  if (text === "") return {};
  const found = body.safeParse(parsed(text)).data;
  const isAll = (list: readonly string[] | null | undefined) => list?.includes("All") === true;
  const metadata = found?.metadata;
  return {
    ...(metadata?.name === undefined ? {} : { name: metadata.name.slice(0, 253) }),
    ...(metadata?.resourceVersion === undefined ? {} : { resourceVersion: metadata.resourceVersion.slice(0, 64) }),
    ...(method === "DELETE" ? { dryRun: isAll(found?.dryRun) } : isAll(found?.deleteOptions?.dryRun) ? { dryRun: true } : {}),
  };
}

/** What an answer to a change says that is worth remembering. */
export interface AnswerFacts {
  readonly name?: string;
  readonly resourceVersion?: string;
  /** Kubernetes' sentence where it refused; of Secrets only its reason, as a sentence may quote what was sent. */
  readonly message?: string;
}

const answer = z.object({
  kind: z.string().optional(),
  message: z.string().optional(),
  reason: z.string().optional(),
  metadata: z.object({ name: z.string().optional(), resourceVersion: z.string().optional() }).nullish(),
});

export function answerFacts(target: ApiTarget, status: number, text: string): AnswerFacts {
  const found = answer.safeParse(parsed(text)).data;
  if (found === undefined) return {};
  if (status >= 400) {
    const said = isSecret(target) ? found.reason : (found.message ?? found.reason);
    return said === undefined ? {} : { message: said.slice(0, 1_000) };
  }
  if (found.kind === "Status" || (found.kind?.endsWith("List") ?? false)) return {};
  const { name, resourceVersion } = found.metadata ?? {};
  return { ...(name === undefined ? {} : { name: name.slice(0, 253) }), ...(resourceVersion === undefined ? {} : { resourceVersion: resourceVersion.slice(0, 64) }) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
