import { describe, expect, it } from "vitest";
import type { StoredAlert } from "./alerts";
import { inhibitionOf } from "./inhibition";
import { matches, parseMatcher } from "./matcher";
import { timeIntervals } from "./time-intervals";

describe("time intervals", () => {
  const holds = (entry: object, time: string) => timeIntervals([{ name: "i", time_intervals: [entry] }])("i", Date.parse(time));

  it.each([
    ["within the hours", { times: [{ start_time: "08:00", end_time: "12:00" }] }, "2026-08-03T11:59:59Z", true],
    ["not at their end", { times: [{ start_time: "08:00", end_time: "12:00" }] }, "2026-08-03T12:00:00Z", false],
    ["to the end of the day", { times: [{ start_time: "22:00", end_time: "24:00" }] }, "2026-08-03T23:59:00Z", true],
    ["on the last named weekday", { weekdays: ["monday:friday"] }, "2026-08-07T23:00:00Z", true],
    ["not after it", { weekdays: ["monday:friday"] }, "2026-08-08T00:00:00Z", false],
    ["on the month's last day, counted from its end", { days_of_month: ["-1"] }, "2026-02-28T10:00:00Z", true],
    ["not the day before", { days_of_month: ["-1"] }, "2026-02-27T10:00:00Z", false],
    ["in a month by its name", { months: ["december", "january:march"] }, "2026-03-31T10:00:00Z", true],
    ["in a year of a range", { years: ["2025:2026"] }, "2026-03-31T10:00:00Z", true],
    ["by the clock of a place", { times: [{ start_time: "09:00", end_time: "10:00" }], location: "Europe/London" }, "2026-08-03T08:30:00Z", true],
    ["only if everything holds", { times: [{ start_time: "08:00", end_time: "12:00" }], weekdays: ["sunday"] }, "2026-08-03T09:00:00Z", false],
  ])("hold %s", (_what, entry, time, expected) => {
    expect(holds(entry, time)).toBe(expected);
  });

  it("never hold by a name that nobody gave", () => {
    expect(timeIntervals([])("nobody", 0)).toBe(false);
  });
});

describe("matchers", () => {
  it.each([
    ["a=~b.*", { a: "bcd" }, true],
    ["a=~b", { a: "abc" }, false],
    ['a=~"(?i)B"', { a: "b" }, true],
    ['a=~"b."', { a: "b\n" }, false],
    ['a!~".+"', {}, true],
    ['a="x \\"y\\" \\\\"', { a: 'x "y" \\' }, true],
    ['"a"="b"', { a: "b" }, true],
    ["a=", {}, true],
  ])("%s of %j: %s", (text, labels, expected) => {
    expect(matches(parseMatcher(text), labels)).toBe(expected);
  });

  it.each(["a", "=b", 'a="b"c"', 'a=~"("', 'a=~"(?=b)"', "1a=b"])("%s is none", (text) => {
    expect(() => parseMatcher(text)).toThrow();
  });

  it("never take long, whatever the pattern", () => {
    expect(matches(parseMatcher('a=~"(a+)+b"'), { a: "a".repeat(5_000) })).toBe(false);
  });
});

describe("inhibition", () => {
  const alert = (fingerprint: string, labels: Record<string, string>): StoredAlert => ({ fingerprint, labels, annotations: {}, generatorURL: "", startsAt: 0, endsAt: 1, updatedAt: 0 });
  const rule = { source_matchers: ['severity=~"critical|warning"'], target_matchers: ['severity=~"warning|info"'], equal: ["namespace"] };

  it("takes a missing label for an empty one", () => {
    expect(inhibitionOf([rule])({ severity: "info" }, [alert("a", { severity: "critical", namespace: "" })])).toEqual(["a"]);
    expect(inhibitionOf([rule])({ severity: "info", namespace: "x" }, [alert("a", { severity: "critical" })])).toEqual([]);
  });

  it("lets what is source and target be muted by a source that is no target, and by nothing else", () => {
    const [warning, critical] = [alert("w", { severity: "warning" }), alert("c", { severity: "critical" })];
    expect(inhibitionOf([rule])(warning.labels, [warning])).toEqual([]);
    expect(inhibitionOf([rule])(warning.labels, [warning, critical])).toEqual(["c"]);
  });
});
