import type { Labels } from "../series";
import { calculate, compare } from "./arithmetic";
import { type BinaryOp, isComparison, isSetOperator, type Matching } from "./ast";
import { dropName, formatLabels, labelsKey, nameLabel, onlyLabels, withLabel, withoutLabels } from "./labels";
import { executionError } from "./query-error";
import { emptyRow, type Grid, mergeRenamed, mergeRows, type Row } from "./rows";
import { setOperation } from "./set-operation";

export function scalarBinary(op: BinaryOp, left: number, right: number): number {
  return isComparison(op) ? Number(compare(op, left, right)) : calculate(op, left, right);
}

/** One side is a scalar (`swapped`: the left one). A comparison without `bool` keeps the vector's own value. */
export function vectorScalarBinary(op: BinaryOp, rows: readonly Row[], scalar: Float64Array, swapped: boolean, bool: boolean): Row[] {
  const filters = isComparison(op) && !bool;
  return mergeRenamed(rows.map((row) => {
    const out = emptyRow(filters ? row.labels : dropName(row.labels), scalar.length);
    for (let i = 0; i < scalar.length; i += 1) {
      if (row.has[i] === 0) continue;
      const value = row.values[i] as number;
      const other = scalar[i] as number;
      const result = swapped ? scalarBinary(op, other, value) : scalarBinary(op, value, other);
      if (filters && result === 0) continue;
      out.has[i] = 1;
      out.values[i] = filters ? value : result;
    }
    return out;
  }), rows);
}

/** The labels by which the two sides of an operation find each other. */
export function matchKey(matching: Matching): (labels: Labels) => string {
  if (matching.on) return (labels) => labelsKey(onlyLabels(labels, matching.labels));
  const ignored = [nameLabel, ...matching.labels];
  return (labels) => labelsKey(withoutLabels(labels, ignored));
}

/** Both sides are vectors. */
export function vectorBinary(op: BinaryOp, left: readonly Row[], right: readonly Row[], matching: Matching, grid: Grid): Row[] {
  if (isSetOperator(op)) return setOperation(op, left, right, matchKey(matching));
  // "One" is the side that may have a match group only once.
  const swapped = matching.group === "right";
  const key = matchKey(matching);
  const ones = new Map<string, Row[]>();
  for (const row of swapped ? left : right) {
    const group = ones.get(key(row.labels));
    if (group) group.push(row);
    else ones.set(key(row.labels), [row]);
  }
  refuseAmbiguous([...ones.values()], swapped ? right : left, matching, grid);
  const taken = new Map<string, Map<string, Uint8Array>>();
  const results: Row[] = [];
  for (const many of swapped ? right : left) {
    const group = key(many.labels);
    for (const one of ones.get(group) ?? []) {
      const labels = resultLabels(op, many.labels, one.labels, matching);
      const row = emptyRow(labels, grid.count);
      // One-to-one allows one result of a group at a step, many-to-one one for each label set.
      const slot = matching.group ? labelsKey(labels) : "";
      const slots = taken.get(group) ?? new Map<string, Uint8Array>();
      taken.set(group, slots);
      const seen = slots.get(slot) ?? new Uint8Array(grid.count);
      slots.set(slot, seen);
      for (let i = 0; i < grid.count; i += 1) {
        if (many.has[i] === 0 || one.has[i] === 0) continue;
        const a = (swapped ? one : many).values[i] as number;
        const b = (swapped ? many : one).values[i] as number;
        const comparison = isComparison(op);
        const result = comparison ? Number(compare(op, a, b)) : calculate(op, a, b);
        if (comparison && !matching.bool && result === 0) continue;
        if (seen[i] === 1) throw multipleMatches(matching);
        seen[i] = 1;
        row.has[i] = 1;
        row.values[i] = comparison && !matching.bool ? a : result;
      }
      results.push(row);
    }
  }
  const keepsLabels = !matching.on && !matching.group && matching.labels.length === 0 && [...ones.values()].every(({ length }) => length === 1);
  return keepsLabels ? mergeRenamed(results, left) : mergeRows(results);
}

function multipleMatches(matching: Matching): Error {
  return executionError(matching.group
    ? "multiple matches for labels: grouping labels must ensure unique matches"
    : "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)");
}

/** Two series of one match group on the "one" side are an error wherever there is anything on the other side at all. */
function refuseAmbiguous(groups: readonly Row[][], others: readonly Row[], matching: Matching, grid: Grid): void {
  const ambiguous = groups.filter((group) => group.length > 1);
  if (ambiguous.length === 0) return;
  for (let i = 0; i < grid.count; i += 1) {
    if (!others.some((row) => row.has[i] === 1)) continue;
    for (const group of ambiguous) {
      const [first, second] = group.filter((row) => row.has[i] === 1);
      if (!first || !second) continue;
      const shared = matching.on ? onlyLabels(second.labels, matching.labels) : withoutLabels(second.labels, [nameLabel, ...matching.labels]);
      throw executionError(
        `found duplicate series for the match group ${formatLabels(shared)} on the ${matching.group === "right" ? "left" : "right"} hand-side of the operation: ` +
        `[${formatLabels(second.labels)}, ${formatLabels(first.labels)}];many-to-many matching not allowed: matching labels must be unique on one side`,
      );
    }
  }
}

function resultLabels(op: BinaryOp, many: Labels, one: Labels, matching: Matching): Labels {
  let labels = isComparison(op) ? many : dropName(many);
  if (!matching.group) labels = matching.on ? onlyLabels(labels, matching.labels) : withoutLabels(labels, matching.labels);
  for (const name of matching.include) labels = withLabel(labels, name, one[name] ?? "");
  return matching.bool ? dropName(labels) : labels;
}
