import type { Mark, MarkStrength } from "@/components/charts/marks";
import type { ClusterEvent } from "@/lib/model/event";
import type { NodeChartId } from "@/lib/model/node-charts";

/** Where an image pull shows itself: it comes over the network and goes to disk. */
const pullCharts: readonly NodeChartId[] = ["received", "written", "busy"];

const ages: Partial<Record<string, NodeChartId>> = { OOMKilling: "memory", SystemOOM: "memory", Evicted: "memory", FreeDiskSpaceFailed: "written" };

/** The events of a node as marks on one of its charts, oldest first. A pull's start and end are one mark. */
export function eventMarks(events: readonly ClusterEvent[], chart: NodeChartId): readonly Mark[] {
  const pulled = new Set(events.filter((event) => event.reason === "Pulled" && !isPresent(event)).map(pullKey));
  return events
    .filter((event) => event.reason !== "Pulling" || !pulled.has(pullKey(event)))
    .map((event) => mark(event, chart, events))
    .sort((a, b) => a.at - b.at);
}

function mark(event: ClusterEvent, chart: NodeChartId, events: readonly ClusterEvent[]): Mark {
  const image = event.reason === "Pulled" || event.reason === "Pulling" ? imageOf(event) : undefined;
  const object = `${event.object.kind} ${event.object.namespace === undefined ? "" : `${event.object.namespace}/`}${event.object.name}`;
  const base = { id: event.id, at: event.last, text: `${event.reason}, ${object}: ${event.message}`, tone: event.type === "Warning" ? ("warn" as const) : ("info" as const) };
  if (image !== undefined && !isPresent(event)) {
    const verb = event.reason === "Pulled" ? "pulled" : "pulling";
    const took = durationOf(event.message) ?? since(event, events);
    return { ...base, label: `${verb} ${image}`, short: `${verb} ${image.split(":")[0] ?? image}`, strength: pullStrength(chart), ...(took === undefined ? {} : { began: event.last - took }) };
  }
  const times = event.count > 1 ? ` ×${event.count}` : "";
  return { ...base, label: `${event.reason} ${event.object.name}${times}`, short: event.reason, strength: strengthOf(event, chart) };
}

function pullStrength(chart: NodeChartId): MarkStrength {
  if (pullCharts.includes(chart)) return "strong";
  return chart === "cpu" ? "plain" : "quiet";
}

function strengthOf(event: ClusterEvent, chart: NodeChartId): MarkStrength {
  if (event.type !== "Warning") return "quiet";
  if (ages[event.reason] === chart) return "strong";
  return event.object.kind === "Node" || chart === "cpu" || chart === "memory" ? "plain" : "quiet";
}

/** Nothing was pulled: the image was there already. */
function isPresent({ message }: ClusterEvent): boolean {
  return message.includes("already present");
}

const pullKey = (event: ClusterEvent) => `${event.object.namespace}/${event.object.name} ${imageOf(event)}`;

/** The image that a kubelet's message names, without registry and path; a digest is cut short. */
export function imageOf({ message }: Pick<ClusterEvent, "message">): string | undefined {
  const whole = /image "([^"]+)"/i.exec(message)?.[1];
  const [name = "", digest] = (whole?.split("/").at(-1) ?? "").split("@sha256:");
  if (name === "") return undefined;
  return digest === undefined || name.includes(":") ? name : `${name}@${digest.slice(0, 7)}`;
}

/** How long the kubelet says a pull took, ms: "in 1m12.5s (1m12.5s including waiting)". */
export function durationOf(message: string): number | undefined {
  const told = /\bin ((?:\d+(?:\.\d+)?(?:ms|h|m|s))+)/.exec(message)?.[1];
  if (told === undefined) return undefined;
  const size = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  let total = 0;
  for (const [, figure, unit] of told.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)) total += Number(figure) * size[unit as keyof typeof size];
  return total;
}

/** How long before its end the same pull's start was reported, ms. */
function since(event: ClusterEvent, events: readonly ClusterEvent[]): number | undefined {
  if (event.reason !== "Pulled") return undefined;
  const started = events.filter((other) => other.reason === "Pulling" && pullKey(other) === pullKey(event) && other.last <= event.last);
  return started.length === 0 ? undefined : event.last - Math.max(...started.map(({ last }) => last));
}
