import fc from "fast-check";
import { expect, it } from "vitest";
import { createBest } from "./best-of";

it("gives what sorting everything would begin with, equals in the order in which they came", () => {
  const things = fc.array(fc.record({ rank: fc.nat(5), at: fc.nat() }));
  fc.assert(
    fc.property(things, fc.nat(12), (all, most) => {
      const compare = (a: { rank: number }, b: { rank: number }) => a.rank - b.rank;
      const best = createBest(most, compare);
      for (const one of all) best.add(one);
      const sorted = [...all].sort(compare).slice(0, most);
      expect(best.all).toEqual(sorted);
      expect(best.last).toEqual(most > 0 && all.length >= most ? sorted.at(-1) : undefined);
    }),
  );
});
