import { describe, expect, it } from "vitest";
import type { InhibitRule } from "./config";
import { createInhibition, type InhibitionSource } from "./inhibition";
import type { Labels } from "./matcher";
import { parseMatchers } from "./parse-matcher";

const rule = (source: string, target: string, ...equal: string[]): InhibitRule => ({ source: parseMatchers(source), target: parseMatchers(target), equal });
const alert = (id: string, labels: Labels): InhibitionSource => ({ id, name: labels["alertname"] ?? "", labels });
const rules = [rule("severity=critical", "severity=~warning|info", "namespace", "alertname"), rule("alertname=NodeDown", "alertname=~.*Down", "node")];
const by = (alerts: readonly InhibitionSource[], labels: Labels) => createInhibition(rules, alerts)(labels)?.source.id;

describe("inhibition", () => {
  const critical = alert("c", { alertname: "A", namespace: "x", severity: "critical" });

  it("keeps quiet what equals the source in the labels of the rule", () => {
    expect(by([critical], { alertname: "A", namespace: "x", severity: "warning" })).toBe("c");
    expect(by([critical], { alertname: "A", namespace: "y", severity: "warning" })).toBeUndefined();
    expect(by([critical], { alertname: "A", namespace: "x", severity: "critical" })).toBeUndefined();
    expect(by([], { alertname: "A", namespace: "x", severity: "warning" })).toBeUndefined();
  });

  it("takes a missing label for an empty one on both sides", () => {
    expect(by([alert("c", { alertname: "A", severity: "critical" })], { alertname: "A", namespace: "", severity: "info" })).toBe("c");
    expect(by([alert("c", { alertname: "A", severity: "critical" })], { alertname: "A", severity: "info" })).toBe("c");
  });

  it("names the rule", () => {
    expect(createInhibition(rules, [critical])({ alertname: "A", namespace: "x", severity: "info" })?.rule).toBe(rules[0]);
  });

  it("lets no alert inhibit itself or its like", () => {
    const down = alert("d", { alertname: "NodeDown", node: "n1", severity: "page" });
    expect(by([down], down.labels)).toBeUndefined();
    expect(by([down, alert("e", { alertname: "NodeDown", node: "n1", severity: "page", extra: "1" })], down.labels)).toBeUndefined();
    expect(by([down], { alertname: "TargetDown", node: "n1" })).toBe("d");
  });

  it("finds a source that is no target behind one that is", () => {
    const own = [rule("a=~.+", "b=1", "k")];
    const two = alert("two", { a: "1", b: "1", k: "k" });
    const one = alert("one", { a: "1", k: "k" });
    expect(createInhibition(own, [two, one])({ a: "2", b: "1", k: "k" })?.source.id).toBe("one");
    expect(createInhibition(own, [two, one])({ b: "1", k: "k" })?.source.id).toBe("two");
  });

  it("does not confuse values that look alike when put together", () => {
    const own = [rule("s=1", "t=1", "a", "b")];
    expect(createInhibition(own, [alert("x", { s: "1", a: 'x","y', b: "" })])({ t: "1", a: "x", b: 'y","' })).toBeUndefined();
  });
});
