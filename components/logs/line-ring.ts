import type { Level } from "./level";

/** One row of the view. */
export interface Line {
  /** Which container wrote it; a note of Castor's own has -1. */
  readonly stream: number;
  /** UTC with nine digits of a second; empty where unknown. */
  readonly time: string;
  /** As it was written, with colour codes. */
  readonly text: string;
  /** Without them: what is searched, copied and read aloud. */
  readonly plain: string;
  readonly level: Level;
  /** Bytes that were cut off its end. */
  readonly cut: number;
}

/** The newest lines, each with a number of its own that it keeps. Plain arrays: React never sees them. */
export interface LineRing {
  /** The number of the oldest line, and the one that the next will get. */
  readonly first: number;
  readonly end: number;
  get(number: number): Line | undefined;
  push(line: Line): void;
  /** Says how much was cut off the last line of a stream. */
  cut(stream: number, bytes: number): void;
  /** Forgets the oldest lines until there are `most`. */
  trim(most: number): void;
  clear(): void;
}

export function createLineRing(): LineRing {
  let lines: Line[] = [];
  let first = 0;
  return {
    get first() {
      return first;
    },
    get end() {
      return first + lines.length;
    },
    get: (number) => lines[number - first],
    push: (line) => void lines.push(line),
    cut(stream, bytes) {
      for (let at = lines.length - 1; at >= 0 && at >= lines.length - 50; at -= 1) {
        const line = lines[at];
        if (line?.stream !== stream) continue;
        lines[at] = { ...line, cut: bytes };
        return;
      }
    },
    trim(most) {
      const gone = lines.length - most;
      if (gone <= 0) return;
      lines.splice(0, gone);
      first += gone;
    },
    clear() {
      first += lines.length;
      lines = [];
    },
  };
}
