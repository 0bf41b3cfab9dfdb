import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileFilter } from "./filter";
import { filterTerms } from "./filter-terms";
import { completions } from "./filter-words";
import type { FilterVocabulary } from "./triage";

const vocabulary: FilterVocabulary = {
  labels: [
    { name: "severity", values: [["warning", 7], ["critical", 2], ["info", 1]] },
    { name: "namespace", values: [["p47-beamline", 5], ["kube system", 1]] },
    { name: "alertname", values: [["KubePodCrashLooping", 4], ['Odd "name"', 1]] },
  ],
  conditions: { cluster: [["pollux", 9]], receiver: [["p47", 3]], ack: [["ada", 1]] },
};
/** The cursor stands at the bar. */
const offered = (marked: string) => {
  const cursor = marked.indexOf("|");
  return completions(marked.replace("|", ""), cursor, vocabulary);
};
const labels = (marked: string) => offered(marked).options.map(({ label }) => label);
/** The text after the nth offer was taken. */
const taken = (marked: string, n = 0) => {
  const { from, to, options } = offered(marked);
  const text = marked.replace("|", "");
  return text.slice(0, from) + (options[n]?.insert ?? "") + text.slice(to);
};

describe("the completion of the filter", () => {
  it("begins with the labels of what fires, and the words with @", () => {
    expect(labels("|").slice(0, 4)).toEqual(["severity", "namespace", "alertname", "@state"]);
    expect(labels("severity=info |")).toContain("@age");
  });

  it("completes a label's name, then offers its operators, then its values by how many have them", () => {
    expect(taken("sev|")).toBe("severity=");
    expect(labels("severity|").slice(0, 4)).toEqual(["severity=", "severity!=", "severity=~", "severity!~"]);
    expect(labels("severity!|")).toEqual(["severity!=", "severity!~"]);
    expect(offered("severity=|").options).toMatchObject([{ label: "warning", detail: "7 alerts" }, { label: "critical" }, { label: "info", detail: "1 alert" }]);
    expect(taken("severity=c|")).toBe("severity=critical ");
  });

  it("puts what begins so before what contains it", () => {
    expect(labels("name|").slice(0, 2)).toEqual(["namespace", "alertname"]);
  });

  it("finds a label by its value", () => {
    expect(taken("crit|")).toBe("severity=critical ");
    expect(labels("-crit|")).toEqual(["severity!=critical"]);
  });

  it("quotes what needs it", () => {
    expect(taken("namespace=kube|")).toBe('namespace="kube system" ');
    expect(taken('namespace="kube s|')).toBe('namespace="kube system" ');
    expect(filterTerms(taken("alertname=odd|"))).toMatchObject([{ matcher: { value: 'Odd "name"' } }]);
  });

  it("replaces the whole value, and nothing after it", () => {
    expect(taken("severity=w|arn pod=x")).toBe("severity=warning pod=x");
    expect(taken("a=b severity=c| x")).toBe("a=b severity=critical x");
  });

  it("knows the words with @ and their values", () => {
    expect(labels("@st|")).toEqual(["@state"]);
    expect(labels("@state=s|")).toEqual(["suppressed", "resolved"]);
    expect(labels("@by=|")).toEqual(["silence", "inhibition", "interval"]);
    expect(labels("@cluster=|")).toEqual(["pollux"]);
    expect(labels("@receiver!=|")).toEqual(["p47"]);
    expect(labels("@ack=|")).toEqual(["yes", "no", "ada"]);
    expect(taken("@age>|")).toBe("@age>10m ");
    expect(taken("@ag|")).toBe("@age>");
  });

  it("offers nothing of what does not exist, and survives any text and cursor", () => {
    expect(labels("__proto__=|")).toEqual([]);
    expect(labels("@constructor=|")).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."sev=~!<>@\"\\ -"), maxLength: 30 }), fc.integer({ min: -3, max: 40 }), (text, cursor) => {
        const { from, to } = completions(text, cursor, vocabulary);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1_000, seed: 47 },
    );
  });

  it("offers only values that the filter then understands", () => {
    const value = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(value, (name) => {
        const { options } = completions("x=", 2, { labels: [{ name: "x", values: [[name, 1]] }] });
        expect(compileFilter(`x=${options[0]?.insert ?? ""}`).matchers).toMatchObject([{ value: name }]);
      }),
      { numRuns: 500, seed: 47 },
    );
  });
});
