import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Alert, TriageQuery } from "@/lib/model/alerting";
import { anAlert, inP47, smallFacts } from "@/lib/model/alerting/fixtures/small-cluster";
import { joinTopology, unknownTopology } from "@/lib/model/alerting/topology";
import { somebody, toldCluster, toldParts, type ToldCluster } from "./fixtures/told-cluster";
import { selectionOf, triageOf } from "./triage";

const crashing = (pod: string, more: Parameters<typeof anAlert>[2] = {}) => anAlert("KubePodCrashLooping", inP47({ pod }), more);
const ask = (more: Partial<TriageQuery> = {}): TriageQuery => ({ clusters: ["pollux"], filter: "", open: {}, most: 60, ...more });
const triage = (clusters: ToldCluster | readonly ToldCluster[], more: Partial<TriageQuery> = {}) => triageOf(toldParts(Array.isArray(clusters) ? clusters : [clusters as ToldCluster])).triage(somebody, ask(more));
const acknowledged = (alert: Alert) => new Map([[alert.id, { cluster: "pollux", alert: alert.id, by: { id: "issuer#1", name: "Ada Lovelace", username: "ada" }, note: "on it", at: 5 }]]);
const [daq, nexus, lonely] = [crashing("daq-0"), crashing("nexus-0"), crashing("lonely")];

describe("the triage page", () => {
  it("puts what is critical first, then what nobody has, then the newest", async () => {
    const alerts = [crashing("nexus-0", { since: 10 }), crashing("lonely", { since: 30 }), crashing("daq-0", { since: 20 }), anAlert("KubeCPUOvercommit", {}, { severity: "critical", since: 1 }), anAlert("Odd", {}, { state: "pending", severity: "critical" })];
    const { groups } = await triage(toldCluster("pollux", alerts, { acknowledgements: acknowledged(lonely) }));
    expect(groups.map(({ id }) => id)).toEqual(["pollux/alert/KubeCPUOvercommit", "pollux/workload/StatefulSet/p47-beamline/daq", "pollux/workload/StatefulSet/p47-beamline/nexus", "pollux/pod/p47-beamline/lonely", "pollux/alert/Odd"]);
    expect(groups[3]?.acknowledged).toEqual({ count: 1, by: ["Ada Lovelace"] });
  });

  it("counts what passes the filter, and everything there is", async () => {
    const { counts, severities, all, total, groups } = await triage(toldCluster("pollux", [daq, nexus, anAlert("KubeNodePressure", { node: "srv-3" }, { severity: "info", state: "suppressed" })]), { filter: "pod=~daq.*" });
    expect({ counts, severities, all, total, groups: groups.length }).toEqual({ counts: { firing: 1, pending: 0, suppressed: 0, resolved: 0 }, severities: { critical: 0, warning: 1, info: 0, other: 0 }, all: 3, total: 1, groups: 1 });
  });

  it("keeps a cause where it is while a person types: what the filter hides still decides", async () => {
    const cluster = toldCluster("pollux", [anAlert("KubeNodeNotReady", { node: "srv-2" }, { severity: "critical" }), daq]);
    const { groups } = await triage(cluster, { filter: "pod=daq-0" });
    expect(groups).toMatchObject([{ id: "pollux/node/srv-2", title: "srv-2 is not ready", severity: "warning", counts: { firing: 1 } }]);
  });

  it("gives the alerts of open groups only, as many as were asked for, worst first", async () => {
    const cluster = toldCluster("pollux", [daq, crashing("writer-0", { severity: "critical" }), nexus]);
    const { groups } = await triage(cluster, { open: { "pollux/application/argocd/data": 1, "pollux/nowhere": 5 } });
    expect(groups.map(({ id, alerts }) => [id, alerts?.map(({ title }) => title)])).toEqual([
      ["pollux/application/argocd/data", ["writer-0 keeps restarting"]],
      ["pollux/workload/StatefulSet/p47-beamline/nexus", undefined],
    ]);
  });

  it("says why nobody hears of an alert: who silenced it, what inhibits it, which interval mutes it", async () => {
    const node = anAlert("KubeNodeNotReady", { node: "srv-2" });
    const quiet = { ...daq, state: "suppressed" as const, silencedBy: ["s1"], inhibitedBy: [node.id], mutedBy: ["weekends"] };
    const silence = { id: "s1", state: "active" as const, matchers: [], startsAt: 0, endsAt: 14 * 3_600_000, updatedAt: 0, createdBy: "Ada", comment: "new disk", sources: [] };
    const { groups } = await triage(toldCluster("pollux", [node, quiet], { silences: new Map([["s1", silence]]) }), { open: { "pollux/node/srv-2": 9 } });
    expect(groups[0]?.alerts?.[1]?.suppressed).toBe("silenced by Ada until 14:00 UTC: new disk; inhibited by KubeNodeNotReady (srv-2 is not ready); muted by the time interval weekends");
  });

  it("leaves out what is over and what is about alerting itself, unless it is asked for", async () => {
    const over = { ...daq, state: "resolved" as const, resolvedAt: 900_000 };
    const cluster = toldCluster("pollux", [anAlert("Watchdog", {}, { severity: "other" }), over, anAlert("KubeNodeNotReady", { node: "srv-2" })]);
    expect((await triage(cluster)).counts).toEqual({ firing: 1, pending: 0, suppressed: 0, resolved: 0 });
    expect((await triage(cluster)).all).toBe(2);
    expect((await triage(cluster, { filter: "alertname=Watchdog" })).groups.map(({ id }) => id)).toEqual(["pollux/alert/Watchdog"]);
    expect((await triage(cluster, { filter: "@state=resolved", open: { "pollux/workload/StatefulSet/p47-beamline/daq": 5 } })).groups).toMatchObject([{ state: "resolved", alerts: [{ resolvedAt: 900_000 }] }]);
  });

  it("tells what of a filter it did not understand, and applies the rest", async () => {
    const { mistakes, total } = await triage(toldCluster("pollux", [daq, nexus]), { filter: 'pod=daq-0 severity=~"(["' });
    expect(mistakes).toHaveLength(1);
    expect(total).toBe(1);
  });

  it("shows several clusters together, each cause apart, and names the revision of each", async () => {
    const [pollux, argus] = [toldCluster("pollux", [nexus]), toldCluster("argus", [nexus])];
    argus.tell([nexus]);
    const { groups, revisions } = await triage([pollux, argus], { clusters: ["pollux", "argus", "pollux"] });
    expect(groups.map(({ id }) => id).sort()).toEqual(["argus/workload/StatefulSet/p47-beamline/nexus", "pollux/workload/StatefulSet/p47-beamline/nexus"]);
    expect(revisions).toEqual({ pollux: 1, argus: 2 });
  });

  it("refuses a cluster that the person may not see as if it were none", async () => {
    const parts = toldParts([toldCluster("pollux", []), toldCluster("i22", [nexus])], 1, ["pollux"]);
    await expect(triageOf(parts).triage(somebody, ask({ clusters: ["pollux", "i22"] }))).rejects.toMatchObject({ code: "not-found" });
    expect(() => triageOf(parts).vocabulary(somebody, ["i22"])).toThrow("There is no cluster i22.");
    expect(() => selectionOf(parts, somebody, "i22", { alerts: [nexus.id], groups: [], filter: "" })).toThrow("There is no cluster i22.");
  });

  it("is grouped anew when an alert or the structure changes", async () => {
    const cluster = toldCluster("pollux", [daq]);
    cluster.know(unknownTopology);
    expect((await triage(cluster)).groups[0]?.kind).toBe("pod");
    cluster.know(joinTopology(smallFacts, 2));
    expect((await triage(cluster)).groups[0]?.kind).toBe("workload");
    cluster.tell([daq, anAlert("KubeNodeNotReady", { node: "srv-2" })]);
    expect((await triage(cluster)).groups[0]?.kind).toBe("node");
  });

  it("answers bounded however much is asked for", async () => {
    const cluster = toldCluster("pollux", [daq, nexus]);
    expect((await triage(cluster, { most: 1 })).groups).toHaveLength(1);
    expect((await triage(cluster, { most: Number.NaN })).total).toBe(2);
    expect((await triage(cluster, { filter: "a".repeat(50_000) })).mistakes.length).toBeGreaterThan(0);
  });
});

it("offers labels by how many alerts have them, with their values, and none of what is over", () => {
  const cluster = toldCluster("pollux", [daq, nexus, { ...lonely, state: "resolved" }]);
  const { labels } = triageOf(toldParts([cluster])).vocabulary(somebody, ["pollux"]);
  expect(labels.find(({ name }) => name === "namespace")?.values).toEqual([["p47-beamline", 2]]);
  expect(labels.find(({ name }) => name === "pod")?.values).toEqual([["daq-0", 1], ["nexus-0", 1]]);
});

describe("a selection", () => {
  const parts = (alerts: readonly Alert[]) => toldParts([toldCluster("pollux", alerts)]);
  const ids = (alerts: readonly Alert[], selection: Partial<Parameters<typeof selectionOf>[3]>) => selectionOf(parts(alerts), somebody, "pollux", { alerts: [], groups: [], filter: "", ...selection }).map(({ id }) => id).sort();

  it("is single alerts and whole groups as the filter narrows them, each once", () => {
    const alerts = [daq, crashing("writer-0"), nexus];
    expect(ids(alerts, { groups: ["pollux/application/argocd/data"] })).toEqual([daq.id, crashing("writer-0").id].sort());
    expect(ids(alerts, { groups: ["pollux/application/argocd/data"], filter: "pod=daq-0", alerts: [daq.id, nexus.id] })).toEqual([daq.id, nexus.id].sort());
  });

  it("leaves out what is over, gone or another cluster's", () => {
    expect(ids([{ ...daq, state: "resolved" }, nexus], { alerts: [daq.id, "gone"], groups: ["argus/workload/StatefulSet/p47-beamline/nexus", "pollux/workload/StatefulSet/p47-beamline/daq"], filter: "@state=resolved" })).toEqual([]);
  });

  it("has exactly the alerts that the page counts, whatever the filter", async () => {
    const alerts = [daq, nexus, lonely, crashing("writer-0"), crashing("ioc-a-0", { state: "pending" })];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("", "pod=~.*0", "@state=pending", "-writer", "nonsense", "severity="), async (filter) => {
        const { groups } = await triageOf(parts(alerts)).triage(somebody, ask({ filter }));
        expect(ids(alerts, { groups: groups.map(({ id }) => id), filter })).toHaveLength(groups.reduce((sum, { counts }) => sum + counts.firing + counts.pending, 0));
      }),
      { numRuns: 12 },
    );
  });
});
