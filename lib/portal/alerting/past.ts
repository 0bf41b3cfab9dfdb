import { severityOf } from "@/lib/model/alert";
import type { Alert, Labels, Spell } from "@/lib/model/alerting";
import { fingerprint } from "@/lib/model/alerting/fingerprint";
import { isCastorError } from "@/lib/model/problem";
import type { Stretch } from "@/lib/store";
import type { Prometheus } from "@/lib/tools/prometheus";

/** What Prometheus tells of an alert's past: pending and firing only, whom it was kept from it does not know. */
export interface PastAlert {
  /** As it is known, or as its series say it is. */
  readonly alert: Alert;
  /** Oldest first. `to` is absent where it reaches the end of what was asked. */
  readonly spells: readonly (Spell & { readonly state: "pending" | "firing" })[];
}

export interface Past {
  readonly alerts: readonly PastAlert[];
  /** When Prometheus measured anything at all. */
  readonly known: readonly Stretch[];
  /** Distance of two looks, ms: no time is more exact than this. */
  readonly step: number;
}

/** Seconds between two looks, for a stretch of so many hours. */
const steps = [
  [6, 30],
  [24, 60],
  [7 * 24, 300],
  [Infinity, 900],
] as const;

/** What tells one Prometheus of a pair from the other; Alertmanager never sees it. */
const replicas: ReadonlySet<string> = new Set(["prometheus_replica", "__replica__"]);

/**
 * The spells of a stretch, from the series ALERTS of these Prometheis. `known` are alerts that the spells may
 * belong to: their labels without each Prometheus' external ones, which its own series don't carry. Throws
 * what the last Prometheus threw where none answers.
 */
export async function pastOf(prometheuses: readonly Prometheus[], ask: { readonly cluster: string; readonly stretch: Stretch; readonly known: readonly Alert[]; readonly selector?: string }, signal?: AbortSignal): Promise<Past> {
  const hours = (ask.stretch.to - ask.stretch.from) / 3_600_000;
  const step = steps.find(([most]) => hours <= most)?.[1] ?? 900;
  const answers = await Promise.allSettled(prometheuses.map((prometheus) => pastFrom(prometheus, ask, step, signal)));
  const found = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  const failed = answers.find((answer) => answer.status === "rejected");
  if (found.length === 0 && failed !== undefined) throw failed.reason;
  const alerts = new Map<string, PastAlert>();
  for (const past of found.flatMap(({ alerts: some }) => some)) if (!alerts.has(past.alert.id)) alerts.set(past.alert.id, past);
  return { alerts: [...alerts.values()], known: found.flatMap(({ known }) => known), step: Math.max(step * 1_000, ...found.map((past) => past.step)) };
}

async function pastFrom(prometheus: Prometheus, ask: { readonly cluster: string; readonly stretch: Stretch; readonly known: readonly Alert[]; readonly selector?: string }, step: number, signal: AbortSignal | undefined): Promise<Past> {
  // On the clock, so that whoever asks again finds the same moments.
  const [start, end] = [Math.ceil(ask.stretch.from / 1_000 / step) * step * 1_000, Math.floor(ask.stretch.to / 1_000 / step) * step * 1_000];
  if (end < start) return { alerts: [], known: [], step: step * 1_000 };
  const span = { start, end, step };
  const external = await prometheus.externalLabels(signal).catch((): Labels => ({}));
  try {
    const [series, measured] = await Promise.all([prometheus.queryRange(ask.selector ?? "ALERTS", span, signal), prometheus.queryRange("count(up)", span, signal)]);
    const known = measured.flatMap(({ times }) => runs(times, step * 1_000)).map(({ from, to }) => ({ from, to: Math.min(to + step * 1_000, ask.stretch.to) }));
    return { alerts: joined(series, { ...ask, external, end, step: step * 1_000 }), known, step: step * 1_000 };
  } catch (error) {
    // Fewer looks are better than none.
    if (!isCastorError(error) || error.code !== "too-large" || step >= 900) throw error;
    return pastFrom(prometheus, ask, Math.min(900, step * 5), signal);
  }
}

/** Moments without a hole in between. */
function runs(times: readonly number[], step: number): readonly Stretch[] {
  const found: { from: number; to: number }[] = [];
  for (const time of times) {
    const last = found.at(-1);
    if (last !== undefined && time - last.to <= step * 1.5) last.to = time;
    else found.push({ from: time, to: time });
  }
  return found;
}

interface Joining {
  readonly cluster: string;
  readonly known: readonly Alert[];
  readonly external: Labels;
  readonly end: number;
  readonly step: number;
}

function joined(series: readonly { readonly labels: Labels; readonly times: readonly number[] }[], { cluster, known, external, end, step }: Joining): readonly PastAlert[] {
  const bare = (labels: Labels) => fingerprint(Object.fromEntries(Object.entries(labels).filter(([name, value]) => external[name] !== value && !replicas.has(name))));
  const byLabels = new Map(known.map((alert) => [bare(alert.labels), alert]));
  const found = new Map<string, { readonly alert: Alert; readonly spells: PastAlert["spells"][number][] }>();
  for (const { labels: { __name__: _, alertstate: state, ...own }, times } of series) {
    if (state !== "firing" && state !== "pending") continue;
    const alert = byLabels.get(bare(own)) ?? unknown(cluster, { ...external, ...own });
    const entry = found.get(alert.id) ?? { alert, spells: [] };
    found.set(alert.id, entry);
    for (const { from, to } of runs(times, step)) entry.spells.push({ from, ...(to >= end ? {} : { to: to + step }), state });
  }
  for (const { spells } of found.values()) spells.sort((a, b) => a.from - b.from);
  return [...found.values()];
}

/** An alert that only its series remember. */
function unknown(cluster: string, all: Labels): Alert {
  const labels = Object.fromEntries(Object.entries(all).filter(([name]) => !replicas.has(name)));
  return {
    ...{ id: fingerprint(labels), cluster, name: labels["alertname"] ?? "", severity: severityOf(labels), state: "resolved", labels, annotations: {} },
    ...{ since: 0, silencedBy: [], inhibitedBy: [], mutedBy: [], receivers: [], sources: [] },
  };
}
