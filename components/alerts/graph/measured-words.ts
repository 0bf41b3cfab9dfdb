import type { AlertGraph, AlertReport, Comparison } from "@/lib/model/alerting/report";
import { duration, format } from "@/lib/model/units";

/** What one calls being on the wrong side of a threshold. */
export const wrongSide: Readonly<Record<Comparison["operator"], string>> = {
  ">": "above",
  ">=": "at or above",
  "<": "below",
  "<=": "at or below",
  "==": "exactly",
  "!=": "other than",
};

/** Whether a value is on the wrong side. */
export function isBeyond(value: number, operator: Comparison["operator"], threshold: number): boolean {
  switch (operator) {
    case ">":
      return value > threshold;
    case ">=":
      return value >= threshold;
    case "<":
      return value < threshold;
    case "<=":
      return value <= threshold;
    case "==":
      return value === threshold;
    case "!=":
      return value !== threshold;
  }
}

type Measured = Pick<AlertGraph, "measure">;

/** A value of the rule's expression as a person reads it: in its unit where one is known. */
export function amount(value: number, { measure }: Measured = {}): string {
  const { unit, factor } = measure ?? { unit: "number" as const, factor: 1 };
  const base = value * factor;
  // Bare numbers are often counts: 5, and not 5.00.
  if (unit === "number" && Number.isFinite(base)) return String(Math.abs(base) >= 1_000 ? Math.round(base) : Number(base.toPrecision(3)));
  // Long times are told in the largest whole unit: nobody reads 604800 s.
  return unit === "seconds" && Math.abs(base) >= 90 ? `${base < 0 ? "−" : ""}${duration(Math.abs(base) * 1_000)}` : format(base, unit);
}

/** The newest value of a line: the last point or two may not have been measured yet. */
export function newest(values: readonly (number | null)[] | undefined): number {
  return values?.slice(-4).findLast((value) => value !== null) ?? NaN;
}

/** What is measured now: from the graph, or from the rule's last evaluation. */
export function valueNow(report: Pick<AlertReport, "alert">, graph: AlertGraph | undefined): number {
  const drawn = newest(graph?.own === undefined ? undefined : graph.lines[graph.own]);
  return Number.isNaN(drawn) ? (report.alert.value ?? NaN) : drawn;
}

/** The same where it is compared with something that changes, too: "3, compared with 1". */
export function againstOther(value: number, graph: AlertGraph | undefined): string | undefined {
  const other = graph?.against === undefined ? NaN : newest(graph.lines["compared with"]);
  return Number.isFinite(value) && Number.isFinite(other) ? `${amount(value, graph)}, compared with ${amount(other, graph)}` : undefined;
}

/** "97 % against a threshold of 90 %", or less where less is known. */
export function againstThreshold(value: number, comparison: Pick<Comparison, "operator" | "threshold"> | undefined, measured: Measured = {}): string | undefined {
  if (comparison === undefined) return Number.isFinite(value) ? `${amount(value, measured)} now` : undefined;
  const { operator, threshold } = comparison;
  const line = operator === "==" || operator === "!=" ? `it must not be ${wrongSide[operator]} ${amount(threshold, measured)}` : `against a threshold of ${amount(threshold, measured)}`;
  if (!Number.isFinite(value)) return operator === "==" || operator === "!=" ? `Nothing is measured now; ${line}` : `Nothing is measured now, ${line}`;
  return operator === "==" || operator === "!=" ? `${amount(value, measured)} now; ${line}` : `${amount(value, measured)} ${line}`;
}
