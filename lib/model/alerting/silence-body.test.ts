import { describe, expect, it } from "vitest";
import { readMatchers, readPreview, readSelection, readSilence } from "./silence-body";

const matchers = [{ name: "alertname", value: "A" }];
const body = { matchers, endsAt: "2026-11-21T14:00:00Z", comment: "disk is being changed" };

describe("a silence", () => {
  it("is read in Alertmanager's own shape, and who made it is not believed", () => {
    expect(readSilence({ ...body, id: "", startsAt: "2026-11-21T12:00:00.000+01:00", createdBy: "somebody else", comment: "  x " })).toEqual({
      ...{ matchers: [{ name: "alertname", value: "A", isRegex: false, isEqual: true }], comment: "x", selected: [] },
      ...{ startsAt: Date.UTC(2026, 10, 21, 11), endsAt: Date.UTC(2026, 10, 21, 14) },
    });
  });

  it("keeps every character of a regular expression", () => {
    const value = 'a\\.b\\\\"\n é🦊|[\\d]+';
    expect(readMatchers([{ name: "pod", value, isRegex: true, isEqual: false }])).toEqual([{ name: "pod", value, isRegex: true, isEqual: false }]);
  });

  it.each([
    [null, "A silence is an object."],
    [[], "A silence is an object."],
    [{ ...body, duration: "2h" }, "A silence has no field “duration”"],
    [{ ...body, comment: " \n" }, "Give a reason"],
    [{ ...body, comment: "x".repeat(2_001) }, "longer than 2000 characters"],
    [{ ...body, endsAt: undefined }, "endsAt is missing"],
    [{ ...body, endsAt: "tomorrow" }, "endsAt is a time such as"],
    [{ ...body, endsAt: 1 }, "endsAt is a time such as"],
    [{ ...body, startsAt: "2026-11-21T15:00:00Z" }, "would end before it starts"],
    [{ ...body, id: "../status" }, "cannot be the id"],
    [{ ...body, matchers: "a=b" }, "The matchers are a list."],
    [{ ...body, matchers: [{ name: "", value: "x" }] }, "needs the name of a label"],
    [{ ...body, matchers: [{ name: "a" }] }, "needs a value"],
    [{ ...body, matchers: [{ name: "a", value: "x", isRegexp: true }] }, "A matcher has no field “isRegexp”"],
    [{ ...body, matchers: [{ name: "a", value: "x", isEqual: "no" }] }, "are true or false"],
    [{ ...body, matchers: [{ name: "a", value: "(", isRegex: true }] }, "is not a regular expression that Alertmanager takes"],
    [{ ...body, matchers: [{ name: "a", value: "(?=a)b", isRegex: true }] }, "is not a regular expression that Alertmanager takes"],
    [{ ...body, matchers: [{ name: "a", value: "((a{100}){100}){100}", isRegex: true }] }, "is not a regular expression that Alertmanager takes"],
    [{ ...body, matchers: [...matchers, ...matchers] }, 'alertname="A" is there twice.'],
    [{ ...body, matchers: Array.from({ length: 65 }, (_, at) => ({ name: `l${at}`, value: "x" })) }, "at most 64 matchers"],
    [{ ...body, selected: ["x"] }, "selected is a list of at most"],
  ])("is refused with a sentence about the mistake: %j", (wrong, sentence) => {
    expect(() => readSilence(wrong)).toThrow(sentence);
  });
});

it("is previewed for two hours where no end is given", () => {
  expect(readPreview({ matchers }, 1_000).endsAt).toBe(7_201_000);
  expect(readPreview({ matchers, selected: ["00ff00ff00ff00ff"] }, 0).selected).toEqual(["00ff00ff00ff00ff"]);
  expect(() => readPreview({ matchers, comment: "x" }, 0)).toThrow("A preview has no field “comment”");
});

it("reads a selection of alerts and groups", () => {
  expect(readSelection({ alerts: ["00ff00ff00ff00ff"], groups: ["pollux/node/p47-srv-02"], filter: "severity=critical" })).toEqual({ alerts: ["00ff00ff00ff00ff"], groups: ["pollux/node/p47-srv-02"], filter: "severity=critical" });
  expect(() => readSelection({ alerts: "all" })).toThrow("alerts is a list");
});
