import type { Entry } from "./kind";
import { badRequest, Refusal } from "./status";

/** Whether an entry is meant by a list's selectors. */
export type Selection = (entry: Entry) => boolean;

interface Requirement {
  readonly key: string;
  readonly accepts: (value: string | undefined) => boolean;
}

/** One requirement of a label selector: equality, sets, or mere presence. */
const forms: readonly (readonly [RegExp, (found: RegExpExecArray) => Requirement])[] = [
  [/^([\w./-]+)\s+(in|notin)\s+\(([^)]*)\)$/, ([, key = "", word, list = ""]) => {
    const values = list.split(",").map((value) => value.trim());
    return { key, accepts: (value) => (word === "in") === (value !== undefined && values.includes(value)) };
  }],
  [/^([\w./-]+)\s*!=\s*([\w.-]*)$/, ([, key = "", wanted]) => ({ key, accepts: (value) => value !== wanted })],
  [/^([\w./-]+)\s*={1,2}\s*([\w.-]*)$/, ([, key = "", wanted]) => ({ key, accepts: (value) => value === wanted })],
  [/^!\s*([\w./-]+)$/, ([, key = ""]) => ({ key, accepts: (value) => value === undefined })],
  [/^([\w./-]+)$/, ([, key = ""]) => ({ key, accepts: (value) => value !== undefined })],
];

function labelRequirement(text: string): Requirement {
  for (const [form, read] of forms) {
    const found = form.exec(text);
    if (found) return read(found);
  }
  throw new Refusal(badRequest(`unable to parse requirement: found '${text}', expected a label selector`));
}

function fieldRequirement(text: string): Requirement {
  const found = /^([\w.]+)(==|!=|=)(.*)$/.exec(text);
  if (!found) throw new Refusal(badRequest(`invalid selector: '${text}'; can't understand '${text}'`));
  const [, key = "", operator, wanted] = found;
  return { key, accepts: (value) => (operator === "!=") !== (value === wanted) };
}

/** What `labelSelector` and `fieldSelector` ask for. Fields of which a kind knows nothing are refused by name. */
export function selectionOf(query: URLSearchParams): Selection {
  const labels = split(query.get("labelSelector")).map(labelRequirement);
  const fields = split(query.get("fieldSelector")).map(fieldRequirement);
  return (entry) =>
    labels.every(({ key, accepts }) => accepts(entry.labels[key])) &&
    fields.every(({ key, accepts }) => {
      if (!Object.hasOwn(entry.fields, key)) throw new Refusal(badRequest(`field label not supported: ${key}`));
      return accepts(entry.fields[key]);
    });
}

/** Splits at commas outside of parentheses. */
function split(text: string | null): string[] {
  return (text ?? "").split(/,(?![^(]*\))/).map((part) => part.trim()).filter((part) => part !== "");
}
