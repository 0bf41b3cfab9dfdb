import { isComparison, isSetOperator, type Binary, type Call, type Expr, type ValueType } from "./ast";
import { parseError } from "./query-error";
import { signatures } from "./signatures";

const documented: Record<ValueType, string> = { scalar: "scalar", vector: "instant vector", matrix: "range vector", string: "string" };

/** The type an expression evaluates to. */
export function typeOf(expr: Expr): ValueType {
  switch (expr.kind) {
    case "number":
      return "scalar";
    case "string":
    case "vector":
    case "matrix":
      return expr.kind;
    case "subquery":
      return "matrix";
    case "aggregation":
      return "vector";
    case "call":
      return signatures.get(expr.name)?.returns ?? "vector";
    case "paren":
    case "unary":
      return typeOf(expr.expr);
    case "binary":
      return typeOf(expr.left) === "scalar" && typeOf(expr.right) === "scalar" ? "scalar" : "vector";
  }
}

/** Refuses what does not fit together, with the messages of Prometheus' parser. */
export function checkTypes(expr: Expr, text: string): void {
  const refuse = (message: string, at: Expr = expr): never => {
    throw parseError(message, at.from, text);
  };
  const expectType = (at: Expr, wanted: ValueType, where: string): void => {
    checkTypes(at, text);
    const found = typeOf(at);
    if (found !== wanted) refuse(`expected type ${documented[wanted]} in ${where}, got ${documented[found]}`, at);
  };
  switch (expr.kind) {
    case "aggregation":
      expectType(expr.expr, "vector", "aggregation expression");
      if (expr.param) expectType(expr.param, expr.op === "count_values" ? "string" : "scalar", "aggregation parameter");
      return;
    case "call":
      return checkCall(expr, refuse, expectType);
    case "paren":
      return checkTypes(expr.expr, text);
    case "unary": {
      checkTypes(expr.expr, text);
      const found = typeOf(expr.expr);
      if (found !== "scalar" && found !== "vector") {
        refuse(`unary expression only allowed on expressions of type scalar or instant vector, got "${documented[found]}"`);
      }
      return;
    }
    case "subquery": {
      checkTypes(expr.expr, text);
      const found = typeOf(expr.expr);
      if (found !== "vector") refuse(`subquery is only allowed on instant vector, got ${documented[found]} instead`);
      return;
    }
    case "binary":
      checkTypes(expr.left, text);
      checkTypes(expr.right, text);
      return checkBinary(expr, refuse);
    default:
  }
}

type Refuse = (message: string, at?: Expr) => never;

function checkCall(call: Call, refuse: Refuse, expectType: (at: Expr, wanted: ValueType, where: string) => void): void {
  const signature = signatures.get(call.name);
  if (!signature) return refuse(`unknown function with name "${call.name}"`);
  const { args, variadic } = signature;
  const count = call.args.length;
  if (variadic === 0 && count !== args.length) refuse(`expected ${args.length} argument(s) in call to "${call.name}", got ${count}`);
  const least = args.length - 1;
  if (variadic !== 0 && count < least) refuse(`expected at least ${least} argument(s) in call to "${call.name}", got ${count}`);
  if (variadic > 0 && count > least + variadic) {
    refuse(`expected at most ${least + variadic} argument(s) in call to "${call.name}", got ${count}`);
  }
  call.args.forEach((arg, index) => expectType(arg, args[Math.min(index, args.length - 1)] as ValueType, `call to function "${call.name}"`));
}

function checkBinary(expr: Binary, refuse: Refuse): void {
  const { op, matching } = expr;
  const left = typeOf(expr.left);
  const right = typeOf(expr.right);
  if (matching.bool && !isComparison(op)) refuse("bool modifier can only be used on comparison operators");
  if (isComparison(op) && !matching.bool && left === "scalar" && right === "scalar") {
    refuse("comparisons between scalars must use BOOL modifier");
  }
  const both = matching.on ? matching.labels.find((label) => matching.include.includes(label)) : undefined;
  if (both !== undefined) refuse(`label "${both}" must not occur in ON and GROUP clause at once`);
  for (const [type, side] of [[left, expr.left], [right, expr.right]] as const) {
    if (type !== "scalar" && type !== "vector") refuse("binary expression must contain only scalar and instant vector types", side);
  }
  if (left === "scalar" || right === "scalar") {
    if (matching.labels.length > 0) refuse("vector matching only allowed between instant vectors");
    if (isSetOperator(op)) refuse(`set operator "${op}" not allowed in binary scalar expression`);
  } else if (isSetOperator(op) && matching.group) {
    refuse(`no grouping allowed for "${op}" operation`);
  }
}
