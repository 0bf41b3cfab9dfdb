import type { z } from "zod";
import { describeFound, type SettingsMistake } from "./mistake";
import { nearest } from "./nearest";
import type { YamlSource } from "./source";

const kinds: Record<string, string> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a section",
  record: "a section",
};

/**
 * For the parse: makes the message of an unknown setting the list of the known ones, from which the
 * report makes its "did you mean". Holds for the tools' own schemas too.
 */
export function knownSettings(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== "unrecognized_keys") return undefined;
  const { shape } = (issue.inst as { def?: { shape?: object } } | undefined)?.def ?? {};
  return Object.keys(shape ?? {}).join(" ");
}

/** Zod's issues in the words of the report. A check's message is what was expected. */
export function mistakesOf(issues: readonly z.core.$ZodIssue[], source: YamlSource): SettingsMistake[] {
  return issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownSetting(issue, key, source));
    return [{ path: pathText(issue.path), ...source.place(issue.path), ...words(issue, valueAt(source.value, issue.path)) }];
  });
}

function words(issue: z.core.$ZodIssue, value: unknown): { found: string; expected: string } {
  switch (issue.code) {
    case "invalid_type":
      return { found: describeFound(value), expected: kinds[issue.expected] ?? `a ${issue.expected}` };
    case "invalid_value":
      return { found: describeFound(value), expected: `${issue.values.length > 1 ? "one of " : ""}${issue.values.map(String).join(", ")}` };
    case "invalid_union":
      return { found: typeof value === "string" ? "a text" : describeFound(value), expected: issue.message };
    case "custom": {
      const found: unknown = issue.params?.["found"];
      return { found: typeof found === "string" ? found : describeFound(value), expected: issue.message };
    }
    default:
      return { found: describeFound(value), expected: issue.message };
  }
}

function unknownSetting(issue: z.core.$ZodIssueUnrecognizedKeys, key: string, source: YamlSource): SettingsMistake {
  const path = [...issue.path, key];
  const known = issue.message === "" ? [] : issue.message.split(" ");
  const near = nearest(key, known);
  return {
    path: pathText(path),
    ...source.place(path),
    found: "an unknown setting",
    expected: near ?? (known.length === 0 ? "no setting here" : `one of ${known.join(", ")}`),
    ...(near === undefined ? {} : { hint: `Did you mean ${near}?` }),
  };
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value;
  for (const part of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, part)) return undefined;
    found = (found as Record<PropertyKey, unknown>)[part];
  }
  return found;
}

/** `clusters[1].tools.prometheus`. */
export function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  return text === "" ? "the file" : text.replace(/^\./, "");
}
