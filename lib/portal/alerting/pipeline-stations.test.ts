import { describe, expect, it } from "vitest";
import { nothingYet } from "./alerts-now";
import { alertOf, ruleOf, wellState } from "./fixtures/pipeline-state";
import { pipelineProblems } from "./pipeline-problems";
import { pipelineStations } from "./pipeline-stations";

const stations = (...[change, metrics = {}]: [Parameters<typeof wellState>[0], Parameters<typeof pipelineStations>[1]?]) => {
  const now = wellState(change);
  return Object.fromEntries(pipelineStations(now, metrics, pipelineProblems({ now, metrics })).map((station) => [station.id, station]));
};

describe("the stations of an alert's way", () => {
  it("carry this cluster's numbers on every arrow, and what stops anywhere is missing behind it", () => {
    const alerts = [
      alertOf("Waits", { state: "pending", receivers: [] }),
      alertOf("Heard"),
      alertOf("Quiet", { state: "suppressed", inhibitedBy: ["x"] }),
      alertOf("Silent", { state: "suppressed", silencedBy: ["s"] }),
      alertOf("Night", { state: "suppressed", mutedBy: ["nights"] }),
      alertOf("Over", { state: "resolved" }),
    ];
    const found = stations({ alerts }, { targets: [{ job: "a", up: 3, total: 4 }], samplesPerSecond: 1_250, groups: 3 });
    expect(Object.values(found).map(({ id, out }) => [id, out?.value])).toEqual([["exporters", 1_250], ["rules", 5], ["pending", 4], ["grouping", 4], ["inhibition", 3], ["silences", 1], ["receivers", undefined]]);
    expect(found["exporters"]).toMatchObject({ state: "warn", figures: [{ value: 3, of: 4, state: "warn" }, { value: 1 }] });
    expect(found["receivers"]?.figures).toContainEqual({ label: "team", value: 1 });
  });

  it("are as bad as the worst that is wrong there", () => {
    const found = stations({ rules: [ruleOf("Watchdog", { state: "firing" }), ruleOf("Broken", { health: "err" })] }, { integrations: [{ name: "email", tried: 4, failed: 4 }] });
    expect(Object.values(found).map(({ id, state }) => `${id} ${state}`)).toEqual(["exporters unknown", "rules warn", "pending ok", "grouping ok", "inhibition ok", "silences ok", "receivers crit"]);
  });

  it("say that nothing is known before anything is", () => {
    expect(pipelineStations(nothingYet, {}, []).map(({ state }) => state)).toEqual(Array(7).fill("unknown"));
  });

  it("name alerts that reach nobody", () => {
    const figures = stations({ alerts: [alertOf("Full", { receivers: ["null"] })] })["receivers"]?.figures;
    expect(figures?.slice(0, 2)).toEqual([{ label: "alerts reach nobody", value: 1, of: 1, state: "warn" }, { label: "null (sends nothing)", value: 1 }]);
  });
});
