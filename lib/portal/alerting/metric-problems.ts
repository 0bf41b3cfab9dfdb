import { format } from "@/lib/model";
import type { PipelineProblem } from "@/lib/model/alerting";
import type { PipelineMetrics } from "@/lib/tools/prometheus";
import { readUrl } from "@/lib/model/read-url";

/** More jobs than this are counted, not listed. */
const most = 8;
/** A notification that takes longer than this is late, seconds. */
const late = 30;

/** What Prometheus and Alertmanager measure about themselves, where it tells of trouble. */
export function metricProblems(metrics: PipelineMetrics): readonly PipelineProblem[] {
  return [...targets(metrics), ...sending(metrics), ...notifying(metrics), ...reloads(metrics), ...missed(metrics)];
}

function targets({ targets: all = [] }: PipelineMetrics): PipelineProblem[] {
  const down = all.filter(({ up, total }) => up < total).sort((a, b) => a.up / a.total - b.up / b.total);
  const listed = down.slice(0, most).map(
    ({ job, up, total }): PipelineProblem => ({
      id: `targets-${job}`,
      severity: up === 0 ? "critical" : "warning",
      station: "exporters",
      title: up === 0 ? `No target of ${job} answers` : `${total - up} of ${total} targets of ${job} do not answer`,
      detail: `Rules about what they measure are blind${up === 0 ? "" : " there"}. Prometheus’ page of targets tells the error of each; look whether the pods run and whether a network policy is in between.`,
    }),
  );
  if (down.length <= most) return listed;
  return [...listed, { id: "targets-more", severity: "warning", station: "exporters", title: `Targets of ${down.length - most} more jobs do not answer`, detail: "Prometheus’ page of targets has them all." }];
}

function sending({ dropped = 0, discovered, sending: to = [] }: PipelineMetrics): PipelineProblem[] {
  const found: PipelineProblem[] = [];
  if (discovered === 0) {
    found.push({ id: "discovered", severity: "critical", station: "pending", title: "Prometheus knows no Alertmanager", detail: "Its alerts go nowhere. Look at alerting.alertmanagers in its configuration, and whether the service it names has endpoints." });
  }
  if (dropped >= 1) {
    found.push({
      id: "dropped",
      severity: "critical",
      station: "pending",
      title: `Prometheus could not deliver ${format(dropped, "count")} alerts in the last 15 minutes`,
      detail: "They were dropped because no Alertmanager took them (prometheus_notifications_dropped_total). Prometheus sends firing alerts again each minute or so, so that nothing is lost once an Alertmanager answers: look at its pods first.",
    });
  }
  for (const { name, tried, failed } of to) {
    if (failed < 1 || dropped >= 1) continue;
    found.push({ id: `sending-${name}`, severity: "warning", station: "pending", title: `Prometheus cannot always reach the Alertmanager at ${host(name)}`, detail: `${share(failed, tried)} of what it sent there in the last 15 minutes failed. The other Alertmanagers took it, if there are any.` });
  }
  return found;
}

function notifying({ integrations = [] }: PipelineMetrics): PipelineProblem[] {
  return integrations.flatMap(({ name, tried, failed, latency = 0 }): PipelineProblem[] => {
    if (failed >= 1) {
      const all = failed >= tried * 0.9;
      return [
        {
          id: `notifying-${name}`,
          severity: all ? "critical" : "warning",
          station: "receivers",
          title: all ? `Notifications by ${name} fail` : `Some notifications by ${name} fail`,
          detail: `${share(failed, tried)} of them in the last 15 minutes: people are not told. Alertmanager’s log names the reason (a wrong address or token, a proxy, a limit of the other side).`,
        },
      ];
    }
    return latency > late ? [{ id: `late-${name}`, severity: "warning", station: "receivers", title: `Notifications by ${name} take ${format(latency, "seconds")} each`, detail: "They come late, and hold up those behind them. Look whether the other side is slow or far." }] : [];
  });
}

function reloads({ oldConfigs = [] }: PipelineMetrics): PipelineProblem[] {
  return oldConfigs.map((who) => ({
    id: `reload-${who}`,
    severity: "critical",
    station: who.startsWith("Prometheus") ? "rules" : "grouping",
    title: `${who} runs an old configuration`,
    detail: `The newest one does not hold, and was not taken on; with the next restart it will not start at all. Its log names the line; ${who.startsWith("Prometheus") ? "promtool check config" : "amtool check-config"} does, too.`,
  }));
}

function missed({ missed: count = 0 }: PipelineMetrics): PipelineProblem[] {
  return count < 1 ? [] : [{ id: "missed", severity: "warning", station: "rules", title: "Prometheus leaves out evaluations of rules", detail: `${format(count, "count")} in the last 15 minutes, because the one before was not done: alerts come late. Look for slow rules in prometheus_rule_group_last_duration_seconds.` }];
}

const share = (failed: number, tried: number) => (tried > 0 ? format(Math.min(1, failed / tried), "fraction") : "All");

/** An address without the path, which says nothing more. */
const host = (url: string) => readUrl(url)?.host ?? url;
