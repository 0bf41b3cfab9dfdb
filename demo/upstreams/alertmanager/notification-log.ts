import type { StoredAlert } from "./alerts";

/** What a receiver was told last about a group, by one of its integrations. */
export interface LogEntry {
  /** The group, the receiver and its integration. */
  readonly key: string;
  /** ms. */
  readonly at: number;
  /** Fingerprints. */
  readonly firing: readonly string[];
  readonly resolved: readonly string[];
}

/** By what Alertmanager decides whether a group is news; shared with its peers, so that only one of them tells. */
export interface NotificationLog {
  /** Whether the receiver must be told: something new fires, something was resolved, or it is time to repeat. */
  isNews(key: string, alerts: { readonly firing: readonly StoredAlert[]; readonly resolved: readonly StoredAlert[] }, rules: { readonly sendResolved: boolean; readonly repeatInterval: number }, at: number): boolean;
  note(entry: LogEntry): void;
  entries(): readonly LogEntry[];
  /** Takes what a peer knows: of each entry the newer word counts. */
  merge(others: readonly LogEntry[]): void;
}

/** How long an entry is kept after it was written, ms: `--data.retention`. */
const retention = 120 * 3_600_000;

export function createNotificationLog(): NotificationLog {
  const log = new Map<string, LogEntry>();
  return {
    isNews(key, { firing, resolved }, { sendResolved, repeatInterval }, at) {
      const last = log.get(key);
      if (last === undefined) return firing.length > 0;
      if (!firing.every(({ fingerprint }) => last.firing.includes(fingerprint))) return true;
      if (firing.length === 0) return last.firing.length > 0;
      if (sendResolved && !resolved.every(({ fingerprint }) => last.resolved.includes(fingerprint))) return true;
      return last.at < at - repeatInterval;
    },
    note(entry) {
      log.set(entry.key, entry);
      for (const [key, { at }] of log) if (at < entry.at - retention) log.delete(key);
    },
    entries: () => [...log.values()],
    merge(others) {
      for (const other of others) if ((log.get(other.key)?.at ?? -Infinity) < other.at) log.set(other.key, other);
    },
  };
}
