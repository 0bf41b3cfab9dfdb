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

/** Looks for exactly this text. A pattern without any operator takes no time worth mentioning, and folds case without copying lines. */
export function plainMatcher({ text, exact }: Pick<Search, "text" | "exact">): Matcher {
  const literal = text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const once = new RegExp(literal, exact ? "" : "i");
  const each = new RegExp(literal, exact ? "g" : "gi");
  return {
    matches: (line) => once.test(line),
    spans(line, most = mostMarks) {
      const found: Span[] = [];
      for (const { index, 0: { length } } of line.matchAll(each)) {
        if (found.length === most) break;
        if (length > 0) found.push({ from: index, to: index + length });
      }
      return found;
    },
  };
}
