import { describe, expect, it } from "vitest";
import type { Expr } from "./ast";
import { parse } from "./parse";
import type { QueryError } from "./query-error";

/** An expression with every operation in parentheses, to see who binds tighter. */
function grouped(expr: Expr): string {
  switch (expr.kind) {
    case "binary":
      return `(${grouped(expr.left)} ${expr.op} ${grouped(expr.right)})`;
    case "unary":
      return `(${expr.op}${grouped(expr.expr)})`;
    case "paren":
      return grouped(expr.expr);
    case "vector":
      return `${expr.name ?? "{}"}${expr.offset ? `~${expr.offset}` : ""}${expr.at === undefined ? "" : `@${expr.at}`}`;
    case "number":
      return String(expr.value);
    case "matrix":
      return `${grouped(expr.selector)}[${expr.range}]`;
    case "call":
      return `${expr.name}(${expr.args.map(grouped).join(", ")})`;
    default:
      return expr.kind;
  }
}

function refusal(query: string): string {
  try {
    parse(query);
  } catch (error) {
    return (error as QueryError).message;
  }
  return "accepted";
}

describe("precedence", () => {
  it.each([
    ["1 + 2 * 3 ^ 2 ^ 2", "(1 + (2 * (3 ^ (2 ^ 2))))"],
    ["-2 ^ 2", "(-(2 ^ 2))"],
    ["2 ^ -a * 3", "((2 ^ (-a)) * 3)"],
    ["-a * b", "((-a) * b)"],
    ["a - b - c", "((a - b) - c)"],
    ["a or b and c unless d", "(a or ((b and c) unless d))"],
    ["a + b > c or d", "(((a + b) > c) or d)"],
    ["a + b offset 5m * 2", "(a + (b~300000 * 2))"],
    ["-a offset -1m", "(-a~-60000)"],
    ["a + b @ 10", "(a + b@10000)"],
    ["1 + rate(a[5m] @ end() offset 1m)", "(1 + rate(a~60000@end[300000]))"],
    ["a # what is left\n + b", "(a + b)"],
  ])("reads %s as %s", (query, tree) => {
    expect(grouped(parse(query))).toBe(tree);
  });
});

describe("refusals", () => {
  it.each([
    ["holt_winters(a[5m], 0.5, 0.5)", "function holt_winters is not supported by the demo"],
    ["1 + histogram_fraction(0, 1, a)", "function histogram_fraction is not supported by the demo"],
    ["mad_over_time(a[5m])", "function mad_over_time is not supported by the demo"],
    ["limitk(2, a)", "function limitk is not supported by the demo"],
    ["a atan2 b", "operator atan2 is not supported by the demo"],
    ["rate(a[5m] smoothed)", 'the syntax "a[5m] smoothed" is not supported by the demo'],
    ["rate(a[300])", 'the duration "300" is not supported by the demo'],
    ["a + 5m", 'the duration "5m" as a number is not supported by the demo'],
    ['{"a.b"}', 'the quoted name "a.b" is not supported by the demo'],
    ["a + fill(0) b", "the fill modifier is not supported by the demo"],
    ['a{b=~"\\\\pL"}', "regular expression `\\pL` uses syntax that is not supported by the demo"],
  ])("names what it does not know in %s", (query, message) => {
    expect(refusal(query)).toBe(message);
  });

  it.each([
    ["", "1:1: parse error: no expression found in input"],
    ["sum(", "1:5: parse error: unexpected end of input"],
    ["nonsense(a)", '1:1: parse error: unknown function with name "nonsense"'],
    ["rate(a)", '1:6: parse error: expected type range vector in call to function "rate", got instant vector'],
    ["sum(a[5m])", "1:5: parse error: expected type instant vector in aggregation expression, got range vector"],
    ["1 == 2", "1:1: parse error: comparisons between scalars must use BOOL modifier"],
    ["a + bool b", "1:1: parse error: bool modifier can only be used on comparison operators"],
    ["a and 1", '1:1: parse error: set operator "and" not allowed in binary scalar expression'],
    ["a and on (x) group_left b", '1:1: parse error: no grouping allowed for "and" operation'],
    ['{a=~".*"}', "1:1: parse error: vector selector must contain at least one non-empty matcher"],
    ["sum(a) offset 5m", "1:1: parse error: offset modifier must be preceded by an instant vector selector or range vector selector or a subquery"],
    ["sum(a)[5m]", "1:1: parse error: ranges only allowed for vector selectors"],
    ["topk(a)", "1:1: parse error: wrong number of arguments for aggregate expression provided, expected 2, got 1"],
    ['a{b=~"("}', "error parsing regexp: `(`"],
    ['a{b=~"x(?=y)"}', "error parsing regexp: invalid or unsupported Perl syntax: `x(?=y)`"],
    ["a\n+ rate(b)", '2:8: parse error: expected type range vector in call to function "rate", got instant vector'],
  ])("refuses %j", (query, message) => {
    expect(refusal(query)).toBe(message);
  });

  it("does not take a name inside a string for a function", () => {
    expect(refusal('label_replace(a, "x", "holt_winters(y)", "z", "")')).toBe("accepted");
  });
});
