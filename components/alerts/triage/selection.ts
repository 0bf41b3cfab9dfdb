import type { CauseGroup, TriageAlert } from "@/lib/model/alerting/triage";

/** One selected thing: an alert by itself, or a whole group as the filter narrows it. */
export type Selected =
  | { readonly kind: "group"; readonly cluster: string; readonly id: string; readonly title: string; readonly count: number }
  | { readonly kind: "alert"; readonly cluster: string; readonly id: string; readonly title: string; readonly group: string };

/** What is selected, by key. */
export type Selection = ReadonlyMap<string, Selected>;

export const nothingSelected: Selection = new Map();

/** Keys by which rows are found again after the next answer. */
export const groupKey = (group: Pick<CauseGroup, "id">): string => `group ${group.id}`;
export const alertKey = (alert: Pick<TriageAlert, "cluster" | "id">): string => `alert ${alert.cluster}/${alert.id}`;

/** Alerts of a group that something can be done about: what is over cannot be silenced. */
export const actionable = ({ counts }: Pick<CauseGroup, "counts">): number => counts.firing + counts.pending + counts.suppressed;

export const selectedGroup = (group: CauseGroup): Selected => ({ kind: "group", cluster: group.cluster, id: group.id, title: group.title, count: actionable(group) });
export const selectedAlert = (alert: TriageAlert, group: string): Selected => ({ kind: "alert", cluster: alert.cluster, id: alert.id, title: alert.title, group });

/** With one thing more or less. A group takes the place of its alerts that were selected one by one. */
export function toggle(selection: Selection, key: string, thing: Selected): Selection {
  const next = new Map(selection);
  if (next.delete(key)) return next;
  if (thing.kind === "group") for (const [other, { kind, ...rest }] of selection) if (kind === "alert" && "group" in rest && rest.group === thing.id) next.delete(other);
  return next.set(key, thing);
}

/** Groups as they are now, and without those that are there no more: nothing is done to what one cannot see. */
export function upToDate(selection: Selection, groups: readonly CauseGroup[]): Selection {
  if (selection.size === 0) return selection;
  const shown = new Map(groups.map((group) => [group.id, group]));
  return new Map(
    [...selection].flatMap(([key, thing]): readonly (readonly [string, Selected])[] => {
      const group = shown.get(thing.kind === "group" ? thing.id : thing.group);
      if (group === undefined) return [];
      if (thing.kind === "group") return [[key, selectedGroup(group)]];
      const alert = group.alerts?.find(({ id, cluster }) => id === thing.id && cluster === thing.cluster);
      // Of alerts that did not come along nobody knows: what was selected among them stays.
      const whole = group.alerts !== undefined && group.alerts.length >= actionable(group) + group.counts.resolved;
      return alert?.state === "resolved" || (alert === undefined && whole) ? [] : [[key, thing]];
    }),
  );
}

/** What is selected in one cluster, in the words of silences and acknowledgements. */
export interface ClusterSelection {
  readonly cluster: string;
  readonly alerts: readonly string[];
  readonly groups: readonly string[];
  /** How many alerts these are together. */
  readonly count: number;
}

/** A silence belongs to one cluster: the selection, cluster by cluster. */
export function byCluster(selection: Selection): readonly ClusterSelection[] {
  const found = new Map<string, Selected[]>();
  for (const thing of selection.values()) found.set(thing.cluster, [...(found.get(thing.cluster) ?? []), thing]);
  return [...found].map(([cluster, things]) => ({
    cluster,
    alerts: things.flatMap((thing) => (thing.kind === "alert" ? [thing.id] : [])),
    groups: things.flatMap((thing) => (thing.kind === "group" ? [thing.id] : [])),
    count: things.reduce((sum, thing) => sum + (thing.kind === "group" ? thing.count : 1), 0),
  }));
}
