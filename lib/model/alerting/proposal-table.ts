import { addBit, noBits, type Bits } from "./bits";
import { labelRank } from "./label-rank";
import type { Labels } from "./matcher";

/** A label with its exact value; the empty value says that the label is missing. */
export interface Condition {
  readonly name: string;
  readonly value: string;
  /** Which of the selected alerts fulfil it. */
  readonly selected: Bits;
  /** Which of those that must not be covered fulfil it. */
  readonly others: Bits;
  /** What it costs to write it: fewer conditions are better than telling ones, telling ones better than others. */
  readonly cost: number;
}

/** Labels that are there: an empty value is none. */
export const presentLabels = (labels: Labels): Labels => Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ""));

/** Selected alerts and others, by the conditions that they fulfil. */
export interface ProposalTable {
  readonly selected: readonly Labels[];
  readonly others: readonly Labels[];
  /** The condition that a selected alert fulfils by this label, be it there or missing. */
  condition(alert: Labels, name: string): Condition;
}

/** Both with {@link presentLabels}. Each condition is laid over all alerts once. */
export function createProposalTable(selected: readonly Labels[], others: readonly Labels[]): ProposalTable {
  const sides = [postingsOf(selected), postingsOf(others)] as const;
  const made = new Map<string, Condition>();
  return {
    selected,
    others,
    condition(alert, name) {
      const value = Object.hasOwn(alert, name) ? (alert[name] ?? "") : "";
      const key = `${name}\u0000${value}`;
      const known = made.get(key);
      if (known !== undefined) return known;
      const [ours, theirs] = [bitsOf(sides[0], selected, name, value), bitsOf(sides[1], others, name, value)];
      const condition = { name, value, selected: ours, others: theirs, cost: 50 + labelRank(name, alert) + (value === "" ? 60 : 0) };
      made.set(key, condition);
      return condition;
    },
  };
}

type Postings = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;

function postingsOf(alerts: readonly Labels[]): Postings {
  const postings = new Map<string, Map<string, number[]>>();
  alerts.forEach((labels, at) => {
    for (const [name, value] of Object.entries(labels)) {
      const values = postings.get(name) ?? postings.set(name, new Map<string, number[]>()).get(name);
      const list = values?.get(value);
      if (list === undefined) values?.set(value, [at]);
      else list.push(at);
    }
  });
  return postings;
}

function bitsOf(postings: Postings, alerts: readonly Labels[], name: string, value: string): Bits {
  const bits = noBits(alerts.length);
  if (value === "") alerts.forEach((labels, at) => Object.hasOwn(labels, name) || addBit(bits, at));
  else for (const at of postings.get(name)?.get(value) ?? []) addBit(bits, at);
  return bits;
}
