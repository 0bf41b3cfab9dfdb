import { describe, expect, it } from "vitest";
import { readForm } from "./history-choice";
import { historyHref, historySearch, historyStretch, longestSpan } from "./history-search";

const local = (day: number, hour: number, minute = 0) => new Date(2026, 5, day, hour, minute).getTime();

describe("the address of what happened", () => {
  it("names a usual stretch or an own one, and passes over what is neither", () => {
    expect(historySearch({})).toEqual({ filter: "" });
    expect(historySearch({ span: "week", filter: "severity=critical" })).toEqual({ span: "week", filter: "severity=critical" });
    expect(historySearch({ span: "constructor", filter: ["a", "b"] })).toEqual({ filter: "" });
    expect(historySearch({ from: "1780000000000", to: "1780000600000" })).toEqual({ from: 1_780_000_000_000, to: 1_780_000_600_000, filter: "" });
    for (const to of ["1780000000000", "1779999999999", "never", String(1_780_000_000_000 + longestSpan + 1)]) expect(historySearch({ from: "1780000000000", to })).toEqual({ filter: "" });
  });

  it("is read again as it was written", () => {
    for (const search of [{ filter: 'pod=~"a|b"' }, { span: "day" as const, filter: "" }, { from: 1_780_000_000_000, to: 1_780_000_600_000, filter: "x" }]) {
      const { searchParams } = new URL(historyHref("pollux", search), "http://castor");
      expect(historySearch(Object.fromEntries(searchParams))).toEqual(search);
    }
  });

  it("means the night of whoever looks: the last one, or the one that goes on", () => {
    expect(historyStretch({ filter: "" }, local(2, 9, 30))).toEqual({ from: local(1, 18), to: local(2, 8) });
    expect(historyStretch({ filter: "" }, local(2, 23))).toEqual({ from: local(1, 18), to: local(2, 8) });
    expect(historyStretch({ span: "night", filter: "" }, local(2, 3))).toEqual({ from: local(1, 18), to: local(2, 3) });
    expect(historyStretch({ span: "day", filter: "" }, local(2, 9))).toEqual({ from: local(2, 9) - 24 * 3_600_000, to: local(2, 9) });
  });

  it("takes an own stretch in either order, and no longer than a page shows", () => {
    const form = (from: string, to: string) => {
      const made = new FormData();
      for (const [name, value] of Object.entries({ from, to, filter: " x " })) made.set(name, value);
      return made;
    };
    const own = { from: 1, to: 2, filter: "" };
    expect(readForm(form("2026-06-02T08:00", "2026-06-01T18:00"), own)).toEqual({ from: local(1, 18), to: local(2, 8), filter: "x" });
    expect(readForm(form("2025-06-02T08:00", "2026-06-01T18:00"), own)).toEqual({ from: local(1, 18) - longestSpan, to: local(1, 18), filter: "x" });
    expect(readForm(form("", "2026-06-01T18:00"), own)).toEqual({ ...own, filter: "x" });
    expect(readForm(form("", ""), { span: "week", filter: "" })).toEqual({ span: "week", filter: "x" });
  });
});
