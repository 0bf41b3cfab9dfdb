import { RE2JS } from "re2js";
import { mostMarks, type Prepared, type Search, type Span } from "./search";

/** Looks for a pattern of RE2, whose time grows only with the length of the text, whatever the pattern. */
export function patternMatcher({ text, exact }: Search): Prepared {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(text, exact ? 0 : RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    return { mistake: explain(error instanceof Error ? error.message : "", text) };
  }
  return {
    matcher: {
      matches: (line) => compiled.test(line),
      spans(line, most = mostMarks) {
        const found: Span[] = [];
        const matcher = compiled.matcher(line);
        while (found.length < most && matcher.find()) {
          const [from, to] = [matcher.start(), matcher.end()];
          if (to > from) found.push({ from, to });
        }
        return found;
      },
    },
  };
}

const explained: readonly (readonly [string, string])[] = [
  ["missing closing )", "a bracket ( is not closed"],
  ["unexpected )", "there is a ) without its ("],
  ["missing closing ]", "a bracket [ is not closed"],
  ["missing argument to repetition operator", "there is nothing before * + ? or { to repeat"],
  ["invalid nested repetition operator", "two signs of repetition follow each other"],
  ["invalid repeat count", "a count in { } is too large or upside down"],
  ["invalid character class range", "a range in [ ] is upside down or not known"],
  ["invalid escape sequence", "RE2 does not know what stands after the \\"],
  ["trailing backslash", "nothing stands after the last \\"],
  ["invalid or unsupported Perl syntax", "RE2 does not know what begins with (?, such as looking ahead or behind"],
  ["invalid named capture", "a group's name is not right"],
];

/** A library's complaint in Castor's words, with the part that it is about. */
function explain(message: string, text: string): string {
  const [, told] = /`([^`]*)`$/.exec(message) ?? [];
  // Without regard to case it is compiled with a mark before it, which nobody typed.
  const part = told?.replace(/^\(\?i\)/, "");
  const reason = explained.find(([theirs]) => message.includes(theirs))?.[1] ?? "it cannot be understood";
  return `This is no pattern: ${reason}${part === undefined || part === "" || part === text ? "" : ` (at ${part.slice(0, 40)})`}.`;
}
