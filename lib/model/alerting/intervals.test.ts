import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TimeInterval, TimeIntervalEntry } from "./config";
import { holds, nextChange } from "./intervals";

const interval = (...entries: TimeIntervalEntry[]): TimeInterval => ({ name: "i", entries });
const at = (text: string) => Date.parse(text);
const change = (entry: TimeIntervalEntry, text: string) => {
  const next = nextChange(interval(entry), at(text));
  return next === undefined ? undefined : new Date(next).toISOString().slice(0, 16);
};
const is = (entry: TimeIntervalEntry, text: string) => holds(interval(entry), at(text));
const time = (begin: string, end: string) => ({ begin: minutes(begin), end: minutes(end) });
const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

describe("a time interval", () => {
  const night: TimeIntervalEntry = { times: [time("22:00", "24:00"), time("00:00", "06:00")] };

  it("includes the minute in which it begins, and not the one in which it ends", () => {
    expect(is(night, "2026-03-10T21:59:59Z")).toBe(false);
    expect(is(night, "2026-03-10T22:00:00Z")).toBe(true);
    expect(is(night, "2026-03-11T00:00:00Z")).toBe(true);
    expect(is(night, "2026-03-11T05:59:59Z")).toBe(true);
    expect(is(night, "2026-03-11T06:00:00Z")).toBe(false);
  });

  it("changes next where it really ends, not at midnight between two of its times", () => {
    expect(change(night, "2026-03-10T23:00:00Z")).toBe("2026-03-11T06:00");
    expect(change(night, "2026-03-11T06:00:00Z")).toBe("2026-03-11T22:00");
    expect(change(night, "2026-03-11T05:59:59Z")).toBe("2026-03-11T06:00");
  });

  it("needs all of its fields, of an entry, and one of its entries", () => {
    const office: TimeIntervalEntry = { weekdays: [{ begin: 1, end: 5 }], times: [time("09:00", "17:00")] };
    expect(is(office, "2026-03-13T16:59:00Z")).toBe(true);
    expect(is(office, "2026-03-14T10:00:00Z")).toBe(false);
    expect(change(office, "2026-03-13T17:00:00Z")).toBe("2026-03-16T09:00");
    const both = interval(office, { weekdays: [{ begin: 6, end: 6 }] });
    expect(holds(both, at("2026-03-14T10:00:00Z"))).toBe(true);
    expect(nextChange(both, at("2026-03-14T10:00:00Z"))).toBe(at("2026-03-15T00:00:00Z"));
  });

  it("always holds where its one entry says nothing, and never where it has none", () => {
    expect(is({}, "2026-03-13T16:59:00Z")).toBe(true);
    expect(holds(interval(), 0)).toBe(false);
    expect(change({}, "2026-03-13T16:59:00Z")).toBeUndefined();
    expect(nextChange(interval(), 0)).toBeUndefined();
  });

  it.each([
    ["the last day of a short month", { daysOfMonth: [{ begin: -1, end: -1 }] }, "2026-02-28T12:00:00Z", true],
    ["the last day of a leap February", { daysOfMonth: [{ begin: -1, end: -1 }] }, "2028-02-28T12:00:00Z", false],
    ["the leap day", { daysOfMonth: [{ begin: -1, end: -1 }] }, "2028-02-29T12:00:00Z", true],
    ["the last three days", { daysOfMonth: [{ begin: -3, end: -1 }] }, "2026-04-28T00:00:00Z", true],
    ["the day before them", { daysOfMonth: [{ begin: -3, end: -1 }] }, "2026-04-27T23:59:00Z", false],
    ["from the 15th to the end but one", { daysOfMonth: [{ begin: 15, end: -2 }] }, "2026-04-30T12:00:00Z", false],
    ["a 31st where there is none", { daysOfMonth: [{ begin: 31, end: 31 }] }, "2026-04-30T12:00:00Z", false],
    ["up to the 31st in a short month", { daysOfMonth: [{ begin: 29, end: 31 }] }, "2026-04-30T12:00:00Z", true],
    ["31 days from the end of February", { daysOfMonth: [{ begin: -31, end: -1 }] }, "2026-02-01T12:00:00Z", true],
    ["months, both ends included", { months: [{ begin: 11, end: 12 }] }, "2026-12-31T23:59:00Z", true],
    ["a year", { years: [{ begin: 2020, end: 2026 }] }, "2027-01-01T00:00:00Z", false],
    ["the month of another place", { months: [{ begin: 1, end: 1 }], location: "Pacific/Auckland" }, "2026-12-31T12:00:00Z", true],
    ["the weekday of another place", { weekdays: [{ begin: 0, end: 0 }], location: "America/Los_Angeles" }, "2026-03-16T05:00:00Z", true],
    ["half an hour beside UTC", { times: [time("12:00", "12:30")], location: "Asia/Kolkata" }, "2026-03-16T06:45:00Z", true],
  ])("knows %s", (_, entry, text, expected) => {
    expect(is(entry, text)).toBe(expected);
  });

  it("finds the end of a month, a year away, and nothing beyond", () => {
    expect(change({ daysOfMonth: [{ begin: -1, end: -1 }] }, "2026-02-01T00:00:00Z")).toBe("2026-02-28T00:00");
    expect(change({ months: [{ begin: 2, end: 2 }] }, "2026-03-01T00:00:00Z")).toBe("2027-02-01T00:00");
    expect(change({ years: [{ begin: 2030, end: 2030 }] }, "2026-03-01T00:00:00Z")).toBeUndefined();
  });

  describe("where clocks are set", () => {
    const nightShift: TimeIntervalEntry = { times: [time("01:00", "02:30")], location: "Europe/Berlin" };

    it("ends at the jump where the hour of its end is left out in spring", () => {
      // 2026-03-29: 02:00 becomes 03:00 at 01:00 UTC.
      expect(change(nightShift, "2026-03-29T00:30:00Z")).toBe("2026-03-29T01:00");
      expect(is(nightShift, "2026-03-29T01:00:00Z")).toBe(false);
    });

    it("leaves out a time that does not exist on that day", () => {
      const missing: TimeIntervalEntry = { times: [time("02:10", "02:50")], location: "Europe/Berlin" };
      expect(change(missing, "2026-03-28T12:00:00Z")).toBe("2026-03-30T00:10");
    });

    it("holds twice where an hour comes twice in autumn", () => {
      // 2026-10-25: 03:00 becomes 02:00 at 01:00 UTC, so that 02:30 ends it twice.
      expect(change(nightShift, "2026-10-24T23:30:00Z")).toBe("2026-10-25T00:30");
      expect(change(nightShift, "2026-10-25T00:30:00Z")).toBe("2026-10-25T01:00");
      expect(change(nightShift, "2026-10-25T01:00:00Z")).toBe("2026-10-25T01:30");
    });

    it("moves with the clocks in UTC", () => {
      const office: TimeIntervalEntry = { times: [time("09:00", "17:00")], location: "Europe/London" };
      expect(change(office, "2026-03-28T18:00:00Z")).toBe("2026-03-29T08:00");
      expect(change(office, "2026-10-24T18:00:00Z")).toBe("2026-10-25T09:00");
    });

    it("survives a place that skipped a whole day, and one that moves by half an hour", () => {
      expect(change({ daysOfMonth: [{ begin: 30, end: 30 }], months: [{ begin: 12, end: 12 }], location: "Pacific/Apia" }, "2011-12-29T12:00:00Z")).toBe("2012-12-29T10:00");
      expect(change({ times: [time("00:00", "02:00")], location: "Australia/Lord_Howe" }, "2026-04-04T14:00:00Z")).toBe("2026-04-04T15:30");
    });
  });

  it("takes the time of UTC for a place that nobody knows", () => {
    expect(is({ times: [time("09:00", "10:00")], location: "Nowhere/Land" }, "2026-03-16T09:30:00Z")).toBe(true);
  });

  it("changes exactly where a look at every minute says so", () => {
    const mark = fc.integer({ min: 0, max: 96 }).map((quarter) => quarter * 15);
    const times = fc.array(fc.tuple(mark, mark).filter(([a, b]) => a < b).map(([begin, end]) => ({ begin, end })), { minLength: 1, maxLength: 2 });
    const weekdays = fc.array(fc.tuple(fc.nat(6), fc.nat(6)).filter(([a, b]) => a <= b).map(([begin, end]) => ({ begin, end })), { minLength: 1, maxLength: 2 });
    const location = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe");
    const entry = fc.record({ times, weekdays, location }, { requiredKeys: [] });
    const moments = ["2026-03-28T10:17:23Z", "2026-10-24T20:01:00Z", "2026-11-01T03:00:00Z", "2026-06-01T00:00:00Z"];
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 2 }), fc.constantFrom(...moments), (entries, moment) => {
        const given = interval(...entries);
        const start = at(moment);
        const found = nextChange(given, start);
        const now = holds(given, start);
        const end = start + 36 * 3_600_000;
        for (let each = Math.floor(start / 60_000) * 60_000 + 60_000; each < end; each += 60_000 * 5) {
          const minute = Math.floor(each / 300_000) * 300_000;
          if (minute <= start) continue;
          if (holds(given, minute) !== now) {
            expect(found).toBe(minute);
            return;
          }
        }
        expect(found === undefined || found > end - 300_000).toBe(true);
      }),
      { numRuns: 150, seed: 47 },
    );
  });
});
