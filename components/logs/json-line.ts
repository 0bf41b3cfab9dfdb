import { levelNames, levelOfField, type Level } from "./level";

/** A line that is a JSON object, unfolded: what it says first, then its other fields. */
export interface JsonLine {
  readonly level: Level;
  readonly message: string | undefined;
  /** The fields beside level, message and time, each on one line. */
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  /** All of it, indented. */
  readonly whole: string;
}

const messages = ["msg", "message", "log", "event", "@message", "text", "MESSAGE"];
const levels = ["level", "lvl", "severity", "log.level", "levelname", "loglevel", "@level"];
const times = ["time", "ts", "timestamp", "@timestamp", "t", "datetime", "asctime"];

/** A longer value is cut on the folded line; unfolded, all of it is there. */
const longestValue = 300;

/** Longer lines are shown as they are: nobody reads them unfolded. */
const longest = 32_768;

/** Reads a line as a JSON object, or undefined where it is none. */
export function jsonLine(text: string): JsonLine | undefined {
  if (!text.startsWith("{") || text.length > longest || !text.trimEnd().endsWith("}")) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const object = value as Readonly<Record<string, unknown>>;
  const first = (names: readonly string[]) => names.find((name) => Object.hasOwn(object, name));
  const [message, level, time] = [first(messages), first(levels), first(times)];
  const skipped = new Set([message, level, time]);
  return {
    level: level === undefined ? 0 : levelOfField(object[level]),
    message: message === undefined ? undefined : inline(object[message]),
    fields: Object.entries(object).flatMap(([name, field]) => (skipped.has(name) ? [] : [{ name, value: shortened(inline(field)) }])),
    whole: JSON.stringify(value, undefined, 2),
  };
}

/** How it stands on one line when it is folded: level, message, fields. What is searched must be found here, or the line is shown as it is. */
export function foldedText({ level, message, fields }: JsonLine): string {
  return [level === 0 ? "" : levelNames[level], message ?? "", ...fields.map(({ name, value }) => `${name}=${value}`)].filter((part) => part !== "").join(" ");
}

const inline = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
const shortened = (text: string): string => (text.length > longestValue ? `${text.slice(0, longestValue)}…` : text);
