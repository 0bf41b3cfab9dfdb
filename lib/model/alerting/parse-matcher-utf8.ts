import type { Matcher } from "./matcher";

const operators = ["=~", "!~", "!=", "="] as const;
const plainText = /^[^\s{}!=~,\\"'`]+/u;
const quotedText = /^"(?:[^"\\]|\\[\s\S])*"/;

/**
 * Matchers as Alertmanager writes them since 0.27: names and values of any characters, in Go's quotes
 * where they need any. Undefined where the text is none of it.
 */
export function utf8Matchers(text: string): readonly Matcher[] | undefined {
  let rest = text.trimStart();
  const take = (token: string | undefined) => {
    if (token !== undefined) rest = rest.slice(token.length).trimStart();
    return token;
  };
  const word = () => {
    const token = take((plainText.exec(rest) ?? quotedText.exec(rest))?.[0]);
    return token?.startsWith('"') === true ? unquoted(token.slice(1, -1)) : token;
  };
  const found: Matcher[] = [];
  const braces = rest.startsWith("{") && take("{") !== undefined;
  while (rest !== "" && !rest.startsWith("}")) {
    const name = word();
    const operator = take(operators.find((each) => rest.startsWith(each)));
    const value = word();
    if (name === undefined || name === "" || operator === undefined || value === undefined) return undefined;
    found.push({ name, value, isRegex: operator.endsWith("~"), isEqual: operator.startsWith("=") });
    if (rest.startsWith(",")) take(",");
    else break;
  }
  if (braces && take(rest.startsWith("}") ? "}" : undefined) === undefined) return undefined;
  return rest === "" ? found : undefined;
}

const single: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, "\\": 92, '"': 34 };
const piece = /\\(?:([abfnrtv\\"])|x([0-9a-fA-F]{2})|([0-3][0-7]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))|[^\\\n]/guy;

/** What Go's strconv.Unquote makes of it; undefined where that refuses it or it is not UTF-8. */
function unquoted(text: string): string | undefined {
  const bytes: number[] = [];
  let end = 0;
  for (const match of text.matchAll(piece)) {
    const [whole, letter, hex, octal, short, long] = match;
    end = match.index + whole.length;
    const code = parseInt(short ?? long ?? "", 16);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
    if (letter !== undefined) bytes.push(single[letter] ?? 0);
    else if (hex !== undefined) bytes.push(parseInt(hex, 16));
    else if (octal !== undefined) bytes.push(parseInt(octal, 8));
    else bytes.push(...new TextEncoder().encode(Number.isNaN(code) ? whole : String.fromCodePoint(code)));
  }
  if (end !== text.length) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}
