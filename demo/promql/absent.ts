import type { Labels } from "../series";
import { type Expr, unwrap } from "./ast";
import { nameLabel, noLabels } from "./labels";

/** The labels an absent series would have had: those the selector fixes by exactly one `=` matcher. */
export function absentLabels(arg: Expr): Labels {
  const expr = unwrap(arg);
  const selector = expr.kind === "matrix" ? expr.selector : expr;
  if (selector.kind !== "vector") return noLabels;
  const labels: Record<string, string> = {};
  const seen = new Set<string>();
  for (const { name, op, value } of selector.matchers) {
    if (name === nameLabel) continue;
    if (op === "=" && !seen.has(name)) {
      seen.add(name);
      if (value !== "") labels[name] = value;
    } else {
      delete labels[name];
    }
  }
  return labels;
}
