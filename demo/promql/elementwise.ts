import { maximum, minimum } from "./arithmetic";
import { dropName } from "./labels";
import { emptyRow, mergeRenamed, type Row } from "./rows";

type Element = (value: number, first: number, second: number) => number;

const functions: Readonly<Record<string, Element>> = {
  abs: Math.abs, ceil: Math.ceil, floor: Math.floor, exp: Math.exp, sqrt: Math.sqrt,
  ln: Math.log, log2: Math.log2, log10: Math.log10,
  sin: Math.sin, cos: Math.cos, tan: Math.tan, asin: Math.asin, acos: Math.acos, atan: Math.atan,
  sinh: Math.sinh, cosh: Math.cosh, tanh: Math.tanh, asinh: Math.asinh, acosh: Math.acosh, atanh: Math.atanh,
  rad: (value) => (value * Math.PI) / 180,
  deg: (value) => (value * 180) / Math.PI,
  sgn: (value) => (value < 0 ? -1 : value > 0 ? 1 : value),
  clamp: (value, low, high) => maximum(low, minimum(high, value)),
  clamp_max: (value, high) => minimum(high, value),
  clamp_min: (value, low) => maximum(low, value),
  round: (value, nearest) => Math.floor(value * (1 / nearest) + 0.5) / (1 / nearest),
};

/** Functions of each value by itself and up to two scalars. */
export function elementwise(name: string, rows: readonly Row[], params: readonly Float64Array[]): Row[] {
  const compute = functions[name];
  if (!compute) throw new Error(`no such function: ${name}`);
  const [first, second] = params;
  return mergeRenamed(rows.map((row) => {
    const out = emptyRow(dropName(row.labels), row.values.length);
    for (let i = 0; i < row.values.length; i += 1) {
      if (row.has[i] === 0) continue;
      const a = first?.[i] ?? 1;
      const b = second?.[i] ?? 0;
      if (name === "clamp" && b < a) continue;
      out.has[i] = 1;
      out.values[i] = compute(row.values[i] as number, a, b);
    }
    return out;
  }), rows);
}
