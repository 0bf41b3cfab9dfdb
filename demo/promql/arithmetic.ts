import type { BinaryOp } from "./ast";

/** Go's `math.Pow`, which defines three cases that JavaScript leaves NaN. */
function power(base: number, exponent: number): number {
  if (base === 1) return 1;
  if (base === -1 && Math.abs(exponent) === Infinity) return 1;
  return base ** exponent;
}

/** Go's `math.Max`: positive infinity wins even over NaN. */
export function maximum(a: number, b: number): number {
  return a === Infinity || b === Infinity ? Infinity : Math.max(a, b);
}

/** Go's `math.Min`: negative infinity wins even over NaN. */
export function minimum(a: number, b: number): number {
  return a === -Infinity || b === -Infinity ? -Infinity : Math.min(a, b);
}

/** An arithmetic operation on two numbers. */
export function calculate(op: BinaryOp, left: number, right: number): number {
  switch (op) {
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
      return power(left, right);
    default:
      throw new Error(`not arithmetic: ${op}`);
  }
}

/** Whether a comparison holds; nothing but `!=` holds for NaN. */
export function compare(op: BinaryOp, left: number, right: number): boolean {
  switch (op) {
    case "==":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    default:
      throw new Error(`not a comparison: ${op}`);
  }
}
