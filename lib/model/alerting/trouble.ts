import type { Alert } from "./alert";
import { byName } from "./by-name";
import { aboutOf, type About } from "./subject";
import type { PlacedPod, TopologyNow } from "./topology";
import { rankOf, worstFirst } from "./worst-first";

/** An alert and what it is about. */
export interface Located {
  readonly alert: Alert;
  readonly about: About;
  /** {@link rankOf} it. */
  readonly rank: number;
}

const memory = new WeakMap<TopologyNow, WeakMap<Alert, Located>>();

/** What alerts are about; those that were seen with the same topology before cost nothing. */
export function locate(alerts: Iterable<Alert>, topology: TopologyNow): readonly Located[] {
  const known = memory.get(topology) ?? new WeakMap<Alert, Located>();
  memory.set(topology, known);
  const found: Located[] = [];
  for (const alert of alerts) {
    let one = known.get(alert);
    if (one === undefined) known.set(alert, (one = { alert, about: aboutOf(alert, topology), rank: rankOf(alert) }));
    found.push(one);
  }
  return found;
}

/** {@link worstFirst}, for alerts that were ranked already. */
export const worstLocatedFirst = (a: Located, b: Located): number => a.rank - b.rank || worstFirst(a.alert, b.alert);

/** Alerts that say that a node itself is not well, so that what runs on it may suffer; the worst first. */
const ailments = [
  /^(?:KubeNodeUnreachable|NodeDown|HostDown)$/,
  /^KubeNodeNotReady$/,
  /^(?:KubeNode(?:Pressure|ReadinessFlapping|Eviction)|KubeletPlegDurationHigh)$/,
  /^(?:NodeFilesystem\w+|NodeMemory\w+|NodeDiskIOSaturation|NodeSystemSaturation|NodeRAID\w+)$/,
];

/** How bad an alert is for what runs on its node: 0 is worst, undefined where it says nothing of that. */
export function ailment(alertname: string): number | undefined {
  const rank = ailmentRank(alertname);
  return rank < 0 ? undefined : rank;
}

const ailmentRank = byName((alertname) => ailments.findIndex((names) => names.test(alertname)));

/** Alerts whose cause lies in the pod's own settings, so that its node is not to be suspected. */
const isOwnFault = byName((alertname) => /^(?:CPUThrottlingHigh|KubeHpa\w+|KubePdb\w+|KubeQuota\w+)$/.test(alertname));

/** Where a workload is in trouble. */
export interface Trouble {
  /** Its pods that have alerts or are not ready; all of them where none is known to be worse than the others. */
  readonly pods: Iterable<PlacedPod>;
  /** It has an alert of which its node could be the cause. */
  readonly suspicious: boolean;
}

/** The trouble of a workload (or of a single pod, under `Pod/namespace/name`) that has an alert. */
export type Troubles = (bearer: string) => Trouble;

export function troubles(located: readonly Located[], { podsOf, unready }: TopologyNow): Troubles {
  const named = new Map<string, { readonly pods: Set<PlacedPod>; suspicious: boolean; complete: boolean }>();
  for (const { alert, about } of located) {
    const key = bearerOf(about);
    if (key === undefined) continue;
    let known = named.get(key);
    if (known === undefined) named.set(key, (known = { pods: new Set(), suspicious: false, complete: false }));
    if (about.placed !== undefined) known.pods.add(about.placed);
    if (!known.suspicious && !isOwnFault(alert.name)) known.suspicious = true;
  }
  return (bearer) => {
    const own = podsOf.get(bearer) ?? [];
    const found = named.get(bearer);
    if (found === undefined) return { pods: own, suspicious: false };
    if (!found.complete && unready.size > 0) for (const pod of own) if (unready.has(pod.key)) found.pods.add(pod);
    found.complete = true;
    return { pods: found.pods.size > 0 ? found.pods : own, suspicious: found.suspicious };
  };
}

/** The workload that an alert is about, or the pod that has none. */
export function bearerOf({ workload, pod }: About): string | undefined {
  return workload ?? (pod === undefined ? undefined : `Pod/${pod}`);
}

/** The one node that all of the trouble is on; undefined where it is on several, or on a pod that no node has taken. */
export function onlyNode({ pods }: Trouble): string | undefined {
  let only: string | undefined;
  for (const { node } of pods) {
    if (node === undefined || (only !== undefined && node !== only)) return undefined;
    only = node;
  }
  return only;
}
