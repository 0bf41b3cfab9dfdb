import { equal } from "../json-value";
import type { Mistake } from "../kind";

const number = (value: unknown) => (typeof value === "number" ? value : undefined);

/** What is wrong with a value by a custom resource's own schema, in the API server's words. */
export function ruleMistakes(value: unknown, rules: Readonly<Record<string, unknown>>, field: string): readonly Mistake[] {
  const found: Mistake[] = [];
  const wrong = (sentence: string, shown: unknown = value) => found.push({ field, reason: "FieldValueInvalid", message: `Invalid value: ${JSON.stringify(shown)}: ${field} in body ${sentence}` });
  const [least, most] = [number(rules.minimum), number(rules.maximum)];
  if (typeof value === "number") {
    if (least !== undefined && (value < least || (rules.exclusiveMinimum === true && value === least))) wrong(`should be greater than ${rules.exclusiveMinimum === true ? "" : "or equal to "}${least}`);
    if (most !== undefined && (value > most || (rules.exclusiveMaximum === true && value === most))) wrong(`should be less than ${rules.exclusiveMaximum === true ? "" : "or equal to "}${most}`);
  }
  if (typeof value === "string") {
    const [shortest, longest] = [number(rules.minLength), number(rules.maxLength)];
    if (shortest !== undefined && value.length < shortest) wrong(`should be at least ${shortest} chars long`);
    if (longest !== undefined && value.length > longest) wrong(`should be at most ${longest} chars long`);
    if (typeof rules.pattern === "string" && !matches(rules.pattern, value)) wrong(`should match '${rules.pattern}'`);
  }
  if (Array.isArray(value)) {
    const [fewest, most] = [number(rules.minItems), number(rules.maxItems)];
    if (fewest !== undefined && value.length < fewest) wrong(`should have at least ${fewest} items`, value.length);
    if (most !== undefined && value.length > most) wrong(`should have at most ${most} items`, value.length);
  }
  if (Array.isArray(rules.enum) && !rules.enum.some((allowed) => equal(allowed, value))) {
    found.push({ field, reason: "FieldValueNotSupported", message: `Unsupported value: ${JSON.stringify(value)}: supported values: ${rules.enum.map((allowed) => JSON.stringify(allowed)).join(", ")}` });
  }
  return found;
}

/** A pattern in Go's dialect that this language cannot read refuses nothing. */
function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return true;
  }
}
