import type { Timeline } from "../kubernetes/controllers/timeline";
import { labelsKey } from "../../promql";
import type { Labels } from "../../series";
import type { StoredAlert } from "./alerts";
import { groupLabels, type Destination, type Routing } from "./routing";

/** Alerts that are told together: one route's, with the same labels to group by. */
export interface AlertGroup {
  readonly key: string;
  readonly destination: Destination;
  readonly labels: Labels;
  /** Firing ones, and those resolved since the group was told last. */
  readonly alerts: readonly StoredAlert[];
  /** The time intervals that kept it quiet when it was due last. */
  readonly mutedBy: readonly string[];
}

/** What becomes of a group that is due. */
export interface Outcome {
  readonly mutedBy: readonly string[];
  /** Whether everybody knows of it, so that what is resolved may be forgotten. */
  readonly told: boolean;
}

/** Sorts alerts into groups, and calls for each when it is time to tell. */
export interface Dispatcher {
  take(alerts: readonly StoredAlert[]): void;
  /** By receiver, route and labels. */
  groups(): readonly AlertGroup[];
}

interface Kept extends AlertGroup {
  readonly byFingerprint: Map<string, StoredAlert>;
  mutedBy: readonly string[];
  flushed: boolean;
  cancel: () => void;
}

/**
 * Aggregates like Alertmanager: a new group waits `group_wait` unless what it holds has fired for longer, then it
 * is due every `group_interval`, until nothing is left in it.
 */
export function createDispatcher(routing: Routing, time: Timeline, due: (group: AlertGroup, at: number) => Outcome): Dispatcher {
  const groups = new Map<string, Kept>();

  const flush = (group: Kept): void => {
    const at = time.now();
    group.flushed = true;
    const sent = [...group.byFingerprint.values()];
    const { mutedBy, told } = due(group, at);
    group.mutedBy = mutedBy;
    // What is resolved and told is over, unless it came back in between.
    for (const alert of sent) if (told && alert.endsAt <= at && group.byFingerprint.get(alert.fingerprint) === alert) group.byFingerprint.delete(alert.fingerprint);
    if (group.byFingerprint.size === 0) groups.delete(group.key);
    else group.cancel = time.at(at + group.destination.groupInterval, () => flush(group));
  };

  const groupOf = (destination: Destination, labels: Labels): Kept => {
    const shared = groupLabels(destination, labels);
    const key = `${destination.route}:${labelsKey(shared)}`;
    const known = groups.get(key);
    if (known !== undefined) return known;
    const byFingerprint = new Map<string, StoredAlert>();
    const group: Kept = { key, destination, labels: shared, byFingerprint, mutedBy: [], flushed: false, cancel: () => undefined, get alerts() { return [...byFingerprint.values()]; } };
    group.cancel = time.at(time.now() + destination.groupWait, () => flush(group));
    groups.set(key, group);
    return group;
  };

  return {
    take(alerts) {
      const now = time.now();
      const hurried = new Set<Kept>();
      for (const alert of alerts) {
        for (const destination of routing(alert.labels)) {
          // Nobody who has not heard of an alert needs to hear that it is over.
          if (alert.endsAt <= now && !groups.get(`${destination.route}:${labelsKey(groupLabels(destination, alert.labels))}`)?.byFingerprint.has(alert.fingerprint)) continue;
          const group = groupOf(destination, alert.labels);
          group.byFingerprint.set(alert.fingerprint, alert);
          if (!group.flushed && alert.startsAt + destination.groupWait < now) hurried.add(group);
        }
      }
      for (const group of hurried) {
        group.cancel();
        group.cancel = time.at(now, () => flush(group));
      }
    },
    groups: () => [...groups.values()].sort((a, b) => compare(a.destination.receiver, b.destination.receiver) || compare(a.key, b.key)),
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
