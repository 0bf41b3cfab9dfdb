import { z } from "zod";

/** A LabelSelector as workloads, services of policies and budgets write it. */
export const labelSelector = z.object({
  matchLabels: z.record(z.string(), z.string()).nullish(),
  matchExpressions: z.array(z.object({ key: z.string(), operator: z.string(), values: z.array(z.string()).nullish() })).nullish(),
});

/** The same in the form that lists take: `app=web,tier in (a,b),!legacy`. */
export function labelSelectorText({ matchLabels, matchExpressions }: z.output<typeof labelSelector>): string {
  const equal = Object.entries(matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const more = (matchExpressions ?? []).map(({ key, operator, values }) => {
    if (operator === "Exists") return key;
    if (operator === "DoesNotExist") return `!${key}`;
    return `${key} ${operator === "NotIn" ? "notin" : "in"} (${(values ?? []).join(",")})`;
  });
  return [...equal, ...more].join(",");
}
