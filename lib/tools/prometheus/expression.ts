import type { Comparison } from "@/lib/model/alerting";
import { promqlTree, type Operation, type PromqlTree } from "./promql-tree";

const turned = { ">": "<", ">=": "<=", "<": ">", "<=": ">=", "==": "==", "!=": "!=" } as const;

const isComparing = (operator: string): operator is Comparison["operator"] => Object.hasOwn(turned, operator);

/**
 * A rule's expression as what is measured and what it must not be: the comparison with a constant that
 * decides, and what else must hold. Undefined where there is none, as in `absent(up)` or a comparison of two
 * vectors. `left operator threshold also…` is the same query.
 */
export function takeApart(query: string): Comparison | undefined {
  const decides = decisive(query);
  const found = decides && compared(decides.operation, decides.operator, query);
  return found && { ...found, also: decides.also };
}

/** Both sides of a comparison of two things that change, as in `desired > available`; undefined where a constant decides, or nothing does. */
export function sidesOf(query: string): { readonly left: string; readonly operator: Comparison["operator"]; readonly right: string } | undefined {
  const decides = decisive(query);
  if (decides === undefined) return undefined;
  const { operation, operator } = decides;
  const { left, right } = operation;
  if (constant(left) !== undefined || constant(right) !== undefined) return undefined;
  return { left: query.slice(left.from, left.to), operator, right: query.slice(right.from, right.to) };
}

interface Decisive {
  readonly operation: Operation;
  readonly operator: Comparison["operator"];
  readonly also: readonly string[];
}

/** The comparison that decides whether a rule fires: in parentheses or not, whatever else must hold. */
function decisive(query: string): Decisive | undefined {
  const tree = promqlTree(query);
  return tree && comparisonIn(tree, query);
}

function comparisonIn(tree: PromqlTree, text: string): Decisive | undefined {
  if (tree.kind === "paren") return comparisonIn(tree.inner, text);
  if (tree.kind !== "operation") return undefined;
  if (tree.operator === "and" || tree.operator === "unless") {
    const found = comparisonIn(tree.left, text);
    return found && { ...found, also: [...found.also, text.slice(tree.at, tree.to)] };
  }
  return tree.bool || !isComparing(tree.operator) ? undefined : { operation: tree, operator: tree.operator, also: [] };
}

function compared({ left, right }: Operation, operator: Comparison["operator"], text: string): Omit<Comparison, "also"> | undefined {
  const [low, high] = [constant(left), constant(right)];
  // Two constants give a constant: nothing is measured.
  if ((low === undefined) === (high === undefined)) return undefined;
  const threshold = low ?? high;
  // Nobody can draw a line at infinity, and nothing compares with NaN.
  if (threshold === undefined || !Number.isFinite(threshold)) return undefined;
  const measured = high === undefined ? right : left;
  return { left: text.slice(measured.from, measured.to), operator: high === undefined ? turned[operator] : operator, threshold };
}

/** The query that a comparison is taken from, spelled anew. */
export function recompose({ left, operator, threshold, also }: Comparison): string {
  return [left, operator, String(threshold), ...also].join(" ");
}

/** The number that an expression always is, or undefined: `25 / 100` is 0.25. */
export function constant(tree: PromqlTree): number | undefined {
  switch (tree.kind) {
    case "number":
      return tree.value;
    case "paren":
      return constant(tree.inner);
    case "sign": {
      const value = constant(tree.inner);
      return value === undefined ? undefined : tree.sign === "-" ? -value : value;
    }
    case "operation": {
      const [left, right] = [constant(tree.left), constant(tree.right)];
      return left === undefined || right === undefined ? undefined : folded(left, tree.operator, right);
    }
    case "call":
      return tree.name === "pi" ? Math.PI : undefined;
    default:
      return undefined;
  }
}

function folded(left: number, operator: string, right: number): number | undefined {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
    case "^":
      return left ** right;
    case "atan2":
      return Math.atan2(left, right);
    default:
      return undefined;
  }
}
