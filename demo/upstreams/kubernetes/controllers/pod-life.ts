import { between, seedOf } from "../../../world/dice";
import type { Life, Run } from "../../../world/life";
import { dig, listAt, numberAt, textAt } from "../json-value";
import type { KubeObject } from "../kind";
import { fateOf } from "../manifests";
import type { Images } from "./images";

/** What a pod's life depends on beside its own spec. */
export interface Circumstances {
  /** When a node takes it, ms. */
  readonly at: number;
  readonly seed: number;
  readonly node: string;
  readonly images: Images;
  /** Whether it belongs to a Job, so that its work ends. */
  readonly job: boolean;
  /** What its containers ask for and nobody made, in the kubelet's words. */
  readonly missing: string | undefined;
  /** Whether an init container that waits for a name still waits. */
  readonly waits: (container: unknown) => boolean;
}

const waitsDoubling = [10_000, 20_000, 40_000, 80_000, 160_000, 300_000];
/** A day of attempts. */
const mostRuns = 300;

const registryWords = {
  "not-found": (image: string) => `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`,
  "unknown-host": (image: string) => `rpc error: code = Unavailable desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": failed to do request: Head "https://${image.split("/")[0] ?? image}/v2/": dial tcp: lookup ${image.split("/")[0] ?? image}: no such host`,
} as const;

const scriptOf = (container: unknown) => [...listAt(container, "command"), ...listAt(container, "args")].map(String).join(" ");
const isEndless = (script: string) => /\b(until|while)\b|sleep (infinity|inf)\b|\btail -f\b/i.test(script);

/** When the program of a container ends by itself; undefined for one that runs until it is stopped. */
function endOf(container: unknown, bounded: boolean, seed: number): Pick<Run, "exitCode" | "reason"> & { readonly after: number } | undefined {
  const { run } = fateOf(container);
  if (run.course === "exits") return { after: run.after, exitCode: run.exitCode, ...(run.reason === "OOMKilled" && { reason: "OOMKilled" }) };
  const script = scriptOf(container);
  const slept = /sleep (\d+(?:\.\d+)?)s?\s*$/.exec(script)?.[1];
  if (slept !== undefined) return { after: Number(slept) * 1_000, exitCode: 0 };
  return bounded && !isEndless(script) ? { after: Math.round(between(seed, `work ${textAt(container, "name") ?? ""}`, 6_000, 20_000)), exitCode: 0 } : undefined;
}

/** What will become of a pod that a node has taken, unless somebody intervenes. */
export function lifeOf(pod: KubeObject, around: Circumstances): Life {
  const { at, seed, images, node } = around;
  const containers = listAt(pod, "spec", "containers");
  const inits = listAt(pod, "spec", "initContainers").filter((container) => textAt(container, "restartPolicy") !== "Always");
  const all = [...inits, ...containers];
  const base = { created: at, runs: [], killed: Infinity, gone: Infinity };
  const begun = at + 900;
  const refusedBy = all.find((container) => fateOf(container).pull !== undefined);
  if (refusedBy !== undefined) {
    const image = textAt(refusedBy, "image") ?? "";
    return { ...base, unpulled: { from: begun + 900, message: registryWords[fateOf(refusedBy).pull ?? "not-found"](image) } };
  }
  const image = textAt(containers[0], "image") ?? "";
  const pull = images.need(node, image) ? { from: begun, to: begun + images.time(image, seed), bytes: images.size(image) } : undefined;
  if (around.missing !== undefined) return { ...base, ...(pull && { pull }), refused: { from: (pull?.to ?? begun) + 200, reason: "CreateContainerConfigError", message: around.missing } };
  let from = begun + 250;
  const init: Run[] = [];
  for (const container of inits) {
    if (isEndless(scriptOf(container)) && around.waits(container)) return { ...base, init: [...init, { from, to: Infinity, exitCode: 0 }] };
    const end = isEndless(scriptOf(container)) ? { after: 1_500, exitCode: 0 } : (endOf(container, true, seed) ?? { after: 2_000, exitCode: 0 });
    const to = from + Math.min(end.after, 8_000);
    init.push({ from, to, exitCode: 0 });
    from = to + 250;
  }
  const late = pull === undefined ? 0 : Math.max(0, from - pull.from);
  const shifted = pull && { from: pull.from + late, to: pull.to + late, bytes: pull.bytes };
  const policy = textAt(pod, "spec", "restartPolicy") ?? "Always";
  const started = Math.max(from, (shifted?.to ?? 0) + 300);
  const courses = containers.map((container) => endOf(container, around.job && policy !== "Always", seed));
  const runs = runsOf(started, courses, policy);
  return { ...base, ...(shifted && { pull: shifted }), ...(init.length > 0 && { init }), runs, ...readiness(containers), ...(policy !== "Always" && { once: true }) };
}

function runsOf(started: number, courses: readonly (ReturnType<typeof endOf>)[], policy: string): readonly Run[] {
  const ends = courses.filter((course) => course !== undefined);
  // A pod that is never restarted is over when all of it is; any other is disturbed by the first that ends.
  const failing = ends.find(({ exitCode }) => exitCode !== 0);
  const decisive = policy === "Always" ? ends[0] : ends.length < courses.length ? undefined : (failing ?? ends.reduce<(typeof ends)[number] | undefined>((last, each) => (last !== undefined && last.after > each.after ? last : each), undefined));
  if (decisive === undefined) return [{ from: started, to: Infinity, exitCode: 0 }];
  const { after, exitCode, reason } = decisive;
  const run = (from: number): Run => ({ from, to: from + after, exitCode, ...(reason && { reason }) });
  if (policy === "Never" || (policy === "OnFailure" && exitCode === 0)) return [run(started)];
  const runs: Run[] = [];
  for (let from = started, n = 0; n < mostRuns; n++) {
    runs.push(run(from));
    from += after + (waitsDoubling[Math.min(n, waitsDoubling.length - 1)] ?? 300_000);
  }
  return runs;
}

/** How long the slowest readiness probe takes to succeed. */
function readiness(containers: readonly unknown[]): Pick<Life, "readyAfter"> {
  const probed = containers.filter((container) => dig(container, "readinessProbe") !== undefined);
  if (probed.length === 0) return {};
  if (probed.some((container) => !fateOf(container).ready)) return { readyAfter: Infinity };
  return { readyAfter: Math.max(...probed.map((container) => (numberAt(container, "readinessProbe", "initialDelaySeconds") ?? 0) * 1_000 + 1_400)) };
}

/** How long a pod that is told to end takes to do so, ms: most obey at once, none outlives its grace. */
export function endingTime(pod: KubeObject, graceSeconds: number): number {
  return Math.min(graceSeconds * 1_000, Math.round(between(seedOf(7, pod.metadata.uid), "ending", 700, 1_900)));
}
