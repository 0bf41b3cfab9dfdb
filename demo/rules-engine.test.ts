import { describe, expect, it } from "vitest";
import { createEngine } from "./promql";
import { storedSource } from "./promql/oracle/stored-source";
import type { RuleGroup } from "./rules-declaration";
import { createRuleEngine, type RuleEngine } from "./rules-engine";
import { createNotifier, type PostedAlert } from "./rules-notifier";

const minute = 60_000;
const start = 100 * 60 * minute;

/** A gauge `broken{pod="a"}` that is 1 from one minute to another. */
function trouble(from: number, to: number) {
  const times = Array.from({ length: 4000 }, (_, index) => start - 8 * 60 * minute + index * 15_000);
  return storedSource([{ labels: { __name__: "broken", pod: "a" }, times, values: times.map((time) => (time >= from && time < to ? 1 : 0)) }]);
}

const groups: readonly RuleGroup[] = [
  {
    name: "test", interval: 15_000,
    rules: [{ alert: "Broken", expr: "broken == 1", for: "1m", labels: { severity: "info" }, annotations: { description: "{{ $labels.pod }} is {{ $value }}" } }],
  },
  { name: "after", interval: 15_000, rules: [{ alert: "Inhibitor", expr: 'ALERTS{severity="info",alertstate="firing"} == 1', labels: { severity: "none" }, annotations: {} }] },
];

async function evaluate(engine: RuleEngine, from: number, to: number): Promise<void> {
  for (let at = from; at <= to; at += 15_000) await engine.evaluate(at);
}

function states(engine: RuleEngine): string[] {
  return engine.groups.flatMap(({ rules }) => rules.flatMap(({ state }) => state.all().map((alert) => `${alert.labels["alertname"]} ${alert.state}`)));
}

describe("an alert's life", () => {
  it("is pending, fires after its wait, and resolves", async () => {
    const engine = createRuleEngine({ groups, source: trouble(start + minute, start + 5 * minute) });
    await evaluate(engine, start, start + 45_000);
    expect(states(engine)).toEqual([]);
    await evaluate(engine, start + minute, start + minute + 45_000);
    expect(states(engine)).toEqual(["Broken pending"]);
    await evaluate(engine, start + 2 * minute, start + 2 * minute);
    expect(states(engine)).toEqual(["Broken firing", "Inhibitor firing"]);
    expect(engine.groups[0]?.rules[0]?.state.active()[0]).toMatchObject({ activeAt: start + minute, annotations: { description: "a is 1" }, labels: { pod: "a", alertname: "Broken", severity: "info" } });
    await evaluate(engine, start + 3 * minute, start + 5 * minute);
    expect(states(engine)).toEqual(["Broken inactive", "Inhibitor inactive"]);
    expect(engine.groups[0]?.rules[0]?.state.active()).toEqual([]);
    await evaluate(engine, start + 6 * minute, start + 21 * minute);
    expect(states(engine)).toEqual([]);
  });

  it("forgets a pending alert whose cause went away", async () => {
    const engine = createRuleEngine({ groups, source: trouble(start, start + 30_000) });
    await evaluate(engine, start, start + minute);
    expect(states(engine)).toEqual([]);
  });

  it("can be queried as ALERTS, and ends there at once", async () => {
    const engine = createRuleEngine({ groups, source: trouble(start + minute, start + 5 * minute) });
    await evaluate(engine, start, start + 8 * minute);
    const query = createEngine({ source: engine.source });
    const series = query.range('ALERTS{alertname="Broken"}', start, start + 8 * minute, 15_000);
    expect(series.map(({ labels, points }) => [labels["alertstate"], (points[0]?.[0] ?? 0) - start, (points.at(-1)?.[0] ?? 0) - start])).toEqual([
      ["firing", 2 * minute, 5 * minute - 15_000], ["pending", minute, 2 * minute - 15_000],
    ]);
    expect(query.instant("ALERTS_FOR_STATE", start + 3 * minute)).toMatchObject({ samples: [{ value: (start + minute) / 1000 }, {}] });
    expect(query.instant("count(broken)", start)).toMatchObject({ samples: [{ value: 1 }] });
  });
});

describe("the past", () => {
  it("fires at once what has been true for long, since when it has", async () => {
    const engine = createRuleEngine({ groups, source: trouble(start - 10 * minute, start + minute) });
    await engine.backfill(start + 7);
    expect(states(engine)).toEqual(["Broken firing", "Inhibitor firing"]);
    expect(engine.groups[0]?.rules[0]?.state.active()[0]).toMatchObject({ activeAt: start - 10 * minute, firedAt: start - 9 * minute });
    await evaluate(engine, start + 15_000, start + minute);
    expect(states(engine)).toEqual(["Broken inactive", "Inhibitor inactive"]);
  });

  it("follows what is older than half an hour back in larger steps", async () => {
    const engine = createRuleEngine({ groups, source: trouble(start - 3 * 60 * minute, start + minute) });
    await engine.backfill(start);
    expect(engine.groups[0]?.rules[0]?.state.active()[0]?.activeAt).toBe(start - 3 * 60 * minute);
  });

  it("leaves what began just now pending, and knows what was over", async () => {
    const young = createRuleEngine({ groups, source: trouble(start - 30_000, start + minute) });
    await young.backfill(start);
    expect(states(young)).toEqual(["Broken pending"]);
    const over = createRuleEngine({ groups, source: trouble(start - 20 * minute, start - 10 * minute) });
    await over.backfill(start);
    expect(states(over)).toEqual([]);
    const points = createEngine({ source: over.source }).range('ALERTS{alertname="Broken",alertstate="firing"}', start - 30 * minute, start, minute)[0]?.points;
    expect(points?.map(([time]) => (time - start) / minute)).toEqual([-19, -18, -17, -16, -15, -14, -13, -12, -11]);
  });
});

describe("health", () => {
  it("says what is wrong with a rule and goes on with the others", async () => {
    const bad: RuleGroup = { name: "bad", interval: 15_000, rules: [{ alert: "Bad", expr: "rate(broken)", labels: {}, annotations: {} }] };
    const engine = createRuleEngine({ groups: [bad, ...groups], source: trouble(start, start + minute) });
    await engine.evaluate(start);
    expect(engine.groups[0]?.rules[0]).toMatchObject({ health: "err", lastError: expect.stringContaining("expected type range vector") as string });
    expect(states(engine)).toEqual(["Broken pending"]);
  });
});

describe("telling Alertmanager", () => {
  function watched(post: (alerts: readonly PostedAlert[]) => Promise<void>) {
    const notify = createNotifier({ post, externalLabels: { prometheus: "monitoring/k8s" }, externalUrl: "http://localhost:3011" });
    return createRuleEngine({ groups: groups.slice(0, 1), source: trouble(start, start + 5 * minute), notify });
  }

  it("tells when an alert fires, every minute after, and when it resolves", async () => {
    const sent: [number, PostedAlert | undefined][] = [];
    let now = 0;
    const engine = watched((alerts) => { sent.push([now - start, alerts[0]]); return Promise.resolve(); });
    for (now = start; now <= start + 6 * minute; now += 15_000) await engine.evaluate(now);
    expect(sent.map(([at]) => at / 1000)).toEqual([60, 135, 210, 285, 300]);
    expect(sent[0]?.[1]).toEqual({
      labels: { alertname: "Broken", pod: "a", severity: "info", prometheus: "monitoring/k8s" },
      annotations: { description: "a is 1" },
      startsAt: new Date(start + minute).toISOString(),
      endsAt: new Date(start + 5 * minute).toISOString(),
      generatorURL: "http://localhost:3011/graph?g0.expr=broken%20%3D%3D%201&g0.tab=1",
    });
    expect(sent.at(-1)?.[1]).toMatchObject({ startsAt: new Date(start + minute).toISOString(), endsAt: new Date(start + 5 * minute).toISOString() });
  });

  it("tells again what did not arrive", async () => {
    let calls = 0;
    const engine = watched(() => { calls += 1; return calls === 1 ? Promise.reject(new Error("down")) : Promise.resolve(); });
    await evaluate(engine, start, start + 90_000);
    expect(calls).toBe(2);
  });
});

describe("keep_firing_for", () => {
  const kept: readonly RuleGroup[] = [{ name: "kept", interval: 15_000, rules: [{ alert: "Kept", expr: "broken == 1", for: "30s", keep_firing_for: "1m", labels: {}, annotations: {} }] }];

  it("goes on firing for that long, says since when, and is the same alert when its cause returns", async () => {
    const engine = createRuleEngine({ groups: kept, source: trouble(start, start + 60_000) });
    await evaluate(engine, start, start + 60_000);
    const [alert] = engine.groups[0]?.rules[0]?.state.active() ?? [];
    expect(alert).toMatchObject({ state: "firing", activeAt: start, keptSince: start + 60_000 });
    await evaluate(engine, start + 75_000, start + 105_000);
    expect(states(engine)).toEqual(["Kept firing"]);
    await engine.evaluate(start + 120_000);
    expect(states(engine)).toEqual(["Kept inactive"]);
  });

  it("is lived through in the past as well", async () => {
    const engine = createRuleEngine({ groups: kept, source: trouble(start - 10 * minute, start - 30_000) });
    await engine.backfill(start);
    expect(engine.groups[0]?.rules[0]?.state.active()[0]).toMatchObject({ state: "firing", activeAt: start - 10 * minute, keptSince: start - 30_000 });
    const over = createRuleEngine({ groups: kept, source: trouble(start - 10 * minute, start - 5 * minute) });
    await over.backfill(start);
    expect(states(over)).toEqual([]);
  });
});

describe("the day before", () => {
  it("is recalled for those rules that are asked about, and changes nothing that is known better", async () => {
    const engine = createRuleEngine({ groups, source: trouble(start - 5 * 60 * minute, start - 4 * 60 * minute) });
    await engine.backfill(start);
    const fired = () => createEngine({ source: engine.source }).range('ALERTS{alertname="Broken",alertstate="firing"}', start - 24 * 60 * minute, start, 5 * minute)[0]?.points.map(([time]) => (time - start) / minute) ?? [];
    expect(fired()).toEqual([]);
    await engine.recall(new Set(["Nothing"]), start);
    expect(fired()).toEqual([]);
    await engine.recall(new Set(["Broken"]), start);
    expect([fired()[0], fired().at(-1)]).toEqual([-295, -245]);
    expect(states(engine)).toEqual([]);
  });
});
