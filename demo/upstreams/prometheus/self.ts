import { catalogue, expose, type Exposition } from "../../world/metrics/exposition";
import type { Family, Point } from "../../world/metrics/family";
import { notedSeries } from "../../world/noted-series";
import type { GroupStatus } from "../../rules-engine";
import type { AlertmanagerPoster } from "./alertmanager-poster";

/** What a Prometheus reads about itself at a scrape. */
export interface SelfRead {
  readonly groups: readonly GroupStatus[];
  readonly poster: AlertmanagerPoster;
  readonly version: string;
  /** How many series it holds, about. */
  readonly series: number;
  /** How many targets each job has. */
  readonly targets: Readonly<Record<string, number>>;
  /** ms. */
  readonly scrapeInterval: number;
  readonly startedAt: number;
}

/** A Prometheus' own metrics: those that grow by the clock are computed, the others noted as they change. */
export interface PrometheusSelf {
  readonly exposition: Exposition;
  note(at: number): void;
}

const file = "/etc/prometheus/rules/castor-demo.yaml";
/** Counters stand as if it had been started then, ms before it was. */
const uptime = 6 * 86_400_000;

/** `read` is asked only when somebody looks, so that it may be there later than this. */
export function prometheusSelf(read: () => SelfRead | undefined): PrometheusSelf {
  const noted = notedSeries();
  const since = (at: number) => at - ((read()?.startedAt ?? at) - uptime);
  const family = (name: string, type: "counter" | "gauge", help: string, points?: (self: SelfRead) => readonly Point[]): Family<undefined> => ({
    name, type, help,
    moving: () => {
      const self = read();
      return points === undefined ? noted.points(name) : self === undefined ? [] : points(self);
    },
  });
  const perGroup = (value: (group: GroupStatus, at: number) => number) => ({ groups }: SelfRead) =>
    groups.map((status): Point => ({ labels: { rule_group: `${file};${status.group.name}` }, value: (at) => value(status, at) }));
  const one = (value: (self: SelfRead, at: number) => number, labels = {}) => (self: SelfRead): Point[] => [{ labels, value: (at) => value(self, at) }];

  const exposition = expose(catalogue<undefined>([
    family("prometheus_build_info", "gauge", "A metric with a constant '1' value labeled by version, revision, branch, goversion from which prometheus was built, and the goos and goarch for the build.", (self) => [{ labels: { version: self.version, branch: "HEAD", revision: "simulated", goversion: "go1.22.5" }, value: () => 1 }]),
    family("prometheus_config_last_reload_successful", "gauge", "Whether the last configuration reload attempt was successful.", one(() => 1)),
    family("prometheus_notifications_alertmanagers_discovered", "gauge", "The number of alertmanagers discovered and active.", one(({ poster }) => poster.counts().length)),
    family("prometheus_notifications_dropped_total", "counter", "Total number of alerts dropped due to errors when sending to Alertmanager."),
    family("prometheus_notifications_errors_total", "counter", "Total number of errors sending alert notifications."),
    family("prometheus_notifications_queue_capacity", "gauge", "The capacity of the alert notifications queue.", one(() => 10_000)),
    family("prometheus_notifications_queue_length", "gauge", "The number of alert notifications in the queue.", one(() => 0)),
    family("prometheus_notifications_sent_total", "counter", "Total number of alerts sent."),
    family("prometheus_rule_evaluation_failures_total", "counter", "The total number of rule evaluation failures."),
    family("prometheus_rule_evaluations_total", "counter", "The total number of rule evaluations.", perGroup(({ group }, at) => Math.floor(since(at) / group.interval) * group.rules.length)),
    family("prometheus_rule_group_interval_seconds", "gauge", "The interval of a rule group.", perGroup(({ group }) => group.interval / 1_000)),
    family("prometheus_rule_group_iterations_missed_total", "counter", "The total number of rule group evaluations missed due to slow rule group evaluation.", perGroup(() => 0)),
    family("prometheus_rule_group_iterations_total", "counter", "The total number of scheduled rule group evaluations, whether executed or missed.", perGroup(({ group }, at) => Math.floor(since(at) / group.interval))),
    family("prometheus_rule_group_last_duration_seconds", "gauge", "The duration of the last rule group evaluation.", perGroup(({ rules }) => rules.reduce((sum, { evaluationTime }) => sum + evaluationTime, 0))),
    family("prometheus_rule_group_rules", "gauge", "The number of rules.", perGroup(({ group }) => group.rules.length)),
    family("prometheus_target_interval_length_seconds_count", "counter", "Actual intervals between scrapes.", one(({ scrapeInterval }, at) => Math.floor(since(at) / scrapeInterval))),
    family("prometheus_target_scrape_pool_targets", "gauge", "Current number of targets in this scrape pool.", ({ targets }) => Object.entries(targets).map(([job, count]) => ({ labels: { scrape_job: `serviceMonitor/monitoring/${job}/0` }, value: () => count }))),
    family("prometheus_tsdb_head_samples_appended_total", "counter", "Total number of appended samples.", one(({ series, scrapeInterval }, at) => Math.floor(since(at) / scrapeInterval) * series, { type: "float" })),
    family("prometheus_tsdb_head_series", "gauge", "Total number of series in the head block.", one(({ series }) => series)),
    family("prometheus_tsdb_reloads_failures_total", "counter", "Number of times the database failed to reloadBlocks block data from disk.", one(() => 0)),
  ]), undefined);

  return {
    exposition,
    note(at) {
      const self = read();
      if (self === undefined) return;
      // What has not been noted before is taken to have been so always.
      const note = (name: string, labels: Readonly<Record<string, string>>, value: number) => noted.note(name, labels, value, noted.points(name).some((point) => sameLabels(point.labels, labels)) ? at : -Infinity);
      for (const { url, sent, errors } of self.poster.counts()) {
        note("prometheus_notifications_sent_total", { alertmanager: `${url}/api/v2/alerts` }, sent);
        note("prometheus_notifications_errors_total", { alertmanager: `${url}/api/v2/alerts` }, errors);
      }
      note("prometheus_notifications_dropped_total", {}, self.poster.dropped);
      for (const { group, rules } of self.groups) note("prometheus_rule_evaluation_failures_total", { rule_group: `${file};${group.name}` }, rules.reduce((sum, { failures }) => sum + failures, 0));
    },
  };
}

const sameLabels = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>) => Object.keys(b).every((name) => a[name] === b[name]);
