import { dig, listAt, textAt } from "../json-value";
import { bytesOf } from "./quantities";

/** What becomes of a container once its image is there. Times are ms after its start. */
export type Course =
  | { readonly course: "runs" }
  | { readonly course: "exits"; readonly after: number; readonly exitCode: number; readonly reason: "Completed" | "Error" | "OOMKilled" };

/** What a container does, read from its image and its arguments as the programs of the training material mean them. */
export interface Fate {
  /** Why its image cannot be had; undefined where it can. */
  readonly pull?: "not-found" | "unknown-host";
  readonly run: Course;
  /** Whether its readiness probe succeeds once it runs; true where it has none. */
  readonly ready: boolean;
  /** Cores it would use if nothing limited it; undefined for ordinary work. */
  readonly cores?: number;
  /** Bytes it would hold if nothing limited it; undefined for ordinary work. */
  readonly memory?: number;
}

const seconds = 1_000;

/** Tags as the laboratory's and the epics-containers' images have them. */
const calendarTag = /^(20\d\d\.(1[0-2]|[1-9])\.\d{1,2}(-(alpha|beta|rc)\.\d+|b\d+)?|\d+\.\d+(\.\d+)?(ec\d+)?)$/;
const calendarHosts = /^ghcr\.io\/(epics-containers|diamondlightsource|pandablocks)\//;

/** Whether a registry has this image. Of others' registries anything is believed, as long as their names can be resolved. */
export function pullable(image: string): Fate["pull"] {
  const [, repository = image, tag = "latest"] = /^(.*?)(?::([^:/@]+))?(?:@.*)?$/.exec(image) ?? [];
  const [host = ""] = repository.split("/");
  if (host.endsWith(".invalid") || host.endsWith(".example.org")) return "unknown-host";
  if (calendarHosts.test(repository) && !calendarTag.test(tag)) return "not-found";
  return /(typo|does-not-exist|no-such|nonexistent)/.test(tag) ? "not-found" : undefined;
}

const after = (words: readonly string[], flag: string): string | undefined => {
  const found = words.indexOf(flag);
  return found < 0 ? undefined : words[found + 1];
};

/** Paths at which the training material's servers answer. */
const served = /^\/(|healthz|health|livez|readyz|ready|ping|-\/(ready|healthy)|api\/health|v1\/ping|health\/(ready|live|started)|api\/system\/lbstatus|live|status)(\?.*)?$/;

/** What becomes of a container of a pod that the World does not play itself. */
export function fateOf(container: unknown): Fate {
  const words = [...listAt(container, "command"), ...listAt(container, "args")].map(String);
  const pull = pullable(textAt(container, "image") ?? "");
  const memory = bytesOf(after(words, "--vm-bytes"));
  const cores = Number(after(words, "--cpus") ?? Number.NaN);
  const path = textAt(container, "readinessProbe", "httpGet", "path");
  return {
    ...(pull && { pull }),
    run: courseOf(words, memory, bytesOf(textAt(container, "resources", "limits", "memory"))),
    ready: dig(container, "readinessProbe") === undefined || path === undefined || served.test(path),
    ...(Number.isFinite(cores) && { cores }),
    ...(memory !== undefined && { memory }),
  };
}

function courseOf(words: readonly string[], memory: number | undefined, limit: number | undefined): Course {
  if (memory !== undefined && limit !== undefined && memory > limit) return { course: "exits", after: 3 * seconds, exitCode: 137, reason: "OOMKilled" };
  const script = words.join(" ");
  const slept = Number(/sleep (\d+(?:\.\d+)?)(?=\s*[;&]|\s*$)/.exec(script)?.[1] ?? 2) * seconds;
  const failed = /exit ([1-9]\d*)/.exec(script);
  if (failed !== null) return { course: "exits", after: slept, exitCode: Number(failed[1]), reason: "Error" };
  if (/exit 0|^(sh|bash|\/bin\/sh) -c (echo|date|tar|rsync|pg_dump|curl|find)\b/.test(script)) return { course: "exits", after: Math.max(slept, 2 * seconds), exitCode: 0, reason: "Completed" };
  return { course: "runs" };
}
