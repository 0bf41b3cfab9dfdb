import type { Alert } from "./alert";
import { vagueLabels } from "./label-rank";
import { compileMatcher, compileMatchers, formatMatcher, type Labels, type Matcher } from "./matcher";

/** Values that nobody's labels have: what fulfils all of them decides nothing. */
const improbable = ["Qx7-castor", "zz.9_?", "0"];

/** The alert that always fires; its own severity in kube-prometheus-stack is `none`. */
const watchdog: Labels = { alertname: "Watchdog", severity: "none" };

type Judged = Pick<Alert, "id" | "name" | "state">;

/** Fewer alerts than this are no flood. */
const flood = 10;

/** A matcher that any value fulfils, the empty one perhaps not. */
export function decidesNothing(matcher: Matcher): boolean {
  const holds = compileMatcher(matcher);
  return improbable.every((value) => holds({ [matcher.name]: value }));
}

/** A matcher that a label must be there for, with a value that somebody chose. */
const isPositive = (matcher: Matcher) => !compileMatcher(matcher)({}) && !decidesNothing(matcher);

/**
 * Why a silence with these matchers is too broad to be made, each reason in a sentence. `covered` of `all`
 * alerts that have not ended are what it covers now, `selected` the ids of those that it is meant for.
 * Throws `invalid` where a regular expression does not compile.
 */
export function refusalsOf(matchers: readonly Matcher[], covered: readonly Judged[], all: readonly Judged[], selected: ReadonlySet<string>): readonly string[] {
  if (matchers.length === 0) return ["A silence without a matcher would cover everything."];
  const empty = compileMatchers(matchers)({});
  const refusals: string[] = [];
  if (empty) refusals.push(`Every matcher also holds where its label is missing (${matchers.map(formatMatcher).join(", ")}), so it would cover alerts that have nothing to do with it; Alertmanager refuses that, too.`);
  else if (!matchers.some((matcher) => isPositive(matcher) && !vagueLabels.has(matcher.name))) {
    refusals.push("Nothing says what it is about: name at least one value of a label other than severity, cluster and prometheus, such as alertname or namespace.");
  }
  if (covered.some(({ name }) => name === "Watchdog") || compileMatchers(matchers)(watchdog)) {
    refusals.push("It would cover Watchdog, which always fires: while it is silenced nobody hears that the alerting itself is broken.");
  }
  const fires = ({ state }: Judged) => state === "firing" || state === "suppressed";
  const firing = all.filter(fires).length;
  const beyond = covered.filter((alert) => fires(alert) && !selected.has(alert.id)).length;
  if (firing >= flood && beyond * 2 > firing) refusals.push(`It would cover ${beyond} of ${firing} alerts that fire${selected.size === 0 ? "" : ", beyond those that were selected"}: that is more than half.`);
  return refusals;
}
