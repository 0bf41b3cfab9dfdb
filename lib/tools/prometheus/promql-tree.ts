import { parser } from "@prometheus-io/lezer-promql";
import type { SyntaxNode } from "@lezer/common";

/** Where a part of an expression stands in its text. */
interface Place {
  readonly from: number;
  readonly to: number;
}

/** One operation of two sides. */
export interface Operation extends Place {
  readonly kind: "operation";
  readonly operator: string;
  /** Where the operator itself begins; `bool`, `on` and the like stand behind it. */
  readonly at: number;
  /** It answers 0 or 1 instead of filtering. */
  readonly bool: boolean;
  readonly left: PromqlTree;
  readonly right: PromqlTree;
}

/** A PromQL expression as far as Castor looks into it. */
export type PromqlTree =
  | Operation
  | (Place & { readonly kind: "number"; readonly value: number })
  /** `end` is where the selector itself ends; a range or an offset may stand behind it. */
  | (Place & { readonly kind: "selector"; readonly metric: string | undefined; readonly end: number })
  | (Place & { readonly kind: "call" | "aggregation"; readonly name: string; readonly of: readonly PromqlTree[] })
  | (Place & { readonly kind: "paren"; readonly inner: PromqlTree })
  | (Place & { readonly kind: "sign"; readonly sign: "+" | "-"; readonly inner: PromqlTree })
  | (Place & { readonly kind: "other" });

type Piece =
  | { readonly kind: "operand"; readonly tree: PromqlTree }
  | { readonly kind: "sign"; readonly sign: "+" | "-"; readonly from: number }
  /** An offset, a time or a range: it belongs to the operand before it and ends here. */
  | { readonly kind: "behind"; readonly to: number }
  | (Pick<Operation, "operator" | "at" | "bool"> & { readonly kind: "operator" });

/** How tightly an operator binds, as Prometheus' own parser has it. */
const binding: Readonly<Record<string, number>> = {
  ...{ or: 1, and: 2, unless: 2, "==": 3, "!=": 3, "<": 3, "<=": 3, ">": 3, ">=": 3 },
  ...{ "+": 4, "-": 4, "*": 5, "/": 5, "%": 5, atan2: 5, "^": 6 },
};

/**
 * Reads an expression with the official grammar; undefined where it does not hold. The grammar's own tree hangs
 * signs, `offset` and ranges on whole operations where Prometheus hangs them on the nearest operand
 * (`a > b offset 5m`, `-2 ^ 2`), so that who binds tighter is decided here.
 */
export function promqlTree(text: string): PromqlTree | undefined {
  const top = parser.parse(text).topNode;
  const cursor = top.cursor();
  do if (cursor.type.isError) return undefined;
  while (cursor.next());
  const [root, ...more] = parts(top);
  return root === undefined || more.length > 0 ? undefined : read(root, text);
}

/** All metrics that an expression selects, in the order of its text. */
export function selectorsOf(tree: PromqlTree): readonly (PromqlTree & { readonly kind: "selector" })[] {
  if (tree.kind === "selector") return [tree];
  return below(tree).flatMap(selectorsOf);
}

/** What an expression is made of, one level down. */
function below(tree: PromqlTree): readonly PromqlTree[] {
  if (tree.kind === "operation") return [tree.left, tree.right];
  if (tree.kind === "paren" || tree.kind === "sign") return [tree.inner];
  return tree.kind === "call" || tree.kind === "aggregation" ? tree.of : [];
}

function parts(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) if (child.name !== "LineComment") found.push(child);
  return found;
}

function read(node: SyntaxNode, text: string): PromqlTree {
  const pieces: Piece[] = [];
  flatten(node, text, pieces);
  return climb(pieces, text);
}

function flatten(node: SyntaxNode, text: string, out: Piece[]): void {
  const [first, second, ...rest] = parts(node);
  const last = rest.at(-1);
  if (node.name === "BinaryExpr" && first !== undefined && second !== undefined && last !== undefined) {
    flatten(first, text, out);
    const words = text.slice(second.from, second.to).toLowerCase();
    out.push({ kind: "operator", operator: words, at: second.from, bool: rest.some(({ name }) => name === "BoolModifier") });
    flatten(last, text, out);
  } else if (node.name === "UnaryExpr" && first !== undefined && second !== undefined) {
    out.push({ kind: "sign", sign: text[first.from] === "-" ? "-" : "+", from: first.from });
    flatten(second, text, out);
  } else if (["OffsetExpr", "StepInvariantExpr", "MatrixSelector", "SubqueryExpr"].includes(node.name) && first !== undefined) {
    flatten(first, text, out);
    out.push({ kind: "behind", to: node.to });
  } else if (node.name === "NumberDurationLiteral" && /^[+-]/.test(text.slice(node.from))) {
    const sign = text[node.from] === "-" ? "-" : "+";
    const from = node.from + 1 + (/^\s*/.exec(text.slice(node.from + 1, node.to))?.[0].length ?? 0);
    out.push({ kind: "sign", sign, from: node.from });
    out.push({ kind: "operand", tree: { kind: "number", value: numberOf(text.slice(from, node.to)), from, to: node.to } });
  } else out.push({ kind: "operand", tree: operand(node, text) });
}

function operand(node: SyntaxNode, text: string): PromqlTree {
  const { from, to } = node;
  const inside = parts(node);
  const named = (name: string) => inside.find((part) => part.name === name);
  const wordsOf = (part: SyntaxNode | undefined) => (part === undefined ? "" : text.slice(part.from, part.to).toLowerCase());
  const args = () => parts(named("FunctionCallBody") ?? node).filter(({ name }) => name !== "StringLiteral").map((part) => read(part, text));
  switch (node.name) {
    case "NumberDurationLiteral":
      return { kind: "number", value: numberOf(text.slice(from, to)), from, to };
    case "ParenExpr":
      return inside[0] === undefined ? { kind: "other", from, to } : { kind: "paren", inner: read(inside[0], text), from, to };
    case "VectorSelector": {
      const metric = named("Identifier");
      return { kind: "selector", metric: metric && text.slice(metric.from, metric.to), from, to, end: to };
    }
    case "FunctionCall":
      return { kind: "call", name: wordsOf(named("FunctionIdentifier")), of: named("FunctionCallBody") === undefined ? [] : args(), from, to };
    case "AggregateExpr":
      return { kind: "aggregation", name: wordsOf(named("AggregateOp")), of: args(), from, to };
    default:
      return { kind: "other", from, to };
  }
}

function climb(pieces: readonly Piece[], text: string): PromqlTree {
  let position = 0;
  const one = (): PromqlTree => {
    const piece = pieces[position];
    position += 1;
    if (piece?.kind === "sign") {
      // A sign binds tighter than anything but a power.
      const inner = from(6);
      return { kind: "sign", sign: piece.sign, inner, from: piece.from, to: inner.to };
    }
    if (piece?.kind !== "operand") return { kind: "other", from: text.length, to: text.length };
    let { tree } = piece;
    for (let next = pieces[position]; next?.kind === "behind"; next = pieces[position]) {
      tree = { ...tree, to: next.to };
      position += 1;
    }
    return tree;
  };
  const from = (least: number): PromqlTree => {
    let left = one();
    for (let next = pieces[position]; next?.kind === "operator" && (binding[next.operator] ?? 0) >= least; next = pieces[position]) {
      position += 1;
      const tight = binding[next.operator] ?? 0;
      const right = from(next.operator === "^" ? tight : tight + 1);
      left = { ...next, kind: "operation", left, right, from: left.from, to: right.to };
    }
    return left;
  };
  return from(0);
}

const lengths: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800, y: 31_536_000 };

/** A literal of PromQL: `0x1f`, `1e3`, `Inf`, and durations as seconds. */
function numberOf(words: string): number {
  const plain = words.toLowerCase().replaceAll("_", "");
  if (plain === "inf") return Infinity;
  if (plain === "nan") return NaN;
  const pieces = [...plain.matchAll(/(\d+)(ms|[smhdwy])/g)];
  if (pieces.length > 0 && pieces.map(([all]) => all).join("") === plain) return pieces.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (lengths[unit] ?? NaN), 0);
  // A leading zero means octal to Prometheus, as it does to Go.
  return /^0[0-7]+$/.test(plain) ? parseInt(plain, 8) : Number(plain);
}
