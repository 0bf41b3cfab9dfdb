import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firedBetween, firingsOf, spellsOf } from "./spells";
import { transitionKinds, type TransitionKind } from "./timeline";

const told = (...events: readonly (readonly [TransitionKind, number])[]) => events.map(([kind, at]) => ({ kind, at }));

describe("spells", () => {
  it("are how an alert stood, the last one open while it lasts", () => {
    expect(spellsOf(told(["pending", 1], ["firing", 5], ["suppressed", 7], ["unsuppressed", 9], ["resolved", 12], ["firing", 20]))).toEqual([
      { from: 1, to: 5, state: "pending" },
      { from: 5, to: 7, state: "firing" },
      { from: 7, to: 9, state: "suppressed" },
      { from: 9, to: 12, state: "firing" },
      { from: 20, state: "firing" },
    ]);
  });

  it("take what people do about an alert for no change of it", () => {
    expect(spellsOf(told(["firing", 1], ["acknowledged", 2], ["silenced", 3], ["expired", 4], ["unacknowledged", 5], ["resolved", 6]))).toEqual([{ from: 1, to: 6, state: "firing" }]);
  });

  it("count an alert as one that fires through its silences", () => {
    const firings = firingsOf(spellsOf(told(["pending", 1], ["firing", 5], ["suppressed", 7], ["unsuppressed", 9], ["resolved", 12], ["suppressed", 20])));
    expect(firings).toEqual([{ from: 5, to: 12 }, { from: 20 }]);
    expect(firedBetween(firings, 10, 30)).toEqual({ count: 2, total: 12 });
    expect(firedBetween(firings, 12, 20)).toEqual({ count: 0, total: 0 });
  });

  it("never overlap and never end before they begin, whatever is told", () => {
    const events = fc.array(fc.record({ kind: fc.constantFrom(...transitionKinds), gap: fc.nat(5) }), { maxLength: 40 });
    fc.assert(
      fc.property(events, (steps) => {
        let at = 0;
        const spells = spellsOf(steps.map(({ kind, gap }) => ({ kind, at: (at += gap) })));
        spells.forEach(({ from, to }, index) => {
          if (index < spells.length - 1) expect(to).toBeDefined();
          if (to !== undefined) expect(to).toBeGreaterThan(from);
          expect(from).toBeGreaterThanOrEqual(spells[index - 1]?.to ?? 0);
        });
        const { total } = firedBetween(firingsOf(spells), 0, at);
        expect(total).toBeLessThanOrEqual(at);
      }),
      { seed: 47 },
    );
  });
});
