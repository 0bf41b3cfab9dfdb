import type { Call } from "../call";
import { dig, isObject, listAt, numberAt, textAt } from "../json-value";
import type { KubeObject } from "../kind";
import { fits } from "../label-selector";
import type { ObjectStore } from "../object-store";
import { conflict, Refusal, success, tooManyRequests } from "../status";
import type { Status } from "../status";
import { sentObject } from "../write/body";
import { beginRemoval } from "../write/remove";
import { checkVersion, needed, subjectOf } from "../write/target";

const pods = { group: "", version: "v1", plural: "pods" };
const budgets = { group: "policy", version: "v1", plural: "poddisruptionbudgets" };

export const isHealthy = (pod: KubeObject) => pod.metadata.deletionTimestamp === undefined && listAt(pod, "status", "conditions").some((condition) => isObject(condition) && condition.type === "Ready" && condition.status === "True");

/** How many of a budget's pods are well, how many must be, and how many there should be. */
export interface Budget {
  readonly healthy: number;
  readonly needed: number;
  readonly expected: number;
  /** How many may be disturbed now. */
  readonly allowed: number;
}

/** A number of pods as a budget writes it: a count, or a share of those expected, rounded up. */
const counted = (value: unknown, of: number) => (typeof value === "string" && value.endsWith("%") ? Math.ceil((Number(value.slice(0, -1)) * of) / 100) : Number(value ?? 0));

/** What a PodDisruptionBudget allows at this moment. */
export function budgetOf(store: ObjectStore, budget: KubeObject): Budget {
  const selected = store.list(pods, budget.metadata.namespace).filter((pod) => fits(dig(budget, "spec", "selector"), pod.metadata.labels) && !["Succeeded", "Failed"].includes(textAt(pod, "status", "phase") ?? ""));
  const expected = expectedOf(store, selected);
  const most = dig(budget, "spec", "maxUnavailable");
  const neededCount = most === undefined ? counted(dig(budget, "spec", "minAvailable") ?? 1, expected) : Math.max(0, expected - counted(most, expected));
  const healthy = selected.filter(isHealthy).length;
  return { healthy, needed: neededCount, expected, allowed: expected === 0 ? 0 : Math.max(0, healthy - neededCount) };
}

/** How many pods those who own them want; each pod without an owner counts for itself. */
function expectedOf(store: ObjectStore, selected: readonly KubeObject[]): number {
  const owners = new Map<string, number>();
  for (const pod of selected) {
    const owner = listAt(pod, "metadata", "ownerReferences").find((each) => isObject(each) && each.controller === true);
    if (!isObject(owner)) {
      owners.set(pod.metadata.uid, 1);
      continue;
    }
    const found = store.get({ group: "apps", version: "v1", plural: `${String(owner.kind).toLowerCase()}s` }, pod.metadata.namespace, String(owner.name));
    const siblings = selected.filter((each) => listAt(each, "metadata", "ownerReferences").some((reference) => isObject(reference) && reference.uid === owner.uid)).length;
    owners.set(String(owner.uid), numberAt(found, "spec", "replicas") ?? siblings);
  }
  return [...owners.values()].reduce((sum, count) => sum + count, 0);
}

/** Answers an eviction: a removal that asks the disruption budgets first. Throws a 429 in Kubernetes' words where one says no. */
export async function evict(call: Call): Promise<Status> {
  const sent = await sentObject(call.request);
  const { api, route, query } = call;
  const pod = needed(call);
  const options = dig(sent, "deleteOptions");
  checkVersion(route, pod, { uid: textAt(options, "preconditions", "uid"), resourceVersion: textAt(options, "preconditions", "resourceVersion") });
  const running = !["Succeeded", "Failed", "Pending"].includes(textAt(pod, "status", "phase") ?? "") && pod.metadata.deletionTimestamp === undefined;
  if (running) {
    const meant = api.store.list(budgets, route.namespace).filter((budget) => fits(dig(budget, "spec", "selector"), pod.metadata.labels));
    if (meant.length > 1) throw new Refusal({ ...conflict(subjectOf(route), ""), code: 500, reason: "InternalError", message: "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support." });
    const [budget] = meant;
    if (budget !== undefined) {
      const { healthy, needed: least, allowed } = budgetOf(api.store, budget);
      const unwell = !isHealthy(pod) && healthy >= least && least > 0;
      if (allowed <= 0 && !unwell) {
        throw new Refusal(tooManyRequests("Cannot evict pod as it would violate the pod's disruption budget.", [{ reason: "DisruptionBudget", message: `The disruption budget ${budget.metadata.name} needs ${least} healthy pods and has ${healthy} currently` }]));
      }
    }
  }
  if (query.get("dryRun") !== "All" && !listAt(options, "dryRun").includes("All")) beginRemoval(api, pods, pod, { grace: numberAt(options, "gracePeriodSeconds") });
  return { ...success(subjectOf(route)), code: 201 };
}
