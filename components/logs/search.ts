/** What is looked for in the lines. */
export interface Search {
  readonly text: string;
  /** The text is a pattern of RE2. */
  readonly pattern: boolean;
  /** Upper and lower case differ. */
  readonly exact: boolean;
}

/** A place in a text, in UTF-16 units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Matcher {
  matches(text: string): boolean;
  /** Where it matches, in order, not overlapping; at most `most`. */
  spans(text: string, most?: number): readonly Span[];
}

/** A search ready to be used, or what is wrong with it in a sentence. */
export type Prepared = { readonly matcher: Matcher } | { readonly mistake: string };

/** As many marks as one line gets. */
export const mostMarks = 200;

/** Makes a search ready. Patterns need a library, which is loaded when the first one is. */
export async function prepare(search: Search): Promise<Prepared> {
  if (!search.pattern) return { matcher: plainMatcher(search) };
  const { patternMatcher } = await import("./pattern");
  return patternMatcher(search);
}

/** Looks for exactly this text. */
export function plainMatcher({ text, exact }: Pick<Search, "text" | "exact">): Matcher {
  const wanted = exact ? text : text.toLowerCase();
  const folded = (line: string) => (exact ? line : line.toLowerCase());
  return {
    matches: (line) => folded(line).includes(wanted),
    spans(line, most = mostMarks) {
      const found: Span[] = [];
      const lower = folded(line);
      // Some characters grow when they are folded: then places cannot be told, and the whole line is marked.
      if (lower.length !== line.length) return lower.includes(wanted) ? [{ from: 0, to: line.length }] : [];
      for (let at = lower.indexOf(wanted); at >= 0 && found.length < most && wanted !== ""; at = lower.indexOf(wanted, at + wanted.length)) found.push({ from: at, to: at + wanted.length });
      return found;
    },
  };
}
