import type { Lives } from "../scenarios/lives";
import { between, hex, seedOf, suffix, uuid } from "./dice";
import { settled } from "./life";
import type { Life } from "./life";
import { recordedPods } from "./recorded";
import type { WorldNode } from "./node";
import type { Workload } from "./workload";

/** What a pod is made from: the part of a workload that its pods have, whoever asked for them. */
export interface PodSource extends Omit<Workload, "kind" | "replicas"> {
  /** `Job` and `Pod` beside the World's own. */
  readonly kind: string;
}

/** One pod from its creation to its end. What it is at a moment follows from its life. */
export interface Pod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly seed: number;
  readonly workload: PodSource;
  /** What made it: for a Deployment the ReplicaSet. */
  readonly owner: { readonly kind: string; readonly name: string; readonly uid: string };
  readonly node: WorldNode;
  readonly ip: string;
  readonly life: Life;
  /** Whether it was there since before anybody looked. */
  readonly settled?: boolean;
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
  /** Whether somebody made a pod for this workload, or ended one of its settled ones. */
  isChanged(workload: Pick<PodSource, "kind" | "namespace" | "name">): boolean;
  /** Raised whenever `fixed` is another list. */
  readonly version: number;
  /** A pod that somebody made, or a pod whose life went on otherwise than expected. The past must stay as it was. */
  record(pod: Pod): void;
  /** From this moment on nobody deploys this workload by the clock any more; its pod stays. */
  release(workload: Pick<Workload, "namespace" | "name">, at: number): void;
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
  let fixed: Pod[] = [];
  let version = 0;
  const recorded = recordedPods();
  const scripted: { workload: Workload; node: WorldNode; lives: Lives; until?: number }[] = [];
  for (const workload of workloads) {
    const places = workload.kind === "DaemonSet" ? nodes : Array.from({ length: workload.replicas }, (_, index) => placeOf(workload, index));
    const script = workload.replicas === 1 ? lives.get(workload.name) : undefined;
    places.forEach((node, index) => {
      if (script) scripted.push({ workload, node, lives: script });
      else fixed.push({ ...podOn(workload, index, node, settled(origin + Math.round(between(seed, `${workload.name}/${index}`, 20, 26) * 86_400_000))), settled: true });
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
  const played = (from: number, to: number) =>
    scripted.flatMap(({ workload, node, lives: script, until }) => {
      const lives = script.between(from, to);
      return (until === undefined ? lives : lives.filter(({ gone }) => gone <= until)).map((life) => movingPod(workload, node, life));
    });
  const moving = (from: number, to: number): readonly Pod[] => {
    const people = recorded.touching(from, to);
    return people.length === 0 ? played(from, to) : [...played(from, to), ...people];
  };
  const release: Pods["release"] = ({ namespace, name }, at) => {
    for (const each of scripted) {
      if (each.workload.name !== name || each.workload.namespace !== namespace || each.until !== undefined) continue;
      const now = played(at, at).filter((pod) => pod.workload === each.workload && pod.life.created <= at && at < pod.life.gone);
      each.until = at;
      for (const pod of now) recorded.put(pod.life.killed > at ? { ...pod, life: { ...pod.life, killed: Infinity, gone: Infinity } } : pod);
    }
  };
  return {
    get fixed() {
      return fixed;
    },
    get version() {
      return version;
    },
    moving,
    movesOn: (node) => scripted.some((each) => each.node === node) || recorded.isOn(node.name),
    isChanged: (workload) => recorded.isOf(workload),
    record(pod) {
      if (pod.settled && recorded.get(pod.uid) === undefined) {
        fixed = fixed.filter(({ uid }) => uid !== pod.uid);
        version += 1;
      }
      recorded.put(pod);
    },
    release,
    between: (from, to) => [...fixed, ...moving(from, to)],
    at: (at) => [...fixed, ...moving(at, at).filter(({ life }) => life.created <= at && at < life.gone)],
  };
}
