import type { Kind, KubeObject } from "./kind";
import { badRequest, Refusal } from "./status";

/** Whether an object is meant by a list's selectors. */
export type Selection = (object: KubeObject) => boolean;

interface Requirement {
  readonly key: string;
  readonly accepts: (value: string | undefined) => boolean;
}

const name = String.raw`((?:[\w.-]+/)?[\w.-]+)`;

/** One requirement of a label selector: sets, numbers, equality, or mere presence. */
const forms: readonly (readonly [RegExp, (found: RegExpExecArray) => Requirement])[] = [
  [new RegExp(`^${name}\\s+(in|notin)\\s*\\(([^()]*)\\)$`), ([, key = "", word, list = ""]) => {
    const values = new Set(list.split(",").map((value) => value.trim()));
    return { key, accepts: (value) => (word === "in" ? value !== undefined && values.has(value) : value === undefined || !values.has(value)) };
  }],
  [new RegExp(`^${name}\\s*([<>])\\s*(-?\\d+)$`), ([, key = "", sign, bound]) => ({
    key,
    accepts: (value) => value !== undefined && /^-?\d+$/.test(value) && (sign === ">" ? Number(value) > Number(bound) : Number(value) < Number(bound)),
  })],
  [new RegExp(`^${name}\\s*!=\\s*([\\w.-]*)$`), ([, key = "", wanted]) => ({ key, accepts: (value) => value !== wanted })],
  [new RegExp(`^${name}\\s*={1,2}\\s*([\\w.-]*)$`), ([, key = "", wanted]) => ({ key, accepts: (value) => value === wanted })],
  [new RegExp(`^!\\s*${name}$`), ([, key = ""]) => ({ key, accepts: (value) => value === undefined })],
  [new RegExp(`^${name}$`), ([, key = ""]) => ({ key, accepts: (value) => value !== undefined })],
];

function labelRequirement(text: string): Requirement {
  for (const [form, read] of forms) {
    const found = form.exec(text);
    if (found) return read(found);
  }
  throw new Refusal(badRequest(`unable to parse requirement: found '${text}', expected a label selector`));
}

function fieldRequirement(text: string): Requirement {
  const found = /^([^=!]+)(==|!=|=)(.*)$/s.exec(text);
  if (!found) throw new Refusal(badRequest(`invalid selector: '${text}'; can't understand '${text}'`));
  const [, key = "", operator, escaped = ""] = found;
  const wanted = escaped.replace(/\\([\\,=])/g, "$1");
  return { key, accepts: (value) => (operator !== "!=") === (value === wanted) };
}

/** What a label selector's text asks of labels. */
export function labelSelection(text: string): (labels: Readonly<Record<string, string>> | undefined) => boolean {
  const requirements = split(text).map(labelRequirement);
  return (labels) => requirements.every(({ key, accepts }) => accepts(labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined));
}

/** Every field that may be asked for, of an object. */
function fieldsOf(kind: Kind, object: KubeObject): Readonly<Record<string, string>> {
  const { name: named, namespace } = object.metadata;
  return { "metadata.name": named, ...(kind.namespaced && { "metadata.namespace": namespace ?? "" }), ...kind.fields?.(object) };
}

const nothing: KubeObject = { apiVersion: "", kind: "", metadata: { name: "", uid: "", resourceVersion: "", creationTimestamp: "" } };

/** What `labelSelector` and `fieldSelector` ask for; undefined where they mean everything. Fields of which a kind knows nothing are refused by name. */
export function selectionOf(kind: Kind, query: URLSearchParams): Selection | undefined {
  const labels = query.get("labelSelector") ?? "";
  const fields = splitFields(query.get("fieldSelector")).map(fieldRequirement);
  if (labels === "" && fields.length === 0) return undefined;
  const meant = labelSelection(labels);
  const known = fields.length === 0 ? {} : fieldsOf(kind, nothing);
  for (const { key } of fields) if (!Object.hasOwn(known, key)) throw new Refusal(badRequest(`field label not supported: ${key}`));
  return (object) => {
    if (!meant(object.metadata.labels)) return false;
    if (fields.length === 0) return true;
    const values = fieldsOf(kind, object);
    return fields.every(({ key, accepts }) => accepts(values[key]));
  };
}

/** Splits at commas outside of parentheses. */
function split(text: string): string[] {
  return text.split(/,(?![^(]*\))/).map((part) => part.trim()).filter((part) => part !== "");
}

/** Splits at commas that are not escaped. */
function splitFields(text: string | null): string[] {
  return (text ?? "").split(/(?<!\\),/).map((part) => part.trim()).filter((part) => part !== "");
}
