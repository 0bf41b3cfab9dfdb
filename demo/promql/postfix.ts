import type { SyntaxNode } from "@lezer/common";
import type { Expr, Shift } from "./ast";
import { parseDuration, parseNumber } from "./literal";
import { parseError, unsupported } from "./query-error";
import { children, type Source } from "./source-text";

/** Applies `offset`, `@`, a range or a subquery to the operand before it. */
export function applyPostfix(operand: Expr, node: SyntaxNode, source: Source): Expr {
  const parts = children(node);
  switch (node.name) {
    case "OffsetExpr":
      return withOffset(operand, offsetOf(parts.at(-1) as SyntaxNode, source), source);
    case "StepInvariantExpr":
      return withTime(operand, parts.at(-1) as SyntaxNode, source);
    case "MatrixSelector": {
      if (operand.kind !== "vector") throw parseError("ranges only allowed for vector selectors", node.from, source.text);
      if (operand.offset !== 0) throw parseError("no offset modifiers allowed before range", node.from, source.text);
      if (operand.at !== undefined) throw parseError("no @ modifiers allowed before range", node.from, source.text);
      return { kind: "matrix", selector: operand, range: duration(parts.at(-1) as SyntaxNode, source), from: operand.from };
    }
    default: {
      const [range, step] = parts.filter((part) => part.name === "DurationExpr");
      return {
        kind: "subquery", expr: operand, range: duration(range as SyntaxNode, source),
        step: step ? duration(step, source) : undefined, offset: 0, at: undefined, from: operand.from,
      };
    }
  }
}

/** A positive duration in ms; newer Prometheus allows arithmetic and bare numbers here, the demo does not. */
function duration(node: SyntaxNode, source: Source): number {
  const text = source.of(node);
  const ms = parseDuration(text);
  if (ms === undefined) throw unsupported(`the duration "${text}"`);
  if (ms === 0) throw parseError("duration must be greater than 0", node.from, source.text);
  return ms;
}

function offsetOf(node: SyntaxNode, source: Source): number {
  const [first, second] = children(node);
  if (first?.name !== "UnaryOp") return duration(node, source);
  const ms = duration(second as SyntaxNode, source);
  return source.of(first) === "-" ? -ms : ms;
}

/** The part of an operand that can be shifted in time, and a copy of the operand with that part replaced. */
function shifted(operand: Expr, change: (shift: Shift) => Partial<Shift>): Expr | undefined {
  switch (operand.kind) {
    case "vector":
    case "subquery":
      return { ...operand, ...change(operand) };
    case "matrix":
      return { ...operand, selector: { ...operand.selector, ...change(operand.selector) } };
    default:
      return undefined;
  }
}

const subject = "modifier must be preceded by an instant vector selector or range vector selector or a subquery";

function withOffset(operand: Expr, offset: number, source: Source): Expr {
  const result = shifted(operand, (shift) => {
    if (shift.offset !== 0) throw parseError("offset may not be set multiple times", operand.from, source.text);
    return { offset };
  });
  if (!result) throw parseError(`offset ${subject}`, operand.from, source.text);
  return result;
}

function withTime(operand: Expr, node: SyntaxNode, source: Source): Expr {
  const result = shifted(operand, (shift) => {
    if (shift.at !== undefined) throw parseError("@ <timestamp> may not be set multiple times", operand.from, source.text);
    return { at: timeOf(node, source) };
  });
  if (!result) throw parseError(`@ ${subject}`, operand.from, source.text);
  return result;
}

function timeOf(node: SyntaxNode, source: Source): number | "start" | "end" {
  if (node.name === "AtModifierPreprocessors") return source.of(node).toLowerCase().startsWith("start") ? "start" : "end";
  const [, sign, digits = ""] = /^([+-]?)\s*(.*)$/s.exec(source.of(node)) ?? [];
  const seconds = (sign === "-" ? -1 : 1) * parseNumber(digits, node.from, source.text);
  if (!Number.isFinite(seconds)) throw parseError(`timestamp out of bounds for @ modifier: ${source.of(node)}`, node.from, source.text);
  return Math.round(seconds * 1000);
}
