/** What was measured of a cluster's structure; each list may be empty, then that part is simply unknown. */
export interface TopologyFacts {
  readonly pods: readonly { readonly namespace: string; readonly name: string; readonly node: string; readonly ownerKind: string; readonly ownerName: string; readonly address?: string; readonly hostNetwork?: boolean }[];
  /** Who controls a ReplicaSet or a Job. */
  readonly owners: readonly { readonly namespace: string; readonly kind: string; readonly name: string; readonly ownerKind: string; readonly ownerName: string }[];
  /** Which pod mounts which claim. */
  readonly mounts: readonly { readonly namespace: string; readonly pod: string; readonly claim: string }[];
  /** Behind which addresses a Service stands. */
  readonly endpoints: readonly { readonly namespace: string; readonly service: string; readonly address: string }[];
  /** Pods that are not ready now. */
  readonly unready: readonly { readonly namespace: string; readonly pod: string }[];
  /** What a HorizontalPodAutoscaler scales. */
  readonly autoscalers: readonly { readonly namespace: string; readonly name: string; readonly targetKind: string; readonly targetName: string }[];
  /** Every way in which a node is called: its name, its address, its exporter's `host:port`. */
  readonly nodes: readonly { readonly name: string; readonly alias: string }[];
  readonly applications: readonly { readonly namespace: string; readonly name: string; readonly resources: readonly { readonly kind: string; readonly namespace: string; readonly name: string }[] }[];
}

export const noFacts: TopologyFacts = { pods: [], owners: [], mounts: [], endpoints: [], unready: [], autoscalers: [], nodes: [], applications: [] };

/** A pod and what it belongs to. */
export interface PlacedPod {
  /** `p47-beamline/p47-nexus-0`. */
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  /** Absent while no node has taken it. */
  readonly node?: string;
  /** The key of the workload that owns it in the end; absent for a pod of its own. */
  readonly workload?: string;
  /** Keys of the claims that it mounts. */
  readonly claims: readonly string[];
  /** Keys of the Services that it answers for. */
  readonly services: readonly string[];
}

/** An Argo CD application. */
export interface PlacedApplication {
  readonly namespace: string;
  readonly name: string;
}

/** What belongs to what in a cluster. Keys of objects are `namespace/name`, those of workloads `Kind/namespace/name`. */
export interface TopologyNow {
  /** Since when it is known to be so, ms since the epoch; 0 where nothing is known yet. */
  readonly at: number;
  /** Names of nodes by whatever else they are called. */
  readonly nodes: ReadonlyMap<string, string>;
  readonly pods: ReadonlyMap<string, PlacedPod>;
  readonly podsOn: ReadonlyMap<string, readonly PlacedPod[]>;
  readonly podsOf: ReadonlyMap<string, readonly PlacedPod[]>;
  readonly mounting: ReadonlyMap<string, readonly PlacedPod[]>;
  readonly unready: ReadonlySet<string>;
  /** The workload above a workload: a ReplicaSet's Deployment, a Job's CronJob. */
  readonly owners: ReadonlyMap<string, string>;
  /** The workload that an autoscaler (`namespace/name`) scales. */
  readonly scaled: ReadonlyMap<string, string>;
  /** By workload, and by `PersistentVolumeClaim/namespace/name`. */
  readonly applications: ReadonlyMap<string, PlacedApplication>;
}

export const objectKey = (namespace: string, name: string): string => `${namespace}/${name}`;
export const workloadKey = (kind: string, namespace: string, name: string): string => `${kind}/${namespace}/${name}`;

/** The parts of a workload's key. */
export function readWorkloadKey(key: string): { readonly kind: string; readonly namespace: string; readonly name: string } {
  const [kind = "", namespace = "", ...name] = key.split("/");
  return { kind, namespace, name: name.join("/") };
}

/** What Kubernetes puts behind a Deployment's name to call its ReplicaSets. */
const templateHash = /-[bcdfghjklmnpqrstvwxz0-9]{6,10}$/;

/** Joins what was measured. */
export function joinTopology(facts: TopologyFacts, at: number): TopologyNow {
  const owners = new Map(facts.owners.map(({ namespace, kind, name, ownerKind, ownerName }) => [workloadKey(kind, namespace, name), workloadKey(ownerKind, namespace, ownerName)]));
  const knowsReplicaSets = facts.owners.some(({ kind }) => kind === "ReplicaSet");
  const claims = grouped(facts.mounts, ({ namespace, pod }) => objectKey(namespace, pod), ({ namespace, claim }) => objectKey(namespace, claim));
  const services = grouped(facts.endpoints, ({ namespace, address }) => `${namespace}/${address}`, ({ namespace, service }) => objectKey(namespace, service));
  const pods = new Map<string, PlacedPod>();
  for (const { namespace, name, node, ownerKind, ownerName, address, hostNetwork } of facts.pods) {
    const key = objectKey(namespace, name);
    const workload = topOwner(ownerKind, namespace, ownerName, owners, knowsReplicaSets);
    pods.set(key, {
      ...{ key, namespace, name },
      ...(node === "" ? {} : { node }),
      ...(workload === undefined ? {} : { workload }),
      claims: [...new Set(claims.get(key))],
      // Pods on the host's network share one address: nobody can tell for which of them a Service stands.
      services: address === undefined || address === "" || hostNetwork === true ? [] : [...new Set(services.get(`${namespace}/${address}`))],
    });
  }
  const all = [...pods.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    at,
    nodes: new Map(facts.nodes.map(({ name, alias }) => [alias, name])),
    pods,
    podsOn: grouped(all, ({ node }) => node, (pod) => pod),
    podsOf: grouped(all, ({ workload }) => workload, (pod) => pod),
    mounting: mountingOf(all),
    unready: new Set(facts.unready.map(({ namespace, pod }) => objectKey(namespace, pod))),
    owners,
    scaled: new Map(facts.autoscalers.map(({ namespace, name, targetKind, targetName }) => [objectKey(namespace, name), workloadKey(targetKind, namespace, targetName)])),
    applications: new Map(facts.applications.flatMap(({ namespace, name, resources }) => resources.map((resource) => [workloadKey(resource.kind, resource.namespace, resource.name), { namespace, name }] as const))),
  };
}

/** Where nothing is known. */
export const unknownTopology: TopologyNow = joinTopology(noFacts, 0);

function topOwner(kind: string, namespace: string, name: string, owners: ReadonlyMap<string, string>, knowsReplicaSets: boolean): string | undefined {
  // A static pod belongs to its node's kubelet, which is no workload.
  if (kind === "" || kind === "<none>" || kind === "Node" || name === "") return undefined;
  const key = workloadKey(kind, namespace, name);
  const above = owners.get(key);
  if (above !== undefined) return above;
  return kind === "ReplicaSet" && !knowsReplicaSets && templateHash.test(name) ? workloadKey("Deployment", namespace, name.replace(templateHash, "")) : key;
}

function grouped<T, V>(list: readonly T[], keyOf: (one: T) => string | undefined, valueOf: (one: T) => V): ReadonlyMap<string, readonly V[]> {
  const found = new Map<string, V[]>();
  for (const one of list) {
    const key = keyOf(one);
    if (key === undefined) continue;
    const known = found.get(key);
    if (known === undefined) found.set(key, [valueOf(one)]);
    else known.push(valueOf(one));
  }
  return found;
}

function mountingOf(pods: readonly PlacedPod[]): ReadonlyMap<string, readonly PlacedPod[]> {
  return grouped(
    pods.flatMap((pod) => pod.claims.map((claim) => ({ claim, pod }))),
    ({ claim }) => claim,
    ({ pod }) => pod,
  );
}
