import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CastorError, type Person } from "@/lib/model";
import type { Labels } from "@/lib/model/alerting";
import { fingerprint } from "@/lib/model/alerting/fingerprint";
import { unknownTopology } from "@/lib/model/alerting/topology";
import { createStore, type Store } from "@/lib/store";
import type { Prometheus } from "@/lib/tools/prometheus";
import type { ClusterParts } from "../cluster";
import { nothingYet } from "./alerts-now";
import { seenAlert } from "./fixtures/seen";
import { timelineOf } from "./timeline";

const noon = Date.UTC(2026, 5, 1, 12);
const minute = 60_000;
const hour = 60 * minute;
const person: Person = { id: "i#ada", name: "Ada", username: "ada", groups: [], admin: false };
const { signal } = new AbortController();

let store: Store;
beforeAll(async () => {
  store = await createStore({ memory: true, secret: "q8Zt4nLwXv0RbE2sHy7KcJ5mUa9PdGf3" });
}, 60_000);
afterAll(() => store.close());

/** A Prometheus that knows one alert's spell from before Castor's time. */
function prometheusWith(labels: Labels, from: number, to: number, since = -Infinity) {
  const asked: string[] = [];
  const prometheus = {
    externalLabels: async () => ({ cluster: "pollux" }),
    async queryRange(expression: string, { start, end, step }: { start: number; end: number; step: number }) {
      asked.push(expression);
      const times: number[] = [];
      for (let at = start; at <= end; at += step * 1_000) times.push(at);
      const series = (own: Labels, kept: readonly number[]) => ({ labels: own, times: kept, values: kept.map(() => 1) });
      const measured = times.filter((at) => at >= since);
      return expression === "count(up)" ? [series({}, measured)] : [series({ __name__: "ALERTS", alertstate: "firing", ...labels }, measured.filter((at) => at >= from && at < to))];
    },
  } as unknown as Prometheus;
  return { prometheus, asked };
}

function portal(cluster: string, prometheuses: readonly Prometheus[] = []) {
  const parts = { settings: { id: cluster, title: cluster, alerting: { retention: 90 * 24 * hour } }, prometheuses, alerting: { book: { current: nothingYet }, topology: { current: unknownTopology } } } as unknown as ClusterParts;
  const find = (_: Person, id: string) => {
    if (id !== cluster) throw new CastorError("not-found", "There is no such cluster.");
    return parts;
  };
  return timelineOf({ find, store, now: () => noon, log: { info: () => undefined, warn: () => undefined, error: () => undefined } });
}

const write = (cluster: string, id: string, labels: Labels, from: number, to: number) =>
  store.alerts.revise(cluster, [id], () => ({
    known: [{ alert: seenAlert(id, { cluster, name: labels["alertname"] ?? "", labels, state: "resolved", since: from, resolvedAt: to }), changedAt: to, observedAt: to }],
    transitions: [
      { alert: id, kind: "firing", at: from },
      { alert: id, kind: "resolved", at: to },
    ],
  }));

describe("the timeline", () => {
  it("is an alert's own, with how often and how long it fired", async () => {
    await write("one", "a", { alertname: "X", pod: "p" }, noon - 2 * hour, noon - hour);
    await store.alerts.watch("one", noon - 40 * 24 * hour, minute);
    const history = await portal("one").history(person, "one", "a", signal);
    expect(history.fired).toEqual({ count: 1, total: hour });
    expect(history.spells).toEqual([{ from: noon - 2 * hour, to: noon - hour, state: "firing" }]);
    expect(history.transitions.map(({ kind }) => kind)).toEqual(["resolved", "firing"]);
    await expect(portal("one").history(person, "one", "unknown", signal)).rejects.toMatchObject({ code: "not-found" });
    await expect(portal("one").history(person, "two", "a", signal)).rejects.toMatchObject({ code: "not-found" });
  });

  it("adds to an alert's history what Prometheus knows from before Castor's time, and asks for it once", async () => {
    const labels = { alertname: "X", pod: "p", cluster: "pollux" };
    await write("early", "a", labels, noon - 2 * hour, noon - hour);
    await store.alerts.watch("early", noon - 3 * hour, minute);
    const { prometheus, asked } = prometheusWith({ alertname: "X", pod: "p" }, noon - 50 * hour, noon - 40 * hour);
    const timeline = portal("early", [prometheus]);
    const history = await timeline.history(person, "early", "a", signal);
    expect(history.fired.count).toBe(2);
    expect(history.transitions.map(({ kind, filled }) => [kind, filled])).toEqual([["resolved", undefined], ["firing", undefined], ["resolved", true], ["firing", true]]);
    const before = asked.length;
    await timeline.history(person, "early", "a", signal);
    expect(asked.length).toBe(before);
    expect(asked).toContain('ALERTS{alertname="X",pod=~"p|",cluster=~"pollux|"}');
  });

  it("tells of a night in which Castor did not run, from Prometheus' series, and writes it down", async () => {
    const labels = { alertname: "KubeNodeNotReady", node: "n", severity: "critical" };
    const { prometheus, asked } = prometheusWith(labels, noon - 8 * hour, noon - 6 * hour, noon - 10 * hour);
    const timeline = portal("night", [prometheus]);
    await store.alerts.watch("night", noon - minute, minute);
    const ask = { from: noon - 14 * hour, to: noon, filter: "", zone: "UTC" };
    const chronicle = await timeline.chronicle(person, "night", ask, signal);
    expect(chronicle.summary[0]).toBe("1 alert fired between 22:00 and 12:00; the longest was KubeNodeNotReady on n for 2 h.");
    expect(chronicle.transitions.map(({ kind, filled, alert }) => [kind, filled, alert])).toEqual(["resolved", "firing"].map((kind) => [kind, true, fingerprint({ ...labels, cluster: "pollux" })]));
    expect(chronicle.gaps.map(({ from, to }) => [(from - noon) / hour, Math.round((to - noon) / hour)])).toEqual([[-14, -10]]);
    const before = asked.length;
    const again = await timeline.chronicle(person, "night", ask, signal);
    expect(again.transitions).toEqual(chronicle.transitions);
    expect(asked.length).toBe(before);
    const other = await timeline.chronicle(person, "night", { ...ask, filter: 'node="other" severity=' }, signal);
    expect([other.transitions.length, other.mistakes?.length]).toEqual([0, 1]);
  });

  it("refuses times that are none, too long or to come, and zones that are none do no harm", async () => {
    const { chronicle } = portal("bad");
    for (const [from, to] of [[noon, noon - 1], [NaN, noon], [noon - 32 * 24 * hour, noon], [noon + hour, noon + 2 * hour]] as const) {
      await expect(chronicle(person, "bad", { from, to, filter: "" }, signal)).rejects.toMatchObject({ code: "invalid" });
    }
    expect((await chronicle(person, "bad", { from: noon - hour, to: noon, filter: "", zone: "Mars/Phobos" }, signal)).summary[0]).toBe("Nothing fired between 11:00 and 12:00.");
  });
});
