import type { TableRow } from "@/lib/model";
import { compareKeys, holdsDurations, naturalKey, sortKey, type SortKey } from "./cell-order";
import { cellText, type ShownColumn } from "./table-columns";

export interface Order {
  readonly column: ShownColumn;
  readonly descending: boolean;
}

const names = new WeakMap<TableRow, string>();
const searched = new WeakMap<TableRow, string>();

function remembered(map: WeakMap<TableRow, string>, row: TableRow, make: (row: TableRow) => string): string {
  const found = map.get(row);
  if (found !== undefined) return found;
  const made = make(row);
  map.set(row, made);
  return made;
}

const nameKey = (row: TableRow) => remembered(names, row, ({ namespace, name }) => `${naturalKey(namespace ?? "")}\u0000${naturalKey(name)}`);

/** All that a row says, for the filter. */
const words = (row: TableRow) => remembered(searched, row, ({ namespace, name, cells }) => `${namespace ?? ""}\n${name}\n${cells.join("\n")}`.toLowerCase());

function keyOf(row: TableRow, { from, index, title }: ShownColumn): SortKey {
  if (from === "name") return naturalKey(row.name);
  if (from === "namespace") return naturalKey(row.namespace ?? "");
  // An age grows while one looks: the creation time does not.
  if (from === "age" && row.created !== undefined) return -row.created;
  return sortKey(row.cells[index], from === "age" || holdsDurations(title));
}

/**
 * Keeps rows in order while they change: rows that were in order before are put in order again with few
 * comparisons, and what a row is compared by is worked out once. While `held`, rows stay where they are and
 * new ones come last: what somebody is about to click must not jump.
 */
export function createOrder(): (rows: ReadonlyMap<string, TableRow>, order: Order | undefined, held?: boolean) => readonly TableRow[] {
  let last: { readonly rows: ReadonlyMap<string, TableRow>; readonly by: string; readonly held: boolean; readonly sorted: readonly TableRow[] } | undefined;
  let keys = new WeakMap<TableRow, { readonly key: SortKey }>();
  return (rows, order, held = false) => {
    const by = order === undefined ? "" : `${order.column.id}\n${order.descending}`;
    if (last?.rows === rows && last.by === by && (held || !last.held)) return last.sorted;
    if (last?.by !== by) keys = new WeakMap();
    const key = (row: TableRow, { column }: Order) => {
      let found = keys.get(row);
      if (found === undefined) keys.set(row, (found = { key: keyOf(row, column) }));
      return found.key;
    };
    const present = (last?.sorted ?? []).flatMap(({ id }) => rows.get(id) ?? []);
    const known = new Set(present.map(({ id }) => id));
    const sorted = [...present, ...[...rows.values()].filter(({ id }) => !known.has(id))];
    const byName = (a: TableRow, b: TableRow) => {
      const [left, right] = [nameKey(a), nameKey(b)];
      return left === right ? 0 : left < right ? -1 : 1;
    };
    if (!held || last?.by !== by) sorted.sort(order === undefined ? byName : (a, b) => compareKeys(key(a, order), key(b, order), order.descending) || byName(a, b));
    last = { rows, by, held, sorted };
    return sorted;
  };
}

/** The rows that have every word of the text somewhere. */
export function filtered(rows: readonly TableRow[], text: string): readonly TableRow[] {
  const wanted = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  if (wanted.length === 0) return rows;
  return rows.filter((row) => {
    const all = words(row);
    return wanted.every((word) => all.includes(word));
  });
}

/** The longest text of each column; it only grows, so that columns do not shiver. */
export function createLongest(): (rows: ReadonlyMap<string, TableRow>, columns: readonly ShownColumn[]) => ReadonlyMap<string, number> {
  let measured = new WeakSet<TableRow>();
  let longest = new Map<string, number>();
  let of = "";
  return (rows, columns) => {
    const now = columns.map(({ id }) => id).join("\n");
    if (now !== of) {
      of = now;
      measured = new WeakSet();
      longest = new Map();
    }
    let next: Map<string, number> | undefined;
    for (const row of rows.values()) {
      if (measured.has(row)) continue;
      measured.add(row);
      for (const column of columns) {
        const { length } = cellText(row, column);
        if (length > ((next ?? longest).get(column.id) ?? 0)) (next ??= new Map(longest)).set(column.id, length);
      }
    }
    if (next !== undefined) longest = next;
    return longest;
  };
}
