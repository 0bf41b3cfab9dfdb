import { allBits, bothBits, countBits, isEmptyBits, listBits, type Bits } from "./bits";
import { labelRank, vagueLabels } from "./label-rank";
import type { Labels } from "./matcher";
import type { Condition, ProposalTable } from "./proposal-table";

/** Conditions that none of the others fulfils together, and the selected alerts that do. */
export interface Candidate {
  readonly conditions: readonly Condition[];
  readonly covers: Bits;
  readonly count: number;
  readonly cost: number;
}

/** Sets of conditions that are tried altogether, and conditions of one alert among them. */
const [mostTried, mostConditions, deepest, mostKept] = [60_000, 14, 4, 24] as const;

interface Partial {
  readonly conditions: readonly Condition[];
  readonly others: Bits;
  /** Where among the alert's conditions it may go on. */
  readonly next: number;
}

type Anchored = (conditions: readonly Condition[]) => boolean;

/**
 * What a silence of this alert may rest on: a label that is there and says what it is about. A namespace alone
 * does not, where the alert says more: it would also keep quiet whatever fires there later.
 */
function anchoredIn(alert: Labels): Anchored {
  const names = Object.keys(alert).filter((name) => alert[name] !== "" && !vagueLabels.has(name));
  const telling = names.filter((name) => name !== "namespace");
  const able = new Set(telling.length > 0 ? telling : names);
  return (conditions) => conditions.some(({ name, value }) => value !== "" && able.has(name));
}

/**
 * For each selected alert sets of conditions that cover it and none of the others, the small ones first; one
 * for each alert at least, where there is one at all. `always` are labels that every set must speak of.
 */
export function candidatesOf(table: ProposalTable, always: readonly string[]): readonly Candidate[] {
  const found = new Map<string, Candidate>();
  const budget = Math.max(120, Math.floor(mostTried / Math.max(1, table.selected.length)));
  for (const alert of table.selected) {
    for (const candidate of ofAlert(table, alert, always, budget)) {
      const key = candidate.conditions.map(({ name, value }) => `${name}\u0000${value}`).sort().join("\u0001");
      if (!found.has(key)) found.set(key, candidate);
    }
  }
  return [...found.values()];
}

function ofAlert(table: ProposalTable, alert: Labels, always: readonly string[], budget: number): readonly Candidate[] {
  const base = always.map((name) => table.condition(alert, name));
  const everybody = allBits(table.others.length);
  const start = base.reduce((left, { others }) => bothBits(left, others), everybody);
  const own = conditionsOf(table, alert, always, start);
  const anchored = anchoredIn(alert);
  const sure = irreducible(base, own, everybody, anchored);
  if (sure === undefined) return [];
  const found: Candidate[] = [made(table, sure)];
  let frontier: readonly Partial[] = [{ conditions: base, others: start, next: 0 }];
  if (isEmptyBits(start) && anchored(base)) return [made(table, base)];
  const tried = own.slice(0, mostConditions);
  let left = budget;
  for (let depth = 0; depth < deepest && left > 0; depth += 1) {
    const deeper: Partial[] = [];
    for (const { conditions, others, next } of frontier) {
      for (let at = next; at < tried.length && left > 0; at += 1, left -= 1) {
        const condition = tried[at];
        if (condition === undefined) continue;
        const both = [...conditions, condition];
        const rest = bothBits(others, condition.others);
        if (isEmptyBits(rest) && anchored(both)) found.push(made(table, both));
        else deeper.push({ conditions: both, others: rest, next: at + 1 });
      }
    }
    frontier = deeper;
  }
  return found.sort((a, b) => b.count - a.count || a.cost - b.cost).slice(0, mostKept);
}

/** An alert's own labels, the telling ones first; labels that it lacks where others have all that it has; who evaluated it only where nothing else tells them apart. */
function conditionsOf(table: ProposalTable, alert: Labels, always: readonly string[], start: Bits): readonly Condition[] {
  const names = Object.keys(alert).filter((name) => !always.includes(name));
  const cheap = (a: string, b: string) => labelRank(a, alert) - labelRank(b, alert) || (a < b ? -1 : 1);
  const [plain, last] = [names.filter((name) => !name.startsWith("prometheus")).sort(cheap), names.filter((name) => name.startsWith("prometheus")).sort(cheap)];
  const conditions = plain.map((name) => table.condition(alert, name));
  const twins = conditions.reduce((rest, { others }) => bothBits(rest, others), start);
  if (isEmptyBits(twins)) return conditions;
  const lacking = new Set(listBits(twins).flatMap((at) => Object.keys(table.others[at] ?? {}).filter((name) => !Object.hasOwn(alert, name) && !always.includes(name))));
  const absent = [...lacking].sort(cheap).map((name) => table.condition(alert, name));
  const telling = absent.filter(({ name }) => !name.startsWith("prometheus"));
  return [...conditions, ...telling, ...last.map((name) => table.condition(alert, name)), ...absent.filter((one) => !telling.includes(one))];
}

/** All conditions of an alert without those that are not needed, the least telling left out first; undefined where others fulfil all of them. */
function irreducible(base: readonly Condition[], own: readonly Condition[], everybody: Bits, anchored: Anchored): readonly Condition[] | undefined {
  const exact = (conditions: readonly Condition[]) => isEmptyBits(conditions.reduce((left, { others }) => bothBits(left, others), everybody));
  let kept = [...base, ...own];
  if (!exact(kept)) return undefined;
  for (const condition of [...own].sort((a, b) => b.cost - a.cost)) {
    const fewer = kept.filter((one) => one !== condition);
    if (anchored(fewer) && exact(fewer)) kept = fewer;
  }
  return anchored(kept) ? kept : undefined;
}

function made(table: ProposalTable, conditions: readonly Condition[]): Candidate {
  const covers = conditions.reduce((left, { selected }) => bothBits(left, selected), allBits(table.selected.length));
  return { conditions, covers, count: countBits(covers), cost: conditions.reduce((sum, { cost }) => sum + cost, 0) };
}
