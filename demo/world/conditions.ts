import { fillingDisk, shortOfMemory, silentKubelet } from "../scenarios/outages";
import { during, minute, stretches } from "../scenarios/window";
import type { Recurring } from "../scenarios/window";
import type { WorldNode } from "./node";
import type { Failure } from "./node-failures";

/** A node's condition in Kubernetes' words. */
export interface Condition {
  readonly type: "MemoryPressure" | "DiskPressure" | "PIDPressure" | "Ready";
  readonly status: "True" | "False" | "Unknown";
  readonly reason: string;
  readonly message: string;
  /** ms since the epoch. */
  readonly since: number;
  readonly heartbeat: number;
}

const reportEvery = 5 * minute;

const isAt = (node: WorldNode, place: { readonly cluster: string; readonly node: string }) => node.cluster === place.cluster && node.name === place.node;

/** The part of the filling in which the kubelet complains. */
const diskPressure: Recurring = {
  period: fillingDisk.window.period,
  start: Math.ceil((fillingDisk.window.end * (fillingDisk.pressure - fillingDisk.from)) / (fillingDisk.to - fillingDisk.from)),
  end: fillingDisk.window.end + 20_000,
};

/** The troubles that come over this node by the clock, by the condition they change. */
export function troublesOf(node: WorldNode): Readonly<Partial<Record<Condition["type"], Recurring>>> {
  if (isAt(node, silentKubelet)) return { Ready: silentKubelet.window };
  if (isAt(node, shortOfMemory)) return { MemoryPressure: shortOfMemory.window };
  if (isAt(node, fillingDisk)) return { DiskPressure: diskPressure };
  return {};
}

const never: readonly Failure[] = [];

/** Every stretch touching [from, to] in which the control plane hears nothing of a node, by the clock or by somebody's hand; oldest first. */
export function silences(node: WorldNode, from: number, to: number): readonly Failure[] {
  if (!isAt(node, silentKubelet) && node.failures.list().length === 0) return never;
  const { window, grace } = silentKubelet;
  const clocked = isAt(node, silentKubelet) ? stretches({ ...window, start: window.start - grace }, from, to).map((each) => ({ since: each.from, from: each.from + grace, to: each.to })) : [];
  const made = node.failures.list().filter((failure) => failure.since <= to && failure.to >= from);
  return made.length === 0 ? clocked : [...clocked, ...made].sort((a, b) => a.since - b.since);
}

/** The stretch in which the control plane says that a node is not ready, if this moment is in one. */
export function silenceAt(node: WorldNode, at: number): Failure | undefined {
  return silences(node, at, at).find(({ from, to }) => at >= from && at < to);
}

/** Whether the node's kubelet answers, to scrapes as to everything else. */
export function kubeletAnswers(node: WorldNode, at: number): boolean {
  return !silences(node, at, at).some(({ since, to }) => at >= since && at < to);
}

/** When the condition last turned to what it is outside of trouble. */
function calmSince(trouble: Recurring | undefined, node: WorldNode, at: number): number {
  const failed = node.failures.list().findLast(({ to }) => to <= at)?.to ?? -Infinity;
  const clocked = trouble === undefined ? node.joined + 45_000 : (stretches(trouble, at - trouble.period, at).filter(({ to }) => to <= at).at(-1)?.to ?? node.joined);
  return Math.max(failed, clocked);
}

const wording = {
  MemoryPressure: ["KubeletHasSufficientMemory", "kubelet has sufficient memory available", "KubeletHasInsufficientMemory", "kubelet has insufficient memory available"],
  DiskPressure: ["KubeletHasNoDiskPressure", "kubelet has no disk pressure", "KubeletHasDiskPressure", "kubelet has disk pressure"],
  PIDPressure: ["KubeletHasSufficientPID", "kubelet has sufficient PID available", "KubeletHasInsufficientPID", "kubelet has insufficient PID available"],
} as const;

/** The node's conditions at a moment, in the order in which Kubernetes lists them. */
export function conditionsOf(node: WorldNode, at: number): Condition[] {
  const troubles = troublesOf(node);
  const silent = silenceAt(node, at);
  const heartbeat = silent ? silent.since : at - ((at - node.joined) % reportEvery);
  const pressures = (["MemoryPressure", "DiskPressure", "PIDPressure"] as const).map((type): Condition => {
    if (silent) return unknown(type, silent.from, heartbeat);
    const trouble = troubles[type];
    const now = trouble && during(trouble, at);
    const [calm, calmMessage, bad, badMessage] = wording[type];
    return now
      ? { type, status: "True", reason: bad, message: badMessage, since: now.from, heartbeat: Math.max(heartbeat, now.from) }
      : { type, status: "False", reason: calm, message: calmMessage, since: calmSince(trouble ?? troubles.Ready, node, at), heartbeat };
  });
  if (silent) return [...pressures, unknown("Ready", silent.from, heartbeat)];
  return [...pressures, { type: "Ready", status: "True", reason: "KubeletReady", message: "kubelet is posting ready status", since: calmSince(troubles.Ready, node, at), heartbeat }];
}

function unknown(type: Condition["type"], since: number, heartbeat: number): Condition {
  return { type, status: "Unknown", reason: "NodeStatusUnknown", message: "Kubelet stopped posting node status.", since, heartbeat };
}

/** Every moment in (from, to] at which a watcher of this node would be told something, oldest first. */
export function nodeChanges(node: WorldNode, from: number, to: number): number[] {
  const moments: number[] = [];
  for (let beat = to - ((to - node.joined) % reportEvery); beat > from; beat -= reportEvery) moments.push(beat);
  for (const trouble of Object.values(troublesOf(node))) {
    for (const stretch of stretches(trouble, from, to)) moments.push(stretch.from, stretch.to);
  }
  return [...new Set(moments)].filter((at) => at > from && at <= to).sort((a, b) => a - b);
}
