import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileFilter, type FilterableAlert } from "./filter";

const now = 1_700_000_000_000;
const alert = (over: Partial<FilterableAlert> = {}): FilterableAlert => ({
  name: "KubePodCrashLooping",
  cluster: "pollux",
  state: "firing",
  labels: { alertname: "KubePodCrashLooping", severity: "warning", namespace: "p47-beamline", pod: "p47-nexus-0" },
  annotations: { summary: "Pod keeps restarting", description: "It ran out of memory.", runbook_url: "https://runbooks" },
  since: now - 3_600_000,
  silencedBy: [],
  inhibitedBy: [],
  mutedBy: [],
  receivers: ["p47", "mail"],
  ...over,
});
const passes = (text: string, over: Partial<FilterableAlert> = {}) => {
  const { test, mistakes } = compileFilter(text);
  expect(mistakes).toEqual([]);
  return test(alert(over), now);
};

describe("a filter", () => {
  it("lets everything pass that has not ended, when it is empty", () => {
    expect(passes("")).toBe(true);
    expect(passes("", { state: "suppressed" })).toBe(true);
    expect(passes("", { state: "resolved" })).toBe(false);
    expect(passes("@state=resolved", { state: "resolved" })).toBe(true);
    expect(passes("@state!=firing", { state: "resolved" })).toBe(true);
  });

  it.each([
    ["severity=warning", true],
    ["severity=critical", false],
    ["severity!=critical namespace=p47-beamline", true],
    ["severity=warning namespace=other", false],
    ['namespace=~"p47.*"', true],
    ["namespace=~p47", false],
    ["namespace=~P47.*", false],
    ["pod!~p47-.*", false],
    ['missing=""', true],
    ["missing!=x", true],
    ["missing=~.+", false],
    ['__proto__=""', true],
    ['constructor=""', true],
    ["@state=active", true],
    ["@state=pending,firing", true],
    ["@state!=firing", false],
    ["@cluster=pollux", true],
    ["@cluster!=pollux", false],
    ["@cluster=~p.*", true],
    ["@receiver=p47", true],
    ["@receiver=mail", true],
    ["@receiver!=mail", false],
    ["@receiver=~ma.*", true],
    ["@receiver=null", false],
    ["@by=silence", false],
    ["@by!=silence", true],
    ["@ack=no", true],
    ["@ack=yes", false],
    ["@ack!=ada", true],
    ["@age>30m", true],
    ["@age>=1h", true],
    ["@age>1h", false],
    ["@age<2h", true],
    ["@age<1d12h", true],
    ["nexus", true],
    ["NEXUS", true],
    ["-nexus", false],
    ["!argo", true],
    ['"OUT of memory"', true],
    ["keeps restarting", true],
    ["runbooks", false],
    ["crashloop", true],
    ["pollux", false],
  ])("%s: %s", (text, expected) => {
    expect(passes(text)).toBe(expected);
  });

  it("finds words of the title that stand nowhere else", () => {
    expect(passes("dizzy", { title: "A DIZZY pod" })).toBe(true);
  });

  it("tells who has an alert, and what suppresses it", () => {
    const owned = { acknowledged: "ada", silencedBy: ["s"], state: "suppressed" } as const;
    expect(["@ack=yes", "@ack=ada", "@ack=Ada", "@by=silence", "@state=suppressed"].every((text) => passes(text, owned))).toBe(true);
    expect(["@ack=no", "@ack=bob", "@by=inhibition", "@by=interval", "@ack!=ada"].some((text) => passes(text, owned))).toBe(false);
    expect(passes("@by=inhibition", { inhibitedBy: ["x"] }) && passes("@by=interval", { mutedBy: ["night"] })).toBe(true);
  });

  it("leaves out what it does not understand, says so, and keeps the rest", () => {
    const { test, mistakes, matchers } = compileFilter("severity=warning pod=~( @odd=1 @cluster=~[ namespace=");
    expect(mistakes).toHaveLength(4);
    expect(mistakes.every((mistake) => mistake.endsWith("."))).toBe(true);
    expect(matchers).toEqual([{ name: "severity", value: "warning", isRegex: false, isEqual: true }]);
    expect(test(alert(), now)).toBe(true);
    expect(test(alert({ labels: {} }), now)).toBe(false);
  });

  it("refuses features that RE2 does not have, instead of running them", () => {
    expect(compileFilter(String.raw`pod=~"(a)\1" ns=~"(?=x)y"`).mistakes).toHaveLength(2);
  });

  it("is not slowed by patterns that would explode elsewhere, or that spell out to megabytes", () => {
    const evil = alert({ labels: { pod: `${"x".repeat(5_000)}!` } });
    const patterns = ["(x+x+)+y", "(x*)*y", "(x|xx)*y", "x*x*x*x*x*x*x*x*y", "(x{1,30}){1,30}y"];
    for (const pattern of patterns) expect(compileFilter(`pod=~"${pattern}"`).test(evil, now)).toBe(false);
    expect(compileFilter(`pod=~"${"(x{1000})".repeat(200)}"`).mistakes[0]).toMatch(/repeats too much/);
    expect(compileFilter(`pod=~"${"x".repeat(5_000)}"`).mistakes[0]).toMatch(/longer than/);
  });

  it("never throws, whatever is typed", () => {
    const written = fc.string({ unit: fc.constantFrom(..."ab=~!<>@\"\\ -{},.*()[]?+^$|", "@state", "@age", "@cluster=~", "pod=~"), maxLength: 40 });
    fc.assert(
      fc.property(fc.oneof(written, fc.string({ unit: "binary", maxLength: 60 })), (text) => {
        const { test, mistakes } = compileFilter(text);
        expect(typeof test(alert(), now)).toBe("boolean");
        expect(mistakes.every((mistake) => mistake.length < 400)).toBe(true);
      }),
      { numRuns: 2_000, seed: 47 },
    );
  });
});
