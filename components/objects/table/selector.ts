/** One condition of a label selector. */
export interface Requirement {
  readonly key: string;
  readonly operator: "exists" | "absent" | "=" | "!=" | "in" | "notin" | ">" | "<";
  /** Sorted, without doubles. */
  readonly values: readonly string[];
}

/** What was read, or one sentence about what is wrong. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

const part = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const prefix = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

function wrongKey(key: string): string | undefined {
  const [first = "", second, ...more] = key.split("/");
  if (more.length > 0) return `“${key}” is not a label's key: it may have one “/” only.`;
  if (second !== undefined && !prefix.test(first)) return `“${first}” is not a domain before the “/” of a label's key.`;
  if (!part.test(second ?? first)) return key === "" ? "A label's key is missing." : `“${key}” is not a label's key.`;
  return undefined;
}

const wrongValue = (value: string) => (value === "" || part.test(value) ? undefined : `“${value}” is not a label's value.`);

/** Splits at commas that stand outside of parentheses. */
function split(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    else if (text[at] === ")") depth -= 1;
    else if (text[at] === "," && depth <= 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)].map((piece) => piece.trim());
}

function requirement(text: string): Parsed<Requirement> {
  const made = (key: string, operator: Requirement["operator"], values: readonly string[]): Parsed<Requirement> => {
    const message = wrongKey(key) ?? values.map(wrongValue).find((wrong) => wrong !== undefined);
    return message === undefined ? { ok: true, value: { key, operator, values: [...new Set(values)].sort() } } : { ok: false, message };
  };
  const set = /^(\S*?)\s+(in|notin)\s*\(([^()]*)\)$/.exec(text);
  if (set !== null) return made(set[1] ?? "", set[2] as "in" | "notin", (set[3] ?? "").split(",").map((value) => value.trim()));
  if (/\s(?:in|notin)\b/.test(text)) return { ok: false, message: `After “in” and “notin” come values in parentheses: “key in (a, b)”.` };
  const number = /^(.*?)\s*([<>])\s*(-?\d+)$/.exec(text);
  if (number !== null) {
    const message = wrongKey(number[1] ?? "");
    return message === undefined ? { ok: true, value: { key: number[1] ?? "", operator: number[2] as "<" | ">", values: [number[3] ?? ""] } } : { ok: false, message };
  }
  if (/[<>]/.test(text)) return { ok: false, message: "“<” and “>” compare with a whole number." };
  const equal = /^(.*?)\s*(!=|==|=)\s*(.*)$/.exec(text);
  if (equal !== null) return made(equal[1] ?? "", equal[2] === "!=" ? "!=" : "=", [equal[3] ?? ""]);
  return text.startsWith("!") ? made(text.slice(1).trim(), "absent", []) : made(text, "exists", []);
}

/** Reads a label selector as Kubernetes does: `app=blueapi,tier in (a,b),!beta`. Empty selects all. */
export function parseLabels(text: string): Parsed<readonly Requirement[]> {
  if (text.trim() === "") return { ok: true, value: [] };
  const found: Requirement[] = [];
  for (const piece of split(text)) {
    if (piece === "") return { ok: false, message: "A condition is missing beside a comma." };
    const parsed = requirement(piece);
    if (!parsed.ok) return parsed;
    found.push(parsed.value);
  }
  return { ok: true, value: found };
}

/** The one spelling of a label selector. */
export function writeLabels(requirements: readonly Requirement[]): string {
  return requirements
    .map(({ key, operator, values }) => {
      if (operator === "exists") return key;
      if (operator === "absent") return `!${key}`;
      if (operator === "in" || operator === "notin") return `${key} ${operator} (${values.join(",")})`;
      return `${key}${operator}${values[0] ?? ""}`;
    })
    .join(",");
}

/** Whether an object with these labels is selected. */
export function selects(requirements: readonly Requirement[], labels: Readonly<Record<string, string>>): boolean {
  return requirements.every(({ key, operator, values }) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    if (operator === "exists") return value !== undefined;
    if (operator === "absent") return value === undefined;
    if (operator === "!=" || operator === "notin") return value === undefined || !values.includes(value);
    if (value === undefined) return false;
    if (operator === "=" || operator === "in") return values.includes(value);
    if (!/^-?\d+$/.test(value)) return false;
    return operator === "<" ? Number(value) < Number(values[0]) : Number(value) > Number(values[0]);
  });
}

/** One condition of a field selector. */
export interface FieldTerm {
  readonly path: string;
  readonly equal: boolean;
  readonly value: string;
}

/** Reads a field selector: `status.phase!=Running,spec.nodeName=p47-srv-01`. Which fields there are only the API server knows. */
export function parseFields(text: string): Parsed<readonly FieldTerm[]> {
  if (text.trim() === "") return { ok: true, value: [] };
  const found: FieldTerm[] = [];
  for (const piece of text.split(",").map((each) => each.trim())) {
    const [, path = "", operator, value = ""] = /^([^=!]*?)\s*(!=|==|=)\s*(.*)$/.exec(piece) ?? [];
    if (operator === undefined) return { ok: false, message: piece === "" ? "A condition is missing beside a comma." : `“${piece}” needs “=” or “!=” and a value.` };
    if (!/^[A-Za-z][A-Za-z0-9.-]*$/.test(path)) return { ok: false, message: path === "" ? "A field's name is missing." : `“${path}” is not the path of a field.` };
    if (!/^[A-Za-z0-9 ._/-]*$/.test(value)) return { ok: false, message: `“${value}” has characters that Castor does not send on.` };
    found.push({ path, equal: operator !== "!=", value });
  }
  return { ok: true, value: found };
}

/** The one spelling of a field selector. */
export const writeFields = (terms: readonly FieldTerm[]): string => terms.map(({ path, equal, value }) => `${path}${equal ? "=" : "!="}${value}`).join(",");
