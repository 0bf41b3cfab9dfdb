import { describe, expect, it } from "vitest";
import { plan } from "./budget";

const settings = { interval: 1_000, scrapesPerSecond: 25 };

describe("the budget", () => {
  it("lets a small cluster be live every second", () => {
    expect(plan({ nodes: 12, details: 2, ...settings })).toEqual({ detailEvery: 1_000, overviewEvery: 1_000, overviewTick: 1_000, overviewFrom: "exporters" });
    expect(plan({ nodes: 25, details: 0, ...settings }).overviewEvery).toBe(1_000);
  });

  it("stretches the overview of 500 nodes, and frames come in slices", () => {
    expect(plan({ nodes: 500, details: 0, ...settings })).toEqual({ detailEvery: 1_000, overviewEvery: 20_000, overviewTick: 5_000, overviewFrom: "exporters" });
  });

  it("serves watched nodes first", () => {
    expect(plan({ nodes: 500, details: 5, ...settings })).toMatchObject({ detailEvery: 1_000, overviewEvery: 25_000, overviewFrom: "exporters" });
    expect(plan({ nodes: 500, details: 20, ...settings })).toMatchObject({ detailEvery: 1_000, overviewFrom: "prometheus" });
  });

  it("stretches watched nodes only beyond the whole budget", () => {
    expect(plan({ nodes: 0, details: 60, ...settings }).detailEvery).toBe(3_000);
  });

  it("asks Prometheus where the exporters would be asked more seldom than twice a minute", () => {
    expect(plan({ nodes: 5_000, details: 0, ...settings })).toMatchObject({ overviewEvery: 30_000, overviewFrom: "prometheus" });
  });

  it("is never exceeded, for any cluster and audience", () => {
    for (let nodes = 0; nodes <= 1_200; nodes += 17) {
      for (let details = 0; details <= Math.min(nodes, 80); details += 3) {
        for (const scrapesPerSecond of [1, 5, 25, 100]) {
          const { detailEvery, overviewEvery, overviewTick, overviewFrom } = plan({ nodes, details, interval: 1_000, scrapesPerSecond });
          const cost = details / (detailEvery / 1_000) + (overviewFrom === "exporters" ? (nodes - details) / (overviewEvery / 1_000) : 0);
          expect(cost).toBeLessThanOrEqual(scrapesPerSecond + 1e-9);
          expect(overviewTick).toBeLessThanOrEqual(overviewEvery);
          expect(detailEvery).toBeGreaterThanOrEqual(1_000);
        }
      }
    }
  });
});
