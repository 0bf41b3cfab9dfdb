import { afterEach, describe, expect, it } from "vitest";
import { CastorError, parseTopic, type ClusterEvent, type Person } from "@/lib/model";
import type { Alert, AlertReport, AlertRule, Transition } from "@/lib/model/alerting";
import { parseMatcher } from "@/lib/model/alerting/parse-matcher";
import { anAlert, inP47 } from "@/lib/model/alerting/fixtures/small-cluster";
import { tools } from "@/lib/tools";
import { isAllowed } from "../access";
import type { ClusterParts } from "../cluster";
import { alertSource } from "./alert-source";
import { somebody, toldCluster, type ToldCluster } from "./fixtures/told-cluster";

const running: AbortController[] = [];
afterEach(() => running.splice(0).forEach((each) => each.abort()));

const staff: Person = { id: "issuer#2", name: "Grace Hopper", username: "p47-staff", groups: ["p47-beamline"], admin: false };
const visitor: Person = { id: "issuer#3", name: "A Visitor", username: "visitor", groups: [], admin: false };
const daq: Alert = { ...anAlert("KubePodCrashLooping", inP47({ pod: "daq-0" })), id: "00000000000000aa" };
const node: Alert = { ...anAlert("KubeNodeNotReady", { node: "srv-2" }, { severity: "critical" }), id: "00000000000000bb" };
const rule: AlertRule = {
  ...{ key: "k", name: daq.name, group: "g", file: "f", prometheus: "Prometheus of Pollux", query: "rate(restarts[5m]) > 0.5", duration: 60, keepFiringFor: 0 },
  ...{ labels: {}, annotations: {}, state: "firing" as const, health: "ok" as const, interval: 15 },
};
const event = (id: string, last: number): ClusterEvent => ({ id, type: "Warning", reason: "BackOff", message: "back-off", object: { kind: "Pod", name: "daq-0" }, first: 1, last, count: 1 });

interface Setting {
  readonly told: ToldCluster;
  readonly known?: Alert;
  readonly transitions?: readonly Transition[];
  readonly events?: () => Promise<readonly ClusterEvent[]>;
  readonly grafanaGroups?: readonly string[];
}

/** A cluster with two tools, a rule for p47's staff, and a Store that a test tells. */
function clusterOf({ told, known, transitions = [], events = async () => [], grafanaGroups = [] }: Setting): ClusterParts {
  const upstreams = tools.filter(({ id }) => ["grafana", "prometheus"].includes(id)).map((tool) => ({ tool, settings: { publicUrl: `https://${tool.id}.example.org/`, groups: tool.id === "grafana" ? grafanaGroups : [], options: tool.settings.parse({}) } }));
  const store = { known: async () => known && { alert: known, changedAt: 1, observedAt: 1 }, transitions: async () => transitions, standing: async () => [], watched: async () => [] };
  return {
    ...told.parts,
    // As a cluster answers where nothing is behind the gateway.
    toolBase: (person: Person, id: string) => {
      const { settings } = upstreams.find(({ tool }) => tool.id === id) ?? {};
      return settings && isAllowed(person, settings.groups) ? settings.publicUrl : undefined;
    },
    ...{ upstreams, prometheuses: [], hints: () => ({ node: "srv-2", address: "10.0.0.2" }), asker: ({ id }: Person) => ({ key: id, headers: async () => ({}) }), kubernetes: { as: () => ({ eventsOf: events }) } },
    settings: { ...told.parts.settings, alerting: { retention: 90 * 86_400_000, longestSilence: 1, responders: [{ groups: ["p47-beamline"], scope: [parseMatcher('namespace="p47-beamline"')] }] } },
    alerting: { ...told.parts.alerting, store },
  } as unknown as ClusterParts;
}

/** Follows an alert's page; `next` waits for what it says next. */
function follow(setting: Setting, id: string, person: Person = somebody) {
  const topic = parseTopic(`alert/pollux/${id}`);
  if (topic === undefined) throw new Error("not a topic");
  const abort = new AbortController();
  running.push(abort);
  const reports: AlertReport[] = [];
  let wake: (() => void) | undefined;
  const source = alertSource(clusterOf(setting), topic, person, () => 2_000_000);
  const ended = source.follow({
    signal: abort.signal,
    tell: (report) => {
      reports.push(report as AlertReport);
      wake?.();
    },
  });
  const next = async () => {
    while (reports.length === 0) await Promise.race([new Promise<void>((resolve) => (wake = resolve)), ended.then(() => Promise.reject(new Error("it has ended")))]);
    return reports.shift() as AlertReport;
  };
  return { source, next, ended, abort };
}

const links = ({ links: found }: AlertReport) => found.map(({ kind, href }) => `${kind} ${href}`);

describe("an alert's page", () => {
  it("says what it is about, what else it touches, to which cause it belongs and where to go on", async () => {
    const alert: Alert = { ...daq, rule: "k", annotations: { ...daq.annotations, runbook_url: "https://runbooks.example.org/x" } };
    const report = await follow({ told: toldCluster("pollux", [alert, node], { rules: new Map([["k", rule]]) }) }, daq.id).next();
    expect(report.alert).toMatchObject({ title: "daq-0 keeps restarting", sources: ["Alertmanager of Pollux"] });
    expect(report.comparison).toEqual({ left: "rate(restarts[5m])", operator: ">", threshold: 0.5, also: [] });
    expect(report.radius).toMatchObject({ pods: 1, workloads: ["p47-beamline/daq"], applications: ["data"] });
    expect(report.cause).toEqual({ id: "pollux/node/srv-2", title: "srv-2 is not ready", why: "1 alert of 1 workload is about what runs on srv-2, which has trouble of its own.", others: 1 });
    expect(links(report)).toEqual([
      "node /clusters/pollux/nodes/srv-2",
      "pod /clusters/pollux/objects/core/v1/pods/p47-beamline/daq-0",
      "logs /clusters/pollux/objects/core/v1/pods/p47-beamline/daq-0?tab=logs",
      "workload /clusters/pollux/objects/apps/v1/statefulsets/p47-beamline/daq",
      "claim /clusters/pollux/objects/core/v1/persistentvolumeclaims/p47-beamline/data",
      expect.stringContaining("grafana https://grafana.example.org/"),
      expect.stringContaining("prometheus https://prometheus.example.org/"),
      "runbook https://runbooks.example.org/x",
    ]);
  });

  it("makes no link of what a rule's author wrote where that is no address of the web", async () => {
    for (const runbook of ["javascript:alert(1)", "data:text/html,x", "not an address", "//evil.example.org"]) {
      const told = toldCluster("pollux", [{ ...daq, annotations: { runbook_url: runbook } }]);
      expect(links(await follow({ told }, daq.id).next()).filter((link) => link.startsWith("runbook"))).toEqual([]);
    }
  });

  it("leads nobody to a tool that is not theirs", async () => {
    const setting = { told: toldCluster("pollux", [daq]), grafanaGroups: ["castor-admins"] };
    expect(links(await follow(setting, daq.id, staff).next()).some((link) => link.startsWith("grafana"))).toBe(false);
    expect(links(await follow(setting, daq.id).next()).some((link) => link.startsWith("grafana"))).toBe(true);
  });

  it("shows the object's events, newest first and each once", async () => {
    const { events } = await follow({ told: toldCluster("pollux", [daq]), events: async () => [event("a", 1), event("b", 2), event("a", 1)] }, daq.id).next();
    expect(events.map(({ id }) => id)).toEqual(["b", "a"]);
  });

  it("tells nothing of events that the person may not read, not even that there are some", async () => {
    const report = await follow({ told: toldCluster("pollux", [daq]), events: () => Promise.reject(new CastorError("forbidden", "events are forbidden: secret-event")) }, daq.id, visitor).next();
    expect(report.events).toEqual([]);
    expect(JSON.stringify(report)).not.toContain("secret-event");
  });

  it("says who may answer it, and why others may not", async () => {
    const told = toldCluster("pollux", [daq, node]);
    expect(await follow({ told }, daq.id, staff).next()).toMatchObject({ may: true });
    expect(await follow({ told }, node.id, staff).next()).toMatchObject({ may: false, reason: 'You may acknowledge only alerts that carry {namespace="p47-beamline"} in Pollux.' });
    expect(await follow({ told }, daq.id, visitor).next()).toMatchObject({ may: false });
  });

  it("is kept apart by the person's rights", () => {
    const told = toldCluster("pollux", [daq]);
    expect(follow({ told }, daq.id, staff).source.key).not.toBe(follow({ told }, daq.id, visitor).source.key);
  });

  it("changes at once when somebody takes the alert on, and repeats itself in between", async () => {
    const told = toldCluster("pollux", [daq]);
    const page = follow({ told }, daq.id);
    expect((await page.next()).acknowledgement).toBeUndefined();
    told.tell([daq], { acknowledgements: new Map([[daq.id, { cluster: "pollux", alert: daq.id, by: { id: "issuer#1", name: "Ada Lovelace", username: "ada" }, note: "on it", at: 5 }]]) });
    const report = await page.next();
    expect(report.acknowledgement?.note).toBe("on it");
    expect(page.source.idle).toEqual(report);
  });

  it("names others of the same name that fired before, how long and in what they differ", async () => {
    const fired = (alert: string, kind: "firing" | "resolved", at: number): Transition => ({ id: `${alert}${kind}`, at, kind, cluster: "pollux", alert, name: daq.name, severity: "warning", labels: { ...daq.labels, pod: alert } });
    const transitions = [fired("other", "resolved", 900), fired(daq.id, "firing", 800), fired("other", "firing", 700), fired("third", "firing", 600)];
    const { similar } = await follow({ told: toldCluster("pollux", [daq]), transitions }, daq.id).next();
    expect(similar.map(({ alert, at, lasted, differs }) => [alert, at, lasted, differs])).toEqual([["other", 700, 200, ["pod"]], ["third", 600, undefined, ["pod"]]]);
  });
});

describe("an alert that is gone", () => {
  it("is still shown as over where Castor remembers it", async () => {
    const known: Alert = { ...daq, state: "resolved", resolvedAt: 9 };
    expect((await follow({ told: toldCluster("pollux", []), known }, daq.id).next()).alert).toMatchObject({ state: "resolved", resolvedAt: 9, title: "daq-0 keeps restarting" });
  });

  it("is not called over while somebody who could know does not answer", async () => {
    const told = toldCluster("pollux", [], { sources: [{ name: "Alertmanager of Pollux", kind: "alertmanager", problem: "No answer." }] });
    expect((await follow({ told, known: daq }, daq.id).next()).alert).toMatchObject({ state: "firing", stale: true });
  });

  it("is not found where nobody remembers it", async () => {
    await expect(follow({ told: toldCluster("pollux", []) }, "00000000000000ff").ended).rejects.toMatchObject({ code: "not-found" });
  });
});
