import type { FeedSource } from "@/lib/hub";
import { topicAddress, type Person, type Topic } from "@/lib/model";
import { technicalAlerts, type Alert, type AlertingSummary, type AlertState } from "@/lib/model/alerting";
import { titleOf } from "@/lib/model/alerting/titles";
import type { ClusterParts } from "../cluster";
import type { Now } from "../shared";
import type { AlertsNow } from "./alerts-now";
import { countsOf } from "./counts";
import { pipelineProblems } from "./pipeline-problems";
import { sameData } from "./unchanged";

/** An alert is news for so long after it began to fire, ms. */
const newsFor = 15 * 60_000;
const mostNews = 20;

function summaryOf(now: AlertsNow): AlertingSummary {
  const states: Record<AlertState, number> = { firing: 0, pending: 0, suppressed: 0, resolved: 0 };
  const news: Alert[] = [];
  for (const alert of now.alerts.values()) {
    if (technicalAlerts.has(alert.name)) continue;
    states[alert.state] += 1;
    if (alert.state === "firing" && alert.stale !== true && now.at - alert.since < newsFor) news.push(alert);
  }
  const fresh = news
    .sort((a, b) => b.since - a.since || (a.id < b.id ? -1 : 1))
    .slice(0, mostNews)
    .map((alert) => ({ id: alert.id, name: alert.name, title: titleOf(alert), severity: alert.severity, since: alert.since }));
  return { revision: now.revision, states, counts: countsOf(now), sources: now.sources, fresh, pipelineProblems: pipelineProblems({ now }).length };
}

/** When each source answered last is told with the beat: by itself it is no news. */
const timeless = (summary: AlertingSummary) => ({ ...summary, sources: summary.sources.map((source) => ({ ...source, at: source.at !== undefined })) });

/** How the alerting stands, told at once when it changes; every frame is the whole of it. */
export function summarySource({ alerting: { book } }: Pick<ClusterParts, "alerting">, topic: Topic, _person: Person, _now: Now): FeedSource {
  const address = topicAddress(topic);
  return {
    key: address,
    topic: address,
    every: 10_000,
    async follow({ signal, tell }) {
      await book.ready();
      if (signal.aborted) return;
      let last = summaryOf(book.current);
      tell(last);
      const leave = book.follow((now) => {
        const next = summaryOf(now);
        if (sameData(timeless(last), timeless(next))) return;
        last = next;
        tell(next);
      });
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
      leave();
    },
    fold: (_, summary) => summary,
    all: (summary) => summary,
    begins: () => true,
    get idle() {
      return summaryOf(book.current);
    },
  };
}
