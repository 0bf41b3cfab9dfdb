import { describe, expect, it } from "vitest";
import type { Route } from "./config";
import { parseMatchers } from "./parse-matcher";
import { destinationsOf, stepsOf } from "./routes";
import type { RouteStep } from "./routing";

const route = (receiver: string, matchers: string, routes: readonly Route[] = [], continues = false): Route => ({
  receiver,
  matchers: parseMatchers(matchers),
  routes,
  continues,
  groupBy: [],
  groupWait: 0,
  groupInterval: 0,
  repeatInterval: 0,
  mute: [],
  active: [],
});
const tree = route("root", "", [
  route("audit", 'severity=~".+"', [], true),
  route("p47", "namespace=p47-beamline", [route("pager", "severity=critical"), route("chat", "severity=warning"), route("late", "severity=~critical|warning")]),
  route("null", 'severity="info"'),
  route("unlabelled", 'severity=""'),
]);
const ends = (labels: Record<string, string>) => destinationsOf(tree, labels).map(({ receiver }) => receiver);
const flat = (step: RouteStep): readonly RouteStep[] => [step, ...step.routes.flatMap(flat)];
const marks = (labels: Record<string, string>) => Object.fromEntries(flat(stepsOf(tree, labels, (receiver) => receiver === "null")).map((step) => [step.receiver, step.skipped ? "skipped" : step.final ? "final" : step.matched ? "passed" : "failed"]));

describe("the routing tree", () => {
  it.each([
    [{ severity: "critical", namespace: "p47-beamline" }, ["audit", "pager"]],
    [{ severity: "warning", namespace: "p47-beamline" }, ["audit", "chat"]],
    [{ severity: "info", namespace: "p47-beamline" }, ["audit", "p47"]],
    [{ severity: "info" }, ["audit", "null"]],
    [{ severity: "odd" }, ["audit"]],
    [{ namespace: "x" }, ["unlabelled"]],
    [{}, ["unlabelled"]],
  ])("leads %j to %j", (labels, receivers) => {
    expect(ends(labels)).toEqual(receivers);
  });

  it("ends at the root where nothing below matches", () => {
    expect(destinationsOf(route("root", "", [route("a", "x=y")]), {}).map(({ receiver }) => receiver)).toEqual(["root"]);
  });

  it("tells of every route whether it was tried, passed, failed, or is the end", () => {
    expect(marks({ severity: "critical", namespace: "p47-beamline" })).toEqual({ root: "passed", audit: "final", p47: "passed", pager: "final", chat: "skipped", late: "skipped", null: "skipped", unlabelled: "skipped" });
    expect(marks({ severity: "info" })).toEqual({ root: "passed", audit: "final", p47: "failed", pager: "skipped", chat: "skipped", late: "skipped", null: "final", unlabelled: "skipped" });
  });

  it("tells of every matcher whether it held, and which receivers go nowhere", () => {
    const steps = flat(stepsOf(tree, { severity: "info" }, (receiver) => receiver === "null"));
    expect(steps.find(({ receiver }) => receiver === "null")).toMatchObject({ nowhere: true, matchers: [{ passed: true }] });
    expect(steps.find(({ receiver }) => receiver === "p47")).toMatchObject({ nowhere: false, matchers: [{ matcher: { name: "namespace" }, passed: false }] });
  });
});
