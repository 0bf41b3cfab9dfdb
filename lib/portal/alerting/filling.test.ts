import { describe, expect, it } from "vitest";
import type { PastAlert } from "./past";
import { filledTransitions } from "./filling";

const step = 30_000;
const stretch = { from: 0, to: 100 * step };
const words = (spells: PastAlert["spells"], told: Parameters<typeof filledTransitions>[1] = []) => filledTransitions({ alert: { id: "a" }, spells }, told, { step, stretch }).map(({ kind, at }) => `${kind} ${at / step}`);

describe("what Prometheus tells afterwards", () => {
  it("is told once it began and ended, and a pending alert that fires has not ended in between", () => {
    expect(words([{ from: 10 * step, to: 14 * step, state: "pending" }, { from: 14 * step, to: 20 * step, state: "firing" }, { from: 40 * step, state: "firing" }])).toEqual(["pending 10", "firing 14", "resolved 20", "firing 40"]);
  });

  it("does not begin anew what fired before the stretch, and ends it", () => {
    expect(words([{ from: step, to: 20 * step, state: "firing" }], [{ kind: "firing", at: -50 * step }])).toEqual(["resolved 20"]);
    expect(words([{ from: step, to: 20 * step, state: "firing" }], [{ kind: "firing", at: -50 * step }, { kind: "resolved", at: -20 * step }])).toEqual(["firing 1", "resolved 20"]);
  });

  it("does not repeat what Castor saw itself, but for the exactness of its looks", () => {
    expect(words([{ from: 10 * step, to: 20 * step, state: "firing" }], [{ kind: "firing", at: 9.2 * step }, { kind: "resolved", at: 19.5 * step }])).toEqual([]);
  });

  it("ends what began anew between two looks", () => {
    expect(words([{ from: 10 * step, state: "pending" }], [{ kind: "pending", at: 60 * step + 1_000 }])).toEqual(["pending 10", "resolved 60"]);
  });
});
