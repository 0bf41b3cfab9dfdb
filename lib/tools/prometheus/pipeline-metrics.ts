import type { InstantSample, Prometheus } from "./client";

/** How a tool's deliveries of one kind went lately. */
export interface Deliveries {
  /** `email`, `slack`, …; or the address of an Alertmanager. */
  readonly name: string;
  /** In the last 15 minutes. */
  readonly tried: number;
  readonly failed: number;
  /** How long one takes on average, seconds. */
  readonly latency?: number;
}

/** What Prometheus and Alertmanager measure about themselves. What nobody measures, or could not be asked, is absent. */
export interface PipelineMetrics {
  /** Things that are scraped, by job. */
  readonly targets?: readonly { readonly job: string; readonly up: number; readonly total: number }[];
  readonly samplesPerSecond?: number;
  /** One evaluation of all rules, seconds. */
  readonly evaluation?: number;
  /** Evaluations of rules that were left out in the last 15 minutes because the one before was not done. */
  readonly missed?: number;
  /** Alertmanagers that Prometheus knows. */
  readonly discovered?: number;
  /** Alerts that Prometheus could not tell to any Alertmanager in the last 15 minutes. */
  readonly dropped?: number;
  readonly sending?: readonly Deliveries[];
  /** Alerts that came to the Alertmanagers, per minute. */
  readonly received?: number;
  readonly groups?: number;
  readonly integrations?: readonly Deliveries[];
  /** Who could not take on their newest configuration: `Prometheus at 10.0.0.1:9090`. */
  readonly oldConfigs?: readonly string[];
}

const window = "15m";
const increased = (metric: string, by: string) => `sum by (${by}) (increase(${metric}[${window}]))`;

/** Asks for everything at once, each on its own: what fails is absent, and so is what does not exist. */
export async function pipelineMetrics(client: Prometheus, signal?: AbortSignal): Promise<PipelineMetrics> {
  const all = async (expression: string) => (await client.query(expression, { signal }).catch(() => [])).filter(({ value }) => Number.isFinite(value));
  const one = async (expression: string) => (await all(expression))[0]?.value;
  const [up, total, samplesPerSecond, evaluation, missed, discovered, dropped, sent, errors, received, groups, notified, failed, latencies, oldConfigs] = await Promise.all([
    all("sum by (job) (up)"),
    all("count by (job) (up)"),
    one("sum(rate(prometheus_tsdb_head_samples_appended_total[5m]))"),
    one("sum(prometheus_rule_group_last_duration_seconds)"),
    one(`sum(increase(prometheus_rule_group_iterations_missed_total[${window}]))`),
    one("min(prometheus_notifications_alertmanagers_discovered)"),
    one(`sum(increase(prometheus_notifications_dropped_total[${window}]))`),
    all(increased("prometheus_notifications_sent_total", "alertmanager")),
    all(increased("prometheus_notifications_errors_total", "alertmanager")),
    one("sum(rate(alertmanager_alerts_received_total[5m])) * 60"),
    one("max(alertmanager_dispatcher_aggregation_groups)"),
    all(increased("alertmanager_notifications_total", "integration")),
    all(increased("alertmanager_notifications_failed_total", "integration")),
    all(`${increased("alertmanager_notification_latency_seconds_sum", "integration")} / (${increased("alertmanager_notification_latency_seconds_count", "integration")} > 0)`),
    all("(prometheus_config_last_reload_successful or alertmanager_config_last_reload_successful) == 0"),
  ]);
  return {
    ...(total.length === 0 ? {} : { targets: total.map(({ labels, value }) => ({ job: labels["job"] ?? "", up: valueOf(up, "job", labels["job"]), total: value })) }),
    ...known({ samplesPerSecond, evaluation, missed, discovered, dropped, received, groups }),
    ...(sent.length === 0 ? {} : { sending: sent.map(({ labels, value }) => ({ name: labels["alertmanager"] ?? "", tried: value, failed: valueOf(errors, "alertmanager", labels["alertmanager"]) })) }),
    ...(notified.length === 0 ? {} : { integrations: notified.map(({ labels, value }) => integration(labels["integration"] ?? "", value, failed, latencies)) }),
    ...(oldConfigs.length === 0 ? {} : { oldConfigs: oldConfigs.map(({ labels }) => `${labels["__name__"]?.startsWith("prometheus") === true ? "Prometheus" : "Alertmanager"} at ${labels["pod"] ?? labels["instance"] ?? "an unknown address"}`) }),
  };
}

function integration(name: string, tried: number, failed: readonly InstantSample[], latencies: readonly InstantSample[]): Deliveries {
  const latency = latencies.find(({ labels }) => labels["integration"] === name)?.value;
  return { name, tried, failed: valueOf(failed, "integration", name), ...(latency === undefined ? {} : { latency }) };
}

const valueOf = (samples: readonly InstantSample[], label: string, value: string | undefined) => samples.find(({ labels }) => labels[label] === value)?.value ?? 0;

function known<T extends Readonly<Record<string, number | undefined>>>(values: T): { readonly [K in keyof T]?: number } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { readonly [K in keyof T]?: number };
}
