import type { Unit } from "../units";

/** One figure with its caption. */
export interface Figure {
  readonly label: string;
  readonly value: number;
  readonly unit: Unit;
  readonly note?: string;
  readonly state?: "ok" | "warn" | "crit" | "info";
}

/** Who uses most and who uses least. Both lists are sorted, most first and least first. */
export interface Ranking {
  readonly unit: Unit;
  readonly most: readonly RankedItem[];
  readonly least: readonly RankedItem[];
  /** How many were compared. */
  readonly of: number;
}

export interface RankedItem {
  readonly name: string;
  readonly namespace?: string;
  readonly value: number;
  readonly href?: string;
}

/** How full each of several things is. */
export interface Meter {
  readonly label: string;
  readonly used: number;
  readonly total: number;
  readonly unit: Unit;
  readonly href?: string;
}

/** Rows that share columns; a cell is a value in its column's unit, or text. */
export interface Grid {
  readonly columns: readonly { readonly id: string; readonly title: string; readonly unit?: Unit }[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly (number | string | null)[]; readonly href?: string }[];
}

/** Every view and the shape of what it draws. A view without a renderer does not compile. */
export interface Views {
  figures: { readonly figures: readonly Figure[] };
  ranking: Ranking;
  meters: { readonly meters: readonly Meter[] };
  grid: Grid;
}

export type ViewName = keyof Views;

/** A view's data with the name of its renderer. `note` says which series the answer came from. */
export type ViewData = { [V in ViewName]: { readonly view: V; readonly data: Views[V]; readonly note?: string } }[ViewName];
