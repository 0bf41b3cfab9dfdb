import { problemOf } from "../problem";
import type { Alert } from "./alert";
import type { Condition } from "./filter-conditions";
import { filterTerms, type FilterTerm } from "./filter-terms";
import { compileMatcher, compilePattern, type Labels, type Matcher } from "./matcher";
import { formatMatcher } from "./matcher-text";

/** What a filter looks at. Times are ms since the epoch. */
export interface FilterableAlert extends Pick<Alert, "name" | "cluster" | "state" | "labels" | "since">, Partial<Pick<Alert, "annotations" | "silencedBy" | "inhibitedBy" | "mutedBy" | "receivers">> {
  /** What is wrong, in a person's words. */
  readonly title?: string;
  /** The username of whoever has it. */
  readonly acknowledged?: string;
  /** All its words in small letters ({@link wordsOf}), where somebody has made them ready. */
  readonly words?: string;
}

/** A filter made ready. */
export interface Filter {
  /** Whether an alert passes; `now` in ms since the epoch, for its age. */
  test(alert: FilterableAlert, now: number): boolean;
  /** What was not understood and therefore left out, each in a sentence. */
  readonly mistakes: readonly string[];
  /** Its conditions on labels, as a silence could have them. */
  readonly matchers: readonly Matcher[];
}

type Test = (alert: FilterableAlert, now: number) => boolean;

/**
 * Reads the filter language: terms that all must hold, separated by spaces. A term is a matcher of
 * Alertmanager's (`namespace=~"p47.*"`), a condition with `@` (`@state=active`), or text to be found
 * anywhere, negated by a leading `-`. Never throws. Unless it asks for a state, alerts that ended are left out.
 */
export function compileFilter(text: string): Filter {
  const tests: Test[] = [];
  const mistakes: string[] = [];
  const matchers: Matcher[] = [];
  let asksForState = false;
  for (const term of filterTerms(text)) {
    if (term.kind === "wrong") {
      mistakes.push(term.mistake);
      continue;
    }
    try {
      tests.push(testOf(term));
      if (term.kind === "matcher") matchers.push(term.matcher);
      asksForState ||= term.kind === "condition" && term.condition.on === "state";
    } catch (error) {
      const matcher = term.kind === "matcher" ? term.matcher : term.kind === "condition" && "matcher" in term.condition ? term.condition.matcher : undefined;
      mistakes.push(`${matcher === undefined ? "A term" : formatMatcher(matcher).slice(0, 80)} was left out: ${problemOf(error).message}`);
    }
  }
  if (!asksForState) tests.unshift(({ state }) => state !== "resolved");
  return { mistakes, matchers, test: allOf(tests) };
}

/** Ten thousand alerts are tried at each keystroke: one or two conditions are asked without a loop. */
function allOf([first, second, ...others]: readonly Test[]): Test {
  if (first === undefined) return () => true;
  if (second === undefined) return first;
  if (others.length === 0) return (alert, now) => first(alert, now) && second(alert, now);
  const rest = allOf([second, ...others]);
  return (alert, now) => first(alert, now) && rest(alert, now);
}

function testOf(term: Exclude<FilterTerm, { kind: "wrong" }>): Test {
  switch (term.kind) {
    case "matcher": {
      const holds = remembering(term.matcher);
      return ({ labels }) => holds(labels);
    }
    case "text": {
      const wanted = term.text.toLowerCase();
      return (alert) => contains(alert, wanted) !== term.negated;
    }
    case "condition":
      return conditionTest(term.condition);
  }
}

function conditionTest(condition: Condition): Test {
  switch (condition.on) {
    case "state":
      return ({ state }) => condition.states.includes(state) === condition.isEqual;
    case "cluster": {
      const is = textTest(condition.matcher);
      return ({ cluster }) => is(cluster) === condition.matcher.isEqual;
    }
    case "receiver": {
      const is = textTest(condition.matcher);
      return ({ receivers = [] }) => receivers.some(is) === condition.matcher.isEqual;
    }
    case "by": {
      const { by, isEqual } = condition;
      const ids = (alert: FilterableAlert) => (by === "silence" ? alert.silencedBy : by === "inhibition" ? alert.inhibitedBy : alert.mutedBy);
      return (alert) => (ids(alert)?.length ?? 0) > 0 === isEqual;
    }
    case "ack": {
      const { who, isEqual } = condition;
      if (who === "yes" || who === "no") return ({ acknowledged }) => (acknowledged !== undefined === (who === "yes")) === isEqual;
      return ({ acknowledged }) => (acknowledged?.toLowerCase() === who.toLowerCase()) === isEqual;
    }
    case "age": {
      const { compare, ms } = condition;
      const holds = { ">": (age: number) => age > ms, "<": (age: number) => age < ms, ">=": (age: number) => age >= ms, "<=": (age: number) => age <= ms }[compare];
      return ({ since }, now) => holds(now - since);
    }
  }
}

const textTest = ({ value, isRegex }: Matcher) => (isRegex ? compilePattern(value) : (text: string) => text === value);

/** Thousands of alerts share few values: each is tried once. */
function remembering(matcher: Matcher): (labels: Labels) => boolean {
  if (!matcher.isRegex) return compileMatcher(matcher);
  const holds = compilePattern(matcher.value);
  const known = new Map<string, boolean>();
  return (labels) => {
    const value = Object.hasOwn(labels, matcher.name) ? (labels[matcher.name] ?? "") : "";
    let found = known.get(value);
    if (found === undefined) {
      if (known.size >= 20_000) known.clear();
      known.set(value, (found = holds(value)));
    }
    return found === matcher.isEqual;
  };
}

function contains(alert: FilterableAlert, wanted: string): boolean {
  return (alert.words ?? wordsOf(alert)).includes(wanted);
}

/** Whatever free text is looked for in: name, title, values of labels, what the rule says; in small letters. */
export function wordsOf({ name, title = "", labels, annotations = {} }: Pick<FilterableAlert, "name" | "title" | "labels" | "annotations">): string {
  const { summary = "", description = "", message = "" } = annotations;
  return [name, title, ...Object.values(labels), summary, description, message].join("\0").toLowerCase();
}
