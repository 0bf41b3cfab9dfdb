import type { TableCell } from "@/lib/model";

/** What a cell is sorted by: numbers before words, and what is empty always last. */
export type SortKey = number | string | undefined;

const seconds = { y: 31_536_000, w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 } as const;
const binary = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 } as const;
const decimal = { n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 } as const;

/** `5d3h`, `90s`, `2y17d`, as seconds. */
function durationOf(text: string): number | undefined {
  if (!/^(?:\d+[ywdhms])+$/.test(text)) return undefined;
  let total = 0;
  for (const [, count = "", unit = "s"] of text.matchAll(/(\d+)([ywdhms])/g)) total += Number(count) * seconds[unit as keyof typeof seconds];
  return total;
}

/** `10Gi`, `250m`, `1.5`, `80%`, `80%/50%`. */
function quantityOf(text: string): number | undefined {
  const found = /^(-?\d+(?:\.\d+)?)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE])?$/.exec(text) ?? /^(\d+(?:\.\d+)?)%(?:\/.*)?$/.exec(text);
  if (found === null) return undefined;
  const unit = found[2] ?? "";
  return Number(found[1]) * (binary[unit as keyof typeof binary] ?? decimal[unit as keyof typeof decimal] ?? 1);
}

/** Numbers in a name count as numbers: `ioc-2` before `ioc-10`. */
export const naturalKey = (text: string): string => text.toLowerCase().replaceAll(/\d+/g, (digits) => digits.padStart(12, "0"));

const empty = new Set(["", "<none>", "<unknown>", "<unset>", "<invalid>", "N/A", "-"]);

/**
 * Reads what kubectl prints as a person would compare it: `1/2` by how much of it there is, `3 (5m ago)`
 * by its number, `250m` and `10Gi` as quantities, `5d3h` as a duration, names naturally.
 * `5m` is five minutes or five thousandths: `durations` says which the column means.
 */
export function sortKey(cell: TableCell | undefined, durations = false): SortKey {
  if (cell === null || cell === undefined) return undefined;
  if (typeof cell === "number") return cell;
  if (typeof cell === "boolean") return cell ? 1 : 0;
  const text = cell.trim();
  if (empty.has(text)) return undefined;
  const ratio = /^(\d+)\/(\d+)$/.exec(text);
  if (ratio !== null) return ratioKey(Number(ratio[1]), Number(ratio[2]));
  const counted = /^(\d+) \(.*\)$/.exec(text);
  if (counted !== null) return Number(counted[1]);
  const [first, second] = durations ? [durationOf, quantityOf] : [quantityOf, durationOf];
  return first(text) ?? second(text) ?? naturalKey(text);
}

/** Of equally full ones the larger is more. */
const ratioKey = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole) + whole * 1e-9;

/** Whether a column holds distances in time. */
export const holdsDurations = (name: string): boolean => /age|duration|last (?:seen|schedule)|since|uptime/i.test(name);

/** Smaller first; what is empty is last in either direction. */
export function compareKeys(a: SortKey, b: SortKey, descending: boolean): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  const order = typeof a === typeof b ? (a < b ? -1 : 1) : typeof a === "number" ? -1 : 1;
  return descending ? -order : order;
}
