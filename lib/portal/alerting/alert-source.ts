import type { FeedSource } from "@/lib/hub";
import { topicAddress, type Person, type Topic } from "@/lib/model";
import type { AlertReport } from "@/lib/model/alerting";
import type { ClusterParts } from "../cluster";
import { rightsKey } from "../identity";
import type { Now } from "../shared";
import { createAlertReports } from "./alert-report";
import { sameData } from "./unchanged";

/** How often what does not tell of its changes is looked at: events, the past. ms. */
const every = 5_000;
/** A person who acknowledges and silences sees it at once, but no storm of changes makes more work than this, ms. */
const pause = 300;

/** One alert, for one person: told at once when the cluster's alerts change, and looked at every few seconds for what changes in silence. */
export function alertSource(cluster: ClusterParts, topic: Topic, person: Person, now: Now): FeedSource {
  const address = topicAddress(topic);
  const { name = "" } = topic;
  const key = `${address}#${rightsKey(person)}`;
  return {
    key,
    topic: address,
    every: 10_000,
    async follow({ signal, tell }) {
      const read = createAlertReports(cluster, name, person, now);
      const reports = reportsOf(cluster);
      const changes = createBell();
      const leave = cluster.alerting.book.follow(() => changes.ring());
      signal.addEventListener("abort", () => changes.ring(), { once: true });
      try {
        while (!signal.aborted) {
          const report = await read(signal);
          if (signal.aborted) return;
          if (!sameData(reports.get(key), report)) {
            reports.set(key, report);
            tell(report);
          }
          await changes.rung(every);
          if (!signal.aborted) await delay(pause);
        }
      } finally {
        leave();
        reports.delete(key);
      }
    },
    fold: (_, report) => report,
    all: (report) => report,
    begins: () => true,
    get idle() {
      return reportsOf(cluster).get(key);
    },
  };
}

/** What was told last, by key: the Hub may follow one source and ask another of the same key what is idle. */
const told = new WeakMap<ClusterParts["alerting"], Map<string, AlertReport>>();

function reportsOf({ alerting }: ClusterParts): Map<string, AlertReport> {
  const found = told.get(alerting) ?? new Map<string, AlertReport>();
  told.set(alerting, found);
  return found;
}

const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Remembers that something has happened until somebody has heard of it. */
function createBell() {
  let rings = false;
  let hear: (() => void) | undefined;
  return {
    ring() {
      rings = true;
      hear?.();
    },
    /** Resolves when it has rung since the last time, or after so many ms. */
    async rung(most: number): Promise<void> {
      if (!rings) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          hear = resolve;
          timer = setTimeout(resolve, most);
        });
        clearTimeout(timer);
        hear = undefined;
      }
      rings = false;
    },
  };
}
