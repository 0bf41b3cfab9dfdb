import { severities, type Severity } from "@/lib/model";
import { technicalAlerts, type AlertState, type Chronicle, type Spell, type Transition } from "@/lib/model/alerting";
import { firedBetween, firingsOf, spellsOf, type Firing } from "@/lib/model/alerting/spells";
import type { StandingAlert, Stretch } from "@/lib/store";
import { chronicleWords } from "./chronicle-words";

/** One alert's part in a stretch of time. */
export interface Part extends Pick<Transition, "alert" | "name" | "severity" | "labels"> {
  readonly about?: string;
  readonly spells: readonly Spell[];
  readonly firings: readonly Firing[];
  readonly transitions: readonly Transition[];
}

/** What the Store knows of a stretch, and what narrows it. */
export interface ChronicleParts extends Stretch {
  /** Newest first. */
  readonly transitions: readonly Transition[];
  readonly standing: readonly StandingAlert[];
  readonly gaps: readonly Stretch[];
  /** Whether an alert passes in a state that it had. */
  readonly passes: (alert: Pick<Transition, "name" | "labels">, state: AlertState, since: number) => boolean;
  readonly aboutOf: (alert: Pick<Transition, "name" | "labels">) => string | undefined;
  readonly now: number;
  /** The zone of the person's clock, for the sentences. */
  readonly zone: string;
}

const mostTransitions = 500;
const mostMoments = 120;
const mostBusy = 10;
/** Several silences of the same moment change nothing about a state. */
const stateKinds: ReadonlySet<string> = new Set(["pending", "firing", "suppressed", "unsuppressed", "resolved"]);

/** What happened in a cluster between two moments. */
export function chronicleOf({ from, to, transitions, standing, gaps, passes, aboutOf, now, zone }: ChronicleParts): Chronicle {
  const until = Math.min(to, now);
  const parts = partsOf(transitions, standing, aboutOf).filter((part) => passesIn(part, passes, from));
  const people = parts.filter(({ name }) => !technicalAlerts.has(name));
  const kept = new Set(parts.map(({ alert }) => alert));
  const told = transitions.filter(({ alert }) => kept.has(alert));
  const chart = chartOf(people, from, to, until);
  const busiest = people
    .map(({ alert, name, severity, labels, about, firings }) => ({ ...{ alert, name, severity, labels }, ...(about === undefined ? {} : { about }), ...firedBetween(firings, from, until), firing: firings.at(-1)?.to === undefined && firings.length > 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.total - a.total || b.count - a.count || (a.alert < b.alert ? -1 : 1));
  const about = new Map(parts.map((part) => [part.alert, part.about]));
  return {
    ...{ from, to, more: told.length > mostTransitions, chart, busiest: busiest.slice(0, mostBusy), gaps },
    transitions: told.slice(0, mostTransitions).map((one) => ({ ...one, ...(about.get(one.alert) === undefined ? {} : { about: about.get(one.alert) as string }) })),
    summary: chronicleWords({ from, to, until, now, zone, parts: people, chart, busiest, gaps }),
  };
}

function partsOf(transitions: readonly Transition[], standing: readonly StandingAlert[], aboutOf: ChronicleParts["aboutOf"]): readonly Part[] {
  const all = new Map<string, { readonly alert: StandingAlert | Transition; readonly events: Pick<Transition, "kind" | "at">[]; readonly transitions: Transition[] }>();
  for (const alert of standing) all.set(alert.alert, { alert, events: [{ kind: alert.kind === "unsuppressed" ? "firing" : alert.kind, at: alert.at }], transitions: [] });
  for (const transition of transitions.toReversed()) {
    const found = all.get(transition.alert) ?? { alert: transition, events: [], transitions: [] };
    all.set(transition.alert, found);
    if (stateKinds.has(transition.kind)) found.events.push(transition);
    found.transitions.push(transition);
  }
  return [...all.values()].map(({ alert: { alert, name, severity, labels }, events, transitions: own }) => {
    const spells = spellsOf(events);
    const about = aboutOf({ name, labels });
    return { alert, name, severity, labels, ...(about === undefined ? {} : { about }), spells, firings: firingsOf(spells), transitions: own };
  });
}

function passesIn(part: Part, passes: ChronicleParts["passes"], from: number): boolean {
  const ended = part.transitions.some(({ kind }) => kind === "resolved");
  return part.spells.some((spell) => (spell.to ?? Infinity) >= from && passes(part, spell.state, spell.from)) || (ended && passes(part, "resolved", part.spells[0]?.from ?? from));
}

/** How many fired at each of at most 120 moments, heard of or not. */
function chartOf(parts: readonly Part[], from: number, to: number, until: number): Chronicle["chart"] {
  const distance = Math.max(60_000, Math.ceil((to - from) / (mostMoments - 1)));
  const times: number[] = [];
  for (let time = from; time <= until && times.length < mostMoments; time += distance) times.push(time);
  const lines = Object.fromEntries(severities.map((severity) => [severity, times.map(() => 0)])) as Record<Severity, number[]>;
  for (const { severity, firings } of parts) {
    const line = lines[severity];
    for (const firing of firings) {
      const first = Math.max(0, Math.ceil((firing.from - from) / distance));
      const last = Math.min(times.length - 1, Math.ceil(((firing.to ?? Infinity) - from) / distance) - 1);
      for (let index = first; index <= last; index += 1) line[index] = (line[index] ?? 0) + 1;
    }
  }
  return { times, lines };
}
