import type { TableRow } from "@/lib/model";

/** Which rows are selected, and from where Shift selects on. */
export interface Selected {
  readonly ids: ReadonlySet<string>;
  readonly anchor: string | undefined;
}

export const nothingSelected: Selected = { ids: new Set(), anchor: undefined };

/**
 * After somebody chose the row at `index`: it changes sides; with `range`, all from the last chosen one
 * to it take the side that the last chosen one is on.
 */
export function choose({ ids, anchor }: Selected, rows: readonly TableRow[], index: number, range: boolean): Selected {
  const row = rows[index];
  if (row === undefined) return { ids, anchor };
  const next = new Set(ids);
  const from = range ? rows.findIndex(({ id }) => id === anchor) : -1;
  const on = from < 0 ? !ids.has(row.id) : ids.has(anchor ?? "");
  const [first, last] = from < 0 ? [index, index] : [Math.min(from, index), Math.max(from, index)];
  for (const { id } of rows.slice(first, last + 1)) {
    if (on) next.add(id);
    else next.delete(id);
  }
  return { ids: next, anchor: range && from >= 0 ? anchor : row.id };
}

/** All of these rows, or none of them when all are selected already. */
export function chooseAll({ ids }: Selected, rows: readonly TableRow[]): Selected {
  const all = rows.length > 0 && rows.every(({ id }) => ids.has(id));
  return all ? nothingSelected : { ids: new Set(rows.map(({ id }) => id)), anchor: undefined };
}

/** Without rows that are there no more: nothing is done to what one cannot see. */
export function stillThere(selected: Selected, rows: ReadonlyMap<string, TableRow>): Selected {
  const ids = [...selected.ids].filter((id) => rows.has(id));
  return ids.length === selected.ids.size ? selected : { ids: new Set(ids), anchor: selected.anchor };
}
