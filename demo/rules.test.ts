import { describe, expect, it } from "vitest";
import { createEngine } from "./promql";
import { storedSource } from "./promql/oracle/stored-source";
import { demoRules } from "./rules";
import { expandTemplate } from "./rules-template";

const rules = demoRules.flatMap((group) => group.rules);

describe("the demo's rules", () => {
  const engine = createEngine({ source: storedSource([]) });

  it.each(rules.map((rule) => [rule.alert, rule] as const))("%s can be evaluated and explained", (_, rule) => {
    expect(() => engine.instant(rule.expr, 0)).not.toThrow();
    expect(rule.labels["severity"]).toMatch(/^(critical|warning|info|none)$/);
    expect(rule.annotations["runbook_url"]).toMatch(/^https:\/\/runbooks\.(prometheus-operator\.dev|example\.org)\/runbooks\/\w+\/[a-z]+$/);
    for (const text of Object.values(rule.annotations)) expect(expandTemplate(text, {}, 0.5)).not.toMatch(/error|\{\{/);
  });

  it("nothing fires in an empty cluster but the watchdog", () => {
    const firing = rules.filter((rule) => {
      const result = engine.instant(rule.expr, 0);
      return result.type === "vector" && result.samples.length > 0;
    });
    expect(firing.map((rule) => rule.alert)).toEqual(["Watchdog"]);
  });
});

describe("annotations", () => {
  it.each([
    ["Pod {{ $labels.namespace }}/{{$labels.pod}}", "Pod p47-beamline/bl47p-mo-ioc-01-0"],
    ["{{ $value | humanizePercentage }}", "12.35%"],
    ['{{ printf "%.2f" $value }}', "0.12"],
    ['{{ printf "%.4g" $value }}', "0.1235"],
    ["{{ $labels.absent }}|{{ $value }}", "|0.12345678"],
    ["{{ $value | unheardOf }}", "<error expanding template: $value | unheardOf>"],
  ])("%s becomes %s", (template, text) => {
    expect(expandTemplate(template, { namespace: "p47-beamline", pod: "bl47p-mo-ioc-01-0" }, 0.12345678)).toBe(text);
  });
});
