import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { problemOf, type Problem } from "@/lib/model";
import { readAlertingConfig } from "./config";

const config = (over: object) => readAlertingConfig(stringify({ route: { receiver: "null" }, receivers: [{ name: "null" }], ...over }));
const problem = (yaml: string): Problem => {
  try {
    readAlertingConfig(yaml);
  } catch (error) {
    return problemOf(error);
  }
  throw new Error("It was read.");
};

const original = `
route:
  receiver: "null"
  group_by:
  - namespace
  continue: false
  routes:
  - receiver: p47
    group_by:
    - '...'
    match:
      a: b
    match_re:
      c: d.*
    matchers:
    - e="f"
    - g=~"h\\\\d"
    - i!="j"
    mute_time_intervals:
    - night
    active_time_intervals:
    - work
    continue: true
    routes:
    - group_by:
      - pod
      matchers:
      - x="y"
      group_wait: 0s
      continue: false
    repeat_interval: 1d12h
inhibit_rules:
- source_match:
    severity: critical
  target_match_re:
    severity: warning|info
  target_matchers:
  - a!="b"
  equal:
  - namespace
  - alertname
receivers:
- name: "null"
- name: p47
  email_configs:
  - to: x@y
    auth_password: <secret>
  webhook_configs:
  - url: <secret>
  slack_configs: []
templates: []
mute_time_intervals:
- name: work
  time_intervals:
  - weekdays: [saturday]
time_intervals:
- name: night
  time_intervals:
  - times:
    - start_time: "22:00"
      end_time: "24:00"
    weekdays: ['monday:friday', sunday]
    days_of_month: ["1:5", '-3:-1', "7"]
    months: ["1:3", december]
    years: ['2020:2023', "2030"]
    location: Europe/London
`;

describe("the configuration of an Alertmanager", () => {
  const { route, receivers, inhibitRules, intervals } = readAlertingConfig(original);
  const [p47] = route.routes;

  it("has its defaults at the root", () => {
    expect(route).toMatchObject({ receiver: "null", groupBy: ["namespace"], groupWait: 30_000, groupInterval: 300_000, repeatInterval: 14_400_000, matchers: [], continues: false, mute: [], active: [] });
  });

  it("takes all three kinds of matchers together", () => {
    expect(p47?.matchers).toEqual([
      { name: "a", value: "b", isRegex: false, isEqual: true },
      { name: "c", value: "d.*", isRegex: true, isEqual: true },
      { name: "e", value: "f", isRegex: false, isEqual: true },
      { name: "g", value: "h\\d", isRegex: true, isEqual: true },
      { name: "i", value: "j", isRegex: false, isEqual: false },
    ]);
  });

  it("lets routes inherit receiver, grouping and timers, but no time intervals", () => {
    expect(p47).toMatchObject({ groupBy: "all", repeatInterval: 129_600_000, groupInterval: 300_000, continues: true, mute: ["night"], active: ["work"] });
    expect(p47?.routes[0]).toMatchObject({ receiver: "p47", groupBy: ["pod"], groupWait: 0, repeatInterval: 129_600_000, continues: false, mute: [], active: [] });
  });

  it("says by what receivers send, and that some send nothing", () => {
    expect(receivers).toEqual([
      { name: "null", integrations: [] },
      { name: "p47", integrations: ["email", "webhook"] },
    ]);
  });

  it("has inhibition rules of the old and the new form", () => {
    expect(inhibitRules).toMatchObject([{ source: [{ name: "severity", value: "critical", isRegex: false }], target: [{ name: "severity", value: "warning|info", isRegex: true }, { name: "a", isEqual: false }], equal: ["namespace", "alertname"] }]);
  });

  it("has time intervals from both places where they may stand", () => {
    expect(intervals).toEqual([
      {
        name: "night",
        entries: [
          {
            times: [{ begin: 1_320, end: 1_440 }],
            weekdays: [{ begin: 1, end: 5 }, { begin: 0, end: 0 }],
            daysOfMonth: [{ begin: 1, end: 5 }, { begin: -3, end: -1 }, { begin: 7, end: 7 }],
            months: [{ begin: 1, end: 3 }, { begin: 12, end: 12 }],
            years: [{ begin: 2020, end: 2023 }, { begin: 2030, end: 2030 }],
            location: "Europe/London",
          },
        ],
      },
      { name: "work", entries: [{ weekdays: [{ begin: 6, end: 6 }] }] },
    ]);
  });

  it("knows integrations that Castor has never heard of", () => {
    expect(config({ receivers: [{ name: "null", pigeon_configs: [{}] }] }).receivers).toEqual([{ name: "null", integrations: ["pigeon"] }]);
  });

  it.each([
    ["", "unexpected-shape", /can't be read/],
    ["route: [", "unexpected-shape", /can't be read/],
    ["route: {receiver: a}\nroute: {receiver: b}", "unexpected-shape", /can't be read/],
    ["receivers: []", "unexpected-shape", /at route/],
    ["route: {receiver: a, group_wait: soon}\nreceivers: [{name: a}]", "unexpected-shape", /at route\.group_wait: “soon” is not a duration/],
    ["route: {receiver: a}\nreceivers: [{name: a}]\ntime_intervals: [{name: n, time_intervals: [{times: [{start_time: '9', end_time: '10:00'}]}]}]", "unexpected-shape", /09:30/],
    ["route: {receiver: a}\nreceivers: [{name: a}]\ntime_intervals: [{name: n, time_intervals: [{weekdays: [someday]}]}]", "unexpected-shape", /“someday” is not a range/],
    ["route: {receiver: a}\nreceivers: []", "invalid", /routes to “a”/],
    ["route: {}\nreceivers: []", "invalid", /no receiver at the root/],
    ["route: {receiver: a, matchers: ['x']}\nreceivers: [{name: a}]", "invalid", /not a matcher/],
    ["route: {receiver: a, match_re: {x: '('}}\nreceivers: [{name: a}]", "invalid", /not a regular expression/],
  ])("is refused in a sentence where it can't hold: %s", (yaml, code, message) => {
    expect(problem(yaml)).toEqual({ code, message: expect.stringMatching(message) as string });
    expect(problem(yaml).message).toMatch(/\.$/);
  });

  it("is bounded in size, depth and in what aliases may grow to", () => {
    expect(problem("a".repeat(9 * 1024 * 1024)).code).toBe("too-large");
    const deep = `{receiver: a, routes: [`.repeat(3_000) + `]}`.repeat(3_000);
    expect(problem(`route: ${deep}`).code).toBe("unexpected-shape");
    const laughs = `a: &a [x,x,x,x,x,x,x,x,x]\n${[..."bcdefghi"].map((name, at) => `${name}: &${name} [${Array(9).fill(`*${"abcdefgh".charAt(at)}`).join(",")}]`).join("\n")}\nroute: {receiver: a}`;
    expect(problem(laughs).code).toBe("unexpected-shape");
  });
});
