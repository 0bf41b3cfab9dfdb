import fc from "fast-check";
import { expect, it } from "vitest";
import { createCoverage } from "./coverage";
import { compileMatchers, type Matcher } from "./matcher";

const value = fc.constantFrom("", "a", "b", "a|b", "constructor");
const labels = fc.dictionary(fc.constantFrom("x", "y", "__proto__x", "constructor"), value, { maxKeys: 4 });
const matcher: fc.Arbitrary<Matcher> = fc.record({ name: fc.constantFrom("x", "y", "z", "constructor"), value, isRegex: fc.boolean(), isEqual: fc.boolean() });

it("finds what asking every alert finds", () => {
  fc.assert(
    fc.property(fc.array(labels, { maxLength: 12 }), fc.array(matcher, { maxLength: 4 }), (sets, matchers) => {
      const alerts = sets.map((one) => ({ labels: one }));
      expect(createCoverage(alerts).of(matchers)).toEqual(alerts.filter((one) => compileMatchers(matchers)(one.labels)));
    }),
    { numRuns: 1_000 },
  );
});

it("refuses what does not compile", () => {
  expect(() => createCoverage([]).of([{ name: "x", value: "(", isRegex: true, isEqual: true }])).toThrow("not a regular expression");
});
