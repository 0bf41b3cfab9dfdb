/** How much an event has to say on a chart. */
export type MarkStrength = "strong" | "plain" | "quiet";

/** A moment on the time axis that may explain what the lines do. */
export interface Mark {
  readonly id: string;
  /** ms since the epoch. */
  readonly at: number;
  /** When what ended at `at` began, for what takes time. */
  readonly began?: number;
  /** A few words, drawn where there is room: `pulled ioc-pmac-runtime:2026.3.1-beta.12`. */
  readonly label: string;
  /** Fewer words, for where there is little. */
  readonly short: string;
  /** The whole story in one sentence. */
  readonly text: string;
  readonly tone: "info" | "warn";
  readonly strength: MarkStrength;
}

/** Where a mark's words stand: `x` is the text's anchor, `end` when it stands left of its mark. */
export interface PlacedLabel {
  readonly id: string;
  readonly text: string;
  readonly x: number;
  readonly anchor: "start" | "end";
  readonly row: number;
}

/** Width of one character of the labels' monospaced face at 10 px, and the room around a label, px. */
const charWidth = 6.05;
const gap = 7;

interface Span {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Puts words to marks so that no two overlap: strong marks first, newer before older; each tries
 * left then right of its mark, in the first then the next row, in full then in short, and goes
 * without words where nothing fits. `x` of a mark is in px of the plot area.
 */
export function placeLabels(marks: readonly (Mark & { readonly x: number })[], width: number, rows = 2): PlacedLabel[] {
  const taken: Span[] = [];
  const placed: PlacedLabel[] = [];
  const rank = { strong: 0, plain: 1, quiet: 2 };
  const order = marks
    .filter(({ strength, x }) => strength !== "quiet" && x >= 0 && x <= width)
    .sort((a, b) => rank[a.strength] - rank[b.strength] || b.at - a.at);
  for (const mark of order) {
    const found = fit(mark, width, rows, taken, order);
    if (found === undefined) continue;
    taken.push(found.span);
    placed.push(found.label);
  }
  return placed;
}

function fit(mark: Mark & { x: number }, width: number, rows: number, taken: readonly Span[], marks: readonly { x: number }[]) {
  for (const text of mark.label === mark.short ? [mark.label] : [mark.label, mark.short]) {
    const size = text.length * charWidth;
    for (let row = 0; row < rows; row += 1) {
      for (const anchor of ["end", "start"] as const) {
        const from = anchor === "end" ? mark.x - gap - size : mark.x + gap;
        const span = { row, from, to: from + size };
        if (span.from < 0 || span.to > width) continue;
        if (taken.some((other) => other.row === row && other.from < span.to + gap && span.from < other.to + gap)) continue;
        // Words never lie across another mark's line, except as a last resort in the lowest row.
        if (row < rows - 1 && marks.some(({ x }) => x !== mark.x && x > span.from - 2 && x < span.to + 2)) continue;
        return { span, label: { id: mark.id, text, x: anchor === "end" ? mark.x - gap : mark.x + gap, anchor, row } };
      }
    }
  }
  return undefined;
}

/** Marks closer than this many px are drawn as one, under the strongest's words. */
const mergeWithin = 5;

/** Merges marks that would stand on each other; the words tell how many there are. */
export function mergeMarks(marks: readonly (Mark & { readonly x: number })[]): (Mark & { readonly x: number })[] {
  const rank = { strong: 0, plain: 1, quiet: 2 };
  const merged: (Mark & { x: number; more: number })[] = [];
  for (const mark of [...marks].sort((a, b) => a.x - b.x || rank[a.strength] - rank[b.strength])) {
    const last = merged.at(-1);
    if (last === undefined || mark.x - last.x > mergeWithin) merged.push({ ...mark, more: 0 });
    else if (mark.strength !== "quiet" && last.strength !== "quiet") last.more += 1;
    else if (rank[mark.strength] < rank[last.strength]) merged[merged.length - 1] = { ...mark, more: last.more };
  }
  return merged.map(({ more, ...mark }) => (more === 0 ? mark : { ...mark, label: `${mark.label} +${more}`, short: `${mark.short} +${more}` }));
}
