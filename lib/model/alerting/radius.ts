import { readWorkloadKey, type PlacedPod, type TopologyNow } from "./topology";
import type { Cause } from "./causes";
import type { BlastRadius } from "./triage";
import { ailment, bearerOf, type Located } from "./trouble";

/** What a cause touches: everything on a node that is not well, what mounts a claim, and otherwise the pods that are in trouble. */
export function radiusOf({ kind, key, suspected, located }: Cause, topology: TopologyNow): BlastRadius {
  const live = located.filter(({ alert }) => alert.state !== "resolved");
  const pods = new Map(live.flatMap(({ about }) => podsOf(about, topology)).map((pod) => [pod.key, pod]));
  const lost = kind === "node" && !suspected && live.some(({ alert, about }) => about.subject.kind === "node" && ailment(alert.name) !== undefined);
  for (const pod of lost ? (topology.podsOn.get(key) ?? []) : kind === "claim" ? (topology.mounting.get(key) ?? []) : []) pods.set(pod.key, pod);
  return radius([...pods.values()], live, topology);
}

/** What one alert alone touches. */
export function radiusOfAlert(one: Located, topology: TopologyNow): BlastRadius {
  const { node, claim, subject } = one.about;
  const own = subject.kind === "node" && node !== undefined && ailment(one.alert.name) !== undefined ? (topology.podsOn.get(node) ?? []) : claim === undefined ? [] : (topology.mounting.get(claim) ?? []);
  return radius([...new Set([...podsOf(one.about, topology), ...own])], [one], topology);
}

/** The pods in trouble that an alert speaks of: its own one, or those of its workload that are not ready. */
function podsOf({ pod, placed, workload }: Located["about"], topology: TopologyNow): readonly PlacedPod[] {
  if (pod !== undefined) return placed === undefined ? [] : [placed];
  if (workload === undefined) return [];
  const all = topology.podsOf.get(workload) ?? [];
  const unready = all.filter(({ key }) => topology.unready.has(key));
  return unready.length > 0 ? unready : all;
}

function radius(pods: readonly PlacedPod[], located: readonly Located[], { applications }: TopologyNow): BlastRadius {
  const named = located.flatMap(({ about }) => bearerOf(about) ?? []);
  const workloads = sorted([...pods.flatMap(({ workload }) => workload ?? []), ...named.filter((bearer) => !bearer.startsWith("Pod/"))]);
  const claims = located.flatMap(({ about }) => (about.claim === undefined ? [] : [`PersistentVolumeClaim/${about.claim}`]));
  // A pod that is gone by now was touched, too.
  const gone = located.flatMap(({ about }) => about.pod ?? []);
  return {
    pods: new Set([...pods.map(({ key }) => key), ...gone]).size,
    workloads: workloads.map((key) => plain(key)),
    services: sorted(pods.flatMap(({ services }) => services)),
    applications: sorted([...workloads, ...claims].flatMap((key) => applications.get(key)?.name ?? [])),
    namespaces: sorted([...pods.map(({ namespace }) => namespace), ...workloads.map((key) => readWorkloadKey(key).namespace), ...located.flatMap(({ about }) => about.subject.namespace ?? [])]),
  };
}

/** `p47-beamline/p47-nexus`: the kind matters to nobody here. */
function plain(key: string): string {
  const { namespace, name } = readWorkloadKey(key);
  return `${namespace}/${name}`;
}

const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();
