import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Piece } from "./ansi";
import { cutAt } from "./marked";
import { prepare, type Matcher, type Search } from "./search";

async function matcher(text: string, more: Partial<Search> = {}): Promise<Matcher> {
  const prepared = await prepare({ text, pattern: false, exact: false, ...more });
  if ("mistake" in prepared) throw new Error(prepared.mistake);
  return prepared.matcher;
}
async function mistake(text: string): Promise<string> {
  const prepared = await prepare({ text, pattern: true, exact: false });
  return "mistake" in prepared ? prepared.mistake : "none";
}

describe("plain text", () => {
  it("is found in either case, unless case matters", async () => {
    expect((await matcher("error")).spans("Error, error")).toEqual([{ from: 0, to: 5 }, { from: 7, to: 12 }]);
    expect((await matcher("error", { exact: true })).spans("Error, error")).toEqual([{ from: 7, to: 12 }]);
  });

  it("is what it is, whatever it means elsewhere", async () => {
    for (const text of ["a.c", "(x", "[", "\\d", "$1", "^", "*", "{2}", "|", "/"]) {
      expect((await matcher(text)).spans(`<${text}>abc dd`)).toEqual([{ from: 1, to: 1 + text.length }]);
    }
    expect((await matcher("x")).spans("\u0130X")).toEqual([{ from: 1, to: 2 }]);
  });
});

describe("patterns", () => {
  it("are RE2's", async () => {
    const found = await matcher("(timed|time) ?out", { pattern: true });
    expect(found.spans("Timeout after time out")).toEqual([{ from: 0, to: 7 }, { from: 14, to: 22 }]);
    expect((await matcher("Time", { pattern: true, exact: true })).matches("time")).toBe(false);
    expect((await matcher("é.", { pattern: true })).spans("😀 éx")).toEqual([{ from: 3, to: 5 }]);
    expect((await matcher("x*", { pattern: true })).spans("axxb")).toEqual([{ from: 1, to: 3 }]);
  });

  it("never take long, whatever they are", async () => {
    expect((await matcher("(a+)+$", { pattern: true })).matches(`${"a".repeat(5_000)}b`)).toBe(false);
  });

  it.each([
    ["(a", "This is no pattern: a bracket ( is not closed."],
    ["a)", "This is no pattern: there is a ) without its (."],
    ["[a", "This is no pattern: a bracket [ is not closed."],
    ["*a", "This is no pattern: there is nothing before * + ? or { to repeat (at *)."],
    ["(?=a)", "This is no pattern: RE2 does not know what begins with (?, such as looking ahead or behind (at (?=)."],
    ["a\\1", "This is no pattern: RE2 does not know what stands after the \\ (at \\1)."],
    ["[z-a]", "This is no pattern: a range in [ ] is upside down or not known (at z-a)."],
  ])("%s is explained", async (text, words) => {
    expect(await mistake(text)).toBe(words);
  });
});

it("marks exactly what was found, across colours", () => {
  const pieces = fc.array(fc.record({ text: fc.string({ minLength: 1, maxLength: 6 }), className: fc.constantFrom("", "text-crit") }), { maxLength: 6 });
  fc.assert(
    fc.property(pieces, fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 6 })), { maxLength: 5 }), (parts: readonly Piece[], gaps) => {
      const whole = parts.map(({ text }) => text).join("");
      let at = 0;
      const spans = gaps.map(([gap, length]) => ({ from: at + gap, to: (at = at + gap + length) })).filter(({ to }) => to <= whole.length);
      const cut = cutAt(parts, spans);
      expect(cut.map(({ text }) => text).join("")).toBe(whole);
      const marked = cut.flatMap(({ text, found }) => [...Array(text.length).keys()].map(() => found));
      expect(marked).toEqual([...Array(whole.length).keys()].map((index) => spans.some(({ from, to }) => from <= index && index < to)));
      expect(cut.every(({ text }) => text !== "")).toBe(true);
    }),
    { seed: 3, numRuns: 1_000 },
  );
});
