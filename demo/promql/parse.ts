import { parser } from "@prometheus-io/lezer-promql";
import type { SyntaxNode } from "@lezer/common";
import type { Matcher } from "../series";
import { aggregationOps, type AggregationOp, type Expr, type Matching } from "./ast";
import { checkTypes } from "./check";
import { parseNumber, parseString } from "./literal";
import { applyPostfix } from "./postfix";
import { parseError, unsupported } from "./query-error";
import { parseSelector } from "./selector-syntax";
import { isSupportedFunction, isUnsupportedFunction } from "./signatures";
import { children, sourceText, type Source } from "./source-text";
import { binaryOp, climb, type Token } from "./tokens";

/**
 * Parses PromQL with the official grammar and checks it like Prometheus' own parser.
 * What the demo does not evaluate is refused here, by its name.
 */
export function parse(text: string): Expr {
  if (text.trim() === "") throw parseError("no expression found in input", 0, text);
  const source = sourceText(text);
  const top = parser.parse(text).topNode;
  refuseErrors(top, source);
  const first = top.firstChild;
  const root = first?.name === "LineComment" ? children(top).find((child) => child.name !== "LineComment") : first;
  if (!root) throw parseError("no expression found in input", 0, text);
  const expr = build(root, source);
  checkTypes(expr, text);
  return expr;
}

/** The matchers of a `match[]` parameter: a plain selector and nothing else. */
export function parseSelectors(text: string): readonly Matcher[] {
  const expr = parse(text);
  if (expr.kind !== "vector" || expr.offset !== 0 || expr.at !== undefined) throw parseError("expected a series selector", 0, text);
  return expr.matchers;
}

function refuseErrors(top: SyntaxNode, source: Source): void {
  for (const call of source.text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`/g, (quoted) => " ".repeat(quoted.length)).matchAll(/([a-zA-Z_]\w*)\s*\(/g)) {
    if (isUnsupportedFunction(call[1] ?? "")) throw unsupported(`function ${call[1]}`);
  }
  const cursor = top.cursor();
  do {
    if (!cursor.type.isError) continue;
    const before = /([a-zA-Z_:][\w:]*)\s*$/.exec(source.text.slice(0, cursor.from))?.[1];
    if (before && source.text[cursor.from] === "(" && !isSupportedFunction(before)) {
      throw parseError(`unknown function with name ${JSON.stringify(before)}`, cursor.from - before.length, source.text);
    }
    const found = source.text.slice(cursor.from).trim().slice(0, 20);
    throw parseError(found === "" ? "unexpected end of input" : `unexpected ${JSON.stringify(found)}`, cursor.from, source.text);
  } while (cursor.next());
}

/** One expression with everything below it. */
function build(node: SyntaxNode, source: Source): Expr {
  const tokens: Token[] = [];
  flatten(node, source, tokens);
  return climb(tokens, source, (operand, postfix) => applyPostfix(operand, postfix, source));
}

function flatten(node: SyntaxNode, source: Source, out: Token[]): void {
  const parts = children(node).filter((child) => child.name !== "LineComment");
  const [first, second] = parts;
  switch (node.name) {
    case "BinaryExpr":
      flatten(first as SyntaxNode, source, out);
      out.push({ kind: "infix", op: binaryOp(source.of(second as SyntaxNode)), matching: matchingOf(parts.slice(2, -1), source), from: node.from });
      flatten(parts.at(-1) as SyntaxNode, source, out);
      return;
    case "UnaryExpr":
      out.push({ kind: "prefix", op: source.of(first as SyntaxNode) === "-" ? "-" : "+", from: node.from });
      flatten(second as SyntaxNode, source, out);
      return;
    case "OffsetExpr":
    case "StepInvariantExpr":
    case "MatrixSelector":
    case "SubqueryExpr":
      flatten(first as SyntaxNode, source, out);
      out.push({ kind: "postfix", node });
      return;
    case "NumberDurationLiteral": {
      const [, sign = "", digits = ""] = /^([+-]?)\s*(.*)$/s.exec(source.of(node)) ?? [];
      if (sign) out.push({ kind: "prefix", op: sign === "-" ? "-" : "+", from: node.from });
      out.push({ kind: "operand", expr: { kind: "number", value: parseNumber(digits, node.from, source.text), from: node.from } });
      return;
    }
    default:
      out.push({ kind: "operand", expr: atom(node, parts, source) });
  }
}

function atom(node: SyntaxNode, parts: readonly SyntaxNode[], source: Source): Expr {
  const from = node.from;
  const find = (name: string) => parts.find((part) => part.name === name);
  switch (node.name) {
    case "StringLiteral":
      return { kind: "string", value: parseString(source.of(node), from, source.text), from };
    case "ParenExpr":
      return { kind: "paren", expr: build(parts[0] as SyntaxNode, source), from };
    case "VectorSelector":
      return parseSelector(node, source);
    case "FunctionCall": {
      const name = source.of(find("FunctionIdentifier") as SyntaxNode);
      if (!isSupportedFunction(name)) throw unsupported(`function ${name}`);
      return { kind: "call", name, args: callArgs(find("FunctionCallBody"), source), from };
    }
    case "AggregateExpr":
      return aggregation(find("AggregateOp"), find("AggregateModifier"), callArgs(find("FunctionCallBody"), source), from, source);
    default:
      throw unsupported(`the syntax "${source.of(node)}"`);
  }
}

function callArgs(body: SyntaxNode | undefined, source: Source): Expr[] {
  return body ? children(body).filter((child) => child.name !== "LineComment").map((child) => build(child, source)) : [];
}

function aggregation(op: SyntaxNode | undefined, modifier: SyntaxNode | undefined, args: Expr[], from: number, source: Source): Expr {
  const name = op ? source.of(op).toLowerCase() : "";
  if (!(aggregationOps as readonly string[]).includes(name)) throw unsupported(`aggregation ${name}`);
  const withParam = ["topk", "bottomk", "quantile", "count_values"].includes(name);
  if (args.length === 0) throw parseError("no arguments for aggregate expression provided", from, source.text);
  const wanted = withParam ? 2 : 1;
  if (args.length !== wanted) {
    throw parseError(`wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`, from, source.text);
  }
  const [keyword, labels] = modifier ? children(modifier) : [];
  return {
    kind: "aggregation",
    op: name as AggregationOp,
    param: withParam ? args[0] : undefined,
    expr: args[wanted - 1] as Expr,
    labels: labels ? groupingLabels(labels, source) : [],
    without: keyword?.name === "Without",
    from,
  };
}

function groupingLabels(node: SyntaxNode, source: Source): string[] {
  return children(node).filter((child) => child.name !== "LineComment").map((child) => {
    if (child.name !== "LabelName") throw unsupported(`the quoted label name ${source.of(child)}`);
    return source.of(child);
  });
}

function matchingOf(modifiers: readonly SyntaxNode[], source: Source): Matching {
  const names = modifiers.map((node) => node.name);
  if (names.includes("FillModifier")) throw unsupported("the fill modifier");
  const clause = modifiers.find((node) => node.name === "MatchingModifierClause");
  const parts = clause ? children(clause) : [];
  const lists = parts.filter((part) => part.name === "GroupingLabels").map((part) => groupingLabels(part, source));
  const group = parts.some((part) => part.name === "GroupLeft") ? "left" : parts.some((part) => part.name === "GroupRight") ? "right" : undefined;
  return { bool: names.includes("BoolModifier"), on: parts[0]?.name === "On", labels: lists[0] ?? [], group, include: lists[1] ?? [] };
}
