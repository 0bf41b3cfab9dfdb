import type { Lives } from "../scenarios/lives";
import { between, hex, seedOf, suffix, uuid } from "./dice";
import { settled } from "./life";
import type { Life } from "./life";
import type { WorldNode } from "./node";
import type { Workload } from "./workload";

/** One pod from its creation to its end. What it is at a moment follows from its life. */
export interface Pod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly seed: number;
  readonly workload: Workload;
  /** What made it: for a Deployment the ReplicaSet. */
  readonly owner: { readonly kind: string; readonly name: string; readonly uid: string };
  readonly node: WorldNode;
  readonly ip: string;
  readonly life: Life;
}

/** A Deployment's one ReplicaSet. */
export function replicaSetOf(seed: number, { namespace, name }: Workload): { hash: string; name: string; uid: string } {
  const hash = suffix(seed, `${namespace}/${name} template`, 9);
  return { hash, name: `${name}-${hash}`, uid: uuid(seed, `replicaset ${namespace}/${name}`) };
}

/** The UID of a workload's own object. */
export function workloadUid(seed: number, { kind, namespace, name }: Workload): string {
  return uuid(seed, `${kind} ${namespace}/${name}`);
}

/** All pods of a cluster, past and present. */
export interface Pods {
  /** Those that exist at this moment. */
  at(at: number): readonly Pod[];
  /** Those that existed at some time in [from, to]. */
  between(from: number, to: number): readonly Pod[];
  /** Those that never come or go. */
  readonly fixed: readonly Pod[];
  /** Those that existed at some time in [from, to] and are not fixed. */
  moving(from: number, to: number): readonly Pod[];
  /** Whether pods come and go on this node. */
  movesOn(node: WorldNode): boolean;
}

/** How many pods of the past are kept at hand. */
const remembered = 8_192;

/** Places every workload's pods on nodes and gives each its life. */
export function placePods(seed: number, origin: number, nodes: readonly WorldNode[], workloads: readonly Workload[], lives: ReadonlyMap<string, Lives>): Pods {
  const shared = nodes.filter(({ machine, host }) => machine.role === "worker" && !host);
  const anywhere = shared.length > 0 ? shared : nodes.filter(({ machine }) => machine.role !== "control-plane");
  const everywhere = anywhere.length > 0 ? anywhere : nodes;
  const podOn = (workload: Workload, index: number, node: WorldNode, life: Life): Pod => {
    const key = `${workload.namespace}/${workload.name}/${index}/${life.created}`;
    const { kind, name, namespace } = workload;
    const owned = kind === "Deployment" ? replicaSetOf(seed, workload) : { name, uid: workloadUid(seed, workload) };
    const podName = kind === "StatefulSet" ? `${name}-${index}` : `${owned.name}-${suffix(seed, key, 5)}`;
    const subnet = nodes.indexOf(node);
    return {
      namespace,
      name: podName,
      uid: uuid(seed, key),
      seed: seedOf(seed, key),
      workload,
      owner: { kind: kind === "Deployment" ? "ReplicaSet" : kind, name: owned.name, uid: owned.uid },
      node,
      ip: workload.hostNetwork ? node.machine.ip : `10.${42 + Math.floor(subnet / 256)}.${subnet % 256}.${2 + (parseInt(hex(seed, key, 4), 16) % 250)}`,
      life,
    };
  };
  const fixed: Pod[] = [];
  const scripted: { workload: Workload; node: WorldNode; lives: Lives }[] = [];
  for (const workload of workloads) {
    const places = workload.kind === "DaemonSet" ? nodes : Array.from({ length: workload.replicas }, (_, index) => placeOf(workload, index));
    const script = workload.replicas === 1 ? lives.get(workload.name) : undefined;
    places.forEach((node, index) => {
      if (script) scripted.push({ workload, node, lives: script });
      else fixed.push(podOn(workload, index, node, settled(origin + Math.round(between(seed, `${workload.name}/${index}`, 20, 26) * 86_400_000))));
    });
  }
  function placeOf(workload: Workload, index: number): WorldNode {
    const pinned = nodes.find(({ name }) => name === workload.node);
    const first = seedOf(seed, `place ${workload.namespace}/${workload.name}`);
    return pinned ?? (everywhere[(first + index) % everywhere.length] as WorldNode);
  }
  const known = new Map<string, Pod>();
  const movingPod = (workload: Workload, node: WorldNode, life: Life): Pod => {
    const key = `${workload.name} ${life.created}`;
    let pod = known.get(key);
    if (pod === undefined) {
      if (known.size >= remembered) known.clear();
      known.set(key, (pod = podOn(workload, 0, node, life)));
    }
    return pod;
  };
  const moving = (from: number, to: number) =>
    scripted.flatMap(({ workload, node, lives: script }) => script.between(from, to).map((life) => movingPod(workload, node, life)));
  return {
    fixed,
    moving,
    movesOn: (node) => scripted.some((each) => each.node === node),
    between: (from, to) => [...fixed, ...moving(from, to)],
    at: (at) => [...fixed, ...moving(at, at).filter(({ life }) => life.created <= at && at < life.gone)],
  };
}
