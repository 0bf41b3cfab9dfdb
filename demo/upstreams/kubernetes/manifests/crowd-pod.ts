import { between, chance, hex, pick, suffix, uuid } from "../../../world/dice";
import { timestamp } from "../kind";
import type { KubeObject } from "../kind";
import { crowdSpec } from "./crowd-spec";

/** How a pod of the crowd is, and how often of a thousand. */
const moods = [
  ["running", 900],
  ["completed", 55],
  ["crashing", 22],
  ["failed", 13],
  ["unpulled", 6],
  ["unschedulable", 4],
] as const;
export type Mood = (typeof moods)[number][0];

const programs = ["data-reduction", "auto-processing", "xray-centring", "tomo-recon", "ptycho-worker", "ispyb-sync", "archiver-query", "jupyter-notebook"] as const;

/** What stays the same of a pod of the crowd. */
export interface Person {
  readonly index: number;
  readonly seed: number;
  readonly namespace: string;
  readonly program: string;
  readonly name: string;
  readonly node: string;
  readonly nodeIp: string;
  readonly created: number;
}

/** Who has this number in the crowd; `turn` counts how often its place was taken by a new pod. */
export function personOf(seed: number, index: number, namespaces: readonly string[], nodes: readonly { readonly name: string; readonly ip: string }[], at: number, turn = 0): Person {
  const key = `crowd ${index} ${turn}`;
  const program = pick(seed, `program ${index}`, programs);
  const node = pick(seed, `node ${key}`, nodes);
  return {
    index,
    seed,
    namespace: namespaces[index % namespaces.length] ?? "default",
    program,
    name: `${program}-${suffix(seed, `set ${index % 400}`, 9)}-${suffix(seed, key, 5)}`,
    node: node.name,
    nodeIp: node.ip,
    created: turn > 0 ? at : at - Math.round(between(seed, `age ${key}`, 0.01, 1) ** 3 * 30 * 86_400_000),
  };
}

/** How this pod of the crowd is to begin with. */
export function moodOf({ seed, index }: Person): Mood {
  let left = chance(seed, `mood ${index}`) * 1_000;
  for (const [mood, share] of moods) {
    left -= share;
    if (left < 0) return mood;
  }
  return "running";
}

const words: Readonly<Record<Mood, { readonly phase: string; readonly waiting?: string; readonly exitCode?: number }>> = {
  running: { phase: "Running" },
  completed: { phase: "Succeeded", exitCode: 0 },
  failed: { phase: "Failed", exitCode: 1 },
  crashing: { phase: "Running", waiting: "CrashLoopBackOff", exitCode: 1 },
  unpulled: { phase: "Pending", waiting: "ImagePullBackOff" },
  unschedulable: { phase: "Pending" },
};

/** The pod in full, as it is at a moment. */
export function crowdPod(person: Person, mood: Mood, at: number, restarts = 0): KubeObject {
  const { seed, index, namespace, program, name, node, nodeIp, created } = person;
  const { phase, waiting, exitCode } = words[mood];
  const placed = mood !== "unschedulable";
  const begun = timestamp(Math.min(at, created + 3_000));
  const image = `ghcr.io/diamondlightsource/${program}:2026.${1 + (index % 6)}.${index % 4}${mood === "unpulled" ? "-typo" : ""}`;
  const ready = mood === "running";
  const condition = (type: string, holds: boolean, more: object = {}) => ({ type, status: holds ? "True" : "False", lastProbeTime: null, lastTransitionTime: begun, ...more });
  const ended = exitCode === undefined ? undefined : { exitCode, reason: exitCode === 0 ? "Completed" : "Error", startedAt: begun, finishedAt: timestamp(at - 20_000), containerID: `containerd://${hex(seed, `${name} last`, 64)}` };
  const state = mood === "completed" || mood === "failed" ? { terminated: ended } : waiting === undefined ? { running: { startedAt: begun } } : { waiting: { reason: waiting } };
  const ip = `10.${60 + (index >> 16)}.${(index >> 8) & 255}.${2 + (index % 250)}`;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, generateName: `${name.slice(0, -5)}`, namespace, uid: uuid(seed, `${namespace}/${name}`), resourceVersion: "0", creationTimestamp: timestamp(created), labels: { app: program, "app.kubernetes.io/name": program, "visit-type": index % 3 === 0 ? "commissioning" : "user", team: "data-analysis" } },
    spec: crowdSpec(program, image, placed ? node : undefined),
    status: {
      phase,
      qosClass: "Burstable",
      conditions: placed
        ? [condition("PodReadyToStartContainers", true), condition("Initialized", true), condition("Ready", ready), condition("ContainersReady", ready), condition("PodScheduled", true)]
        : [condition("PodScheduled", false, { reason: "Unschedulable", message: "0/6 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 5 Insufficient memory." })],
      ...(placed && {
        hostIP: nodeIp,
        hostIPs: [{ ip: nodeIp }],
        startTime: begun,
        ...(mood !== "unpulled" && { podIP: ip, podIPs: [{ ip }] }),
        containerStatuses: [{ name: program, image, imageID: phase === "Pending" ? "" : `${image.split(":")[0] ?? image}@sha256:${hex(1, image, 64)}`, ready, started: ready, restartCount: mood === "crashing" ? restarts + 4 + (index % 30) : restarts, state, lastState: ended !== undefined && mood === "crashing" ? { terminated: ended } : restarts > 0 && mood === "running" ? { terminated: { exitCode: 137, reason: "OOMKilled", startedAt: begun, finishedAt: timestamp(at) } } : {} }],
      }),
    },
  };
}
