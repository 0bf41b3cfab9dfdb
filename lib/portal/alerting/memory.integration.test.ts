import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Alert } from "@/lib/model/alerting";
import { createStore, type Store } from "@/lib/store";
import type { Prometheus } from "@/lib/tools/prometheus";
import { nothingYet, type AlertsNow } from "./alerts-now";
import { seenAlert, seenNow, seenSilence } from "./fixtures/seen";
import { createAlertMemory } from "./memory";

const noon = Date.UTC(2026, 5, 1, 12);
const second = 1_000;
const minute = 60_000;
const ada = { id: "i#ada", name: "Ada Lovelace", username: "ada" };

let store: Store;
let clusters = 0;
beforeAll(async () => {
  store = await createStore({ memory: true, secret: "q8Zt4nLwXv0RbE2sHy7KcJ5mUa9PdGf3" });
}, 60_000);
afterAll(() => store.close());

/** A Castor that starts, sees what it is shown, and may be started anew. */
function castor(cluster = `cluster-${(clusters += 1)}`, prometheuses: readonly Prometheus[] = []) {
  let clock = noon;
  const start = () => createAlertMemory({ cluster, store, now: () => clock, prometheuses });
  let memory = start();
  let before: AlertsNow = nothingYet;
  const told = async () => (await store.alerts.transitions({ cluster, from: 0, to: noon * 2, most: 1_000 })).toReversed();
  return {
    cluster,
    memory: () => memory,
    async see(at: number, alerts: readonly Alert[], more: Parameters<typeof seenNow>[2] = {}) {
      clock = at;
      const after = seenNow(at, alerts.map((alert) => ({ ...alert, cluster })), more);
      await memory.record(before, after);
      await memory.settled();
      before = after;
    },
    async restart() {
      memory = start();
      before = seenNow(clock, await memory.recall(), { sources: [] });
    },
    told,
    words: async () => (await told()).map(({ alert, kind, at, by, text, filled }) => [alert, kind, (at - noon) / second, ...(by === undefined ? [] : [by]), ...(text === undefined ? [] : [text]), ...(filled ? ["filled"] : [])].join(" ")),
  };
}

describe("the memory of alerts", () => {
  it("tells an alert's whole life, with who silenced it and what inhibited it", async () => {
    const one = castor();
    const alert = (state: Alert["state"], more: Partial<Alert> = {}) => seenAlert("a", { state, since: noon + 60 * second, ...more });
    const [node, silence] = [seenAlert("n", { name: "KubeNodeNotReady", since: noon - minute }), seenSilence("s", { startsAt: noon + 80 * second })];
    await one.see(noon + 10 * second, [node, alert("pending", { since: noon })]);
    await one.see(noon + 60 * second, [node, alert("firing")]);
    await one.see(noon + 70 * second, [node, alert("suppressed", { inhibitedBy: ["n"] })]);
    await one.see(noon + 80 * second, [node, alert("firing")]);
    await one.see(noon + 90 * second, [node, alert("suppressed", { silencedBy: ["s"] })], { silences: [silence] });
    await one.see(noon + 95 * second, [node, alert("firing")], { silences: [{ ...silence, state: "expired", endsAt: noon + 93 * second }] });
    await one.see(noon + 99 * second, [node, alert("resolved", { resolvedAt: noon + 98 * second })]);
    await one.see(noon + 100 * second, [node]);
    expect((await one.words()).filter((line) => line.startsWith("a"))).toEqual([
      "a pending 0",
      "a firing 60",
      "a suppressed 70 inhibited by KubeNodeNotReady",
      "a unsuppressed 80",
      "a silenced 80 Ada Lovelace works on it",
      "a suppressed 80 by a silence",
      "a expired 93 Ada Lovelace works on it",
      "a unsuppressed 93",
      "a resolved 98",
    ]);
  });

  it("neither forgets nor repeats anything when it is started anew at any moment, or runs twice on one Store", async () => {
    const state = fc.constantFrom("none", "pending", "firing", "inhibited", "silenced", "muted", "stale");
    const steps = fc.array(fc.record({ states: fc.tuple(state, state), restart: fc.boolean() }), { minLength: 2, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const [plain, restarted, twin] = [castor(), castor(), castor()];
        const other = castor(twin.cluster);
        const since = new Map<string, number>();
        for (const [index, { states, restart }] of script.entries()) {
          const at = noon + index * 10 * second;
          const alerts = states.flatMap((name, nth) => {
            const id = `a${nth}`;
            const phase = name === "none" || name === "pending" ? name : "fires";
            if (name !== "stale" && !since.has(`${id} ${phase}`)) {
              for (const old of ["none", "pending", "fires"]) since.delete(`${id} ${old}`);
              since.set(`${id} ${phase}`, at - 2 * second);
            }
            if (name === "none") return [];
            const begun = since.get(`${id} fires`) ?? since.get(`${id} pending`);
            if (name === "stale") return begun === undefined ? [] : [seenAlert(id, { since: begun, stale: true, state: since.has(`${id} fires`) ? "firing" : "pending" })];
            const reasons: Readonly<Record<string, Partial<Alert>>> = { inhibited: { inhibitedBy: ["x"] }, silenced: { silencedBy: ["s"] }, muted: { mutedBy: ["night"] } };
            const is = name === "pending" || name === "firing" ? name : "suppressed";
            return [seenAlert(id, { state: is, since: begun ?? at, ...reasons[name] })];
          });
          const silences = [seenSilence("s", { startsAt: noon - minute })];
          if (restart) await restarted.restart();
          await plain.see(at, alerts, { silences });
          await restarted.see(at, alerts, { silences });
          await twin.see(at, alerts, { silences });
          await other.see(at + second, alerts, { silences });
        }
        expect(await restarted.words()).toEqual(await plain.words());
        expect(await twin.words()).toEqual(await plain.words());
      }),
      { seed: 47, numRuns: 25 },
    );
  }, 120_000);

  it("writes what happens once where two see it at the same moment", async () => {
    const one = castor();
    const two = castor(one.cluster);
    const seen = [seenAlert("a", { since: noon }), seenAlert("b", { since: noon, state: "suppressed", silencedBy: ["s"] })];
    await Promise.all([one.see(noon + second, seen), two.see(noon + second, seen)]);
    await Promise.all([one.see(noon + 2 * second, []), two.see(noon + 2 * second, [])]);
    const lines = await one.words();
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.filter((line) => line.includes("resolved"))).toHaveLength(2);
  });

  it("does not take silence of Alertmanager for the end of an alert", async () => {
    const one = castor();
    await one.see(noon, [seenAlert("a", { since: noon - minute })]);
    await one.restart();
    const [down] = [{ name: "Alertmanager of Pollux", kind: "alertmanager" as const, problem: "It does not answer." }];
    await one.see(noon + 10 * second, [], { sources: [down] });
    await one.see(noon + 20 * second, [seenAlert("a", { since: noon - minute, stale: true })], { sources: [down] });
    await one.see(noon + 30 * second, [seenAlert("a", { since: noon - minute })]);
    expect(await one.words()).toEqual(["a firing -60"]);
  });

  it("knows an alert that fires again from one that goes on", async () => {
    const one = castor();
    await one.see(noon, [seenAlert("a", { since: noon - minute })]);
    await one.restart();
    await one.see(noon + minute, [seenAlert("a", { since: noon + 30 * second })]);
    expect(await one.words()).toEqual(["a firing -60", "a resolved 30", "a firing 30"]);
  });

  it("writes later what the Store would not take", async () => {
    const one = castor();
    await one.see(noon, []);
    const revise = vi.spyOn(store.alerts, "revise").mockRejectedValueOnce(new Error("down"));
    await expect(one.see(noon + second, [seenAlert("a", { since: noon })])).rejects.toThrow("down");
    revise.mockRestore();
    const same = seenAlert("a", { since: noon });
    await one.see(noon + 2 * second, [same]);
    expect(await one.words()).toEqual(["a firing 0"]);
  });

  it("ends an acknowledgement with its alert, and tells of it at once", async () => {
    const one = castor();
    await one.see(noon, [seenAlert("a", { since: noon })]);
    await one.memory().acknowledge({ cluster: one.cluster, alert: "a", by: ada, note: "mine", at: noon + second });
    expect(one.memory().acknowledgements().get("a")).toMatchObject({ by: ada, note: "mine" });
    await one.restart();
    expect(one.memory().acknowledgements().has("a")).toBe(true);
    await one.see(noon + minute, [seenAlert("a", { since: noon })]);
    expect(one.memory().acknowledgements().has("a")).toBe(true);
    await one.see(noon + 2 * minute, []);
    expect(one.memory().acknowledgements().has("a")).toBe(false);
    expect(await one.words()).toEqual(["a firing 0", "a acknowledged 1 Ada Lovelace mine", "a resolved 120", "a unacknowledged 120 Ada Lovelace: mine"]);
  });

  it("asks Prometheus what happened while nobody looked", async () => {
    const step = 30 * second;
    const between = (from: number, to: number) => Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, n) => from + n * step);
    const series = (labels: Record<string, string>, state: string, times: readonly number[]) => ({ labels: { __name__: "ALERTS", alertstate: state, ...labels }, times, values: times.map(() => 1) });
    const { cluster: _, ...labels } = { ...seenAlert("a").labels, cluster: "" };
    const prometheus = {
      externalLabels: async () => ({ cluster: "pollux", prometheus_replica: "0" }),
      queryRange: async (expression: string, { start, end }: { start: number; end: number }) =>
        (expression === "count(up)"
          ? [series({}, "", between(start, end + step))]
          : [
              series(labels, "firing", between(start, noon + 10 * minute)),
              series({ alertname: "TargetDown", job: "ioc", severity: "critical" }, "pending", between(noon + 12 * minute, noon + 15 * minute)),
              series({ alertname: "TargetDown", job: "ioc", severity: "critical" }, "firing", between(noon + 15 * minute, noon + 20 * minute)),
              series({ alertname: "Watchdog" }, "firing", between(start, end + step)),
            ]
        ).map((one) => ({ ...one, times: one.times.filter((time) => time >= start && time <= end) })),
    } as unknown as Prometheus;
    const one = castor(undefined, [prometheus]);
    const own = seenAlert("a", { since: noon - 5 * minute, labels: { ...labels, cluster: "pollux" } });
    const dog = seenAlert("dog", { name: "Watchdog", since: noon - 60 * minute, labels: { alertname: "Watchdog", cluster: "pollux" } });
    await store.alerts.watch(one.cluster, noon - minute, minute);
    await one.see(noon, [own, dog]);
    await one.restart();
    await one.see(noon + 30 * minute, [dog]);
    const found = await one.told();
    const of = (name: string) => found.filter((line) => line.name === name).map(({ kind, at, filled }) => `${kind} ${(at - noon) / minute}${filled ? " filled" : ""}`);
    expect(of("KubePodCrashLooping")).toEqual(["firing -5", "resolved 10 filled"]);
    expect(of("TargetDown")).toEqual(["pending 12 filled", "firing 15 filled", "resolved 20 filled"]);
    expect(of("Watchdog")).toEqual(["firing -60"]);
    expect(found.find(({ name }) => name === "TargetDown")).toMatchObject({ severity: "critical", labels: { alertname: "TargetDown", job: "ioc", severity: "critical", cluster: "pollux" } });
    expect(await store.alerts.watched(one.cluster, { from: noon, to: noon + 30 * minute })).toHaveLength(1);
    await one.restart();
    await one.see(noon + 60 * minute, [dog]);
    expect((await one.told()).length).toBe(found.length);
  });

  it("goes on where Prometheus does not answer", async () => {
    const silent = { externalLabels: () => Promise.reject(new Error("down")), queryRange: () => Promise.reject(new Error("down")) } as unknown as Prometheus;
    const one = castor(undefined, [silent]);
    await one.see(noon, [seenAlert("a", { since: noon })]);
    await one.restart();
    await one.see(noon + 60 * minute, []);
    expect(await one.words()).toEqual(["a firing 0", "a resolved 3600"]);
    expect(await store.alerts.watched(one.cluster, { from: noon, to: noon + 60 * minute })).toHaveLength(2);
  });
});
