import fc from "fast-check";
import { expect, it } from "vitest";
import { readTriageQuery } from "./triage-query";

it("reads ids of groups whatever names they contain", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."ab/:%&=+# ") }), fc.nat(99_999), (group, alerts) => {
      expect(Object.entries(readTriageQuery(new URLSearchParams([["open", `${group}:${alerts}`]])).open)).toEqual([[group, alerts]]);
    }),
  );
});

it("means the first screen of all clusters where nothing is said", () => {
  expect(readTriageQuery(new URLSearchParams())).toEqual({ clusters: [], filter: "", open: {}, most: 30 });
  expect(readTriageQuery(new URLSearchParams("open=pollux/node/srv-1")).open).toEqual({ "pollux/node/srv-1": 50 });
});

it.each(["most=many", "most=-1", "most=1e9", "open=a:b", "open=a:", "open=a:999999"])("refuses %s", (words) => {
  expect(() => readTriageQuery(new URLSearchParams(words))).toThrow(expect.objectContaining({ code: "invalid" }) as Error);
});
