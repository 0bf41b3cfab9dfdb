import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recompose, takeApart } from "./expression";
import { ruleExpressions } from "./fixtures/rule-expressions";

describe("taking a rule's expression apart", () => {
  it.each(ruleExpressions)("tells what is measured and what it must not be: $query", ({ query, comparison }) => {
    expect(takeApart(query)).toEqual(comparison);
  });

  it.each(["", "   ", "foo >", "foo > 5 and", "foo > > 5", "sum(foo", '"text"', "# nothing", "foo > 5 bar", "}{"])("is not misled by what Prometheus would refuse: %j", (query) => {
    expect(takeApart(query)).toBeUndefined();
  });

  it("never throws, whatever somebody wrote", () => {
    const word = fc.constantFrom("foo", ">", "<=", "and", "unless", "or", "(", ")", "5", "-", "1h", "bool", "on (a)", "offset 5m", "[5m]", "sum", '{a="b"}', "'", "#", "\n", "@ 3", "^");
    fc.assert(fc.property(fc.oneof(fc.string(), fc.array(word, { maxLength: 14 }).map((words) => words.join(" "))), (query) => void takeApart(query)), { numRuns: 2_000, seed: 47 });
  });

  it("is taken apart the same once it has been put together again", () => {
    for (const { comparison } of ruleExpressions) if (comparison !== undefined) expect(takeApart(recompose(comparison))).toEqual(comparison);
  });
});
