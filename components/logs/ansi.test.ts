import fc from "fast-check";
import { expect, it } from "vitest";
import { ansiPieces } from "./ansi";
import { visible, withoutEscapes } from "./escapes";

it("draws colours with Castor's own", () => {
  expect(ansiPieces("\u001b[31mred\u001b[0m plain \u001b[1;92mgreen\u001b[0m")).toEqual([
    { text: "red", className: "text-crit" },
    { text: " plain ", className: "" },
    { text: "green", className: "text-ok font-semibold" },
  ]);
});

it.each([
  ["38;5;196", "text-crit"],
  ["38;5;27", "text-info"],
  ["38;5;245", "text-text"],
  ["38;5;9", "text-crit"],
  ["38;2;250;200;20", "text-warn"],
  ["38;2;10;10;10", "text-muted"],
  ["36", "text-accent-teal"],
  ["41", "bg-crit-bg text-crit"],
  ["48;5;46", "bg-ok-bg text-ok"],
])("takes the nearest of them for %s", (code, className) => {
  expect(ansiPieces(`\u001b[${code}mx\u001b[0m`)).toEqual([{ text: "x", className }]);
});

it("shows what cannot be seen, and obeys nothing else", () => {
  expect(ansiPieces("a\u0000b\rc\td")).toEqual([{ text: "a\ufffdb\u21b5c\td", className: "" }]);
  expect(withoutEscapes("\u001b]0;title\u0007\u001b[2Jtext\u001b[K\u001b]8;;http://x\u001b\\link\u001b(B")).toBe("textlink");
  expect(visible("evil\u202etxt")).toBe("evil\ufffdtxt");
});

it("leaves no escape in the text that is searched, whatever is written", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("\u001b", "[", "]", "0", ";", "m", "K", "a", "\u0007", "\\", " ", "(") }), (text) => {
      const plain = withoutEscapes(text);
      expect(visible(plain)).not.toContain("\u001b");
      expect(visible(plain)).toHaveLength(plain.length);
    }),
    { seed: 7, numRuns: 500 },
  );
});
