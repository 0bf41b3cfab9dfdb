import { expect, it } from "vitest";
import { formatDecimal, formatValue } from "./format";

it.each([[1, "1"], [-0, "-0"], [NaN, "NaN"], [Infinity, "+Inf"], [-Infinity, "-Inf"], [1e21, "1e+21"], [1e-7, "1e-07"], [0.1 + 0.2, "0.30000000000000004"]])(
  "writes %d as Prometheus' API does", (value, text) => {
    expect(formatValue(value)).toBe(text);
  },
);

it.each([[1.5e21, "1500000000000000000000"], [-2.5e-8, "-0.000000025"], [42, "42"]])("writes %d without exponent for a label", (value, text) => {
  expect(formatDecimal(value)).toBe(text);
});
