import type { SyntaxNode } from "@lezer/common";
import type { BinaryOp, Expr, Matching } from "./ast";
import { parseError, unsupported } from "./query-error";
import type { Source } from "./source-text";

/**
 * A piece of an expression in reading order. The grammar's tree is used for what the
 * pieces are; who binds tighter is decided anew in {@link climb}, because the tree hangs
 * `offset`, `@`, ranges and signs on whole operations where Prometheus' own parser hangs
 * them on the nearest operand (`a + b offset 5m`, `-2 ^ 2`).
 */
export type Token =
  | { readonly kind: "operand"; readonly expr: Expr }
  | { readonly kind: "prefix"; readonly op: "+" | "-"; readonly from: number }
  | { readonly kind: "postfix"; readonly node: SyntaxNode }
  | { readonly kind: "infix"; readonly op: BinaryOp; readonly matching: Matching; readonly from: number };

const precedence: Record<BinaryOp, number> = {
  or: 1, and: 2, unless: 2,
  "==": 3, "!=": 3, "<": 3, "<=": 3, ">": 3, ">=": 3,
  "+": 4, "-": 4, "*": 5, "/": 5, "%": 5, "^": 6,
};

/** Binds tighter than any operator that is not a power: `-a ^ b` is `-(a ^ b)`, `-a * b` is `(-a) * b`. */
const signPrecedence = 6;

/** Builds the expression out of its tokens; `postfix` applies an offset, a time or a range to its operand. */
export function climb(tokens: readonly Token[], source: Source, postfix: (operand: Expr, node: SyntaxNode) => Expr): Expr {
  let position = 0;

  function operand(): Expr {
    const token = tokens[position];
    position += 1;
    if (token?.kind === "prefix") {
      const expr = expression(signPrecedence);
      if (expr.kind !== "number") return { kind: "unary", op: token.op, expr, from: token.from };
      return { kind: "number", value: token.op === "-" ? -expr.value : expr.value, from: token.from };
    }
    if (token?.kind !== "operand") throw parseError("unexpected end of input", source.text.length, source.text);
    let expr = token.expr;
    for (let next = tokens[position]; next?.kind === "postfix"; next = tokens[position]) {
      expr = postfix(expr, next.node);
      position += 1;
    }
    return expr;
  }

  function expression(least: number): Expr {
    let left = operand();
    for (let next = tokens[position]; next?.kind === "infix" && precedence[next.op] >= least; next = tokens[position]) {
      position += 1;
      const right = expression(next.op === "^" ? precedence["^"] : precedence[next.op] + 1);
      left = { kind: "binary", op: next.op, matching: next.matching, left, right, from: left.from };
    }
    return left;
  }

  return expression(1);
}

/** The operator of a binary node. The grammar knows some that are newer than the demo. */
export function binaryOp(text: string): BinaryOp {
  const op = text.toLowerCase();
  if (op in precedence) return op as BinaryOp;
  throw unsupported(`operator ${text}`);
}
