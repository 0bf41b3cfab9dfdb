import type { Alert, PipelineProblem, PipelineStation } from "@/lib/model/alerting";
import type { PipelineMetrics } from "@/lib/tools/prometheus";
import type { AlertsNow } from "./alerts-now";
import { nowhere, reachesNobody } from "./receiver-problems";

type Figures = PipelineStation["figures"];
type Station = Pick<PipelineStation, "figures"> & Partial<Pick<PipelineStation, "out">>;

const words: readonly (readonly [PipelineStation["id"], string, string])[] = [
  ["exporters", "Targets", "Programs beside everything that runs answer Prometheus with their figures, over and over."],
  ["rules", "Rules", "Prometheus asks each rule the same question again and again: does this hold now?"],
  ["pending", "Pending", "What holds must hold for a while before it counts, so that a hiccup wakes nobody."],
  ["grouping", "Grouping", "Alertmanager puts alerts that belong together into one message, and decides by routes who gets it."],
  ["inhibition", "Inhibition", "While something worse explains an alert, the alert itself is kept quiet."],
  ["silences", "Silences", "What people asked not to hear for now, and what the hours of the day exclude, stops here."],
  ["receivers", "Receivers", "What is left is sent: by mail, chat, pager or to another program."],
];

/** The seven stations of an alert's way with this cluster's numbers of now. */
export function pipelineStations(now: AlertsNow, metrics: PipelineMetrics, problems: readonly PipelineProblem[]): readonly PipelineStation[] {
  const made = figuresOf(now, metrics);
  return words.map(([id, title, purpose]) => ({ id, title, purpose, ...made[id], state: stateOf(id, made[id].figures, problems) }));
}

function stateOf(id: PipelineStation["id"], figures: Figures, problems: readonly PipelineProblem[]): PipelineStation["state"] {
  const here = problems.filter(({ station }) => station === id).map(({ severity }) => severity);
  if (here.includes("critical")) return "crit";
  if (here.includes("warning")) return "warn";
  return figures.length === 0 ? "unknown" : "ok";
}

function figuresOf(now: AlertsNow, metrics: PipelineMetrics): Readonly<Record<PipelineStation["id"], Station>> {
  const alerts = [...now.alerts.values()];
  const told = alerts.filter(({ state }) => state === "firing" || state === "suppressed");
  const waiting = alerts.filter(({ state }) => state === "pending");
  const firing = alerts.filter(({ state }) => state === "firing");
  const known = now.revision > 0;
  const inhibited = told.filter(({ inhibitedBy }) => inhibitedBy.length > 0);
  const passed = told.length - inhibited.length;
  return {
    exporters: targets(metrics),
    rules: rules(now, metrics, waiting.length + told.length),
    pending: known ? { figures: [{ label: "waiting", value: waiting.length }, ...rate(metrics.received)], out: { label: "firing", value: told.length } } : { figures: [] },
    grouping: known
      ? { figures: [{ label: "alerts", value: told.length }, ...(metrics.groups === undefined ? [] : [{ label: "groups", value: metrics.groups }])], out: { label: "alerts", value: told.length } }
      : { figures: [] },
    inhibition: known ? { figures: [{ label: "kept quiet by something worse", value: inhibited.length }, { label: "rules", value: now.configs.reduce((sum, { config }) => sum + (config?.inhibitRules.length ?? 0), 0) }], out: { label: "not inhibited", value: passed } } : { figures: [] },
    silences: known ? silences(now, told, firing.length) : { figures: [] },
    receivers: known ? receivers(now, firing, metrics) : { figures: [] },
  };
}

const rate = (perMinute: number | undefined): Figures => (perMinute === undefined ? [] : [{ label: "a minute to Alertmanager", value: perMinute, unit: "number" }]);

function targets({ targets: all, samplesPerSecond }: PipelineMetrics): Station {
  if (all === undefined) return { figures: [] };
  const [up, total] = [all.reduce((sum, job) => sum + job.up, 0), all.reduce((sum, job) => sum + job.total, 0)];
  return {
    figures: [
      { label: "targets answer", value: up, of: total, state: up < total ? "warn" : "ok" },
      { label: "jobs", value: all.length },
    ],
    ...(samplesPerSecond === undefined ? {} : { out: { label: "samples a second", value: samplesPerSecond, unit: "number" } }),
  };
}

function rules({ rules: all, revision }: AlertsNow, { evaluation }: PipelineMetrics, holding: number): Station {
  if (revision === 0) return { figures: [] };
  const failing = [...all.values()].filter(({ health }) => health === "err").length;
  return {
    figures: [
      { label: "alerting rules", value: all.size },
      { label: "cannot be evaluated", value: failing, state: failing > 0 ? "warn" : "ok" },
      ...(evaluation === undefined ? [] : [{ label: "to evaluate all once", value: evaluation, unit: "seconds" as const }]),
    ],
    out: { label: "hold now", value: holding },
  };
}

function silences({ silences: all }: AlertsNow, told: readonly Alert[], heard: number): Station {
  const silenced = told.filter(({ silencedBy }) => silencedBy.length > 0).length;
  const muted = told.filter(({ mutedBy }) => mutedBy.length > 0).length;
  return {
    figures: [
      { label: "silenced", value: silenced },
      { label: "muted by the hour", value: muted },
      { label: "silences in force", value: [...all.values()].filter(({ state }) => state === "active").length },
    ],
    out: { label: "to be heard", value: heard },
  };
}

function receivers(now: AlertsNow, firing: readonly Alert[], { integrations = [] }: PipelineMetrics): Station {
  const empty = nowhere(now);
  const counts = new Map<string, number>();
  for (const { receivers: names } of firing) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const unheard = firing.filter((alert) => reachesNobody(alert, empty)).length;
  const failing = integrations.filter(({ failed }) => failed >= 1);
  return {
    figures: [
      { label: "alerts reach nobody", value: unheard, of: firing.length, state: unheard > 0 ? "warn" : "ok" },
      ...[...counts].sort((a, b) => b[1] - a[1]).slice(0, 4).map(([name, value]) => ({ label: empty.has(name) ? `${name} (sends nothing)` : name, value })),
      ...integrations.filter(({ tried }) => tried >= 1).slice(0, 4).map(({ name, tried }) => ({ label: `sent by ${name} in 15 min`, value: tried, unit: "count" as const })),
      ...failing.map(({ name, failed }) => ({ label: `by ${name} failed in 15 min`, value: failed, unit: "count" as const, state: "crit" as const })),
    ],
  };
}
