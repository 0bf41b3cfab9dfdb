import type { Alert } from "@/lib/model/alerting";
import type { Store, Stretch } from "@/lib/store";
import type { ClusterParts } from "../cluster";
import type { Log } from "../index";
import type { Now } from "../shared";
import { fill } from "./filling";
import { awayAfter } from "./memory";
import { pastOf, type Past } from "./past";

/** So long is not asked again for what Prometheus did not know, ms. */
const askAgain = 10 * 60_000;
const mostAlerts = 200;
/** Of many gaps the longest are filled. */
const mostGaps = 4;

/** The parts of a stretch that nobody watched, but for breaks that are none. */
export function gapsOf({ from, to }: Stretch, watched: readonly Stretch[]): readonly Stretch[] {
  const gaps: Stretch[] = [];
  let known = from;
  for (const one of [...watched, { from: to, to }]) {
    if (one.from - known > awayAfter) gaps.push({ from: known, to: Math.min(one.from, to) });
    known = Math.max(known, one.to);
  }
  return gaps;
}

/** Asks Prometheus for times in which Castor was not there, when somebody wants to know. */
export function createLookBack({ store, now, log }: { readonly store: Store["alerts"]; readonly now: Now; readonly log: Pick<Log, "warn"> }) {
  const asked = new Map<string, number>();
  const pasts = new Map<string, { readonly at: number; readonly past: Promise<Past | undefined> }>();

  return {
    /** Writes down what happened in the gaps of a stretch. What Prometheus does not know stays a gap. */
    async fill({ settings: { id: cluster, alerting }, prometheuses }: Pick<ClusterParts, "settings" | "prometheuses">, stretch: Stretch, signal: AbortSignal): Promise<void> {
      if (prometheuses.length === 0) return;
      const kept = { from: Math.max(stretch.from, now() - alerting.retention), to: stretch.to };
      const gaps = [...gapsOf(kept, await store.watched(cluster, kept))].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, mostGaps);
      for (const gap of gaps) {
        const key = keyOf(cluster, gap);
        if (now() - (asked.get(key) ?? -Infinity) < askAgain) continue;
        asked.set(key, now());
        for (const oldest of asked.keys()) if (asked.size > mostAlerts) asked.delete(oldest);
        try {
          const known = (await store.recall(cluster, gap.from)).map(({ alert }) => alert);
          await fill(store, cluster, gap, await pastOf(prometheuses, { cluster, stretch: gap, known }, signal));
          for (const rest of gapsOf(gap, await store.watched(cluster, gap))) asked.set(keyOf(cluster, rest), now());
        } catch (error) {
          if (signal.aborted) asked.delete(key);
          log.warn({ err: error, cluster }, "what happened to alerts before is not known");
        }
      }
    },

    /** What is known of one alert; undefined where Prometheus does not answer. */
    one({ settings: { id: cluster }, prometheuses }: Pick<ClusterParts, "settings" | "prometheuses">, alert: Alert, stretch: Stretch, signal: AbortSignal): Promise<Past | undefined> {
      if (prometheuses.length === 0 || stretch.to - stretch.from <= awayAfter) return Promise.resolve(undefined);
      const key = `${cluster}/${alert.id}`;
      const found = pasts.get(key);
      if (found !== undefined && now() - found.at < askAgain) return found.past;
      const past = pastOf(prometheuses, { cluster, stretch, known: [alert], selector: selectorOf(alert) }, signal).catch((error: unknown) => {
        if (signal.aborted) pasts.delete(key);
        log.warn({ err: error, cluster }, "what happened to an alert before is not known");
        return undefined;
      });
      pasts.set(key, { at: now(), past });
      for (const oldest of pasts.keys()) if (pasts.size > mostAlerts) pasts.delete(oldest);
      return past;
    },
  };
}

/** Beginnings and ends move with the clock; the hour is exact enough to know a gap again. */
const keyOf = (cluster: string, { from, to }: Stretch) => [cluster, ...[from, to].map((at) => Math.round(at / 3_600_000))].join(" ");

const quoted = (text: string) => JSON.stringify(text.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&"));
const labelName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** An alert's own series: external labels are not on them, so each label may be missing. */
export function selectorOf({ name, labels }: Pick<Alert, "name" | "labels">): string {
  const others = Object.entries(labels).filter(([label]) => label !== "alertname" && labelName.test(label));
  return `ALERTS{alertname=${JSON.stringify(name)}${others.map(([label, value]) => `,${label}=~${quoted(value).slice(0, -1)}|"`).join("")}}`;
}
