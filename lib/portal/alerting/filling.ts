import type { Transition } from "@/lib/model/alerting";
import type { KnownAlert, NewTransition, Store, Stretch } from "@/lib/store";
import type { Past, PastAlert } from "./past";

type Told = Pick<Transition, "kind" | "at">;

/**
 * The transitions of a stretch in which Castor was not there. What it knows already (`told`, of the same alert)
 * is not told again: series are looked at every `step` ms only, so a beginning within two steps of a known one is that one.
 */
export function filledTransitions({ alert, spells }: Pick<PastAlert, "spells"> & { readonly alert: { readonly id: string } }, told: readonly Told[], { step, stretch }: { readonly step: number; readonly stretch: Stretch }): readonly NewTransition[] {
  const near = (kind: Told["kind"], at: number) => told.some((one) => one.kind === kind && Math.abs(one.at - at) <= 2 * step);
  const startsBefore = (at: number) => at <= stretch.from + 2 * step;
  const standing = told.filter(({ at }) => startsBefore(at)).sort((a, b) => a.at - b.at).at(-1)?.kind;
  return spells.flatMap(({ from, to, state }, index): NewTransition[] => {
    const one = { alert: alert.id, filled: true as const };
    const begins = (startsBefore(from) && standing === state) || near(state, from) ? [] : [{ ...one, kind: state, at: from }];
    const next = spells[index + 1];
    // What was pending and fires at once has not ended in between.
    const goesOn = to === undefined || (next !== undefined && next.from <= to + step);
    // A break between two looks is not seen; that it began anew tells of it.
    const anew = begins.length === 0 ? undefined : told.find(({ kind, at }) => kind === state && at > from + 2 * step && at < (to ?? Infinity));
    const began: NewTransition[] = anew === undefined ? begins : [...begins, { ...one, kind: "resolved", at: anew.at - 1_000 }];
    return goesOn || near("resolved", to) ? began : [...began, { ...one, kind: "resolved", at: to }];
  });
}

/** Writes what Prometheus told of a stretch, and until when the cluster is known now. */
export async function fill(store: Store["alerts"], cluster: string, stretch: Stretch, past: Past): Promise<void> {
  const byId = new Map(past.alerts.map((one) => [one.alert.id, one]));
  const told = new Map<string, Told[]>();
  const add = (alert: string, one: Told) => void (told.get(alert)?.push(one) ?? told.set(alert, [one]));
  for (const { alert, kind, at } of await store.standing(cluster, stretch.from)) add(alert, { kind: kind === "pending" ? "pending" : "firing", at });
  for (const { alert, kind, at } of await store.transitions({ cluster, from: stretch.from - 2 * past.step, to: stretch.to + 2 * past.step, kinds: ["pending", "firing", "resolved"], most: 50_000 })) add(alert, { kind, at });
  await store.revise(cluster, [...byId.keys()], (known, ids) => {
    const pairs = ids.flatMap((id) => {
      const one = byId.get(id);
      if (one === undefined) return [];
      const transitions = filledTransitions(one, told.get(id) ?? [], { step: past.step, stretch });
      return transitions.length === 0 ? [] : [{ transitions, known: known.has(id) ? [] : [over(one, transitions)] }];
    });
    return { known: pairs.flatMap((pair) => pair.known), transitions: pairs.flatMap(({ transitions }) => transitions) };
  });
  for (const part of past.known) await store.watchedThen(cluster, part);
}

/** An alert that Castor never saw itself: all that is known of it is that it was. */
function over({ alert, spells }: PastAlert, transitions: readonly NewTransition[]): KnownAlert {
  const at = transitions.at(-1)?.at ?? 0;
  return { alert: { ...alert, state: "resolved", since: spells.at(-1)?.from ?? at, resolvedAt: at }, changedAt: at, observedAt: at };
}
