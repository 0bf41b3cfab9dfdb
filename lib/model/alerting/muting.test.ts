import { describe, expect, it } from "vitest";
import type { AlertingConfig, Route } from "./config";
import { createMuting } from "./muting";

const route = (more: Partial<Route>): Route => ({ receiver: "team", groupBy: [], groupWait: 0, groupInterval: 0, repeatInterval: 0, matchers: [], continues: false, mute: [], active: [], routes: [], ...more });
const is = (name: string, value: string) => ({ name, value, isRegex: false, isEqual: true });
const config = (...routes: readonly Route[]): AlertingConfig => ({
  route: route({ routes }),
  receivers: [],
  inhibitRules: [],
  intervals: [
    { name: "nights", entries: [{ times: [{ begin: 0, end: 360 }] }] },
    { name: "office", entries: [{ times: [{ begin: 480, end: 1_080 }] }] },
  ],
});
const night = Date.UTC(2026, 5, 1, 3);
const noon = Date.UTC(2026, 5, 1, 12);

describe("an alert", () => {
  const quiet = route({ matchers: [is("team", "p47")], mute: ["nights"] });
  it("is muted while an interval of its route holds, and only on that route", () => {
    expect(createMuting(config(quiet), night)({ team: "p47" })).toEqual(["nights"]);
    expect(createMuting(config(quiet), noon)({ team: "p47" })).toEqual([]);
    expect(createMuting(config(quiet), night)({ team: "i22" })).toEqual([]);
  });
  it("is muted outside the only hours in which its route tells anybody", () => {
    const office = config(route({ active: ["office"] }));
    expect(createMuting(office, night)({})).toEqual(["office"]);
    expect(createMuting(office, noon)({})).toEqual([]);
  });
  it("is heard as long as one of several routes is not muted, and an interval that does not exist mutes nothing", () => {
    const both = config(route({ mute: ["nights"], continues: true }), route({ receiver: "others", mute: ["nowhere"] }));
    expect(createMuting(both, night)({})).toEqual([]);
  });
});
