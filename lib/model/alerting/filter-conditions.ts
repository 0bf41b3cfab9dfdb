import { alertStates, type AlertState } from "./alert";
import { parseDuration } from "./duration";
import type { Matcher } from "./matcher";

/** How an alert can be kept from being told. */
export const suppressors = ["silence", "inhibition", "interval"] as const;
export type Suppressor = (typeof suppressors)[number];

/** A condition on what an alert is, beside its labels: a word that begins with `@`. */
export type Condition =
  | { readonly on: "state"; readonly states: readonly AlertState[]; readonly isEqual: boolean }
  | { readonly on: "cluster" | "receiver"; readonly matcher: Matcher }
  | { readonly on: "by"; readonly by: Suppressor; readonly isEqual: boolean }
  | { readonly on: "ack"; readonly who: string; readonly isEqual: boolean }
  /** How long ago it began, ms. */
  | { readonly on: "age"; readonly compare: ">" | "<" | ">=" | "<="; readonly ms: number };

/** The words with `@`, what they may be compared by, and what they mean. */
export const conditionWords = {
  state: { operators: ["=", "!="], example: "@state=firing", meaning: "how it is" },
  cluster: { operators: ["=", "!=", "=~", "!~"], example: "@cluster=pollux", meaning: "where it fires" },
  receiver: { operators: ["=", "!=", "=~", "!~"], example: "@receiver=p47", meaning: "who is told" },
  by: { operators: ["=", "!="], example: "@by=silence", meaning: "what suppresses it" },
  ack: { operators: ["=", "!="], example: "@ack=no", meaning: "who has it" },
  age: { operators: [">", "<", ">=", "<="], example: "@age>2h", meaning: "how long it lasts" },
} as const satisfies Record<Condition["on"], { readonly operators: readonly string[]; readonly example: string; readonly meaning: string }>;

/** `active` is what Alertmanager calls firing. */
export const stateWords: readonly string[] = ["active", ...alertStates];

const list = (words: readonly string[]) => `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
const isWord = (name: string): name is Condition["on"] => Object.hasOwn(conditionWords, name);

/** Reads `state`, `=`, `firing`: the condition, or a sentence that says what is wrong with it. */
export function readCondition(name: string, operator: string, value: string): Condition | string {
  const shown = `“@${name}${operator}${value}”`.slice(0, 80);
  if (!isWord(name)) return `${shown} is no condition: there are ${list(Object.keys(conditionWords).map((word) => `@${word}`))}.`;
  const { operators, example } = conditionWords[name];
  if (!(operators as readonly string[]).includes(operator)) return `${shown}: @${name} is compared by ${list(operators)}, as in ${example}.`;
  if (value === "") return `${shown} has no value yet: write ${example}.`;
  const isEqual = operator.startsWith("=");
  switch (name) {
    case "state": {
      const states = value.split(",");
      const unknown = states.find((state) => !stateWords.includes(state));
      if (unknown !== undefined) return `${shown}: an alert is ${list(stateWords)}, not “${unknown.slice(0, 40)}”.`;
      return { on: name, states: states.map((state) => (state === "active" ? "firing" : state) as AlertState), isEqual };
    }
    case "cluster":
    case "receiver":
      return { on: name, matcher: { name, value, isRegex: operator.endsWith("~"), isEqual } };
    case "by": {
      const by = suppressors.find((word) => word === value);
      return by === undefined ? `${shown}: an alert is suppressed by ${list(suppressors)}.` : { on: name, by, isEqual };
    }
    case "ack":
      return { on: name, who: value, isEqual };
    case "age": {
      const ms = parseDuration(value);
      return ms === undefined ? `${shown}: write a time such as 10m, 2h or 1d12h.` : { on: name, compare: operator as ">" | "<" | ">=" | "<=", ms };
    }
  }
}

/** The condition that holds where this one does not. */
export function opposite(condition: Condition): Condition {
  switch (condition.on) {
    case "cluster":
    case "receiver":
      return { ...condition, matcher: { ...condition.matcher, isEqual: !condition.matcher.isEqual } };
    case "age":
      return { ...condition, compare: ({ ">": "<=", "<": ">=", ">=": "<", "<=": ">" } as const)[condition.compare] };
    default:
      return { ...condition, isEqual: !condition.isEqual };
  }
}
