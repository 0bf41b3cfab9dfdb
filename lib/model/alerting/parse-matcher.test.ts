import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemOf } from "../problem";
import { compileMatcher, formatMatcher, formatMatchers, type Matcher } from "./matcher";
import { parseMatcher, parseMatchers } from "./parse-matcher";

const is = (name: string, value: string): Matcher => ({ name, value, isRegex: false, isEqual: true });
const refusal = (text: string) => {
  try {
    return parseMatcher(text);
  } catch (error) {
    return problemOf(error).message;
  }
};
const classic = fc.string({ unit: fc.constantFrom(..."abZ_:9"), minLength: 1, maxLength: 8 }).filter((name) => !/^\d/.test(name));
const matcher = (name: fc.Arbitrary<string>) => fc.record({ name, value: fc.string({ unit: "grapheme", maxLength: 30 }), isRegex: fc.boolean(), isEqual: fc.boolean() });

describe("a matcher as it is written", () => {
  it.each([
    ["a=b", is("a", "b")],
    [' a = "b" ', is("a", "b")],
    ["a=", is("a", "")],
    ['a=""', is("a", "")],
    ["a!=b", { ...is("a", "b"), isEqual: false }],
    ["a=~b|c", { ...is("a", "b|c"), isRegex: true }],
    ["a!~b", { name: "a", value: "b", isRegex: true, isEqual: false }],
    ["a==b", is("a", "=b")],
    ["a= b c ", is("a", "b c")],
    [String.raw`a="\"\\\n\d"`, is("a", '"\\\n\\d')],
    [String.raw`a=\"\\\n\d`, is("a", '"\\\n\\d')],
    ["a=b\\", is("a", "b\\")],
    ['a="x\ny"', is("a", "x\ny")],
    ["namespace:kind=x", is("namespace:kind", "x")],
    ['"a b"="c"', is("a b", "c")],
    ['"a b"=c', is("a b", "c")],
    ["ä=ö", is("ä", "ö")],
    [String.raw`"\u00e4"="\xc3\xb6\t"`, is("ä", "ö\t")],
  ])("%s", (text, expected) => {
    expect(parseMatcher(text)).toEqual(expected);
  });

  it.each(["", "a", "=b", "a~b", '"a"', '""="x"', '"a=b', "a b=c", String.raw`"\xff"=x`, String.raw`"\q"=x`, String.raw`"\ud800"=x`])("is refused where it is none: %s", (text) => {
    expect(refusal(text)).toMatch(/is not a matcher/);
  });

  it.each(['a="b', 'a=b"', 'a="b"c"', 'a="b\\"', 'a=b"c'])("is refused where a quotation mark is wrong: %s", (text) => {
    expect(refusal(text)).toMatch(/quotation mark/);
  });

  it("has no braces around it", () => {
    expect(refusal("{a=b}")).toMatch(/no braces/);
    expect(parseMatcher('a=~"x{2}"').value).toBe("x{2}");
  });

  it("loses no character of name or value on its way to text and back", () => {
    fc.assert(
      fc.property(matcher(classic), (given) => {
        expect(parseMatcher(formatMatcher(given))).toEqual(given);
      }),
      { numRuns: 1_000, seed: 47 },
    );
    fc.assert(
      fc.property(matcher(fc.string({ unit: "grapheme", minLength: 1, maxLength: 10 })), (given) => {
        expect(parseMatcher(formatMatcher(given))).toEqual(given);
      }),
      { numRuns: 1_000, seed: 47 },
    );
  });

  it("fails in no other way than with a reason", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab=~!\"\\{} ,x"), maxLength: 20 }), (text) => {
        for (const read of [parseMatcher, parseMatchers]) {
          try {
            read(text);
          } catch (error) {
            expect(problemOf(error).code).toBe("invalid");
          }
        }
      }),
      { numRuns: 2_000, seed: 47 },
    );
  });
});

describe("several matchers", () => {
  it.each([
    ["", []],
    ["{}", []],
    ["a=b", [is("a", "b")]],
    ['{a="b",c=~"d"}', [is("a", "b"), { ...is("c", "d"), isRegex: true }]],
    ['{a="b, c" , d="e",}', [is("a", "b, c"), is("d", "e")]],
    [String.raw`{a="x\",y",b=c}`, [is("a", 'x",y'), is("b", "c")]],
    ['{"a b"="c",d="e",}', [is("a b", "c"), is("d", "e")]],
  ])("%s", (text, expected) => {
    expect(parseMatchers(text)).toEqual(expected);
  });

  it.each(["{a=b,,}", "a=b c,d", "{a b}", '{"a b"="c"', '"a b"=c}', '{"a b"=c,,}'])("are refused where one is none: %s", (text) => {
    expect(() => parseMatchers(text)).toThrow(/is not a matcher/);
  });

  it("come back from a selector as they were", () => {
    fc.assert(
      fc.property(fc.array(matcher(classic), { maxLength: 4 }), (given) => {
        expect(parseMatchers(formatMatchers(given))).toEqual(given);
      }),
      { numRuns: 500, seed: 47 },
    );
  });
});

describe("a matcher made ready", () => {
  const holds = (text: string, labels: Record<string, string>) => compileMatcher(parseMatcher(text))(labels);

  it.each([
    ["a=b", { a: "b" }, true],
    ["a!=b", {}, true],
    ['a=""', {}, true],
    ["a=~.*", {}, true],
    ["a=~.+", {}, false],
    ["a!~.+", {}, true],
    ["a=~b", { a: "bb" }, false],
    ["a=~B", { a: "b" }, false],
    ["a=~(?i)B", { a: "b" }, true],
    ["a=~b|cd", { a: "xcd" }, false],
    ["a=~.*", { a: "b\nc" }, false],
    ["a=~(?s).*", { a: "b\nc" }, true],
    ["a=~b$", { a: "b\n" }, false],
    ["a=~.", { a: "😀" }, true],
    ["a=~b)|(?:c", { a: "bx" }, true],
    ["constructor=~.+", {}, false],
    ['__proto__=""', {}, true],
    ["toString!=x", {}, true],
  ])("%s of %j: %s", (text, labels, expected) => {
    expect(holds(text, labels)).toBe(expected);
  });

  it("reads a label that is called like a part of every object", () => {
    expect(holds("__proto__=x", JSON.parse('{"__proto__":"x"}') as Record<string, string>)).toBe(true);
  });

  it.each([String.raw`a=~"(b)\\1"`, 'a=~"(?=b)"', 'a=~"("', 'a=~"b**"', 'a=~"b{1001}"'])("is refused where RE2 has no such pattern: %s", (text) => {
    expect(() => compileMatcher(parseMatcher(text))).toThrow(/not a regular expression that Alertmanager takes/);
  });
});
