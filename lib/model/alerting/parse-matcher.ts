import { CastorError } from "../problem";
import type { Matcher } from "./matcher";

const form = /^\s*(?:([a-zA-Z_:][a-zA-Z0-9_:]*)|"((?:[^"\\]|\\.)*)")\s*(=~|!~|!=|=)\s*([\s\S]*?)\s*$/;
const unescaped = (text: string) => text.replace(/\\([\s\S])/g, (_, character: string) => (character === "n" ? "\n" : character === '"' || character === "\\" ? character : `\\${character}`));

/** Reads one matcher as people write it: `name="value"`, `name=~value`. Throws `invalid` with the reason. */
export function parseMatcher(text: string): Matcher {
  const [, plain, quoted, operator = "", written = ""] = form.exec(text) ?? [];
  const name = plain ?? (quoted === undefined ? undefined : unescaped(quoted));
  if (name === undefined || name === "") throw new CastorError("invalid", `“${text.slice(0, 80)}” is not a matcher: write label="value", with = != =~ or !~.`);
  const closed = /^"((?:[^"\\]|\\[\s\S])*)"$/.exec(written);
  if (closed === null && /"/.test(written)) throw new CastorError("invalid", `The value of ${name} has a quotation mark too many or too few.`);
  return { name, value: unescaped(closed?.[1] ?? written), isRegex: operator.endsWith("~"), isEqual: operator.startsWith("=") };
}
