import { setTimeout as after } from "node:timers/promises";
import { chance, seedOf } from "../../../world/dice";
import type { Life, Run } from "../../../world/life";
import type { WorldCluster } from "../../../world/cluster";
import { listAt, textAt, textsAt } from "../json-value";
import type { KubeObject } from "../kind";
import type { LogOptions, PodLogs } from "../pod-logs";
import { styleOf } from "./logs/choose";
import { linesBackwards, linesBetween } from "./logs/lines";
import type { Line, Log } from "./logs/lines";

/** How much is sent at once, characters. */
const piece = 64 * 1024;
/** How often a followed log looks for what is new, ms. */
const look = 200;

/** The life that a pod leads; one that has run ever since for a pod that nobody plays. */
function lifeOf(cluster: WorldCluster, pod: KubeObject): Life {
  const { uid, creationTimestamp } = pod.metadata;
  const at = cluster.now();
  const known = cluster.pods.fixed.find((each) => each.uid === uid) ?? cluster.pods.moving(at, at).find((each) => each.uid === uid);
  if (known) return known.life;
  const created = Date.parse(creationTimestamp);
  const idle = textAt(pod, "spec", "nodeName") === undefined;
  return { created, runs: idle ? [] : [{ from: created + 2_000, to: Infinity, exitCode: 0 }], killed: Infinity, gone: Infinity };
}

/** The run whose log is meant; undefined where there is none. */
function runOf(life: Life, pod: KubeObject, container: string, previous: boolean, at: number): Run | undefined {
  const init = listAt(pod, "spec", "initContainers");
  const index = init.findIndex((each) => textAt(each, "name") === container);
  if (index >= 0) {
    if (previous) return undefined;
    if (textAt(init[index], "restartPolicy") === "Always") return { from: life.created + 1_200, to: life.gone, exitCode: 0 };
    const place = init.slice(0, index).filter((each) => textAt(each, "restartPolicy") !== "Always").length;
    const run = life.init === undefined ? { from: life.created + 300, to: life.created + 900, exitCode: 0 } : life.init[place];
    return run !== undefined && run.from <= at ? run : undefined;
  }
  const last = life.runs.findLastIndex(({ from }) => from <= at);
  const current = life.runs[last];
  const waits = current !== undefined && at >= current.to && !(life.once === true && last === life.runs.length - 1);
  return previous && !waits ? life.runs[last - 1] : current;
}

function logOf(cluster: WorldCluster, pod: KubeObject, name: string, run: Run, killed: number): Log {
  const container = [...listAt(pod, "spec", "initContainers"), ...listAt(pod, "spec", "containers")].find((each) => textAt(each, "name") === name);
  const seed = seedOf(seedOf(cluster.seed, pod.metadata.uid), `${name} ${Math.floor(run.from)}`);
  const writer = {
    seed,
    pod: pod.metadata.name,
    container: name,
    image: textAt(container, "image") ?? "",
    script: [...listAt(container, "command"), ...listAt(container, "args")].map(String).join(" "),
    labels: textsAt(pod, "metadata", "labels"),
    run: { ...run, to: Math.min(run.to, killed) },
  };
  return { writer, style: styleOf(writer) };
}

const nanos = (line: Line) => String(Math.floor(chance(line.n, "nanoseconds") * 1e6)).padStart(6, "0");
const printed = (line: Line, timestamps: boolean) => (timestamps ? `${new Date(line.at).toISOString().slice(0, -1)}${nanos(line)}Z ${line.text}\n` : `${line.text}\n`);

/** Reads the log of one run of a container: made up when it is read, the same each time. */
export const podLogs: PodLogs = (cluster, pod, container, options) => {
  const life = lifeOf(cluster, pod);
  const run = runOf(life, pod, container, options.previous, cluster.now());
  return run && limited(read(cluster, pod, container, run, options), options.limitBytes);
};

async function* read(cluster: WorldCluster, pod: KubeObject, container: string, run: Run, { follow, timestamps, tailLines, since = -Infinity, signal }: LogOptions): AsyncIterable<string> {
  const begun = cluster.now();
  const logAt = () => {
    const life = lifeOf(cluster, pod);
    return logOf(cluster, pod, container, run, Math.min(life.killed, life.gone));
  };
  let text = "";
  const history = tailLines === undefined ? linesBetween(logAt(), since, begun) : [...linesBackwards(logAt(), since, begun, tailLines)].reverse();
  for (const line of history) {
    text += printed(line, timestamps);
    if (text.length < piece) continue;
    yield text;
    text = "";
    // A long history is made up between other requests.
    await after(0);
    if (signal.aborted) return;
  }
  if (text !== "") yield text;
  for (let read = Math.max(begun, since); follow && !signal.aborted; ) {
    const log = logAt();
    const now = cluster.now();
    text = "";
    for (const line of linesBetween(log, read, now)) if (line.at > read) text += printed(line, timestamps);
    read = Math.max(read, now);
    if (text !== "") yield text;
    if (now >= log.writer.run.to) return;
    await after(look, undefined, { signal }).catch(() => undefined);
  }
}

/** Ends a stream after so many bytes, in the middle of a line if need be. */
async function* limited(pieces: AsyncIterable<string>, most = Infinity): AsyncIterable<string> {
  let left = most;
  for await (const text of pieces) {
    const bytes = Buffer.byteLength(text);
    if (bytes < left) yield text;
    else return yield* [Buffer.from(text).subarray(0, left).toString()];
    left -= bytes;
  }
}
