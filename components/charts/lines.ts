import type { Unit } from "@/lib/model/units";

/** One drawn line: a series of the chart, or several small ones together. */
export interface LineSpec {
  readonly id: string;
  readonly label: string;
  /** The series it is made of. */
  readonly members: readonly string[];
  /** Quantities add up; of fractions, loads and temperatures the highest counts. */
  readonly combine: "sum" | "max";
  /** Which of the six series colours, 0 to 5. */
  readonly colour: number;
}

/** More lines than this cannot be told apart: the smallest share one. */
export const mostLines = 6;
/** The grey of the series colours is kept for what is lumped together. */
const othersColour = 4;
/** How much higher a series must reach to take a drawn one's place, so that lines do not swap to and fro. */
const takeover = 1.3;

const additive: readonly Unit[] = ["bytes", "bytes/s", "cores", "count"];

/**
 * The lines to draw of `ids` (in their stable order) given how high each reaches. A line keeps its
 * colour as long as it is drawn.
 */
export function chooseLines(ids: readonly string[], heights: ReadonlyMap<string, number>, unit: Unit, previous: readonly LineSpec[] = []): readonly LineSpec[] {
  const drawn = new Set(previous.filter(({ members }) => members.length === 1).map(({ id }) => id));
  const weight = (id: string) => (heights.get(id) ?? 0) * (drawn.has(id) ? takeover : 1);
  const ranked = [...ids].sort((a, b) => weight(b) - weight(a));
  const kept = new Set(ids.length <= mostLines ? ids : ranked.slice(0, mostLines - 1));
  const rest = ids.filter((id) => !kept.has(id));
  const colours = assign(ids.filter((id) => kept.has(id)), previous, rest.length > 0);
  const lines: LineSpec[] = ids.filter((id) => kept.has(id)).map((id) => ({ id, label: id, members: [id], combine: "sum", colour: colours.get(id) ?? 0 }));
  if (rest.length === 0) return lines;
  const combine = additive.includes(unit) ? "sum" : "max";
  const label = combine === "sum" ? `${rest.length} others` : `highest of ${rest.length} others`;
  return [...lines, { id: "·others", label, members: rest, combine, colour: othersColour }];
}

function assign(ids: readonly string[], previous: readonly LineSpec[], keepGrey: boolean): Map<string, number> {
  const colours = new Map<string, number>();
  for (const { id, colour } of previous) if (ids.includes(id) && !(keepGrey && colour === othersColour)) colours.set(id, colour);
  const free = [0, 1, 2, 3, 4, 5].filter((colour) => ![...colours.values()].includes(colour) && !(keepGrey && colour === othersColour));
  for (const id of ids) if (!colours.has(id)) colours.set(id, free.shift() ?? 0);
  return colours;
}

/** Whether both lists draw the same lines in the same colours. */
export function sameLines(a: readonly LineSpec[], b: readonly LineSpec[]): boolean {
  return a.length === b.length && a.every((line, i) => line.id === b[i]?.id && line.label === b[i].label && line.colour === b[i].colour);
}

/** Puts the preferred ids first, in their order, and the others after them by name (eth2 before eth10). */
export function inOrder(ids: readonly string[], preferred: readonly string[]): readonly string[] {
  const rank = (id: string) => (preferred.includes(id) ? preferred.indexOf(id) : preferred.length);
  return [...ids].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b, "en", { numeric: true }));
}

/** Dash patterns beside the colours: more than two lines are told apart without colour. */
export const dashes: readonly string[] = ["", "", "5 3", "1.5 2.5", "", "8 3 1.5 3"];
