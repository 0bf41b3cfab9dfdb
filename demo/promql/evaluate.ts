import { aggregate } from "./aggregate";
import { type Expr, unwrap } from "./ast";
import { scalarBinary, vectorBinary, vectorScalarBinary } from "./binary";
import { typeOf } from "./check";
import { callFunction } from "./call";
import { dropName } from "./labels";
import { type Grid, mapRow, refuseDuplicates, type Row } from "./rows";
import { type Scope, selectRows } from "./selection";

/** The value of a scalar expression at each step. */
export function evaluateScalar(expr: Expr, grid: Grid, scope: Scope): Float64Array {
  switch (expr.kind) {
    case "number":
      return new Float64Array(grid.count).fill(expr.value);
    case "paren":
      return evaluateScalar(expr.expr, grid, scope);
    case "unary": {
      const values = evaluateScalar(expr.expr, grid, scope);
      return expr.op === "-" ? values.map((value) => -value) : values;
    }
    case "binary": {
      const left = evaluateScalar(expr.left, grid, scope);
      const right = evaluateScalar(expr.right, grid, scope);
      return left.map((value, step) => scalarBinary(expr.op, value, right[step] as number));
    }
    case "call":
      return scalarCall(expr.name, expr.args, grid, scope);
    default:
      throw new Error(`not a scalar: ${expr.kind}`);
  }
}

function scalarCall(name: string, args: readonly Expr[], grid: Grid, scope: Scope): Float64Array {
  switch (name) {
    case "time":
      return new Float64Array(grid.count).map((_, step) => (grid.start + grid.step * step) / 1000);
    case "pi":
      return new Float64Array(grid.count).fill(Math.PI);
    default: {
      // scalar(): the one element's value, NaN unless there is exactly one.
      const rows = evaluateVector(args[0] as Expr, grid, scope);
      return new Float64Array(grid.count).map((_, step) => {
        const present = rows.filter((row) => row.has[step] === 1);
        return present.length === 1 ? (present[0]?.values[step] as number) : NaN;
      });
    }
  }
}

/** The series of a vector expression over the grid, in the order Prometheus would return them at one step. */
export function evaluateVector(expr: Expr, grid: Grid, scope: Scope): Row[] {
  switch (expr.kind) {
    case "paren":
      return evaluateVector(expr.expr, grid, scope);
    case "vector":
      return selectRows(expr, grid, scope);
    case "unary": {
      const rows = evaluateVector(expr.expr, grid, scope);
      if (expr.op === "+") return rows;
      return refuseDuplicates(rows.map((row) => mapRow(row, dropName(row.labels), (value) => -value)), rows);
    }
    case "aggregation": {
      const rows = evaluateVector(expr.expr, grid, scope);
      const param = expr.param && unwrap(expr.param);
      if (param?.kind === "string") return aggregate(expr, rows, grid, param.value);
      return aggregate(expr, rows, grid, param && evaluateScalar(param, grid, scope));
    }
    case "call":
      return callFunction(expr, grid, scope, { evaluateScalar, evaluateVector });
    case "binary": {
      const { op, matching, left, right } = expr;
      if (typeOf(left) === "scalar") {
        return vectorScalarBinary(op, evaluateVector(right, grid, scope), evaluateScalar(left, grid, scope), true, matching.bool);
      }
      const rows = evaluateVector(left, grid, scope);
      if (typeOf(right) === "scalar") return vectorScalarBinary(op, rows, evaluateScalar(right, grid, scope), false, matching.bool);
      return vectorBinary(op, rows, evaluateVector(right, grid, scope), matching, grid);
    }
    default:
      throw new Error(`not a vector: ${expr.kind}`);
  }
}
