import { describe, expect, it } from "vitest";
import { gapsOf, selectorOf } from "./look-back";

const minute = 60_000;

describe("looking back", () => {
  it("knows the times in which nobody watched, but for short breaks", () => {
    const hour = { from: 0, to: 60 * minute };
    expect(gapsOf(hour, [])).toEqual([hour]);
    expect(gapsOf(hour, [{ from: -minute, to: 10 * minute }, { from: 12 * minute, to: 30 * minute }, { from: 50 * minute, to: 58 * minute }])).toEqual([{ from: 30 * minute, to: 50 * minute }]);
    expect(gapsOf(hour, [{ from: 10 * minute, to: 90 * minute }])).toEqual([{ from: 0, to: 10 * minute }]);
  });

  it("asks for an alert's series by labels that may be missing there, whatever their values hold", () => {
    expect(selectorOf({ name: 'A"', labels: { alertname: 'A"', pod: 'x.y|"', "bad-name": "z" } })).toBe(String.raw`ALERTS{alertname="A\"",pod=~"x\\.y\\|\"|"}`);
  });
});
