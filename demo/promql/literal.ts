import { parseError, unsupported } from "./query-error";

const unitMs = { y: 365 * 86_400_000, w: 7 * 86_400_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };
const durationPattern = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** A duration as Prometheus writes it (`1h30m`), in ms; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  if (text === "0") return 0;
  const match = durationPattern.exec(text);
  if (!match || text === "") return undefined;
  return Object.values(unitMs).reduce((sum, ms, index) => sum + Number(match[index + 1] ?? 0) * ms, 0);
}

/** A number literal: decimal, hexadecimal, octal with a leading zero, `Inf` or `NaN`. */
export function parseNumber(text: string, from: number, source: string): number {
  const lower = text.toLowerCase();
  if (lower === "inf") return Infinity;
  if (lower === "nan") return NaN;
  if (lower.includes("_")) throw unsupported(`the number "${text}" with underscores`);
  if (/^0[0-7]+$/.test(lower)) return parseInt(lower, 8);
  if (/^0x[0-9a-f]+$/.test(lower) || /^[\d.]+(e[+-]?\d+)?$/.test(lower)) return Number(lower);
  if (parseDuration(lower) !== undefined) throw unsupported(`the duration "${text}" as a number`);
  throw parseError(`bad number or duration syntax: ${JSON.stringify(text)}`, from, source);
}

const simpleEscapes: Record<string, string> = {
  a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\\": "\\", '"': '"', "'": "'",
};

/** A string literal with Go's escapes; back-quoted text is taken as it is. */
export function parseString(text: string, from: number, source: string): string {
  const quote = text[0];
  if (text.length < 2 || text.at(-1) !== quote) throw parseError("unterminated quoted string", from, source);
  const body = text.slice(1, -1);
  if (quote === "`") return body;
  return body.replace(/\\(x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{3}|.)/gs, (_, escape: string) => {
    if (/^[0-7]{3}$/.test(escape)) return String.fromCharCode(parseInt(escape, 8));
    if (escape.length > 1) return String.fromCodePoint(parseInt(escape.slice(1), 16));
    const character = simpleEscapes[escape];
    if (character === undefined || (escape !== quote && (escape === "'" || escape === '"'))) {
      throw parseError(`unknown escape sequence in string ${text}`, from, source);
    }
    return character;
  });
}
