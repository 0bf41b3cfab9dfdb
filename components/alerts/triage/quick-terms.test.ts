import { expect, it } from "vitest";
import { chosenSeverities, chosenStates, toggleSeverity, toggleState, toggleTerm, unacknowledged } from "./quick-terms";

it("chooses severities as a term of the filter, one or several, and takes them back", () => {
  const one = toggleSeverity("disk", "critical");
  expect(one).toBe("disk severity=critical");
  const two = toggleSeverity(one, "warning");
  expect(two).toBe("disk severity=~critical|warning");
  expect(chosenSeverities(two)).toEqual(["critical", "warning"]);
  expect(toggleSeverity(toggleSeverity(two, "critical"), "warning")).toBe("disk");
});

it("understands what a person typed, however they spelled it", () => {
  expect(chosenSeverities('severity="critical"')).toEqual(["critical"]);
  expect(chosenSeverities('severity=~"crit.*"')).toEqual([]);
  expect(chosenSeverities('severity!="critical"')).toEqual([]);
  expect(chosenStates("@state=active,pending")).toEqual(["firing", "pending"]);
});

it("finds what has no well-known severity, alone", () => {
  const other = toggleSeverity("severity=critical", "other");
  expect(chosenSeverities(other)).toEqual(["other"]);
  expect(toggleSeverity(other, "info")).toBe("severity=info");
  expect(toggleSeverity(other, "other")).toBe("");
});

it("chooses states in one term", () => {
  const both = toggleState(toggleState("", "suppressed"), "firing");
  expect(both).toBe("@state=firing,suppressed");
  expect(toggleState(both, "firing")).toBe("@state=suppressed");
});

it("adds a term or takes it out", () => {
  expect(toggleTerm("a", unacknowledged)).toBe("a @ack=no");
  expect(toggleTerm("a @ack=no b", unacknowledged)).toBe("a b");
});
