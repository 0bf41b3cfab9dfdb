import { hex, seedOf } from "../../../world/dice";
import { changesOf } from "../../../world/life";
import type { Life } from "../../../world/life";
import type { WorldNode } from "../../../world/node";
import type { Occurrence } from "../../../world/occurrence";
import { occurrencesOf } from "../../../world/pod-occurrences";
import type { Pod } from "../../../world/pod";
import { textAt } from "../json-value";
import { timestamp } from "../kind";
import type { KubeObject } from "../kind";
import { ids } from "./ids";
import { controllerOf, isGoing } from "./plane";
import type { Plane } from "./plane";
import { endingTime } from "./pod-life";
import { podSourceOf } from "./pod-source";
import { podStatus } from "./pod-status";

/** What brings pods to life on their nodes and says how they are. */
export interface Kubelets {
  /** Shows a pod that the World already has. Its events are told from now on, its creator's too where it made itself. */
  adopt(pod: Pod): void;
  /** Begins a pod of the store on a node; `quietly` for one that has been there for long. */
  take(object: KubeObject, node: WorldNode, life: Life, quietly?: boolean): void;
  /** Goes on with another life from now on. */
  relive(uid: string, life: Life): void;
  podOf(uid: string): Pod | undefined;
  /** All pods that a node has, those that end included. */
  on(node: string): readonly Pod[];
  /** Reports all pods of a node anew, as when nobody hears of it any more. */
  refresh(node: string): void;
}

interface Kept {
  pod: Pod;
  nextChange: () => void;
  nextTale: () => void;
}

const nothing = () => undefined;

/** `ended` is told of each pod of the World that somebody ends. */
export function createKubelets(plane: Plane, ended: (pod: Pod) => void): Kubelets {
  const { store, time, cluster, events } = plane;
  const kept = new Map<string, Kept>();
  const byNode = new Map<string, Set<string>>();
  const objectOf = ({ namespace, name, uid }: Pod) => {
    const object = store.get(ids.pods, namespace, name);
    return object?.metadata.uid === uid ? object : undefined;
  };

  const forget = (uid: string) => {
    const entry = kept.get(uid);
    if (entry === undefined) return;
    entry.nextChange();
    entry.nextTale();
    kept.delete(uid);
    byNode.get(entry.pod.node.name)?.delete(uid);
  };

  const reflect = (uid: string): void => {
    const entry = kept.get(uid);
    const object = entry && objectOf(entry.pod);
    if (entry === undefined || object === undefined) return forget(uid);
    const at = time.now();
    const { pod } = entry;
    entry.nextChange();
    if (at >= pod.life.gone) {
      forget(uid);
      store.remove(ids.pods, pod.namespace, pod.name);
      return;
    }
    const ending = at >= pod.life.killed && !isGoing(object) ? { deletionTimestamp: timestamp(pod.life.gone), deletionGracePeriodSeconds: 30 } : {};
    store.put(ids.pods, { ...object, metadata: { ...object.metadata, ...ending }, status: podStatus(object, pod, at) });
    const next = changesOf(pod.life, at, Infinity).find((moment) => moment < Infinity);
    entry.nextChange = next === undefined ? nothing : time.at(next, () => reflect(uid));
  };

  const tell = (uid: string, tales: readonly (readonly [moment: number, occurrence: Occurrence])[], first: number): void => {
    const entry = kept.get(uid);
    const tale = tales[first];
    if (entry === undefined || tale === undefined) return;
    entry.nextTale = time.at(tale[0], () => {
      events.report(tale[1]);
      tell(uid, tales, first + 1);
    });
  };

  const begin = (pod: Pod, from: number, ofCreator: boolean): void => {
    const entry: Kept = { pod, nextChange: nothing, nextTale: nothing };
    kept.get(pod.uid)?.nextChange();
    kept.get(pod.uid)?.nextTale();
    kept.set(pod.uid, entry);
    const here = byNode.get(pod.node.name) ?? new Set<string>();
    byNode.set(pod.node.name, here.add(pod.uid));
    reflect(pod.uid);
    const tales = occurrencesOf(pod, Infinity)
      .filter(({ about }) => ofCreator || about.kind === "Pod")
      .flatMap((occurrence) => occurrence.seen.map((moment) => [moment, occurrence] as const))
      .filter(([moment]) => moment >= from && moment < Infinity)
      .sort((a, b) => a[0] - b[0]);
    tell(pod.uid, tales, 0);
  };

  const relive = (uid: string, life: Life): void => {
    const entry = kept.get(uid);
    if (entry === undefined) return;
    const pod = { ...entry.pod, life };
    cluster.pods.record(pod);
    begin(pod, time.now(), false);
  };

  /** Ends a pod from now on, because somebody asked for it or took its object away. */
  const end = (uid: string, object: KubeObject, within: number): void => {
    const entry = kept.get(uid);
    if (entry === undefined || entry.pod.life.killed <= time.now()) return;
    const at = time.now();
    ended(entry.pod);
    const { pull, ...life } = entry.pod.life;
    const runs = life.runs.filter(({ from }) => from <= at);
    relive(uid, { ...life, ...(pull && pull.from <= at && { pull }), runs, killed: at, gone: at + (runs.length === 0 ? Math.min(within, 300) : within) });
    if (within === 0) store.remove(ids.pods, object.metadata.namespace, object.metadata.name);
  };

  plane.on(ids.pods, ({ type, object, previous }) => {
    const { uid } = object.metadata;
    if (type === "DELETED") {
      const entry = kept.get(uid);
      if (entry === undefined) return;
      const at = time.now();
      if (at < entry.pod.life.killed) ended(entry.pod);
      if (at < entry.pod.life.gone) cluster.pods.record({ ...entry.pod, life: { ...entry.pod.life, killed: Math.min(entry.pod.life.killed, at), gone: at } });
      return forget(uid);
    }
    if (!isGoing(object) || (previous !== undefined && isGoing(previous))) return;
    const grace = object.metadata.deletionGracePeriodSeconds;
    end(uid, object, endingTime(object, typeof grace === "number" ? grace : 30));
  });

  return {
    adopt: (pod) => begin(pod, time.now() - 60_000, true),
    take(object, node, life, quietly = false) {
      const owner = controllerOf(object) ?? { kind: "Pod", name: object.metadata.name, uid: object.metadata.uid };
      const { namespace = "default", name, uid } = object.metadata;
      const seed = seedOf(cluster.seed, uid);
      const subnet = cluster.nodes.indexOf(node);
      const workload = podSourceOf(object, workloadOf(plane, object, owner));
      const ip = workload.hostNetwork ? node.machine.ip : `10.${42 + Math.floor(subnet / 256)}.${subnet % 256}.${2 + (parseInt(hex(seed, "address", 4), 16) % 250)}`;
      const pod: Pod = { namespace, name, uid, seed, workload, owner, node, ip, life };
      cluster.pods.record(pod);
      if (life.pull) node.pull(life.pull.from, life.pull.to, life.pull.bytes);
      begin(pod, quietly ? Infinity : time.now(), false);
    },
    relive,
    podOf: (uid) => kept.get(uid)?.pod,
    on: (node) => [...(byNode.get(node) ?? [])].flatMap((uid) => kept.get(uid)?.pod ?? []),
    refresh(node) {
      for (const uid of byNode.get(node) ?? []) reflect(uid);
    },
  };
}

/** The workload that a pod belongs to in the end: the Deployment behind its ReplicaSet, else whatever controls it. */
function workloadOf({ store }: Plane, object: KubeObject, owner: { readonly kind: string; readonly name: string }): { readonly kind: string; readonly name: string } {
  if (owner.kind !== "ReplicaSet") return owner;
  const set = store.get(ids.replicaSets, object.metadata.namespace, owner.name);
  const above = set && controllerOf(set);
  return above === undefined ? { kind: owner.kind, name: owner.name } : { kind: above.kind, name: above.name };
}

/** Whether a pod has done its work or failed at it, and takes no node any more. */
export const isOver = (pod: KubeObject): boolean => ["Succeeded", "Failed"].includes(textAt(pod, "status", "phase") ?? "");
