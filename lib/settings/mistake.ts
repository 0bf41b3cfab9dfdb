import { CastorError } from "@/lib/model/problem";

/** One thing that is wrong in the settings, told so that it can be mended without asking anybody. */
export interface SettingsMistake {
  /** Where: `clusters[1].tools.prometheus.url`, or the name of an environment variable. */
  readonly path: string;
  /** 1-based place in the file; absent for what is not in it. */
  readonly line?: number;
  readonly column?: number;
  /** What stands there, in words; never a secret's value. */
  readonly found: string;
  readonly expected: string;
  /** "did you mean …" where a known setting is near. */
  readonly hint?: string;
}

/**
 * Every mistake of the settings at once; nothing may start. The message is the whole
 * report for a terminal. `sysexits.h` calls this EX_CONFIG.
 */
export class SettingsError extends CastorError {
  readonly mistakes: readonly SettingsMistake[];
  readonly exitCode = 78;

  constructor(file: string, mistakes: readonly SettingsMistake[]) {
    super("invalid", report(file, mistakes));
    this.name = "SettingsError";
    this.mistakes = mistakes;
  }
}

/** Whether a thrown value is a {@link SettingsError}, whichever copy of this module made it. */
export function isSettingsError(error: unknown): error is SettingsError {
  return error instanceof Error && error.name === "SettingsError" && "mistakes" in error;
}

function report(file: string, mistakes: readonly SettingsMistake[]): string {
  const count = mistakes.length === 1 ? "a mistake" : `${mistakes.length} mistakes`;
  const lines = mistakes.map((mistake) => {
    const place = mistake.line === undefined ? "" : ` (line ${mistake.line})`;
    const hint = mistake.hint === undefined ? "" : ` ${mistake.hint}`;
    return `  ${mistake.path}${place}: found ${mistake.found}, expected ${mistake.expected}.${hint}`;
  });
  return [`The settings in ${file} have ${count}; Castor does not start.`, ...lines].join("\n");
}

/** A value from the file in a few words; text is quoted and cut, and a URL with a password in it is not shown. */
export function describeFound(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") {
    const keys = Object.keys(value);
    return keys.length === 0 ? "an empty section" : `a section with ${keys.slice(0, 4).join(", ")}`;
  }
  if (typeof value === "string") {
    if (/\/\/[^/]*@/.test(value)) return "a text with a user name or password in it";
    return value === "" ? "an empty text" : JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  }
  return JSON.stringify(value) ?? "something unreadable";
}
