import type { Pod, PodSource } from "./pod";

/** Pods whose lives nobody wrote beforehand: people and controllers made them, moment by moment. */
export interface RecordedPods {
  /** Adds a pod, or tells the same pod's life anew. What has passed already must stay as it was. */
  put(pod: Pod): void;
  get(uid: string): Pod | undefined;
  /** Those that existed at some time in [from, to]. */
  touching(from: number, to: number): readonly Pod[];
  /** Whether any was ever on this node. */
  isOn(node: string): boolean;
  /** Whether any was ever made for this workload. */
  isOf(workload: Named): boolean;
}

type Named = Pick<PodSource, "kind" | "namespace" | "name">;
const keyOf = ({ kind, namespace, name }: Named) => `${kind} ${namespace}/${name}`;

/** How many are kept: jobs that run every minute would fill the memory in the end. */
const most = 6_000;
const none: readonly Pod[] = [];

export function recordedPods(): RecordedPods {
  const byUid = new Map<string, Pod>();
  const nodes = new Set<string>();
  const workloads = new Set<string>();
  /** The same stretch is asked for by every family of metrics. */
  let last: { readonly from: number; readonly to: number; readonly pods: readonly Pod[] } | undefined;
  const forget = () => {
    for (const [uid, { life }] of byUid) {
      if (byUid.size <= most * 0.9) break;
      if (life.gone < Infinity) byUid.delete(uid);
    }
  };
  return {
    put(pod) {
      byUid.set(pod.uid, pod);
      nodes.add(pod.node.name);
      workloads.add(keyOf(pod.workload));
      last = undefined;
      if (byUid.size > most) forget();
    },
    get: (uid) => byUid.get(uid),
    touching(from, to) {
      if (byUid.size === 0) return none;
      if (last?.from === from && last.to === to) return last.pods;
      const pods: Pod[] = [];
      for (const pod of byUid.values()) if (pod.life.created <= to && pod.life.gone >= from) pods.push(pod);
      last = { from, to, pods };
      return pods;
    },
    isOn: (node) => nodes.has(node),
    isOf: (workload) => workloads.has(keyOf(workload)),
  };
}
