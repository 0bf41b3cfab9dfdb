import { expect, it } from "vitest";
import { mergeMarks, placeLabels, type Mark } from "./marks";

const mark = (id: string, x: number, strength: Mark["strength"] = "strong", label = `pulled ${id}:2026.3.1`) => ({
  id,
  at: x * 1000,
  x,
  label,
  short: `pulled ${id}`,
  text: label,
  tone: "info" as const,
  strength,
});
const width = (text: string) => text.length * 6.05;
const span = ({ x, anchor, text }: { x: number; anchor: string; text: string }) => (anchor === "end" ? [x - width(text), x] : [x, x + width(text)]);

it("writes left of the mark where there is room, and right of it where there is not", () => {
  const [roomy] = placeLabels([mark("ioc", 300)], 600);
  expect(roomy).toMatchObject({ anchor: "end", text: "pulled ioc:2026.3.1", row: 0 });
  const [cramped] = placeLabels([mark("ioc", 20)], 600);
  expect(cramped).toMatchObject({ anchor: "start", text: "pulled ioc:2026.3.1" });
});

it("never lets two labels overlap, however many marks there are", () => {
  for (let seed = 1; seed < 40; seed += 1) {
    const marks = Array.from({ length: 12 }, (_, i) => mark(`image-${i}`, (seed * 7919 * (i + 3)) % 600, i % 3 === 0 ? "strong" : "plain"));
    const placed = placeLabels(marks, 600);
    for (const a of placed) {
      for (const b of placed) {
        if (a === b || a.row !== b.row) continue;
        const [fromA = 0, toA = 0] = span(a);
        const [fromB = 0, toB = 0] = span(b);
        expect(toA <= fromB || toB <= fromA, `${a.text} and ${b.text}`).toBe(true);
      }
      const [from = 0, to = 0] = span(a);
      expect(from >= 0 && to <= 600).toBe(true);
    }
  }
});

it("shortens before it drops, gives strong marks the room first, and is silent about quiet ones", () => {
  const placed = placeLabels([mark("weak", 150, "plain"), mark("strong", 160), mark("quiet", 80, "quiet")], 175, 1);
  expect(placed.map(({ id }) => id)).toEqual(["strong"]);
  const narrow = placeLabels([mark("runtime", 100)], 105, 1);
  expect(narrow[0]?.text).toBe("pulled runtime");
  expect(placeLabels([mark("a-very-long-image-name", 50)], 90)).toEqual([]);
});

it("draws marks that stand on each other as one that counts the others, and quiet ones silently", () => {
  expect(mergeMarks([mark("a", 100), mark("b", 102), mark("c", 300)]).map(({ label }) => label)).toEqual(["pulled a:2026.3.1 +1", "pulled c:2026.3.1"]);
  expect(mergeMarks([mark("q", 100, "quiet"), mark("a", 101)]).map(({ label }) => label)).toEqual(["pulled a:2026.3.1"]);
});
