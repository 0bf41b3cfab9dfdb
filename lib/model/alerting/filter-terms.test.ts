import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filterTerms, hasTerm, labelTerm, matcherTerm, withoutTerm, withTerm } from "./filter-terms";

const kinds = (text: string) => filterTerms(text).map(({ kind }) => kind);
const matcherOf = (text: string) => filterTerms(text).map((term) => (term.kind === "matcher" ? term.matcher : term));
const mistakesOf = (text: string) => filterTerms(text).flatMap((term) => (term.kind === "wrong" ? [term.mistake] : []));
const anything = fc.string({ unit: "grapheme", maxLength: 40 });

describe("the terms of a filter", () => {
  it("are matchers, conditions and text, separated by any space", () => {
    expect(kinds('severity=critical\tnamespace=~"p47.*"  @state=active "out of memory" -flapping')).toEqual(["matcher", "matcher", "condition", "text", "text"]);
  });

  it("keep spaces, quotation marks and backslashes of a value in quotes", () => {
    expect(matcherOf(String.raw`summary="a \"b\" \\ c\nd"`)).toEqual([{ name: "summary", value: 'a "b" \\ c\nd', isRegex: false, isEqual: true }]);
  });

  it("keep the backslashes of a regular expression", () => {
    expect(matcherOf(String.raw`pod=~p47-\d+`)).toMatchObject([{ value: String.raw`p47-\d+`, isRegex: true }]);
    expect(matcherOf(String.raw`pod=~"p47-\d+"`)).toMatchObject([{ value: String.raw`p47-\d+`, isRegex: true }]);
  });

  it("say where they stand", () => {
    expect(filterTerms(" a=b  c ").map(({ from, to }) => [from, to])).toEqual([
      [1, 4],
      [6, 7],
    ]);
  });

  it("take an address with a question for text", () => {
    expect(kinds("http://x/?a=b 10.0.0.1:9100")).toEqual(["text", "text"]);
  });

  it("take several states, and mean firing by active", () => {
    expect(filterTerms("@state=active,pending")).toMatchObject([{ condition: { on: "state", states: ["firing", "pending"], isEqual: true } }]);
  });

  it("turn a condition and a matcher round by a leading sign, too", () => {
    expect(filterTerms("-@state=resolved !severity=info")).toMatchObject([{ condition: { isEqual: false } }, { matcher: { isEqual: false } }]);
  });

  it.each([
    ["severity=", /no value yet/],
    ["@sta=x", /no condition/],
    ["@", /no condition/],
    ["@state", /compared by/],
    ["@state=odd", /not “odd”/],
    ["@state=~firing", /compared by/],
    ["@age=2h", /compared by/],
    ["@age>soon", /write a time/],
    ["@by=magic", /suppressed by/],
    ['pod="abc', /quotation mark/],
    ['pod=a"b', /quotation mark/],
    ['"abc', /quotation mark/],
    ["= critical", /no label before it/],
    ['{a="b",c="d"}', /without braces/],
    ["-", /empty/],
    ['""', /empty/],
    ['""=x', /name can't be empty/],
  ])("say what is wrong with %s", (text, reason) => {
    expect(mistakesOf(text)[0]).toMatch(reason);
    expect(mistakesOf(text)[0]).toMatch(/\.$/);
  });

  it("are bounded in number and length", () => {
    expect(mistakesOf("a ".repeat(500))).toEqual(["A filter has at most 100 terms; the rest is left out."]);
    expect(mistakesOf("a".repeat(20_000))).toHaveLength(1);
  });

  it("cover every character that is no space, whatever is typed", () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.string({ unit: fc.constantFrom(..."ab=~!<>@\"\\ -{},.*"), maxLength: 60 })), (text) => {
        const terms = filterTerms(text);
        const outside = [...terms].reverse().reduce((rest, { from, to }) => rest.slice(0, from) + rest.slice(to), text);
        return outside.trim() === "";
      }),
      { numRuns: 2_000, seed: 47 },
    );
  });
});

describe("a term written for a person", () => {
  const matcher = fc.record({ name: fc.oneof(fc.constantFrom("severity", "pod", "__proto__"), anything.filter((name) => name !== "")), value: anything, isRegex: fc.boolean(), isEqual: fc.boolean() });

  it("reads back as the same matcher, whatever its name and value", () => {
    fc.assert(
      fc.property(matcher, (given) => {
        expect(matcherOf(matcherTerm(given))).toEqual([given]);
      }),
      { numRuns: 2_000, seed: 47 },
    );
  });

  it("goes into any filter and out of it again", () => {
    fc.assert(
      fc.property(fc.array(matcher, { maxLength: 4 }), matcher, (others, given) => {
        const text = others.map(matcherTerm).join(" ");
        const term = matcherTerm(given);
        const full = withTerm(text, term);
        expect(hasTerm(full, term)).toBe(true);
        expect(withTerm(full, term)).toBe(full);
        expect(hasTerm(withoutTerm(full, term), term)).toBe(false);
        expect(matcherOf(withoutTerm(full, term))).toEqual(others.filter((other) => matcherTerm(other) !== term));
      }),
      { numRuns: 500, seed: 47 },
    );
  });

  it("is found in another spelling", () => {
    expect(withoutTerm('@state=active severity="critical" nexus', labelTerm("severity", "critical"))).toBe("@state=active nexus");
    expect(withTerm('severity="critical"', "severity=critical")).toBe('severity="critical"');
    expect(withTerm("", "a=b")).toBe("a=b");
    expect(withoutTerm("a  b", "c")).toBe("a  b");
  });
});
