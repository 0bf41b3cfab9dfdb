import type { Labels } from "../series";
import type { BinaryOp } from "./ast";
import { emptyRow, isInhabited, mergeRows, type Row } from "./rows";

/** `and`, `or`, `unless`: which elements of one side are there, by what is there on the other; values stay. */
export function setOperation(op: BinaryOp, left: readonly Row[], right: readonly Row[], key: (labels: Labels) => string): Row[] {
  if (op === "or") {
    const inLeft = presence(left, key);
    return mergeRows([...left, ...right.map((row) => filtered(row, inLeft.get(key(row.labels)), false))]);
  }
  const inRight = presence(right, key);
  return left.map((row) => filtered(row, inRight.get(key(row.labels)), op === "and")).filter(isInhabited);
}

/** For each match group, the steps at which any of its series has a value. */
function presence(rows: readonly Row[], key: (labels: Labels) => string): Map<string, Uint8Array> {
  const groups = new Map<string, Uint8Array>();
  for (const row of rows) {
    const name = key(row.labels);
    const steps = groups.get(name);
    if (!steps) groups.set(name, row.has.slice());
    else for (let i = 0; i < steps.length; i += 1) if (row.has[i] === 1) steps[i] = 1;
  }
  return groups;
}

function filtered(row: Row, present: Uint8Array | undefined, wanted: boolean): Row {
  const out = emptyRow(row.labels, row.values.length);
  for (let i = 0; i < row.values.length; i += 1) {
    if (row.has[i] === 0 || (present?.[i] === 1) !== wanted) continue;
    out.has[i] = 1;
    out.values[i] = row.values[i] as number;
  }
  return out;
}
