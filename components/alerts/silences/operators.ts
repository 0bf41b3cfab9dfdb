import type { Matcher } from "@/lib/model/alerting/matcher";

/** The four operators as they are written, with what each means to a person. */
export const operators = { "=": "is", "!=": "is not", "=~": "matches", "!~": "does not match" } as const;
export type Operator = keyof typeof operators;

export const withOperator = (matcher: Matcher, operator: Operator): Matcher => ({ ...matcher, isRegex: operator.endsWith("~"), isEqual: operator.startsWith("=") });
