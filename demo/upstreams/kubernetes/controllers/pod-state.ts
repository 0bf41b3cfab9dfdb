import { listAt, textAt } from "../json-value";
import type { KubeObject } from "../kind";
import { isOver } from "./kubelets";
import { isGoing } from "./plane";

/** Whether a pod says that it is ready. */
export function isPodReady(pod: KubeObject): boolean {
  return !isGoing(pod) && listAt(pod, "status", "conditions").some((condition) => textAt(condition, "type") === "Ready" && textAt(condition, "status") === "True");
}

/** Whether a controller counts a pod: it is neither over nor told to end. */
export function isActive(pod: KubeObject): boolean {
  return !isGoing(pod) && !isOver(pod);
}

/** Which pods a controller takes away first: those that have come least far, then the youngest. */
export function firstToGo(pods: readonly KubeObject[]): KubeObject[] {
  const rank = (pod: KubeObject) => (textAt(pod, "spec", "nodeName") === undefined ? 0 : textAt(pod, "status", "phase") === "Pending" ? 1 : isPodReady(pod) ? 3 : 2);
  return [...pods].sort((a, b) => rank(a) - rank(b) || (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? 1 : -1));
}

/** A condition of an object's status, whose time is kept while it says the same. */
export function withCondition(conditions: readonly unknown[], type: string, next: { readonly status: "True" | "False"; readonly reason: string; readonly message: string } | undefined, now: string): object[] {
  const before = conditions.find((condition) => textAt(condition, "type") === type);
  const others = conditions.filter((condition) => condition !== before) as object[];
  if (next === undefined) return others;
  const same = textAt(before, "status") === next.status;
  return [...others, { type, ...next, lastTransitionTime: same ? textAt(before, "lastTransitionTime") ?? now : now }];
}

/** The same of a Deployment, whose conditions also tell when they were last written. */
export function withUpdatedCondition(conditions: readonly unknown[], type: string, next: Parameters<typeof withCondition>[2], now: string): object[] {
  const before = conditions.find((condition) => textAt(condition, "type") === type);
  const unchanged = next !== undefined && textAt(before, "status") === next.status && textAt(before, "reason") === next.reason && textAt(before, "message") === next.message;
  const lastUpdateTime = unchanged ? (textAt(before, "lastUpdateTime") ?? now) : now;
  return withCondition(conditions, type, next, now).map((condition) => (textAt(condition, "type") === type ? { ...condition, lastUpdateTime } : condition));
}
