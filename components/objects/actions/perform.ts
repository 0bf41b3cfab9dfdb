import { exchange, request, type Exchanged } from "@/components/live";
import { objectPath, proxyPath } from "@/lib/model/api-resource";
import type { Revision } from "@/lib/model/object-report";
import { problemOf } from "@/lib/model/problem";
import type { Action, ApiRequest, Material, Target, Values } from "./action";
import { refusalOf, type Refusal } from "./refusal";

/** How a change stands. */
export type Run =
  | { readonly status: "idle" }
  /** Kubernetes is asked what it would say. */
  | { readonly status: "checking" }
  | { readonly status: "working" }
  /** `changed` tells whether earlier requests of the same action had been done by then. */
  | { readonly status: "refused"; readonly refusal: Refusal; readonly changed: boolean }
  | { readonly status: "done"; readonly warnings: readonly string[] };

/** Whether nothing else should be begun meanwhile. */
export const isRunning = ({ status }: Run): boolean => status === "checking" || status === "working";

/** Sends one request to a cluster's API in the person's name. Throws where Castor does not answer. */
export function send(cluster: string, { method, path, type, body }: ApiRequest, dryRun = false): Promise<Exchanged> {
  const query = dryRun ? `${path.includes("?") ? "&" : "?"}dryRun=All` : "";
  return exchange(`${proxyPath(cluster, path)}${query}`, { method, type, body });
}

/** A failure to reach Kubernetes at all, told like a refusal. */
export const failureOf = (error: unknown): Refusal => ({ kind: "castor", sentence: problemOf(error).message, details: [], causes: [] });

/** Reads what an action needs beside its target. */
export async function gather(cluster: string, action: Action, { ref }: Target, now: number, signal?: AbortSignal): Promise<Material | Refusal> {
  try {
    if (action.reads === "object") {
      const answer = await exchange(proxyPath(cluster, objectPath(ref)), { signal });
      return refusalOf(answer) ?? { now, object: answer.body };
    }
    if (action.reads === "revisions") {
      const { group, resource, namespace = "", name } = ref;
      const query = new URLSearchParams({ group, resource, namespace, name }).toString();
      return { now, revisions: await request<readonly Revision[]>(`/api/clusters/${cluster}/revisions?${query}`, signal === undefined ? {} : { signal }) };
    }
    return { now };
  } catch (error) {
    return failureOf(error);
  }
}

export const isRefusal = (value: Material | Refusal): value is Refusal => "sentence" in value;

interface Performance {
  readonly cluster: string;
  readonly action: Action;
  readonly target: Target;
  readonly values: Values;
  readonly now: number;
  readonly onRun: (run: Run) => void;
}

/** Does it: reads what is needed, asks first where the action wants that, then sends each request until one is refused. */
export async function perform({ cluster, action, target, values, now, onRun }: Performance): Promise<Run> {
  const tell = (run: Run): Run => {
    onRun(run);
    return run;
  };
  tell({ status: action.dryRun === true || action.reads !== undefined ? "checking" : "working" });
  const material = await gather(cluster, action, target, now);
  if (isRefusal(material)) return tell({ status: "refused", refusal: material, changed: false });
  const requests = action.requests(target, values, material);
  if (requests.length === 0) return tell({ status: "refused", refusal: { kind: "gone", sentence: "What this needs is not there any more: look at the object again.", details: [], causes: [] }, changed: false });
  const warnings = new Set<string>();
  let changed = false;
  for (const dryRun of action.dryRun === true ? [true, false] : [false]) {
    if (!dryRun) tell({ status: "working" });
    for (const one of requests) {
      const answer = await send(cluster, one, dryRun).catch(failureOf);
      const refusal = "sentence" in answer ? answer : refusalOf(answer);
      if (refusal !== undefined) return tell({ status: "refused", refusal, changed });
      if (!dryRun) changed = true;
      if ("warnings" in answer) for (const warning of answer.warnings) warnings.add(warning);
    }
  }
  return tell({ status: "done", warnings: [...warnings] });
}
