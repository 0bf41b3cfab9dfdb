import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keySchedule, lead, longestLife, mostStale } from "./key-schedule";

const day = 86_400_000;
const noon = Date.UTC(2026, 5, 1, 12);
const at = (now: number, rotation = 30 * day) => ({ rotation, now });

describe("the schedule of keys", () => {
  it("wants a key where there is none, and lets the first one sign at once", () => {
    expect(keySchedule([], at(noon))).toEqual({ signer: undefined, published: [], retired: [], due: true, settling: true });
    const first = { createdAt: noon };
    expect(keySchedule([first], at(noon))).toMatchObject({ signer: first, published: [first], due: false, settling: true });
  });

  it("agrees on the oldest of several first keys, whatever their order", () => {
    const [a, b, c] = [{ createdAt: noon }, { createdAt: noon + 1 }, { createdAt: noon + 2 }];
    for (const keys of [[a, b, c], [c, b, a], [b, a, c]]) expect(keySchedule(keys, at(noon + 5)).signer).toBe(a);
  });

  it("publishes the next key long before it signs, and the last one until its last token has run out", () => {
    const old = { createdAt: noon };
    expect(keySchedule([old], at(noon + 30 * day - 1)).due).toBe(false);
    expect(keySchedule([old], at(noon + 30 * day)).due).toBe(true);
    const next = { createdAt: noon + 30 * day };
    const turn = next.createdAt + lead;
    expect(keySchedule([old, next], at(turn - 1))).toMatchObject({ signer: old, published: [next, old], due: false });
    expect(keySchedule([old, next], at(turn))).toMatchObject({ signer: next, published: [next, old], retired: [] });
    const over = turn + mostStale + longestLife;
    expect(keySchedule([old, next], at(over - 1)).retired).toEqual([]);
    expect(keySchedule([old, next], at(over))).toMatchObject({ signer: next, published: [next], retired: [old] });
  });

  it("never signs with a key that a tool may not know yet, nor forgets one whose tokens are in force", () => {
    const ages = fc.array(fc.integer({ min: 0, max: 100 * day }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(ages, fc.integer({ min: 0, max: 110 * day }), fc.integer({ min: 0, max: lead }), fc.integer({ min: 0, max: mostStale + longestLife }), (created, elapsed, kept, later) => {
        const all = created.map((age) => ({ createdAt: noon + age }));
        const now = noon + elapsed;
        const known = (moment: number) => all.filter(({ createdAt }) => createdAt <= moment);
        const { signer } = keySchedule(known(now), at(now));
        if (signer === undefined) return;
        // What a tool fetched `kept` ago, where there was anything to fetch then.
        const before = known(now - kept);
        if (before.length > 0) expect(keySchedule(before, at(now - kept)).published).toContain(signer);
        // What a tool fetches while something signed now is still in force.
        expect(keySchedule(known(now + later), at(now + later)).published).toContain(signer);
      }),
    );
  });
});
