import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nothingYet } from "./alerts-now";
import { alertmanagerSays, evaluated, noon, only, prometheusSays, ruleOf, silenced, statusOf, story, told } from "./fixtures/readings";
import { merge } from "./merge";
import type { SourceState } from "./reading";

const a = { alertname: "A", severity: "critical", namespace: "n" };
const never = <R>(name: string): SourceState<R> => ({ name, problem: `${name} cannot be reached.` });

describe("what several Alertmanagers say", () => {
  it("is one alert with both as its sources, since the first of them", () => {
    const [now] = story([{ alertmanagers: [alertmanagerSays("one", [told(a)]), alertmanagerSays("two", [told(a, { startsAt: noon - 90_000, receivers: ["team", "other"] })])] }]);
    expect(only(now!)).toEqual({
      ...{ id: told(a).fingerprint, cluster: "pollux", name: "A", severity: "critical", state: "firing", labels: a, annotations: { summary: "s" }, since: noon - 90_000 },
      ...{ silencedBy: [], inhibitedBy: [], mutedBy: [], receivers: ["team", "other"], sources: ["one", "two"] },
    });
  });

  it("is heard as long as one of them tells it: suppressed only where all keep quiet", () => {
    const inhibited = told(a, { suppressed: true, inhibitedBy: ["x"] });
    const [both, one] = story([{ alertmanagers: [alertmanagerSays("one", [inhibited]), alertmanagerSays("two", [inhibited])] }, { alertmanagers: [alertmanagerSays("one", [inhibited]), alertmanagerSays("two", [told(a)])] }]);
    expect(only(both!)).toMatchObject({ state: "suppressed", inhibitedBy: ["x"] });
    expect(only(one!).state).toBe("firing");
  });

  it("counts a silence that both have, though only one has looked at its alerts since", () => {
    const silences = [silenced("s1")];
    const [now] = story([{ alertmanagers: [alertmanagerSays("one", [told(a, { suppressed: true, silencedBy: ["s1"] })], { silences }), alertmanagerSays("two", [told(a)], { silences })] }]);
    expect(only(now!)).toMatchObject({ state: "suppressed", silencedBy: ["s1"] });
    expect([...now!.silences.values()]).toMatchObject([{ id: "s1", sources: ["one", "two"] }]);
  });

  it("does not count a silence of one for the other where they are on their own", () => {
    const [now] = story([{ alertmanagers: [alertmanagerSays("one", [told(a, { suppressed: true, silencedBy: ["s1"] })], { silences: [silenced("s1")] }), alertmanagerSays("two", [told(a)])] }]);
    expect(only(now!).state).toBe("firing");
  });

  it("is heard again as soon as one knows that the silence has been ended", () => {
    const quiet = told(a, { suppressed: true, silencedBy: ["s1"] });
    const ended = silenced("s1", { state: "expired", updatedAt: noon });
    const [now] = story([{ alertmanagers: [alertmanagerSays("one", [quiet], { silences: [silenced("s1")] }), alertmanagerSays("two", [told(a)], { silences: [ended] })] }]);
    expect(now!.silences.get("s1")).toMatchObject({ state: "expired" });
    expect(only(now!)).toMatchObject({ state: "firing", silencedBy: [] });
  });

  it("is suppressed by time intervals, too", () => {
    const [now] = story([{ alertmanagers: [alertmanagerSays("one", [told(a)], { muted: new Map([[told(a).fingerprint, ["nights"]]]) })] }]);
    expect(only(now!)).toMatchObject({ state: "suppressed", mutedBy: ["nights"] });
  });
});

describe("an Alertmanager that does not answer", () => {
  const down = alertmanagerSays("one", [told(a)], {}, "It is down.");

  it("keeps its alerts, marked as old where nobody else knows them", () => {
    const b = { ...a, alertname: "B" };
    const [, now] = story([{ alertmanagers: [alertmanagerSays("one", [told(a)]), alertmanagerSays("two", [told(b)])] }, { alertmanagers: [down, alertmanagerSays("two", [told(b)])] }]);
    expect([...now!.alerts.values()].map(({ name, state, stale }) => [name, state, stale]).sort()).toEqual([["A", "firing", true], ["B", "firing", undefined]]);
    expect(now!.sources).toMatchObject([{ name: "one", kind: "alertmanager", problem: "It is down.", at: noon }, { name: "two" }]);
  });

  it("keeps them in silence, too, and is told once when it is back", () => {
    const states = story([{ alertmanagers: [alertmanagerSays("one", [told(a)])] }, { alertmanagers: [down] }, { alertmanagers: [down] }, { alertmanagers: [alertmanagerSays("one", [told(a)])] }]);
    expect(states.map((state) => [only(state).state, only(state).stale])).toEqual([["firing", undefined], ["firing", true], ["firing", true], ["firing", undefined]]);
    expect(states[2]!.revision).toBe(states[1]!.revision);
  });

  it("does not keep alive what another one that knew it says is over", () => {
    const both = [alertmanagerSays("one", [told(a)]), alertmanagerSays("two", [told(a)])];
    const states = story([{ alertmanagers: both }, { alertmanagers: [down, both[1]!] }, { alertmanagers: [down, alertmanagerSays("two", [])] }, { alertmanagers: [down, alertmanagerSays("two", [])] }]);
    expect(states.map((state) => [only(state).state, only(state).stale])).toEqual([["firing", undefined], ["firing", undefined], ["resolved", undefined], ["resolved", undefined]]);
  });

  it("has forgotten its alerts after a restart, which is not that they are over", () => {
    const forgotten = new Set([told(a).fingerprint]);
    const states = story([{ alertmanagers: [alertmanagerSays("one", [told(a)])] }, { alertmanagers: [alertmanagerSays("one", [], { forgotten })] }, { alertmanagers: [alertmanagerSays("one", [])] }]);
    expect(states.map((state) => [only(state).state, only(state).stale])).toEqual([["firing", undefined], ["firing", true], ["resolved", undefined]]);
  });

  it("says what it said of silences, as time goes on", () => {
    const silences = [silenced("s1", { endsAt: noon + 15_000 }), silenced("s2", { state: "pending", startsAt: noon + 15_000 })];
    const states = story([{ alertmanagers: [alertmanagerSays("one", [], { silences })] }, ...[1, 2].map(() => ({ alertmanagers: [alertmanagerSays("one", [], { silences }, "down")] }))]);
    expect(states.map(({ silences: its }) => [...its.values()].map(({ state }) => state))).toEqual([["active", "pending"], ["active", "pending"], ["expired", "active"]]);
  });

  it("never answered: nothing is known, and what was known before the restart is old, not over", () => {
    const [before] = story([{ alertmanagers: [alertmanagerSays("one", [told(a)])] }]);
    const [now] = story([{ alertmanagers: [never("one")] }], {}, { ...nothingYet, alerts: before!.alerts });
    expect(only(now!)).toMatchObject({ state: "firing", stale: true });
    const [gone] = story([{ alertmanagers: [never("another")] }], {}, { ...nothingYet, alerts: before!.alerts });
    expect(only(gone!).state).toBe("resolved");
  });
});

describe("an alert's way", () => {
  const external = { prometheus: "monitoring/k8s", prometheus_replica: "prometheus-k8s-0" };
  const sent = { ...a, prometheus: "monitoring/k8s" };
  const pending = prometheusSays("P", [evaluated(a, { state: "pending", activeAt: noon - 60_000 })], { external });
  const firing = prometheusSays("P", [evaluated(a)], { external });

  it("from pending to firing, suppressed and resolved is one alert's, by one id", () => {
    const quiet = told(sent, { suppressed: true, silencedBy: ["s1"] });
    const states = story([
      { alertmanagers: [alertmanagerSays("one", [])], prometheuses: [pending] },
      { alertmanagers: [alertmanagerSays("one", [])], prometheuses: [firing] },
      { alertmanagers: [alertmanagerSays("one", [told(sent)])], prometheuses: [firing] },
      { alertmanagers: [alertmanagerSays("one", [quiet], { silences: [silenced("s1")] })], prometheuses: [firing] },
      { alertmanagers: [alertmanagerSays("one", [told(sent)])], prometheuses: [prometheusSays("P", [], { rules: [ruleOf("A")] })] },
      { alertmanagers: [alertmanagerSays("one", [])], prometheuses: [prometheusSays("P", [], { rules: [ruleOf("A")] })] },
    ]);
    expect(states.map((state) => only(state).state)).toEqual(["pending", "firing", "firing", "suppressed", "firing", "resolved"]);
    expect(new Set(states.map((state) => only(state).id))).toEqual(new Set([told(sent).fingerprint]));
    expect(only(states[0]!)).toMatchObject({ labels: sent, since: noon - 60_000, firesAt: noon + 240_000, value: 1.5, rule: "P/g/A/1", sources: ["P"], receivers: [] });
    expect(only(states[1]!)).not.toHaveProperty("firesAt");
    expect(only(states[2]!)).toMatchObject({ value: 1.5, rule: "P/g/A/1", receivers: ["team"], sources: ["one", "P"] });
    expect(only(states[5]!)).toMatchObject({ resolvedAt: noon + 50_000 });
  });

  it("ends in nothing where it never fired", () => {
    const [, now] = story([{ prometheuses: [pending] }, { prometheuses: [prometheusSays("P", [], { rules: [ruleOf("A")] })] }]);
    expect(now!.alerts.size).toBe(0);
  });

  it("is not over while its Prometheus has only just begun to evaluate", () => {
    const fresh = { ...ruleOf("A"), state: "inactive" as const, health: "unknown" as const };
    const { lastEvaluation: _, ...unevaluated } = fresh;
    const [, now] = story([{ prometheuses: [firing] }, { prometheuses: [prometheusSays("P", [], { rules: [unevaluated] })] }]);
    expect(only(now!)).toMatchObject({ state: "firing", stale: true });
  });

  it("is seen six hours after its end, and begins anew under the same id", () => {
    const at = (now: number) => ({ cluster: "pollux", now, values: true, acknowledgements: new Map(), readConfig: () => ({}) });
    const gone = { alertmanagers: [alertmanagerSays("one", [])], prometheuses: [] };
    const [, over] = story([{ alertmanagers: [alertmanagerSays("one", [told(a)])] }, gone]);
    expect(only(merge(over!, gone, at(noon + 6 * 3_600_000)))).toBe(only(over!));
    expect(merge(over!, gone, at(noon + 6 * 3_600_000 + 10_000)).alerts.size).toBe(0);
    const again = merge(over!, { alertmanagers: [alertmanagerSays("one", [told(a)])], prometheuses: [] }, at(noon + 60_000));
    expect(only(again).state).toBe("firing");
    expect(only(again)).not.toHaveProperty("resolvedAt");
  });
});

describe("a Prometheus that", () => {
  const manager = alertmanagerSays("one", [told({ ...a, prometheus: "monitoring/k8s" })]);

  it("is one of two replicas makes no second alert", () => {
    const replica = (name: string, n: number) => prometheusSays(name, [evaluated(a)], { external: { prometheus: "monitoring/k8s", prometheus_replica: `prometheus-k8s-${n}` } });
    const [now] = story([{ alertmanagers: [manager], prometheuses: [replica("P", 0), replica("Q", 1)] }]);
    expect(only(now!).sources).toEqual(["one", "P", "Q"]);
    const [unsent] = story([{ prometheuses: [replica("P", 0), replica("Q", 1)] }]);
    expect(only(unsent!).sources).toEqual(["P", "Q"]);
  });

  it("does not tell its external labels makes no second alert either", () => {
    const pending = { alertname: "B" };
    const [now] = story([{ alertmanagers: [manager], prometheuses: [prometheusSays("P", [evaluated(a), evaluated(pending, { state: "pending" })], { external: undefined })] }]);
    expect([...now!.alerts.values()].map(({ name, labels, sources }) => [name, labels["prometheus"], sources])).toEqual([["A", "monitoring/k8s", ["one", "P"]], ["B", "monitoring/k8s", ["P"]]]);
  });

  it("adds labels that its relabelling takes off again makes no second alert", () => {
    const [now] = story([{ alertmanagers: [manager], prometheuses: [prometheusSays("P", [evaluated(a)], { external: { prometheus: "monitoring/k8s", region: "north" } })] }]);
    expect(only(now!).sources).toEqual(["one", "P"]);
  });

  it("is another cluster's keeps its own alert of the same labels", () => {
    const other = prometheusSays("Q", [evaluated(a)], { external: { prometheus: "other/k8s" } });
    const [now] = story([{ alertmanagers: [manager], prometheuses: [prometheusSays("P", [evaluated(a)], { external: { prometheus: "monitoring/k8s" } }), other] }]);
    expect([...now!.alerts.values()].map(({ labels, sources }) => [labels["prometheus"], sources])).toEqual([["monitoring/k8s", ["one", "P"]], ["other/k8s", ["Q"]]]);
  });

  it("does not answer leaves its alerts to Alertmanager, with their last value", () => {
    const [, now] = story([{ alertmanagers: [alertmanagerSays("one", [told(a)])], prometheuses: [prometheusSays("P", [evaluated(a)])] }, { alertmanagers: [alertmanagerSays("one", [told(a)])], prometheuses: [prometheusSays("P", [evaluated(a)], {}, "It is down.")] }]);
    expect(only(now!)).toMatchObject({ state: "firing", value: 1.5, rule: "P/g/A/1" });
    expect(only(now!)).not.toHaveProperty("stale");
  });

  it("knows the rule but not the alert is found by the expression in the alert's address", () => {
    const generatorUrl = "http://prometheus/graph?g0.expr=A+%3E+1&g0.tab=1";
    const rules = [ruleOf("A", { key: "P/g/A/1", query: "A > 2" }), ruleOf("A", { key: "P/g/A/2", query: "A > 1" })];
    const [now] = story([{ alertmanagers: [alertmanagerSays("one", [told(a, { generatorUrl })])], prometheuses: [prometheusSays("P", [], { rules })] }]);
    expect(only(now!)).toMatchObject({ rule: "P/g/A/2", generatorUrl });
    expect(only(now!)).not.toHaveProperty("value");
  });

  it("evaluates to no number has no value, so that nothing becomes null on the way", () => {
    const [now] = story([{ prometheuses: [prometheusSays("P", [evaluated(a, { value: NaN })])] }]);
    expect(JSON.stringify(only(now!))).not.toContain("null");
  });
});

describe("what has not changed", () => {
  const reading = (value: number, lastEvaluation = noon) => ({
    alertmanagers: [alertmanagerSays("one", [told(a), told({ ...a, pod: "x" })], { silences: [silenced("s1")], status: statusOf({ config: "route: {}" }) })],
    prometheuses: [prometheusSays("P", [evaluated(a, { value })], { rules: [ruleOf("A", { lastEvaluation })] })],
  });

  it("is the same object, and no new revision", () => {
    const readConfig = () => same;
    const same = { problem: "no" };
    const [before, after] = story([reading(1), reading(1)], { readConfig });
    for (const part of ["alerts", "silences", "rules", "configs", "acknowledgements"] as const) expect(after![part], part).toBe(before![part]);
    expect(after!.revision).toBe(before!.revision);
    expect(after!.at).toBe(before!.at + 10_000);
  });

  it("but for values and times of evaluation is no new revision; they are taken over only when it is time for it", () => {
    const [before] = story([reading(1)]);
    const ask = { cluster: "pollux", now: noon + 10_000, acknowledgements: new Map(), readConfig: () => ({}) };
    const held = merge(before!, reading(2, noon + 5_000), { ...ask, values: false });
    expect(held.alerts).toBe(before!.alerts);
    expect(held.rules).toBe(before!.rules);
    const taken = merge(held, reading(2, noon + 5_000), { ...ask, values: true });
    expect(taken.revision).toBe(before!.revision);
    expect(taken.alerts.get(told(a).fingerprint)?.value).toBe(2);
    expect(taken.rules.get("P/g/A/1")?.lastEvaluation).toBe(noon + 5_000);
  });

  it("beside what has changed is the same object, too", () => {
    const [before, after] = story([reading(1), { alertmanagers: [alertmanagerSays("one", [told(a, { annotations: { summary: "other" } }), told({ ...a, pod: "x" })])] }]);
    expect(after!.revision).toBe(before!.revision + 1);
    const id = told({ ...a, pod: "x" }).fingerprint;
    expect(after!.alerts.get(id)).toBe(before!.alerts.get(id));
    expect(after!.alerts.get(told(a).fingerprint)?.annotations).toEqual({ summary: "other" });
  });

  it.each([
    ["an acknowledgement", { acknowledgements: new Map([["x", { cluster: "pollux", alert: "x", by: { id: "i", name: "Ada", username: "ada" }, note: "", at: 1 }]]) }],
    ["a configuration that can't be read any more", { readConfig: () => ({ problem: "no" }) }],
  ])("until %s", (_, more) => {
    const [before] = story([reading(1)]);
    const now = merge(before!, reading(1), { cluster: "pollux", now: noon, values: true, acknowledgements: new Map(), readConfig: () => ({}), ...more });
    expect(now.revision).toBe(before!.revision + 1);
    expect(merge(now, reading(1), { cluster: "pollux", now: noon, values: true, acknowledgements: new Map(), readConfig: () => ({}), ...structuredClone({}), ...more }).revision).toBe(now.revision);
  });
});

it("tells each configuration once, with those that run it", () => {
  const one = statusOf({ config: "a", cluster: { status: "ready", name: "01A", peers: ["01B", "01A"] } });
  const [now] = story([{ alertmanagers: [alertmanagerSays("one", [], { status: one }), alertmanagerSays("two", [], { status: { ...one, config: "b" } }), alertmanagerSays("three", [], { status: one })] }], { readConfig: (text) => ({ problem: text }) });
  expect(now!.configs).toEqual([{ alertmanagers: ["one", "three"], problem: "a" }, { alertmanagers: ["two"], problem: "b" }]);
  expect(now!.sources[0]?.gossip).toEqual({ status: "ready", name: "01A", peers: ["01A", "01B"] });
});

it("shows every alert exactly once, whoever of three Alertmanagers and a Prometheus knows it and answers", () => {
  const labels = (n: number) => ({ alertname: `A${n}` });
  const source = fc.record({ knows: fc.subarray([0, 1, 2, 3, 4]), down: fc.boolean() });
  fc.assert(
    fc.property(fc.array(fc.tuple(source, source, source, source), { minLength: 1, maxLength: 6 }), (turns) => {
      const last: ReturnType<typeof alertmanagerSays>[] = [];
      let lastRules: ReturnType<typeof prometheusSays> = never("P");
      const readings = turns.map((turn) => {
        const alertmanagers = turn.slice(0, 3).map(({ knows, down }, index) => {
          const name = `am${index}`;
          return (last[index] = down ? { ...(last[index] ?? { name }), problem: "down" } : alertmanagerSays(name, knows.map((n) => told(labels(n)))));
        });
        const { knows, down } = turn[3];
        lastRules = down ? { ...lastRules, problem: "down" } : prometheusSays("P", knows.map((n) => evaluated(labels(n))));
        return { alertmanagers, prometheuses: [lastRules] };
      });
      for (const [index, state] of story(readings).entries()) {
        const names = [...state.alerts.values()].map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
        const spoken = new Set(turns[index]!.flatMap(({ knows, down }) => (down ? [] : knows)).map((n) => `A${n}`));
        for (const { name, state: is, stale } of state.alerts.values()) {
          expect(is === "firing" && stale !== true).toBe(spoken.has(name));
        }
        for (const name of spoken) expect(names).toContain(name);
      }
    }),
  );
});
