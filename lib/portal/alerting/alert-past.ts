import type { Alert, AlertHistory, AlertReport } from "@/lib/model/alerting";
import type { Person } from "@/lib/model";
import type { ClusterParts } from "../cluster";
import type { Now } from "../shared";
import { timelineOf } from "./timeline";

type Similar = AlertReport["similar"][number];

/** What happened before is read again when the cluster's alerts have changed, and after so long, ms. */
const believed = 15_000;
const mostSimilar = 10;
const mostTransitions = 400;

export interface AlertPast {
  readonly history: AlertHistory;
  readonly similar: readonly Similar[];
}

export const noPast: AlertPast = { history: { transitions: [], spells: [], fired: { count: 0, total: 0 } }, similar: [] };

/** Reads an alert's past now and again; while the Store does not answer it stays as it was. */
export function createAlertPast(cluster: ClusterParts, person: Person, now: Now) {
  const timeline = timelineOf({ find: () => cluster, store: { alerts: cluster.alerting.store }, now, log: { info: () => undefined, warn: () => undefined, error: () => undefined } });
  let last: { readonly revision: number; readonly at: number; readonly past: AlertPast } | undefined;

  return async (alert: Alert, signal: AbortSignal): Promise<AlertPast> => {
    const { revision } = cluster.alerting.book.current;
    if (last?.revision === revision && now() - last.at < believed) return last.past;
    const [history, similar] = await Promise.all([
      timeline.history(person, cluster.settings.id, alert.id, signal).catch(() => last?.past.history ?? noPast.history),
      similarTo(cluster, alert, now()).catch(() => last?.past.similar ?? noPast.similar),
    ]);
    last = { revision, at: now(), past: { history, similar } };
    return last.past;
  };
}

/** When others of the same name fired last, newest first. */
async function similarTo({ settings, alerting: { store } }: ClusterParts, { id, cluster, name, labels }: Alert, now: number): Promise<readonly Similar[]> {
  const found = await store.transitions({ cluster, name, from: now - settings.alerting.retention, to: now + 1, kinds: ["firing", "resolved"], most: mostTransitions });
  const ended = new Map<string, number>();
  const similar = new Map<string, Similar>();
  for (const { alert, kind, at, labels: others } of found) {
    if (alert === id || similar.has(alert)) continue;
    if (kind === "resolved") {
      if (!ended.has(alert)) ended.set(alert, at);
      continue;
    }
    const end = ended.get(alert);
    similar.set(alert, { alert, labels: others, at, differs: differing(labels, others), ...(end === undefined ? {} : { lasted: end - at }) });
  }
  return [...similar.values()].slice(0, mostSimilar);
}

/** The names of labels in which two alerts differ, sorted. */
function differing(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name]).sort();
}
