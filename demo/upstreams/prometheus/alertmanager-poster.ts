import type { PostedAlert } from "../../rules-notifier";

/** How far telling one Alertmanager has come. */
export interface PosterCount {
  readonly url: string;
  readonly sent: number;
  readonly errors: number;
}

/** Tells every Alertmanager; it is enough that one of them heard, as they tell each other nothing of alerts. */
export interface AlertmanagerPoster {
  /** Rejects when none of them took the alerts. */
  post(alerts: readonly PostedAlert[]): Promise<void>;
  counts(): readonly PosterCount[];
  /** Alerts that none of them took. */
  readonly dropped: number;
}

const patience = 10_000;

export function createPoster(urls: readonly string[]): AlertmanagerPoster {
  const counts = urls.map((url) => ({ url, sent: 0, errors: 0 }));
  let dropped = 0;
  const postTo = async (count: (typeof counts)[number], alerts: readonly PostedAlert[]) => {
    try {
      const response = await fetch(`${count.url}/api/v2/alerts`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(alerts),
        signal: AbortSignal.timeout(patience),
      });
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`Alertmanager answered ${response.status}`);
      count.sent += alerts.length;
    } catch (error) {
      count.errors += 1;
      throw error;
    }
  };
  return {
    async post(alerts) {
      try {
        await Promise.any(counts.map((count) => postTo(count, alerts)));
      } catch (error) {
        dropped += alerts.length;
        throw error;
      }
    },
    counts: () => counts,
    get dropped() {
      return dropped;
    },
  };
}
