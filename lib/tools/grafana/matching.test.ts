import { describe, expect, it } from "vitest";
import type { DashboardParts, FoundDashboard } from "./dashboards";
import { dashboardPlace, firstPanels, isAbout, matchDashboards, type DashboardTarget } from "./matching";
import { grafanaSettings } from "./options";
import { address } from "../link";

const usual = grafanaSettings.parse({});
const found = (uid: string, title: string): FoundDashboard => ({ uid, title, slug: "slug", tags: [], starred: false });
const nodes = found("7d57716318ee0dddbac5a7f451fb7753", "Node Exporter / Nodes");
const podsOfNode = found("200ac8fdbfbb74b39aff88118e4d1c2c", "Kubernetes / Compute Resources / Node (Pods)");
const pod = found("6581e46e4e5c7ba40a07646395ef7b23", "Kubernetes / Compute Resources / Pod");
const stack = [podsOfNode, pod, nodes, found("mine", "My own")];

const node: DashboardTarget = { kind: "node", node: "p47-srv-01", instance: "172.23.147.11:9100" };
const uids = (target: DashboardTarget, all: readonly FoundDashboard[], options = usual) => matchDashboards(target, all, options).map(({ dashboard }) => dashboard.uid);

describe("which dashboards are about something", () => {
  it("offers only what Grafana's own search found, the most telling first", () => {
    expect(uids(node, stack)).toEqual([nodes.uid, podsOfNode.uid]);
    expect(uids(node, [pod])).toEqual([]);
    expect(uids({ kind: "claim", namespace: "a", claim: "b" }, stack)).toEqual([]);
  });

  it("knows a dashboard by its exact title where its uid is another, and by nothing less", () => {
    const renamed = found("other-uid", "Kubernetes / Compute Resources / Pod");
    const target: DashboardTarget = { kind: "pod", namespace: "a", pod: "b" };
    expect(uids(target, [renamed])).toEqual(["other-uid"]);
    expect(uids(target, [found("x", "Kubernetes / Compute Resources / Pod (old)"), found("y", "kubernetes / compute resources / pod")])).toEqual([]);
    expect(uids(target, [renamed, pod])).toEqual([pod.uid]);
  });

  it("fills each kind's own variables", () => {
    const values = (target: DashboardTarget, title: string) => matchDashboards(target, [found("u", title)], usual)[0]?.variables;
    expect(values(node, nodes.title)).toEqual({ instance: "172.23.147.11:9100" });
    expect(values(node, podsOfNode.title)).toEqual({ node: "p47-srv-01" });
    expect(values({ kind: "pod", namespace: "p47", pod: "blueapi-0" }, pod.title)).toEqual({ namespace: "p47", pod: "blueapi-0" });
    expect(values({ kind: "workload", namespace: "p47", workload: "blueapi", type: "statefulset" }, "Kubernetes / Compute Resources / Workload")).toEqual({ namespace: "p47", type: "statefulset", workload: "blueapi" });
    expect(values({ kind: "namespace", namespace: "p47" }, "Kubernetes / Compute Resources / Namespace (Pods)")).toEqual({ namespace: "p47" });
    expect(values({ kind: "claim", namespace: "p47", claim: "data" }, "Kubernetes / Persistent Volumes")).toEqual({ namespace: "p47", volume: "data" });
  });

  it("lets the settings win: another dashboard, another variable, other panels", () => {
    const own = grafanaSettings.parse({ nodeDashboard: "mine", instanceVariable: "exporter", nodePanels: { cpu: 7, memory: 3 }, podDashboard: "mine" });
    const [first] = matchDashboards(node, stack, own);
    expect(first).toMatchObject({ dashboard: { uid: "mine" }, variables: { exporter: "172.23.147.11:9100" }, panelIds: ["7", "3"] });
    expect(uids({ kind: "pod", namespace: "a", pod: "b" }, stack, own)).toEqual(["mine"]);
  });

  it("does not take another dashboard of the same name for the one it knows", () => {
    const [match] = matchDashboards({ kind: "pod", namespace: "a", pod: "b" }, [pod], usual);
    const about = (parts: DashboardParts) => match !== undefined && isAbout(match, parts);
    expect(about({ panels: [], variables: ["datasource", "cluster", "namespace", "pod"] })).toBe(true);
    expect(about({ panels: [], variables: ["namespace"] })).toBe(false);
    expect(about({ panels: [] })).toBe(true);
    const [own] = matchDashboards({ kind: "pod", namespace: "a", pod: "b" }, stack, grafanaSettings.parse({ podDashboard: "mine" }));
    expect(own !== undefined && isAbout(own, { panels: [], variables: ["pod"] })).toBe(true);
    expect(own !== undefined && isAbout(own, { panels: [], variables: ["beamline"] })).toBe(false);
  });
});

describe("where a dashboard is", () => {
  it("lets no name leave its own variable, however hostile", () => {
    for (const name of ["a&var-pod=b", "a.b.c", "..", "a#b", "a%26b", "$__all", "a?orgId=2", "a/../b", "ä ö"]) {
      const [match] = matchDashboards({ kind: "pod", namespace: "p47", pod: name }, [pod], usual);
      const at = new URL(address("https://grafana.example.org", dashboardPlace("d-solo", pod, match?.variables ?? {})));
      expect(at.pathname).toBe(`/d-solo/${pod.uid}/slug`);
      expect(at.hash).toBe("");
      expect([...at.searchParams]).toEqual([["orgId", "1"], ["var-namespace", "p47"], ["var-pod", name]]);
    }
  });

  it("leaves the slug out where Grafana told none", () => {
    expect(dashboardPlace("d", { uid: "u", slug: "" }, {})).toEqual({ path: "/d/u", query: { orgId: "1" } });
  });
});

describe("which panels come first", () => {
  const panel = (id: string, title: string, type = "timeseries") => ({ id, title, type });
  const all = [panel("1", "About", "text"), panel("2", "CPU Quota", "table"), panel("3", "Memory Usage (WSS)"), panel("4", "cpu usage, cores"), panel("5", "Memory Usage", "gauge")];
  const ids = (match: { panels?: readonly string[]; panelIds?: readonly string[] }, panels = all) => firstPanels({ panels: [], panelIds: [], ...match }, { panels }).map(({ id }) => id);

  it("takes those that are known by the beginning of their titles, each title once before any twice", () => {
    expect(ids({ panels: ["Memory Usage", "CPU Usage"] })).toEqual(["3", "4", "5"]);
  });

  it("takes those that the settings number before all others", () => {
    expect(ids({ panels: ["CPU Usage"], panelIds: ["2", "99"] })).toEqual(["2"]);
  });

  it("takes the first ones of a dashboard of which it knows none, but never mere text, and six at most", () => {
    expect(ids({ panels: ["Latency"] })).toEqual(["2", "3", "4", "5"]);
    expect(ids({}, Array.from({ length: 30 }, (_, index) => panel(String(index), `Panel ${index}`)))).toEqual(["0", "1", "2", "3", "4", "5"]);
  });
});
