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

it("keeps saved filters sorted by name, the later of two with the same name", () => {
  const filters = [
    { name: " Mine ", filter: 'namespace="p47-beamline"' },
    { name: "Disks", filter: "disk" },
    { name: "Mine", filter: "@state=firing" },
  ];
  expect(parsePreferences({ pins: [], filters })).toEqual({ pins: [], filters: [{ name: "Disks", filter: "disk" }, { name: "Mine", filter: "@state=firing" }] });
  expect(parsePreferences({ pins: [], filters: [] })).toEqual({ pins: [] });
});

it.each([
  ["a filter without a name", [{ name: "  ", filter: "x" }]],
  ["a filter that filters nothing", [{ name: "all", filter: " " }]],
  ["a name longer than a line", [{ name: "n".repeat(61), filter: "x" }]],
  ["a filter longer than the field takes", [{ name: "long", filter: "x".repeat(1_001) }]],
  ["more filters than a list can show", Array.from({ length: 31 }, (_, index) => ({ name: `f${index}`, filter: "x" }))],
])("refuses %s", (_, filters) => {
  expect(() => parsePreferences({ pins: [], filters })).toThrow("not of the expected form");
});
