import type { Unit } from "@/lib/model";
import { constant } from "./expression";
import { promqlTree, type PromqlTree } from "./promql-tree";

/** In what an expression's values are: times `factor` they are in the base unit. */
export interface Measure {
  readonly unit: Unit;
  readonly factor: number;
}

/**
 * The unit of an expression as far as its metrics' names and its arithmetic tell it: `a_bytes / b_bytes * 100` is
 * a fraction in hundredths. Undefined where nobody can know.
 */
export function measureOf(query: string): Measure | undefined {
  const tree = promqlTree(query);
  return tree && measure(tree);
}

const plain = (unit: Unit): Measure => ({ unit, factor: 1 });

/** Prometheus' convention: the base unit stands at the end of a metric's name; counters have `_total` behind it. */
const endings: readonly (readonly [RegExp, Measure])[] = [
  [/_bytes(_total|_sum)?$/, plain("bytes")],
  [/_(seconds|time)(_total|_sum)?$/, plain("seconds")],
  [/_(ratio|utili[sz]ation)$|:ratio(_|$)|:burnrate/, plain("fraction")],
  [/_percent(age)?$/, { unit: "fraction", factor: 0.01 }],
  [/_celsius$/, plain("celsius")],
  [/_milliseconds$|_ms$/, plain("ms")],
];

const named = (metric: string | undefined): Measure | undefined => (metric === undefined ? undefined : endings.find(([ending]) => ending.test(metric))?.[1]);

/** Functions whose answer is of another kind than what they look at; all others keep its unit. */
const countings: ReadonlySet<string> = new Set(["changes", "resets", "count_over_time", "count", "count_values", "group", "absent", "absent_over_time", "present_over_time"]);
const foreign: ReadonlySet<string> = new Set(["stdvar", "stdvar_over_time", "sgn", "exp", "ln", "log2", "log10", "sqrt", "day_of_month", "day_of_week", "hour", "minute", "month", "year", "vector", "scalar"]);
const perSecond: ReadonlySet<string> = new Set(["rate", "irate", "deriv", "idelta"]);

function measure(tree: PromqlTree): Measure | undefined {
  switch (tree.kind) {
    case "selector":
      return named(tree.metric);
    case "paren":
    case "sign":
      return measure(tree.inner);
    case "call":
    case "aggregation":
      return ofCall(tree.name, tree.of);
    case "operation":
      return ofOperation(tree);
    default:
      return undefined;
  }
}

function ofCall(name: string, of: readonly PromqlTree[]): Measure | undefined {
  if (name === "time" || name === "timestamp") return plain("seconds");
  if (countings.has(name)) return plain("count");
  // Its buckets are counts of what the histogram's own name says.
  if (name === "histogram_quantile") return named(of.map(metricsOf).find((metric) => metric !== undefined)?.replace(/_bucket$/, ""));
  if (foreign.has(name)) return undefined;
  // What is measured is the argument that is not a number: `quantile(0.9, foo)`, `clamp_max(foo, 1)`.
  const inner = of.find((each) => constant(each) === undefined);
  const found = inner && measure(inner);
  if (found === undefined || !perSecond.has(name)) return found;
  if (found.unit === "bytes") return { ...found, unit: "bytes/s" };
  // So many seconds in each second: a part of the time.
  return found.unit === "seconds" ? { ...found, unit: "fraction" } : undefined;
}

function ofOperation({ operator, bool, left, right }: PromqlTree & { readonly kind: "operation" }): Measure | undefined {
  if (bool) return plain("count");
  const [low, high] = [constant(left), constant(right)];
  const [a, b] = [measure(left), measure(right)];
  switch (operator) {
    case "+":
    case "-":
      if (a !== undefined && b !== undefined && a.unit !== b.unit) return undefined;
      return a ?? b;
    case "*":
      if (low !== undefined) return scaled(b, 1 / low);
      if (high !== undefined) return scaled(a, 1 / high);
      return a?.unit === "fraction" ? b : b?.unit === "fraction" ? a : undefined;
    case "/":
      if (high !== undefined) return scaled(a, high);
      if (low !== undefined) return undefined;
      return divided(left, right, a, b);
    case "^":
    case "%":
    case "atan2":
      return undefined;
    default:
      // Filters and set operations leave values as they are.
      return a ?? b;
  }
}

/** The same unit on both sides gives a part of the whole, and so does one kind of count by another. */
function divided(left: PromqlTree, right: PromqlTree, a: Measure | undefined, b: Measure | undefined): Measure | undefined {
  if (a !== undefined && b !== undefined) return a.unit === b.unit ? { unit: "fraction", factor: a.factor / b.factor } : undefined;
  const [above, below] = [metricsOf(left), metricsOf(right)];
  if (a !== undefined || b !== undefined || above === undefined || below === undefined) return undefined;
  return alike(above, below) ? plain("fraction") : undefined;
}

function metricsOf(tree: PromqlTree): string | undefined {
  if (tree.kind === "selector") return tree.metric;
  if (tree.kind === "paren" || tree.kind === "sign") return metricsOf(tree.inner);
  return tree.kind === "call" || tree.kind === "aggregation" ? tree.of.map(metricsOf).find((metric) => metric !== undefined) : undefined;
}

/** `…_errors_total / …_packets_total`: what begins alike counts parts of one whole. */
const alike = (a: string, b: string) => a.split("_").slice(0, 2).join("_") === b.split("_").slice(0, 2).join("_");

function scaled(of: Measure | undefined, factor: number): Measure | undefined {
  if (of === undefined || !Number.isFinite(factor) || factor === 0) return undefined;
  const exact = Number((of.factor * factor).toPrecision(12));
  // Thousandfold or 1024-fold seconds and bytes are scales of one unit; other products may be anything.
  return { unit: of.unit, factor: exact };
}
