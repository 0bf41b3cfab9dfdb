import type { Timeline } from "../kubernetes/controllers/timeline";
import type { StoredAlert } from "./alerts";
import type { AlertGroup, Outcome } from "./dispatcher";
import type { Inhibition } from "./inhibition";
import type { NotificationLog } from "./notification-log";
import type { Way } from "./receivers";
import type { SilenceBook } from "./silences";
import type { Holds } from "./time-intervals";

/** One message to a receiver, or the attempt at one. */
export interface Notification {
  /** ms. */
  readonly at: number;
  readonly way: Way;
  readonly group: Pick<AlertGroup, "key" | "labels">;
  readonly firing: readonly StoredAlert[];
  readonly resolved: readonly StoredAlert[];
  /** Why it did not arrive, in a word of Alertmanager's metrics. */
  readonly failure?: string;
}

/** Why a group, or alerts of it, were not told: the reasons of `alertmanager_notifications_suppressed_total`. */
export type Suppression = "inhibition" | "silence" | "active_time_interval" | "mute_time_interval";

export interface NotifierParts {
  readonly time: Timeline;
  readonly ways: ReadonlyMap<string, readonly Way[]>;
  readonly inhibition: Inhibition;
  readonly silences: SilenceBook;
  readonly intervals: Holds;
  readonly log: NotificationLog;
  readonly firing: () => readonly StoredAlert[];
  /** How many peers come before this one. */
  readonly position: () => number;
  /** Why a way does not work at this moment; undefined where it does. */
  readonly broken: (way: Way) => string | undefined;
  readonly notified: (notification: Notification) => void;
  readonly suppressed: (reason: Suppression, alerts: number) => void;
}

/** How long a peer waits for each that comes before it, ms: `--cluster.peer-timeout`. */
const peerTimeout = 15_000;

/** Decides what of a group that is due is told to whom: inhibition, active and mute intervals, silences, and what was told before. */
export function createNotifier(parts: NotifierParts): (group: AlertGroup, at: number) => Outcome {
  const { time, ways, inhibition, silences, intervals, log, firing, position, broken, notified, suppressed } = parts;

  const tell = (way: Way, group: AlertGroup, alerts: readonly StoredAlert[], at: number): boolean => {
    const key = `${group.key} ${way.receiver}/${way.integration}/${way.index}`;
    const [burning, over] = [alerts.filter(({ endsAt }) => endsAt > at), alerts.filter(({ endsAt }) => endsAt <= at)];
    if (!log.isNews(key, { firing: burning, resolved: over }, { sendResolved: way.sendResolved, repeatInterval: group.destination.repeatInterval }, at)) return true;
    const resolved = way.sendResolved ? over : [];
    if (burning.length + resolved.length > 0) {
      const failure = broken(way);
      notified({ at, way, group: { key: group.key, labels: group.labels }, firing: burning, resolved, ...(failure !== undefined && { failure }) });
      if (failure !== undefined) return false;
    }
    const names = (list: readonly StoredAlert[]) => list.map(({ fingerprint }) => fingerprint);
    log.note({ key, at, firing: names(burning), resolved: names(over) });
    return true;
  };

  return (group, at) => {
    const { active, mute, receiver } = group.destination;
    const all = firing();
    const free = group.alerts.filter(({ labels }) => inhibition(labels, all).length === 0);
    if (free.length < group.alerts.length) suppressed("inhibition", group.alerts.length - free.length);
    const asleep = active.length > 0 && !active.some((name) => intervals(name, at));
    const muted = mute.filter((name) => intervals(name, at));
    if (asleep || muted.length > 0) {
      suppressed(asleep ? "active_time_interval" : "mute_time_interval", free.length);
      return { mutedBy: asleep ? active : muted, told: false };
    }
    const audible = free.filter(({ labels }) => silences.muting(labels).length === 0);
    if (audible.length < free.length) suppressed("silence", free.length - audible.length);
    const before = position();
    const tellAll = (when: number) => (ways.get(receiver) ?? []).map((way) => tell(way, group, audible, when)).every(Boolean);
    if (before === 0) return { mutedBy: [], told: tellAll(at) };
    time.at(at + before * peerTimeout, () => void tellAll(time.now()));
    return { mutedBy: [], told: true };
  };
}
