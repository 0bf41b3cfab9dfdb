import { expect, it } from "vitest";
import { group, triage } from "./fixtures";
import { countsSentence, triageSentence } from "./triage-sentence";

const wide = { narrowed: false, unseen: [] };

it.each([
  ["One cause needs you", [group("a"), group("b", { severity: "warning" })]],
  ["Two causes need you", [group("a"), group("b")]],
  ["Nothing is urgent, one cause to look at", [group("a", { severity: "warning" }), group("b", { state: "suppressed" })]],
  ["Everything that fires is taken", [group("a", { acknowledged: { count: 2, by: ["Ada"] } })]],
  ["One cause needs you", [group("a", { acknowledged: { count: 1, by: ["Ada"] } })]],
])("says “%s”", (sentence, groups) => {
  expect(triageSentence(triage(groups), wide)).toBe(sentence);
});

it("says that all is quiet only where it can see", () => {
  const quiet = triage([], { counts: { firing: 0, pending: 0, suppressed: 0, resolved: 0 } });
  expect(triageSentence(quiet, wide)).toBe("All is quiet");
  expect(triageSentence(quiet, { ...wide, unseen: ["Pollux"] })).toBe("Nothing is known to fire, but Pollux is out of sight");
  expect(triageSentence(undefined, wide)).toBe("Looking at the alerts…");
});

it("does not count causes that did not come along as if they were none", () => {
  expect(triageSentence(triage([group("a"), group("b")], { total: 90 }), wide)).toBe("At least two causes need you");
});

it("speaks of what matches where something narrows", () => {
  expect(triageSentence(triage([group("a"), group("b", { severity: "info" })]), { ...wide, narrowed: true })).toBe("Two causes match, one needs you");
  expect(triageSentence(triage([]), { ...wide, narrowed: true })).toBe("Nothing matches");
});

it("counts by severity and state", () => {
  expect(countsSentence(triage([]))).toBe("3 alerts fire: 1 critical, 2 warning · 1 pending · 2 suppressed");
  expect(countsSentence({ counts: { firing: 0, pending: 0, suppressed: 0, resolved: 4 }, severities: { critical: 0, warning: 0, info: 0, other: 0 } })).toBe("No alert fires · 4 resolved lately");
});
