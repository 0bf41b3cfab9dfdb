import type { Alert, AlertRule } from "./alert";
import { decidesNothing, refusalsOf } from "./breadth";
import { createCoverage, type Coverage } from "./coverage";
import { compileMatcher, formatMatcher, sameMatcher, type Labels, type Matcher } from "./matcher";
import type { CoveredAlert, Silence, SilenceDraft, SilencePreview } from "./silence";

/** What a preview is made of: how a cluster's alerts stand at `at`, ms since the epoch. */
export interface PreviewState {
  readonly at: number;
  /** Of {@link unended} alerts. */
  readonly coverage: Coverage<Alert>;
  readonly rules: Iterable<AlertRule>;
  readonly silences: ReadonlyMap<string, Silence>;
}

/** What a silence can cover: alerts that have not ended. */
export const unended = (alerts: Iterable<Alert>): readonly Alert[] => [...alerts].filter(({ state }) => state !== "resolved");

/** A state that is made of plain parts. */
export function previewState(at: number, alerts: Iterable<Alert>, rules: Iterable<AlertRule>, silences: ReadonlyMap<string, Silence>): PreviewState {
  return { at, coverage: createCoverage(unended(alerts)), rules, silences };
}

export type PreviewDraft = Pick<SilenceDraft, "matchers" | "endsAt" | "startsAt" | "id">;

/** Similar silences that are shown at most. */
const mostSimilar = 5;

/**
 * Exactly what a silence would cover now, what it would cover of rules that do not fire yet, and what stands
 * against it. `selected` are the ids of the alerts that it is meant for. Throws `invalid` where a regular
 * expression does not compile.
 */
export function previewOf(draft: PreviewDraft, state: PreviewState, selected: readonly string[]): SilencePreview {
  const { matchers, id } = draft;
  const meant = new Set(selected);
  const covered = state.coverage.of(matchers);
  const alerts = covered.map((alert) => toldOf(alert, meant));
  const count = (wanted: CoveredAlert["state"]) => alerts.filter((alert) => alert.state === wanted).length;
  const before = id === undefined ? undefined : state.silences.get(id);
  return {
    alerts,
    rules: rulesOf(matchers, state.rules),
    counts: { firing: count("firing"), pending: count("pending"), suppressed: count("suppressed"), beyond: alerts.filter(({ beyond }) => beyond).length },
    similar: matchers.length === 0 ? [] : similarTo(matchers, covered, state, id),
    refusals: [...refusalsOf(matchers, covered, state.coverage.all, meant), ...(draft.endsAt <= Math.max(state.at, draft.startsAt ?? 0) ? ["It would end before it begins to do anything: choose an end in the future."] : [])],
    warnings: warningsOf(draft, covered.length, state.at, before),
  };
}

const toldOf = ({ id, name, state, labels }: Alert, meant: ReadonlySet<string>): CoveredAlert => ({
  ...{ id, name, labels, state: state === "resolved" ? "firing" : state },
  ...(meant.size === 0 || meant.has(id) ? {} : { beyond: true }),
});

/** Rules that do not fire: covered for certain where alertname and their own labels decide every matcher, possibly where none contradicts. */
function rulesOf(matchers: readonly Matcher[], rules: Iterable<AlertRule>): SilencePreview["rules"] {
  const conditions = matchers.map((matcher) => ({ name: matcher.name, holds: compileMatcher(matcher) }));
  const found = new Map<string, boolean>();
  if (conditions.length === 0) return [];
  for (const { name, labels, state } of rules) {
    if (state !== "inactive") continue;
    const known: Labels = { ...labels, alertname: name };
    // A template is expanded only when it fires.
    const decided = (label: string) => Object.hasOwn(known, label) && known[label]?.includes("{{") !== true;
    if (conditions.some((condition) => decided(condition.name) && !condition.holds(known))) continue;
    const certain = conditions.every((condition) => decided(condition.name));
    found.set(name, certain || found.get(name) === true);
  }
  return [...found].map(([name, certain]) => ({ name, certain })).sort((a, b) => Number(b.certain) - Number(a.certain) || (a.name < b.name ? -1 : 1));
}

/** The same conditions, in whatever order. */
export const sameMatchers = (a: readonly Matcher[], b: readonly Matcher[]): boolean =>
  a.length === b.length && a.every((one) => b.some((other) => sameMatcher(one, other))) && b.every((one) => a.some((other) => sameMatcher(one, other)));

/** Silences not over yet that cover the same alerts, all of them and more, or only some of them; the nearest first. */
function similarTo(matchers: readonly Matcher[], covered: readonly Alert[], { coverage, silences }: PreviewState, id: string | undefined): readonly Silence[] {
  const ours = new Set(covered);
  const near = [...silences.values()].flatMap((silence) => {
    if (silence.state === "expired" || silence.id === id) return [];
    if (sameMatchers(silence.matchers, matchers)) return [{ silence, distance: -1 }];
    const theirs = coveredBy(coverage, silence);
    if (theirs.length === 0 || ours.size === 0) return [];
    const both = theirs.filter((alert) => ours.has(alert)).length;
    return both === ours.size || both === theirs.length ? [{ silence, distance: ours.size + theirs.length - 2 * both }] : [];
  });
  return near.sort((a, b) => a.distance - b.distance || b.silence.endsAt - a.silence.endsAt).slice(0, mostSimilar).map(({ silence }) => silence);
}

/** What an existing silence covers; nothing where this regular expression is beyond what is understood here. */
export function coveredBy(coverage: Coverage<Alert>, { matchers }: Pick<Silence, "matchers">): readonly Alert[] {
  try {
    return coverage.of(matchers);
  } catch {
    return [];
  }
}

function warningsOf({ matchers, startsAt, endsAt }: PreviewDraft, covers: number, at: number, before: Silence | undefined): readonly string[] {
  const warnings: string[] = [];
  for (const matcher of matchers) if (matcher.isRegex && matcher.isEqual && decidesNothing(matcher)) warnings.push(`${formatMatcher(matcher)} holds for any value, so it narrows next to nothing.`);
  if (covers === 0) warnings.push("It covers nothing now: it would only keep quiet what fires later.");
  if (startsAt !== undefined && startsAt > at) warnings.push("It starts in the future: until then these alerts are heard.");
  if (before === undefined) return warnings;
  if (before.state === "expired") return [...warnings, "The silence has expired: this makes a new one with an id of its own."];
  const changed = [...(sameMatchers(matchers, before.matchers) ? [] : ["the matchers"]), ...(keepsStart(startsAt, before) ? [] : ["the start"])];
  if (changed.length > 0) warnings.push(`Changing ${changed.join(" and ")} makes a new silence and expires this one: its id will change.`);
  if (endsAt < before.endsAt) warnings.push("It ends earlier than before.");
  return warnings;
}

/** Alertmanager compares starts by the second. */
export const keepsStart = (startsAt: number | undefined, before: Silence): boolean => startsAt === undefined || Math.floor(startsAt / 1_000) === Math.floor(before.startsAt / 1_000);
