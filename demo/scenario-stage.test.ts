import { describe, expect, it } from "vitest";
import { rulesOf } from "./rules";
import { createRuleEngine } from "./rules-engine";
import { scenarioStage } from "./scenario-stage";
import { seriesSource } from "./world/series-source";
import { createWorld } from "./world/world";

const second = 1_000;
const begin = Date.UTC(2026, 5, 15, 10, 8, 0);

/** Pollux and its rules under a clock that stands until somebody moves it. */
function pollux() {
  let now = begin;
  const world = createWorld({ clock: () => now, seed: 47, host: false });
  const engine = createRuleEngine({ groups: rulesOf("pollux"), source: seriesSource(world, "pollux") });
  return {
    stage: scenarioStage({ world, upstreams: [], mailDown: () => undefined }),
    async pass(seconds: number) {
      for (const until = now + seconds * second; now < until; ) {
        now += 15 * second;
        await engine.evaluate(now);
      }
    },
    /** What fires of these, by the object that it is about. */
    firing: (...labels: string[]) =>
      engine.groups.flatMap(({ rules }) => rules.flatMap(({ state }) => state.active()))
        .filter(({ state, labels: own }) => state === "firing" && labels.some((each) => Object.values(own).includes(each)))
        .map(({ labels: own }) => `${own["alertname"]} ${own["severity"]}`).sort(),
  };
}

describe("a scenario that somebody lets happen", () => {
  it("takes a node down: node, IOC and workload alerts fire about a minute later, and go away again", async () => {
    const test = pollux();
    const about = ["p45-srv-01", "bl45p-mo-brick-01"];
    await test.pass(60);
    expect(test.firing(...about)).toEqual([]);
    await test.stage.begin({ scenario: "node-down", seconds: 240 });
    await test.pass(120);
    expect(test.firing(...about)).toEqual(["IocDown critical", "KubeNodeNotReady critical", "KubeNodeUnreachable warning", "KubeStatefulSetReplicasMismatch warning"]);
    await test.pass(240);
    expect(test.firing(...about)).toEqual([]);
    await test.stage.stop();
  });

  it("fills a claim: a critical alert fires within a minute, and goes away again", async () => {
    const test = pollux();
    await test.pass(60);
    await test.stage.begin({ scenario: "fill-claim", seconds: 120 });
    await test.pass(90);
    expect(test.firing("p47-data-claim")).toContain("KubePersistentVolumeFillingUp critical");
    await test.pass(180);
    expect(test.firing("p47-data-claim")).toEqual([]);
    await test.stage.stop();
  });
});
