import { readdirSync, readFileSync } from "node:fs";

/** A small file of /proc or /sys; nothing where it cannot be read, as machines differ in what they have. */
export function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return "";
  }
}

/** Its lines, without empty ones. */
export function linesOf(path: string): string[] {
  return textOf(path).split("\n").filter((line) => line.trim() !== "");
}

/** A number from a file that holds nothing else; undefined where there is none. */
export function numberOf(path: string): number | undefined {
  const text = textOf(path);
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

/** The names in a directory, sorted; none where there is none. */
export function namesIn(path: string): string[] {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}
