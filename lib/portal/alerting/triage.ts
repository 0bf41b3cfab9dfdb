import type { Severity } from "@/lib/model";
import type { Alert, AlertState, CauseGroup, Triage, TriageQuery } from "@/lib/model/alerting";
import { createBest } from "@/lib/model/alerting/best-of";
import type { Person } from "@/lib/model";
import { causesOf, type Causes, type CauseView, type Member } from "./cause-view";
import { narrowing } from "./narrowing";
import type { AlertingParts } from "./parts";
import type { AlertingPortal, Selection } from "./portal";
import { triageAlert } from "./triage-alert";
import { vocabularyOf } from "./vocabulary";

/** More groups, open groups and alerts of one no screen shows. */
const mostGroups = 1_000;
const mostOpen = 50;
const mostAlerts = 5_000;

/** A cause as the filter leaves it. */
interface Shown {
  readonly causes: Causes;
  readonly view: CauseView;
  readonly members: readonly Member[];
  readonly rank: number;
  /** Somebody has everything of it that is as bad as this. */
  readonly taken: boolean;
  readonly newest: number;
}

const bounded = (wanted: number, most: number) => (Number.isFinite(wanted) ? Math.max(0, Math.min(most, Math.floor(wanted))) : most);
/** Written out: objects made key by key are slow to count with, and ten thousand alerts are counted at each keystroke. */
const noStates = (): Record<AlertState, number> => ({ firing: 0, pending: 0, suppressed: 0, resolved: 0 });
const noSeverities = (): Record<Severity, number> => ({ critical: 0, warning: 0, info: 0, other: 0 });

/** The triage page's first screen, grouped by cause before it is filtered, so that causes stay while a person types. */
export function triageOf(parts: AlertingParts): Pick<AlertingPortal, "triage" | "vocabulary"> {
  return {
    async triage(person, { clusters, filter, open, most }: TriageQuery): Promise<Triage> {
      const found = [...new Set(clusters)].map((id) => parts.find(person, id));
      await Promise.all(found.map(({ alerting }) => alerting.topology.read()));
      const at = parts.now();
      const narrow = narrowing(filter, at);
      const counts = noStates();
      const bySeverity = noSeverities();
      const best = createBest(bounded(most, mostGroups), compare);
      let total = 0;
      let all = 0;
      const grouped = found.map((cluster) => causesOf(cluster));
      for (const causes of grouped) {
        for (const view of causes.views) {
          all += view.news.length;
          const members = narrow.members(view);
          const [worst] = members;
          if (worst === undefined) continue;
          total += 1;
          const [rank, newest, taken] = [worst.rank, worst.alert.since, isTaken(causes, members, worst.rank)];
          // Nearly all of many causes come after those that are shown: nothing is made for them.
          if (!isBeyond(best.last, rank, taken, newest)) best.add({ causes, view, members, rank, taken, newest });
          for (const { alert } of members) {
            counts[alert.state] += 1;
            if (alert.state === "firing") bySeverity[alert.severity] += 1;
          }
        }
      }
      const wanted = new Map(Object.entries(open).slice(0, mostOpen));
      return {
        at,
        revisions: Object.fromEntries(found.map(({ settings: { id } }, index) => [id, grouped[index]?.now.revision ?? 0])),
        groups: best.all.map((one) => groupOf(one, wanted.get(one.view.cause.id), at)),
        total,
        counts,
        severities: bySeverity,
        all,
        mistakes: narrow.mistakes,
      };
    },
    vocabulary: (person, clusters) => vocabularyOf([...new Set(clusters)].map((id) => causesOf(parts.find(person, id)).now)),
  };
}

/** Worst first; what nobody has before what somebody has; the newest first. */
const compare = (a: Shown, b: Shown): number => a.rank - b.rank || Number(a.taken) - Number(b.taken) || b.newest - a.newest || (a.view.cause.id < b.view.cause.id ? -1 : 1);

const isBeyond = (last: Shown | undefined, rank: number, taken: boolean, newest: number): boolean =>
  last !== undefined && (rank > last.rank || (rank === last.rank && (taken !== last.taken ? taken : newest < last.newest)));

function isTaken({ now: { acknowledgements } }: Causes, members: readonly Member[], rank: number): boolean {
  return acknowledgements.size > 0 && members.every((member) => member.rank > rank || member.filterable.acknowledged !== undefined);
}

function groupOf({ causes: { now }, view, members }: Shown, open: number | undefined, at: number): CauseGroup {
  const { id, cluster, kind } = view.cause;
  const { title, why, href } = view.words;
  const counts = noStates();
  const names = new Map<string, number>();
  const holders = new Set<string>();
  let since = Infinity;
  let acknowledged = 0;
  for (const { alert } of members) {
    counts[alert.state] += 1;
    names.set(alert.name, (names.get(alert.name) ?? 0) + 1);
    since = Math.min(since, alert.since);
    const holder = now.acknowledgements.get(alert.id)?.by.name;
    if (holder === undefined) continue;
    acknowledged += 1;
    holders.add(holder);
  }
  return {
    ...{ id, cluster, kind, title, why, since, counts },
    ...(href === undefined ? {} : { href }),
    severity: members[0]?.alert.severity ?? "other",
    state: members[0]?.alert.state ?? "resolved",
    names: [...names].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)),
    radius: view.radius,
    acknowledged: { count: acknowledged, by: [...holders].sort() },
    ...(open === undefined ? {} : { alerts: members.slice(0, bounded(open, mostAlerts)).map((member) => triageAlert(member, now, at)) }),
  };
}

/** The alerts of a cluster that a person selected: single ones, and whole groups as the filter narrows them. What is over or gone is left out. */
export function selectionOf(parts: Pick<AlertingParts, "find" | "now">, person: Person, cluster: string, { alerts, groups, filter }: Selection): readonly Alert[] {
  const { byId, now } = causesOf(parts.find(person, cluster));
  const narrow = narrowing(filter, parts.now());
  const found = [
    ...alerts.flatMap((id) => now.alerts.get(id) ?? []),
    ...groups.flatMap((id) => {
      const view = byId.get(id);
      return view === undefined ? [] : narrow.members(view).map(({ alert }) => alert);
    }),
  ];
  return [...new Map(found.filter(({ state }) => state !== "resolved").map((alert) => [alert.id, alert])).values()];
}
