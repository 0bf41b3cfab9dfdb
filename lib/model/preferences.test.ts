import { expect, it } from "vitest";
import { parsePreferences } from "./preferences";

it("keeps the namespaces that a person named, once each and sorted", () => {
  expect(parsePreferences({ pins: [], namespaces: { pollux: ["p48", "p47", "p48"], argus: [] } })).toEqual({ pins: [], namespaces: { pollux: ["p47", "p48"] } });
});

it.each([
  ["a name that no namespace can have", { pollux: ["../kube-system"] }],
  ["a cluster's id that is none", { "a/b": ["p47"] }],
  ["more namespaces than a person works in", { pollux: Array.from({ length: 51 }, (_, index) => `n${index}`) }],
  ["more clusters than there are", Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`c${index}`, ["p47"]]))],
])("refuses %s", (_, namespaces) => {
  expect(() => parsePreferences({ pins: [], namespaces })).toThrow("not of the expected form");
});
