import type { Field } from "./field";

const operators: Readonly<Record<string, (key: string, values: readonly string[]) => string>> = {
  In: (key, values) => `${key} in (${values.join(",")})`,
  NotIn: (key, values) => `${key} notin (${values.join(",")})`,
  Exists: (key) => key,
  DoesNotExist: (key) => `!${key}`,
};

/** A workload's `spec.selector` as the API's query spells it; undefined where it selects nothing in particular. */
export function labelSelector(selector: Field): string | undefined {
  const equal = selector.at("matchLabels").entries.flatMap(([key, value]) => (value.raw === "" || value.text !== undefined ? [`${key}=${value.text ?? ""}`] : []));
  const other = selector.at("matchExpressions").list.flatMap((expression) => {
    const key = expression.at("key").text;
    const spell = operators[expression.at("operator").text ?? ""];
    return key === undefined || spell === undefined ? [] : [spell(key, expression.at("values").words)];
  });
  const parts = [...equal, ...other];
  return parts.length === 0 ? undefined : parts.join(",");
}

/** A Service's plain `spec.selector`. */
export function plainSelector(selector: Field): string | undefined {
  const parts = Object.entries(selector.texts).map(([key, value]) => `${key}=${value}`);
  return parts.length === 0 ? undefined : parts.join(",");
}
