import type { Matcher } from "../series";

export type ValueType = "scalar" | "vector" | "matrix" | "string";

/** Where in time a selector or subquery looks, relative to the step it is evaluated at. */
export interface Shift {
  /** ms into the past; negative looks ahead. */
  offset: number;
  /** The `@` modifier: a fixed time in ms, or an end of the query. */
  at: number | "start" | "end" | undefined;
}

/** Every node knows the character it starts at, for messages. */
interface Node {
  readonly from: number;
}

export interface NumberLiteral extends Node {
  readonly kind: "number";
  readonly value: number;
}
export interface StringLiteral extends Node {
  readonly kind: "string";
  readonly value: string;
}
export interface VectorSelector extends Node, Shift {
  readonly kind: "vector";
  readonly matchers: readonly Matcher[];
  /** The name written before the braces, if any. */
  readonly name: string | undefined;
}
export interface MatrixSelector extends Node {
  readonly kind: "matrix";
  readonly selector: VectorSelector;
  /** ms. */
  readonly range: number;
}
export interface Subquery extends Node, Shift {
  readonly kind: "subquery";
  readonly expr: Expr;
  /** ms. */
  readonly range: number;
  /** ms; undefined means the global evaluation interval. */
  readonly step: number | undefined;
}
export interface Call extends Node {
  readonly kind: "call";
  readonly name: string;
  readonly args: readonly Expr[];
}
export interface Aggregation extends Node {
  readonly kind: "aggregation";
  readonly op: AggregationOp;
  readonly param: Expr | undefined;
  readonly expr: Expr;
  readonly labels: readonly string[];
  readonly without: boolean;
}
export interface Unary extends Node {
  readonly kind: "unary";
  readonly op: "+" | "-";
  readonly expr: Expr;
}
export interface Binary extends Node {
  readonly kind: "binary";
  readonly op: BinaryOp;
  readonly left: Expr;
  readonly right: Expr;
  readonly matching: Matching;
}
export interface Paren extends Node {
  readonly kind: "paren";
  readonly expr: Expr;
}

/** How the two sides of a binary operation find each other. */
export interface Matching {
  readonly bool: boolean;
  readonly on: boolean;
  /** Labels of `on` or `ignoring`. */
  readonly labels: readonly string[];
  readonly group: "left" | "right" | undefined;
  /** Labels copied from the "one" side. */
  readonly include: readonly string[];
}

export const aggregationOps = [
  "sum", "avg", "min", "max", "count", "group", "stddev", "stdvar", "topk", "bottomk", "quantile", "count_values",
] as const;
export type AggregationOp = (typeof aggregationOps)[number];

export const comparisonOps = ["==", "!=", "<", "<=", ">", ">="] as const;
export const setOps = ["and", "or", "unless"] as const;
export type BinaryOp = (typeof comparisonOps)[number] | (typeof setOps)[number] | "+" | "-" | "*" | "/" | "%" | "^";

export type Expr =
  | NumberLiteral | StringLiteral | VectorSelector | MatrixSelector | Subquery
  | Call | Aggregation | Unary | Binary | Paren;

export function isComparison(op: BinaryOp): boolean {
  return (comparisonOps as readonly string[]).includes(op);
}

export function isSetOperator(op: BinaryOp): boolean {
  return (setOps as readonly string[]).includes(op);
}

/** Parentheses group and mean nothing else: functions look through them. */
export function unwrap(expr: Expr): Expr {
  return expr.kind === "paren" ? unwrap(expr.expr) : expr;
}
