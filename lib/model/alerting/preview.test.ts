import { describe, expect, it } from "vitest";
import type { Alert, AlertRule } from "./alert";
import { refusalsOf } from "./breadth";
import { parseMatcher } from "./parse-matcher";
import { previewOf, previewState } from "./preview";
import type { Silence } from "./silence";

const at = 1_800_000_000_000;
const hour = 3_600_000;
const alert = (id: string, name: string, labels: Record<string, string> = {}, state: Alert["state"] = "firing"): Alert => ({
  ...{ id, name, state, cluster: "pollux", severity: "warning", labels: { alertname: name, severity: "warning", ...labels }, annotations: {}, since: at - hour },
  ...{ silencedBy: [], inhibitedBy: [], mutedBy: [], receivers: [], sources: ["Alertmanager of Pollux"] },
});
const rule = (name: string, labels: Record<string, string> = {}, state: AlertRule["state"] = "inactive"): AlertRule => ({
  ...{ key: name, name, group: "g", file: "f", prometheus: "p", query: "up == 0", duration: 0, keepFiringFor: 0, labels, annotations: {}, state, health: "ok", interval: 30 },
});
const matchers = (...texts: string[]) => texts.map(parseMatcher);
const silence = (id: string, texts: string[], more: Partial<Silence> = {}): Silence => ({ id, state: "active", matchers: matchers(...texts), startsAt: at - hour, endsAt: at + hour, updatedAt: at - hour, createdBy: "Ada", comment: "", sources: ["a"], ...more });
const state = (alerts: Alert[], rules: AlertRule[] = [], silences: Silence[] = []) => previewState(at, alerts, rules, new Map(silences.map((one) => [one.id, one])));
const draft = (...texts: string[]) => ({ matchers: matchers(...texts), endsAt: at + hour });

const three = [alert("1", "A", { pod: "x" }), alert("2", "A", { pod: "y" }, "pending"), alert("3", "B", { pod: "x" }, "suppressed"), alert("4", "A", { pod: "x", old: "1" }, "resolved")];

describe("a preview", () => {
  it("names exactly what it covers, by state, and what was not selected", () => {
    const preview = previewOf(draft('pod=~"x|y"'), state(three), ["1"]);
    expect(preview.alerts.map(({ id, beyond }) => [id, beyond])).toEqual([["1", undefined], ["2", true], ["3", true]]);
    expect(preview.counts).toEqual({ firing: 1, pending: 1, suppressed: 1, beyond: 2 });
    expect(preview.refusals).toEqual([]);
  });

  it("calls nothing beyond where nothing was selected", () => {
    expect(previewOf(draft('alertname="A"'), state(three), []).counts.beyond).toBe(0);
  });

  it("tells rules that would be covered for certain from those that might be", () => {
    const rules = [rule("A", { severity: "critical" }), rule("B"), rule("C", { severity: "{{ $labels.s }}" }), rule("D", { severity: "info" }), rule("E", { severity: "critical" }, "firing")];
    expect(previewOf(draft('severity="critical"', 'alertname=~"A|C|D|E"'), state([], rules), []).rules).toEqual([{ name: "A", certain: true }, { name: "C", certain: false }]);
    expect(previewOf(draft('namespace="p47"', 'alertname=~"A|B"'), state([], rules), []).rules.map(({ certain }) => certain)).toEqual([false, false]);
  });

  it("finds silences with the same matchers or around the same alerts, the nearest first, but none that are over", () => {
    const silences = [
      silence("wide", ['pod=~"x|y"']),
      silence("same", ['pod="x"', 'alertname="A"']),
      silence("over", ['alertname="A"', 'pod="x"'], { state: "expired" }),
      silence("equal", ['alertname="A"', 'pod=~"x"']),
      silence("else", ['alertname="B"']),
      silence("broken", ['alertname=~"("']),
    ];
    expect(previewOf(draft('alertname="A"', 'pod="x"'), state(three, [], silences), []).similar.map(({ id }) => id)).toEqual(["same", "equal", "wide"]);
    expect(previewOf({ ...draft('alertname="A"', 'pod="x"'), id: "same" }, state(three, [], silences), []).similar.map(({ id }) => id)).toEqual(["equal", "wide"]);
  });

  it("warns of what covers nothing, narrows nothing, or starts later", () => {
    const warnings = previewOf({ ...draft('alertname="Z"', 'pod=~".+"'), startsAt: at + 60_000 }, state(three), []).warnings.join(" ");
    expect(warnings).toContain('pod=~".+" holds for any value');
    expect(warnings).toContain("covers nothing now");
    expect(warnings).toContain("starts in the future");
  });

  it("warns that an edit gives another id, and only then", () => {
    const old = silence("s", ['alertname="A"', 'pod="x"']);
    const warnings = (more: object) => previewOf({ ...draft('pod="x"', 'alertname="A"'), id: "s", ...more }, state(three, [], [old]), []).warnings.join(" ");
    expect(warnings({})).toBe("");
    expect(warnings({ startsAt: old.startsAt + 300 })).toBe("");
    expect(warnings({ startsAt: old.startsAt + 5_000 })).toContain("Changing the start makes a new silence");
    expect(warnings({ matchers: matchers('pod=~"x"', 'alertname="A"') })).toContain("Changing the matchers makes a new silence and expires this one: its id will change.");
    expect(warnings({ endsAt: at + 60_000 })).toContain("ends earlier");
  });

  it("refuses what ends before it begins", () => {
    expect(previewOf({ ...draft('alertname="A"'), endsAt: at }, state(three), []).refusals.join(" ")).toContain("choose an end in the future");
  });

  it("says what does not compile", () => {
    expect(() => previewOf(draft('alertname=~"("'), state(three), [])).toThrow("is not a regular expression that Alertmanager takes");
  });
});

describe("a silence that is too broad is refused", () => {
  const refused = (texts: string[], all: Alert[] = three, selected: string[] = []) => {
    const found = previewOf(draft(...texts), state(all), selected);
    return found.refusals.join(" ");
  };
  it.each([[[]], [['pod=""']], [['pod!="x"']], [['pod=~".*"']], [['pod=~"x?"', 'a!~"b"']]])("where every matcher holds for a missing label: %j", (texts) => {
    expect(refused(texts)).toMatch(/without a matcher|where its label is missing/);
  });
  it.each([[['severity="warning"']], [['cluster=~"p.*"', 'pod=""']], [['prometheus="m/k8s"']], [['alertname=~".+"']], [['alertname=~"..*"', 'severity="warning"']], [['alertname!=""']], [['alertname=~"[^x]+|.*x.*"']]])("where nothing says what it is about: %j", (texts) => {
    expect(refused(texts)).toContain("Nothing says what it is about");
  });
  it.each([[['alertname=~"W.*"']], [['alertname="Watchdog"']], [['alertname!="A"', 'severity="none"']]])("where it would cover Watchdog, also while that is missing: %j", (texts) => {
    expect(refused(texts)).toContain("Watchdog");
  });
  it("where it covers more than half of all that fires, beyond what was selected", () => {
    const all = Array.from({ length: 12 }, (_, index) => alert(`${index}`, "A", { namespace: index < 7 ? "x" : "y" }));
    expect(refused(['namespace="x"'], all)).toContain("7 of 12 alerts that fire");
    expect(refused(['namespace="x"'], all, ["0"])).toBe("");
    expect(refused(['namespace="x"'], all.slice(0, 9))).toBe("");
    expect(refused(['namespace=~"x|y"'], all, ["0"])).toContain("11 of 12 alerts that fire, beyond those that were selected");
  });
  it("and nothing else is", () => {
    expect(refusalsOf(matchers('alertname="A"'), [], [], new Set())).toEqual([]);
    expect(refusalsOf(matchers('namespace=~"p47-.*"', 'severity!="critical"'), [], [], new Set())).toEqual([]);
  });
});
