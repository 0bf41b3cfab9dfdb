import { seedOf } from "../../../world/dice";
import type { Life } from "../../../world/life";
import type { WorldNode } from "../../../world/node";
import { equal, listAt, objectAt, textAt } from "../json-value";
import { timestamp } from "../kind";
import type { KubeObject } from "../kind";
import { bytesOf } from "../manifests/quantities";
import { crowdScheduler } from "../manifests";
import { claimObstacle } from "./claims";
import { ids } from "./ids";
import { imagesOf } from "./images";
import { isOver } from "./kubelets";
import type { Kubelets } from "./kubelets";
import { missingSettings } from "./missing-settings";
import { nodeObstacle } from "./node-fit";
import { controllerOf, isGoing } from "./plane";
import type { Plane } from "./plane";
import { lifeOf } from "./pod-life";
import { requestsOf } from "./pod-source";

/** A crowd names a scheduler of its own: its pods take no room. */
const isCrowd = (pod: KubeObject) => textAt(pod, "spec", "schedulerName") === crowdScheduler;

/** How often a pod that no node takes is tried again, ms. */
const retryAfter = 60_000;

/** What gives each new pod a node, and says why when it cannot. */
export function startScheduler(plane: Plane, kubelets: Kubelets): void {
  const { store, time, cluster, events } = plane;
  const images = imagesOf(cluster, plane.time.now());
  const waiting = new Map<string, KubeObject>();
  const placed = new Map<string, { readonly node: string; readonly cpu: number; readonly memory: number }>();
  const used = new Map<string, { cpu: number; memory: number; pods: number }>();
  const usage = (node: string) => {
    let sum = used.get(node);
    if (sum === undefined) used.set(node, (sum = { cpu: 0, memory: 0, pods: 0 }));
    return sum;
  };
  const count = (object: KubeObject, there: boolean) => {
    if (isCrowd(object)) return;
    const { uid } = object.metadata;
    const node = textAt(object, "spec", "nodeName");
    const known = placed.get(uid);
    if (known !== undefined && !there) {
      const sum = usage(known.node);
      [sum.cpu, sum.memory, sum.pods] = [sum.cpu - known.cpu, sum.memory - known.memory, sum.pods - 1];
      placed.delete(uid);
    } else if (known === undefined && there && node !== undefined) {
      const wanted = requestsOf(object);
      placed.set(uid, { node, ...wanted });
      const sum = usage(node);
      [sum.cpu, sum.memory, sum.pods] = [sum.cpu + wanted.cpu, sum.memory + wanted.memory, sum.pods + 1];
    }
  };

  /** Nodes that could take a pod, and why the others cannot. */
  const fitting = (pod: KubeObject): { readonly nodes: readonly string[]; readonly reasons: ReadonlyMap<string, number> } => {
    const wanted = requestsOf(pod);
    const reasons = new Map<string, number>();
    const nodes: string[] = [];
    for (const node of store.list(ids.nodes)) {
      const { name } = node.metadata;
      const sum = usage(name);
      const has = (resource: string) => bytesOf(textAt(node, "status", "allocatable", resource)) ?? 0;
      const short = [
        ...(sum.pods + 1 > has("pods") ? ["Too many pods"] : []),
        ...(sum.cpu + wanted.cpu > has("cpu") ? ["Insufficient cpu"] : []),
        ...(sum.memory + wanted.memory > has("memory") ? ["Insufficient memory"] : []),
      ];
      const obstacle = nodeObstacle(pod, node);
      const why = obstacle === undefined ? short : [obstacle];
      if (why.length === 0) nodes.push(name);
      for (const reason of why) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    return { nodes, reasons };
  };

  const refuse = (pod: KubeObject, message: string) => {
    waiting.set(pod.metadata.uid, pod);
    const { namespace = "default", name, uid } = pod.metadata;
    const owner = controllerOf(pod) ?? { kind: "<none>", name: "<none>" };
    const since = cluster.demands.waiting.get(uid)?.from ?? time.now();
    cluster.demands.wait({ namespace, name, uid, owner, from: since, to: Infinity });
    events.about(pod, "Warning", "FailedScheduling", message, "default-scheduler");
    plane.status(ids.pods, pod, {
      ...objectAt(pod, "status"),
      phase: "Pending",
      conditions: [{ type: "PodScheduled", status: "False", lastProbeTime: null, lastTransitionTime: timestamp(since), reason: "Unschedulable", message }],
    });
    time.soon(`schedule ${uid}`, () => schedule(namespace, name), retryAfter * Math.min(8, 1 + Math.floor((time.now() - since) / 120_000)));
  };

  const schedule = (namespace: string, name: string): void => {
    const pod = store.get(ids.pods, namespace, name);
    if (pod === undefined || isCrowd(pod) || isGoing(pod) || isOver(pod) || kubelets.podOf(pod.metadata.uid) !== undefined) return;
    const { uid } = pod.metadata;
    const given = textAt(pod, "spec", "nodeName");
    // A crowd that somebody put there with its status is nobody's to play.
    if (given !== undefined && textAt(pod, "status", "phase") !== "Pending") return;
    const seed = seedOf(cluster.seed, uid);
    let chosen = given;
    if (chosen === undefined) {
      const all = cluster.nodes.length;
      const obstacle = claimObstacle(plane, pod);
      if (obstacle !== undefined) return refuse(pod, `0/${all} nodes are available: ${obstacle}. preemption: 0/${all} nodes are available: ${all} Preemption is not helpful for scheduling.`);
      const { nodes, reasons } = fitting(pod);
      if (nodes.length === 0) {
        const short = [...reasons].filter(([reason]) => reason.startsWith("Insufficient") || reason === "Too many pods").reduce((sum, [, number]) => Math.max(sum, number), 0);
        const words = [...reasons].map(([reason, number]) => `${number} ${reason}`).sort().join(", ");
        const preemption = [...(short > 0 ? [`${short} No preemption victims found for incoming pod`] : []), ...(short < all ? [`${all - short} Preemption is not helpful for scheduling`] : [])].join(", ");
        return refuse(pod, `0/${all} nodes are available: ${words}. preemption: 0/${all} nodes are available: ${preemption}.`);
      }
      const least = Math.min(...nodes.map((node) => usage(node).pods));
      const best = nodes.filter((node) => usage(node).pods <= least + 4);
      chosen = best[seedOf(seed, "place") % best.length];
    }
    const node = cluster.node(chosen ?? "");
    if (node === undefined) return;
    bind(pod, node, seed);
  };

  const bind = (pod: KubeObject, node: WorldNode, seed: number): void => {
    const at = time.now();
    const { uid } = pod.metadata;
    const waited = cluster.demands.waiting.get(uid);
    if (waited) cluster.demands.wait({ ...waited, to: at });
    waiting.delete(uid);
    const bound = store.put(ids.pods, { ...pod, spec: { ...objectAt(pod, "spec"), nodeName: node.name } });
    const life = born(bound, node, seed);
    // An image that was asked for here is here from then on.
    if (life.unpulled === undefined) for (const container of [...listAt(bound, "spec", "containers"), ...listAt(bound, "spec", "initContainers")]) images.has(node.name, textAt(container, "image") ?? "");
    kubelets.take(bound, node, life.plain ?? life, life.plain !== undefined);
  };

  /** Its life; for what was there before anybody looked, one that began long ago and in which nothing happened. */
  const born = (pod: KubeObject, node: WorldNode, seed: number): Life & { readonly plain?: Life } => {
    const life = lifeOf(pod, { at: time.now(), seed, node: node.name, images, job: controllerOf(pod)?.kind === "Job", missing: missingSettings(plane, pod), waits: (container) => stillWaits(plane, pod, container) });
    const [only] = life.runs;
    const created = Date.parse(pod.metadata.creationTimestamp);
    if (!plane.beginning || only?.to !== Infinity || life.readyAfter === Infinity || created > time.now() - 60_000) return life;
    return { ...life, plain: { created, runs: [{ from: created + 4_000, to: Infinity, exitCode: 0 }], killed: Infinity, gone: Infinity, ...(life.init && { init: life.init.map((run, n) => ({ ...run, from: created + 900 + n * 1_000, to: created + 1_700 + n * 1_000 })) }), ...(life.readyAfter !== undefined && { readyAfter: life.readyAfter }) } };
  };

  /** Tries everything again that somebody's change may have helped. */
  const retryAll = () => {
    for (const { metadata } of waiting.values()) schedule(metadata.namespace ?? "default", metadata.name);
  };
  /** The same of pods that a node has, but that wait for something to be made. */
  const reconsider = (namespace: string | undefined) => {
    for (const pod of store.list(ids.pods, namespace)) {
      const kept = kubelets.podOf(pod.metadata.uid);
      const open = kept?.life.init?.some(({ to }) => to === Infinity) ?? false;
      if (kept === undefined || kept.life.killed < Infinity || (kept.life.refused === undefined && !open)) continue;
      const life = lifeOf(pod, { at: time.now(), seed: kept.seed, node: kept.node.name, images, job: false, missing: missingSettings(plane, pod), waits: (container) => stillWaits(plane, pod, container) });
      if (life.runs.length > 0) kubelets.relive(pod.metadata.uid, { ...life, created: kept.life.created });
    }
  };

  const later = ({ metadata, status }: KubeObject) => {
    if (textAt(status, "phase") === "Pending") time.soon(`begin ${metadata.uid}`, () => schedule(metadata.namespace ?? "default", metadata.name));
  };
  for (const pod of store.list(ids.pods)) {
    count(pod, !isOver(pod));
    later(pod);
  }
  plane.on(ids.pods, ({ type, object }) => {
    count(object, type !== "DELETED" && !isOver(object));
    if (type === "DELETED") {
      waiting.delete(object.metadata.uid);
      const waited = cluster.demands.waiting.get(object.metadata.uid);
      if (waited?.to === Infinity) cluster.demands.wait({ ...waited, to: time.now() });
      if (waiting.size > 0) time.soon("schedule again", retryAll, 5_000);
    }
    if (type === "ADDED") later(object);
  });
  plane.on(ids.nodes, ({ type, object, previous }) => {
    if (waiting.size > 0 && (type !== "MODIFIED" || !equal(object.spec, previous?.spec))) time.soon("schedule again", retryAll, 500);
  });
  plane.on(ids.claims, () => {
    if (waiting.size > 0) time.soon("schedule again", retryAll, 500);
  });
  for (const kind of [ids.configMaps, ids.secrets, ids.services]) plane.on(kind, ({ type, object }) => {
    if (type !== "DELETED" && !plane.beginning) time.soon(`reconsider ${object.metadata.namespace ?? ""}`, () => reconsider(object.metadata.namespace), 1_000);
  });
}

/** Whether an init container that looks for a name still waits: until a Service of that name exists. */
function stillWaits({ store }: Plane, pod: KubeObject, container: unknown): boolean {
  const script = [...listAt(container, "command"), ...listAt(container, "args")].map(String).join(" ");
  const name = /nslookup ([a-z0-9-]+)/.exec(script)?.[1];
  return name === undefined || store.get(ids.services, pod.metadata.namespace, name) === undefined;
}
