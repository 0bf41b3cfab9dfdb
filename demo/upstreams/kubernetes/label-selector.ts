import { isObject, listAt, textAt, textsAt } from "./json-value";

type Labels = Readonly<Record<string, string>> | undefined;

/** Whether labels fit a selector as objects write it: matchLabels and matchExpressions. An empty selector fits everything, a missing one nothing. */
export function fits(selector: unknown, labels: Labels): boolean {
  if (!isObject(selector)) return false;
  const value = (key: string) => (labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined);
  if (!Object.entries(textsAt(selector, "matchLabels")).every(([key, wanted]) => value(key) === wanted)) return false;
  return listAt(selector, "matchExpressions").every((expression) => {
    const found = value(textAt(expression, "key") ?? "");
    const values = listAt(expression, "values");
    switch (textAt(expression, "operator")) {
      case "In": return found !== undefined && values.includes(found);
      case "NotIn": return found === undefined || !values.includes(found);
      case "Exists": return found !== undefined;
      case "DoesNotExist": return found === undefined;
      default: return false;
    }
  });
}

/** The selector as one text, as a scale's status and list queries write it. */
export function selectorText(selector: unknown): string {
  const equal = Object.entries(textsAt(selector, "matchLabels")).map(([key, value]) => `${key}=${value}`);
  const more = listAt(selector, "matchExpressions").map((expression) => {
    const key = textAt(expression, "key") ?? "";
    const values = listAt(expression, "values").join(",");
    return { In: `${key} in (${values})`, NotIn: `${key} notin (${values})`, Exists: key, DoesNotExist: `!${key}` }[textAt(expression, "operator") ?? ""] ?? key;
  });
  return [...equal, ...more].join(",");
}
