import { describe, expect, it } from "vitest";
import type { AlertGraph, AlertReport } from "@/lib/model/alerting/report";
import { alertMarks, drawnLines } from "./graph-board";
import { endedAt, holding } from "./holding";
import { againstThreshold, amount, isBeyond, newest, valueNow } from "./measured-words";

const percent = { measure: { unit: "fraction", factor: 0.01 } } as const;
const graph = (more: Partial<AlertGraph> = {}): AlertGraph => ({ times: [0, 15_000, 30_000, 45_000], lines: { measured: [80, 95, 85, null] }, expression: "x", threshold: 90, operator: ">", own: "measured", left: 0, ...more });
const alert = (more: Partial<AlertReport["alert"]>) => ({ state: "firing", since: 60_000, ...more }) as AlertReport["alert"];
const rule = (duration: number, keepFiringFor = 0) => ({ duration, keepFiringFor }) as NonNullable<AlertReport["rule"]>;
const history = { transitions: [], spells: [], fired: { count: 0, total: 0 } };

describe("the value in words", () => {
  it("stands against its threshold, both in the unit of what is measured", () => {
    expect(againstThreshold(97, { operator: ">", threshold: 90 }, percent)).toBe("97 % against a threshold of 90 %");
    expect(againstThreshold(1.5 * 2 ** 30, { operator: "<", threshold: 2 ** 31 }, { measure: { unit: "bytes", factor: 1 } })).toBe("1.50 GiB against a threshold of 2.00 GiB");
    expect(againstThreshold(0, { operator: "==", threshold: 0 })).toBe("0 now; it must not be exactly 0");
    expect(againstThreshold(NaN, { operator: ">", threshold: 5 })).toBe("Nothing is measured now, against a threshold of 5");
    expect(againstThreshold(3, undefined)).toBe("3 now");
    expect(againstThreshold(NaN, undefined)).toBeUndefined();
  });

  it("tells long times as people do, those below zero too", () => {
    expect(amount(604_800, { measure: { unit: "seconds", factor: 1 } })).toBe("7 d");
    expect(amount(-7_200, { measure: { unit: "seconds", factor: 1 } })).toBe("−2 h");
    expect(amount(0.25, { measure: { unit: "seconds", factor: 1 } })).toBe("0.25 s");
  });

  it("is the newest that the graph knows, or the rule's last", () => {
    expect(newest([1, 2, null])).toBe(2);
    expect(newest([1, null, null, null, null])).toBeNaN();
    expect(valueNow({ alert: alert({ value: 7 }) }, undefined)).toBe(7);
    expect(valueNow({ alert: alert({ value: 7 }) }, graph())).toBe(85);
  });

  it.each([[">", 5, false], [">=", 5, true], ["<", 5, false], ["<=", 5, true], ["==", 5, true], ["!=", 5, false]] as const)("knows which side is the wrong one: 5 %s %d", (operator, threshold, beyond) => {
    expect(isBeyond(5, operator, threshold)).toBe(beyond);
  });
});

describe("the waits", () => {
  it("say how long a pending alert has held, and when it fires", () => {
    const pending = alert({ state: "pending", firesAt: 240_000 });
    expect(holding({ alert: pending, rule: rule(180) }, undefined, 120_000)).toMatchObject({ words: "Pending for 60 s of 3 min; fires in 2 min if nothing changes.", fraction: 1 / 3 });
    expect(holding({ alert: pending, rule: rule(180) }, undefined, 250_000)).toMatchObject({ words: "Pending for 3 min of 3 min; fires at the next evaluation.", fraction: 1 });
  });

  it("say how long a firing alert is kept after it no longer holds", () => {
    expect(endedAt(graph())).toBe(30_000);
    expect(endedAt(graph({ lines: { measured: [95, 96, 97, 98] } }))).toBeUndefined();
    expect(holding({ alert: alert({}), rule: rule(60, 300) }, graph(), 90_000)).toMatchObject({ words: "It no longer holds, and keeps firing for 60 s of 5 min; ends in 4 min if it stays so.", fraction: 0.2 });
    expect(holding({ alert: alert({}), rule: rule(60, 300) }, undefined, 90_000)).toEqual({ words: "When it no longer holds, it keeps firing for 5 min.", label: "" });
  });

  it("are silent where there is none", () => {
    expect(holding({ alert: alert({}), rule: rule(60) }, undefined, 0)).toBeUndefined();
    expect(holding({ alert: alert({ state: "resolved" }), rule: rule(60, 60) }, undefined, 0)).toBeUndefined();
    expect(holding({ alert: alert({}) }, undefined, 0)).toBeUndefined();
  });
});

describe("the chart", () => {
  it("has the threshold as a line beside the alert's own, in one unit", () => {
    const lines = drawnLines(graph({ ...percent, lines: { n1: [97, null], n2: [50, 51] }, own: "n1", times: [0, 1] }));
    expect(Object.keys(lines)).toEqual(["this alert", "n2", "threshold"]);
    expect(lines["threshold"]?.map((value) => value?.toFixed(2))).toEqual(["0.90", "0.90"]);
    expect(lines["this alert"]).toEqual([0.97, null]);
    expect(drawnLines(graph({ lines: {} }))).toEqual({});
  });

  it("marks when the expression began to hold, when it fired and when it ended", () => {
    const at = (of: Partial<AlertReport["alert"]>, duration: number) => alertMarks({ alert: alert(of), rule: rule(duration), history }).map(({ id, at: moment }) => [id, moment]);
    expect(at({ state: "pending" }, 60)).toEqual([["pending", 60_000]]);
    expect(at({}, 45)).toEqual([["pending", 15_000], ["firing", 60_000]]);
    expect(at({ state: "resolved", resolvedAt: 90_000 }, 0)).toEqual([["firing", 60_000], ["resolved", 90_000]]);
    const spells = [{ from: 5_000, to: 60_000, state: "pending" as const }];
    expect(alertMarks({ alert: alert({}), rule: rule(45), history: { ...history, spells } })[0]).toMatchObject({ id: "pending", at: 5_000 });
  });
});
