import { afterAll, describe, expect, it } from "vitest";
import { serveUpstream, type Upstream } from "../../serve";
import type { AlertmanagerConfig } from "./config";
import { createAlertmanager, createMesh, type Alertmanager } from "./index";

const open: Upstream[] = [];
afterAll(() => Promise.all(open.map((upstream) => upstream.close())));

const second = 1_000;
const minute = 60 * second;
const start = Date.parse("2026-08-03T09:00:00Z");

const config = {
  global: { resolve_timeout: "5m" },
  route: {
    receiver: "null",
    group_by: ["namespace"],
    routes: [
      { receiver: "page", matchers: ['severity="critical"'], group_wait: "5s", continue: true },
      { receiver: "team", matchers: ['namespace="p47"'], group_by: ["namespace", "alertname"], group_wait: "30s", group_interval: "5m", repeat_interval: "1h", mute_time_intervals: ["mornings"] },
    ],
  },
  inhibit_rules: [{ source_matchers: ['severity="critical"'], target_matchers: ['severity="warning"'], equal: ["namespace"] }],
  receivers: [{ name: "null" }, { name: "page", webhook_configs: [{ url: "http://pager.example.org/" }] }, { name: "team", email_configs: [{ to: "team@example.org" }], webhook_configs: [{ url: "http://log.example.org/" }] }],
  time_intervals: [{ name: "mornings", time_intervals: [{ times: [{ start_time: "08:00", end_time: "09:30" }] }] }],
} satisfies AlertmanagerConfig;

/** Some Alertmanagers of one cluster whose clock stands until somebody moves it. */
async function several(count: number, options: { readonly at?: number; readonly broken?: () => string | undefined } = {}) {
  let now = options.at ?? start + 60 * minute;
  const mesh = createMesh();
  const up = Array.from({ length: count }, () => true);
  const made: { alertmanager: Alertmanager; url: string }[] = [];
  for (let n = 0; n < count; n++) {
    const alertmanager = createAlertmanager({ place: "Test", clock: () => now, config, ...(options.broken && { broken: options.broken }), ...(count > 1 && { cluster: { mesh, name: `peer-${n}`, address: `10.0.0.${n}:9094`, reachable: () => up[n] ?? false } }) });
    const upstream = await serveUpstream({ id: `test/${n}`, port: 0, listener: alertmanager });
    open.push(upstream);
    made.push({ alertmanager, url: upstream.url });
  }
  const at = (n: number) => made[n] ?? Promise.reject(new Error("no such peer"));
  const post = async (path: string, body: unknown, ...to: number[]) => {
    const answers = await Promise.all((to.length === 0 ? made.map((_, n) => n) : to).map(async (n) => fetch(`${(await at(n)).url}/api/v2${path}`, { method: "POST", body: JSON.stringify(body) })));
    return answers[0]?.text() ?? "";
  };
  const get = async <T>(n: number, path: string) => (await (await fetch(`${(await at(n)).url}${path}`)).json()) as T;
  return {
    up, post, get,
    alert: (labels: Record<string, string>, ended = false) => post("/alerts", [{ labels, startsAt: new Date(now).toISOString(), ...(ended && { startsAt: new Date(now - 1).toISOString(), endsAt: new Date(now).toISOString() }), ...(!ended && { endsAt: new Date(now + 24 * 60 * minute).toISOString() }) }]),
    pass(ms: number) {
      now += ms;
      for (const { alertmanager } of made) alertmanager.catchUp();
    },
    /** Who was told what, by all of them together. */
    told: () => made.flatMap(({ alertmanager }) => alertmanager.notifications().map(({ at: when, way, firing, resolved, failure }) => `${(when - start) / second - 3_600} ${way.receiver}/${way.integration} ${firing.length}+${resolved.length}${failure === undefined ? "" : ` ${failure}`}`)),
    metrics: async (n: number) => (await (await fetch(`${(await at(n)).url}/metrics`)).text()).split("\n"),
  };
}

describe("telling receivers", () => {
  it("gathers what comes within group_wait, tells news after group_interval, and repeats", async () => {
    const test = await several(1);
    await test.alert({ alertname: "A", namespace: "p47", severity: "warning", pod: "1" });
    await test.alert({ alertname: "A", namespace: "p47", severity: "warning", pod: "2" });
    test.pass(30 * second);
    expect(test.told()).toEqual(["30 team/email 2+0", "30 team/webhook 2+0"]);
    await test.alert({ alertname: "A", namespace: "p47", severity: "warning", pod: "3" });
    test.pass(5 * minute);
    expect(test.told().slice(2)).toEqual(["330 team/email 3+0", "330 team/webhook 3+0"]);
    test.pass(60 * minute);
    expect(test.told()).toHaveLength(4);
    test.pass(5 * minute);
    expect(test.told().slice(4)).toEqual(["4230 team/email 3+0", "4230 team/webhook 3+0"]);
    expect(await test.metrics(0)).toContain('alertmanager_notifications_total{integration="webhook"} 3');
  });

  it("tells that all is over to those who want to hear it", async () => {
    const test = await several(1);
    const labels = { alertname: "A", namespace: "p47", severity: "warning" };
    await test.alert(labels);
    test.pass(30 * second);
    await test.alert(labels, true);
    test.pass(5 * minute);
    expect(test.told()).toEqual(["30 team/email 1+0", "30 team/webhook 1+0", "330 team/webhook 0+1"]);
    expect(await test.get(0, "/api/v2/alerts/groups")).toEqual([]);
  });

  it("goes on to the next route where one says so, and lets the worse keep the milder quiet", async () => {
    const test = await several(1);
    await test.alert({ alertname: "B", namespace: "p47", severity: "critical" });
    await test.alert({ alertname: "B", namespace: "p47", severity: "warning" });
    test.pass(30 * second);
    expect(test.told()).toEqual(["5 page/webhook 1+0", "30 team/email 1+0", "30 team/webhook 1+0"]);
    expect(await test.metrics(0)).toContain('alertmanager_notifications_suppressed_total{reason="inhibition"} 1');
  });

  it("keeps quiet within a mute interval, says so of the group, and tells when it is over", async () => {
    const test = await several(1, { at: start });
    await test.alert({ alertname: "A", namespace: "p47", severity: "warning" });
    test.pass(30 * second);
    expect(test.told()).toEqual([]);
    type Groups = { receiver: { name: string }; alerts: { status: { state: string; mutedBy: string[] } }[] }[];
    expect((await test.get<Groups>(0, "/api/v2/alerts/groups"))[0]?.alerts[0]?.status).toMatchObject({ state: "suppressed", mutedBy: ["mornings"] });
    expect((await test.get<Groups[number]["alerts"]>(0, "/api/v2/alerts"))[0]?.status).toMatchObject({ state: "active", mutedBy: [] });
    expect(await test.get(0, "/api/v2/alerts/groups?muted=false")).toEqual([]);
    test.pass(31 * minute);
    expect(test.told()).toHaveLength(2);
    expect((await test.get<Groups>(0, "/api/v2/alerts/groups"))[0]?.alerts[0]?.status.mutedBy).toEqual([]);
  });

  it("tries again when a message did not arrive", async () => {
    let works = false;
    const test = await several(1, { broken: () => (works ? undefined : "serverError") });
    await test.alert({ alertname: "C", namespace: "x", severity: "critical" });
    test.pass(5 * second);
    works = true;
    test.pass(5 * minute);
    expect(test.told()).toEqual(["5 page/webhook 1+0 serverError", "305 page/webhook 1+0"]);
    expect(await test.metrics(0)).toContain('alertmanager_notifications_failed_total{integration="webhook",reason="serverError"} 1');
  });
});

describe("two that gossip", () => {
  const silence = (namespace: string) => ({ matchers: [{ name: "namespace", value: namespace, isRegex: false, isEqual: true }], startsAt: new Date(start + 60 * minute).toISOString(), endsAt: new Date(start + 240 * minute).toISOString(), createdBy: "pat", comment: "known" });
  type Silences = { id: string; status: { state: string } }[];

  it("tell everything once, and the other when the first is gone", async () => {
    const test = await several(2);
    await test.alert({ alertname: "C", namespace: "x", severity: "critical" });
    test.pass(60 * second);
    expect(test.told()).toEqual(["5 page/webhook 1+0"]);
    test.up[0] = false;
    await test.post("/alerts", [{ labels: { alertname: "D", namespace: "y", severity: "critical" } }], 1);
    test.pass(60 * second);
    expect(test.told().slice(1)).toEqual(["65 page/webhook 1+0"]);
  });

  it("share silences at once, and what was missed once they see each other again", async () => {
    const test = await several(2);
    const states = async (n: number) => (await test.get<Silences>(n, "/api/v2/silences")).map(({ status }) => status.state);
    await test.post("/silences", silence("a"), 0);
    expect(await states(1)).toEqual(["active"]);
    test.up[0] = false;
    await test.post("/silences", silence("b"), 1);
    expect([await states(0), await states(1)]).toEqual([["active"], ["active", "active"]]);
    expect(await test.metrics(1)).toEqual(expect.arrayContaining(["alertmanager_cluster_members 1", "alertmanager_cluster_failed_peers 1"]));
    test.up[0] = true;
    test.pass(3 * second);
    expect(await states(0)).toEqual(["active", "active"]);
    const status = await test.get<{ cluster: { name: string; status: string; peers: unknown[] } }>(0, "/api/v2/status");
    expect(status.cluster).toEqual({ name: "peer-0", status: "ready", peers: [{ name: "peer-0", address: "10.0.0.0:9094" }, { name: "peer-1", address: "10.0.0.1:9094" }] });
  });
});
