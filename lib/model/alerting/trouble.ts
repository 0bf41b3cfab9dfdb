import type { Alert } from "./alert";
import { aboutOf, type About } from "./subject";
import type { PlacedPod, TopologyNow } from "./topology";

/** An alert and what it is about. */
export interface Located {
  readonly alert: Alert;
  readonly about: About;
}

const memory = new WeakMap<TopologyNow, WeakMap<Alert, About>>();

/** What alerts are about; those that were seen with the same topology before cost nothing. */
export function locate(alerts: Iterable<Alert>, topology: TopologyNow): readonly Located[] {
  const known = memory.get(topology) ?? new WeakMap<Alert, About>();
  memory.set(topology, known);
  const found: Located[] = [];
  for (const alert of alerts) {
    let about = known.get(alert);
    if (about === undefined) known.set(alert, (about = aboutOf(alert, topology)));
    found.push({ alert, about });
  }
  return found;
}

/** Alerts that say that a node itself is not well, so that what runs on it may suffer; the worst first. */
const ailments = [
  /^(?:KubeNodeUnreachable|NodeDown|HostDown)$/,
  /^KubeNodeNotReady$/,
  /^(?:KubeNode(?:Pressure|ReadinessFlapping|Eviction)|KubeletPlegDurationHigh)$/,
  /^(?:NodeFilesystem\w+|NodeMemory\w+|NodeDiskIOSaturation|NodeSystemSaturation|NodeRAID\w+)$/,
];

/** How bad an alert is for what runs on its node: 0 is worst, undefined where it says nothing of that. */
export function ailment(alertname: string): number | undefined {
  const rank = ailments.findIndex((names) => names.test(alertname));
  return rank < 0 ? undefined : rank;
}

/** Alerts whose cause lies in the pod's own settings, so that its node is not to be suspected. */
const ownFault = /^(?:CPUThrottlingHigh|KubeHpa\w+|KubePdb\w+|KubeQuota\w+)$/;

/** Where a workload is in trouble. */
export interface Trouble {
  /** Its pods that have alerts or are not ready; all of them where none is known to be worse than the others. */
  readonly pods: readonly PlacedPod[];
  /** How many of those each node has; a pod that no node has taken counts under the empty name. */
  readonly nodes: ReadonlyMap<string, number>;
  /** It has an alert of which its node could be the cause. */
  readonly suspicious: boolean;
}

/** The trouble of each workload (or single pod, under `Pod/namespace/name`) that has an alert. */
export function troubles(located: readonly Located[], topology: TopologyNow): ReadonlyMap<string, Trouble> {
  const named = new Map<string, { readonly pods: Set<string>; suspicious: boolean }>();
  for (const { alert, about } of located) {
    const key = bearerOf(about);
    if (key === undefined) continue;
    let known = named.get(key);
    if (known === undefined) named.set(key, (known = { pods: new Set(), suspicious: false }));
    if (about.pod !== undefined) known.pods.add(about.pod);
    if (!ownFault.test(alert.name)) known.suspicious = true;
  }
  return new Map([...named].map(([key, { pods, suspicious }]) => [key, { ...troubled(key, pods, topology), suspicious }]));
}

/** The workload that an alert is about, or the pod that has none. */
export function bearerOf({ workload, pod }: About): string | undefined {
  return workload ?? (pod === undefined ? undefined : `Pod/${pod}`);
}

function troubled(key: string, named: ReadonlySet<string>, { pods, podsOf, unready }: TopologyNow): Pick<Trouble, "pods" | "nodes"> {
  const own = podsOf.get(key) ?? [];
  const worse = new Set([...named].flatMap((pod) => pods.get(pod) ?? []));
  for (const pod of own) if (unready.has(pod.key)) worse.add(pod);
  const found = worse.size > 0 ? [...worse].sort((a, b) => (a.key < b.key ? -1 : 1)) : own;
  const nodes = new Map<string, number>();
  for (const { node = "" } of found) nodes.set(node, (nodes.get(node) ?? 0) + 1);
  return { pods: found, nodes };
}
