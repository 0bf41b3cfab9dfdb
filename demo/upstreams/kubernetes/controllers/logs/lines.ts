import { mix } from "../../../../world/dice";
import type { LogStyle, Writer } from "./style";

/** One line and when it was written. */
export interface Line {
  readonly at: number;
  readonly n: number;
  readonly text: string;
}

/** Who writes, and how. */
export interface Log {
  readonly writer: Writer;
  readonly style: LogStyle;
}

/** How many entries are kept of an ordinary log. */
const usuallyKept = 60_000;

interface Parts {
  readonly opening: readonly Line[];
  readonly closing: readonly Line[];
  /** When the entries begin, and which are kept until a moment. */
  readonly base: number;
  readonly first: (until: number) => number;
  readonly last: (until: number) => number;
  readonly entry: (n: number) => readonly Line[];
}

function partsOf({ writer, style }: Log): Parts {
  const { run, seed } = writer;
  const opening = style.opening(writer).map(([later, text], index): Line => ({ at: run.from + later, n: index, text })).filter(({ at }) => at < run.to);
  const fails = run.to < Infinity && run.exitCode !== 0 && run.reason === undefined;
  const words = fails ? (style.closing?.(writer) ?? []) : [];
  const closing = words.map((text, index): Line => ({ at: run.to - (words.length - index) * 15, n: 1_000_000_000 + index, text }));
  const base = Math.max(run.from, opening.at(-1)?.at ?? run.from) + 50;
  const end = Math.min(run.to, closing[0]?.at ?? run.to);
  const last = (until: number) => Math.floor((Math.min(until, end) - base) / style.every);
  return {
    opening,
    closing,
    base,
    last,
    first: (until) => Math.max(0, last(until) - (style.kept ?? usuallyKept)),
    entry(n) {
      const draw = mix(seed, n) / 2 ** 32;
      const at = base + n * style.every + draw * style.every * 0.85;
      if (at >= end) return [];
      const text = style.entry(writer, n, at, draw);
      if (text === "") return [];
      if (!text.includes("\n")) return [{ at, n, text }];
      return text.split("\n").map((each, index) => ({ at: at + index * 0.01, n: n + index, text: each }));
    },
  };
}

/** All lines that are kept of [from, to], oldest first. */
export function* linesBetween(log: Log, from: number, to: number): Generator<Line> {
  const { opening, closing, base, first, last, entry } = partsOf(log);
  const begin = Math.max(first(to), Math.floor((from - base) / log.style.every));
  if (first(to) === 0) for (const line of opening) if (line.at >= from && line.at <= to) yield line;
  for (let n = Math.max(0, begin); n <= last(to); n++) for (const line of entry(n)) if (line.at >= from && line.at <= to) yield line;
  for (const line of closing) if (line.at >= from && line.at <= to) yield line;
}

/** The last lines of [from, to], newest first. */
export function* linesBackwards(log: Log, from: number, to: number, most: number): Generator<Line> {
  const { opening, closing, first, last, entry } = partsOf(log);
  let left = most;
  const meant = (lines: readonly Line[]) => [...lines].reverse().filter(({ at }) => at >= from && at <= to);
  for (const line of meant(closing)) if (left-- > 0) yield line;
  for (let n = last(to); n >= first(to) && left > 0; n--) {
    const lines = entry(n);
    for (const line of meant(lines)) if (left-- > 0) yield line;
    if ((lines[0]?.at ?? Infinity) < from) return;
  }
  if (first(to) === 0) for (const line of meant(opening)) if (left-- > 0) yield line;
}
