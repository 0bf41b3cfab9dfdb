import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Alert } from "@/lib/model/alerting";
import { fingerprint } from "@/lib/model/alerting/fingerprint";
import { alertmanagerClient } from "@/lib/tools/alertmanager";
import { alertmanagerFile, runAlertmanager } from "@/lib/tools/fixtures/alertmanager-binary";
import { freePort, program, runBinary, until } from "@/lib/tools/fixtures/binary";
import { prometheusClient, type Prometheus } from "@/lib/tools/prometheus";
import { createWire } from "@/lib/wire";
import { loopback } from "@/lib/wire/fixtures/loopback";
import type { AlertBook, AlertsNow } from "./alerts-now";
import { createAlertBook } from "./book";

const prometheusFile = program("prometheus");
if (alertmanagerFile === undefined || prometheusFile === undefined) console.warn("SKIPPED, LOUDLY: Debian's prometheus or prometheus-alertmanager is not installed, so the book was not tried on the real ones.");

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

const keep = <T extends { close(): Promise<void> }>(each: T): T => {
  open.push(each);
  return each;
};

type Manager = Awaited<ReturnType<typeof runAlertmanager>>;

/** Reads every 100 ms and keeps each state. */
function opened(managers: readonly Manager[], prometheuses: readonly Prometheus[] = []): { readonly book: AlertBook; readonly seen: AlertsNow[] } {
  const silent = () => undefined;
  const book = keep(
    createAlertBook({
      cluster: "pollux",
      alertmanagers: managers.map(({ wire }) => alertmanagerClient(wire)),
      prometheuses,
      memory: { recall: async () => [], record: async () => undefined, acknowledgements: () => new Map() },
      every: 100,
      now: Date.now,
      log: { info: silent, warn: silent, error: silent },
    }),
  );
  const seen: AlertsNow[] = [];
  book.follow((now) => seen.push(now));
  book.start();
  return { book, seen };
}

const named = ({ alerts }: AlertsNow, name: string): Alert | undefined => [...alerts.values()].find((alert) => alert.name === name);
const minutes = (n: number) => new Date(Date.now() + n * 60_000).toISOString();

/** Waits for a state of the book, without asking for one. */
function becomes(book: AlertBook, holds: (now: AlertsNow) => boolean): Promise<AlertsNow> {
  return new Promise((resolve) => {
    if (holds(book.current)) return resolve(book.current);
    const leave = book.follow((now) => {
      if (!holds(now)) return;
      leave();
      resolve(now);
    });
  });
}

const config = {
  route: { receiver: "null", group_wait: "1s", group_interval: "1s", routes: [{ matchers: ['team="p47"'], receiver: "p47", continue: true }, { matchers: ['team="p47"'], receiver: "null" }] },
  receivers: [{ name: "null" }, { name: "p47", webhook_configs: [{ url: "http://127.0.0.1:9/" }] }],
  inhibit_rules: [{ source_matchers: ['severity="critical"'], target_matchers: ['severity="warning"'], equal: ["namespace"] }],
};

describe.skipIf(alertmanagerFile === undefined)("the book of two real Alertmanagers that gossip", () => {
  const pair = async () => {
    const ports = [await freePort(), await freePort()] as const;
    const one = keep(await runAlertmanager("one", config, { port: ports[0], peers: [ports[1]] }));
    const two = keep(await runAlertmanager("two", config, { port: ports[1], peers: [ports[0]] }));
    await until(async () => (await alertmanagerClient(one.wire).status()).cluster.peers.length === 2 && (await alertmanagerClient(two.wire).status()).cluster.status === "ready");
    return [one, two] as const;
  };
  const crash = { labels: { alertname: "KubePodCrashLooping", severity: "warning", namespace: "a", team: "p47", note: "ünï → \"x\\y\" 𝕏" }, annotations: { summary: "s" } };
  const quorum = { labels: { alertname: "EtcdDown", severity: "critical", namespace: "b" } };

  it("loses nothing and shows nothing twice while one of them is killed and comes back", async () => {
    const [one, two] = await pair();
    const { book, seen } = opened([one, two]);
    await Promise.all([one, two].map((each) => each.send(crash, quorum)));
    const both = await becomes(book, (now) => now.alerts.size === 2 && [...now.alerts.values()].every(({ sources }) => sources.length === 2));
    for (const { id, labels } of both.alerts.values()) expect(fingerprint(labels)).toBe(id);
    expect(named(both, "KubePodCrashLooping")).toMatchObject({ receivers: ["p47", "null"], state: "firing", labels: crash.labels });
    expect(both.sources.map(({ gossip, version }) => [gossip?.peers.length, gossip?.status, version?.split(".")[0]])).toEqual([[2, "ready", "0"], [2, "ready", "0"]]);
    expect(both.configs).toMatchObject([{ alertmanagers: ["one", "two"], config: { inhibitRules: [{ equal: ["namespace"] }] } }]);

    const begun = seen.length;
    await one.kill();
    await becomes(book, ({ sources }) => sources[0]?.problem !== undefined);
    expect([...book.current.alerts.values()].map(({ state, stale }) => [state, stale])).toEqual([["firing", undefined], ["firing", undefined]]);
    await two.kill();
    await becomes(book, ({ sources }) => sources.every(({ problem }) => problem !== undefined));
    expect([...book.current.alerts.values()].map(({ state, stale }) => [state, stale])).toEqual([["firing", true], ["firing", true]]);
    // Alertmanagers keep their alerts in memory only: both come back with none.
    await Promise.all([one.restart(), two.restart()]);
    await becomes(book, ({ sources }) => sources.every(({ problem }) => problem === undefined));
    await book.refresh();
    await Promise.all([one, two].map((each) => each.send(crash, quorum)));
    await becomes(book, (now) => [...now.alerts.values()].every(({ stale, sources }) => stale !== true && sources.length === 2));
    for (const { alerts } of seen.slice(begun)) expect([...alerts.values()].map(({ name, state }) => `${name} ${state}`).sort()).toEqual(["EtcdDown firing", "KubePodCrashLooping firing"]);

    const over = { endsAt: minutes(-0.01) };
    await Promise.all([one, two].map((each) => each.send({ ...crash, ...over, startsAt: minutes(-1) })));
    expect(named(await becomes(book, (now) => named(now, "KubePodCrashLooping")?.state === "resolved"), "EtcdDown")?.state).toBe("firing");
  });

  it("tells silences and inhibition as they themselves do, and a silence made at one once", async () => {
    const [one, two] = await pair();
    const { book } = opened([one, two]);
    const critical = { labels: { alertname: "KubeNodeNotReady", severity: "critical", namespace: "a" } };
    await Promise.all([one, two].map((each) => each.send(crash, quorum, critical)));
    const inhibited = await becomes(book, (now) => named(now, "KubePodCrashLooping")?.state === "suppressed");
    expect(named(inhibited, "KubePodCrashLooping")?.inhibitedBy).toEqual([fingerprint(critical.labels)]);

    const client = alertmanagerClient(one.wire);
    const matchers = [{ name: "alertname", value: "Etcd[D]own|\\d{2}\"", isRegex: true, isEqual: true }];
    const id = await client.putSilence({ matchers, endsAt: Date.now() + 3_600_000, comment: "on it" }, "Ada Lovelace");
    const quiet = await becomes(book, (now) => named(now, "EtcdDown")?.state === "suppressed" && now.silences.get(id)?.sources.length === 2);
    expect(named(quiet, "EtcdDown")?.silencedBy).toEqual([id]);
    expect(quiet.silences.get(id)).toMatchObject({ state: "active", matchers, createdBy: "Ada Lovelace", comment: "on it", sources: ["one", "two"] });

    await client.expireSilence(id);
    await becomes(book, (now) => named(now, "EtcdDown")?.state === "firing" && now.silences.get(id)?.state === "expired");
    await expect(client.putSilence({ matchers: [{ name: "a", value: ".*", isRegex: true, isEqual: true }], endsAt: Date.now() + 1_000, comment: "c" }, "Ada")).rejects.toMatchObject({ code: "invalid", message: expect.stringMatching(/^one refuses it: .*match/) as string });
    await expect(client.putSilence({ matchers, endsAt: Date.now() - 60_000, comment: "c" }, "Ada")).rejects.toMatchObject({ code: "invalid", message: expect.stringMatching(/^one refuses it: .*(?:past|end)/) as string });
    await expect(client.expireSilence("00000000-0000-0000-0000-000000000000")).rejects.toMatchObject({ code: "not-found" });
  });
});

describe.skipIf(alertmanagerFile === undefined || prometheusFile === undefined)("the book of a real Prometheus and Alertmanager", () => {
  it("sees a rule's alert pending, firing and resolved, in this order, as one alert", async () => {
    const manager = keep(await runAlertmanager("Alertmanager of Pollux", config));
    const folder = await mkdtemp(join(tmpdir(), "castor-prometheus-"));
    keep({ close: () => rm(folder, { recursive: true, force: true }) });
    const gauge = { value: 1 };
    const exporter = keep(await loopback((_, response) => void response.writeHead(200, { "content-type": "text/plain; version=0.0.4" }).end(`queue_length{queue="scans"} ${gauge.value}\n`)));
    const rule = { alert: "QueueTooLong", expr: "queue_length > 5", for: "2s", labels: { severity: "warning", team: "p47" }, annotations: { summary: "{{ $labels.queue }} has {{ $value }}" } };
    await writeFile(join(folder, "rules.yml"), JSON.stringify({ groups: [{ name: "queues", interval: "1s", rules: [rule, { alert: "Watchdog", expr: "vector(1)" }, { record: "x", expr: "vector(1)" }] }] }));
    const file = join(folder, "prometheus.yml");
    await writeFile(
      file,
      JSON.stringify({
        global: { scrape_interval: "1s", scrape_timeout: "1s", evaluation_interval: "1s", external_labels: { prometheus: "monitoring/k8s", prometheus_replica: "prometheus-k8s-0" } },
        rule_files: [join(folder, "rules.yml")],
        alerting: { alert_relabel_configs: [{ regex: "prometheus_replica", action: "labeldrop" }], alertmanagers: [{ static_configs: [{ targets: [new URL(manager.url).host] }] }] },
        scrape_configs: [{ job_name: "queues", static_configs: [{ targets: [new URL(exporter.url).host] }] }],
      }),
    );
    const url = `http://127.0.0.1:${await freePort()}`;
    keep(await runBinary(prometheusFile ?? "", [`--config.file=${file}`, `--storage.tsdb.path=${join(folder, "data")}`, `--web.listen-address=${new URL(url).host}`, "--rules.alert.resend-delay=1s"], async () => (await fetch(`${url}/-/ready`)).ok));
    const wire = keep(createWire({ name: "Prometheus of Pollux", url }));
    const { book, seen } = opened([manager], [prometheusClient(wire)]);

    await becomes(book, (now) => named(now, "Watchdog")?.sources.length === 2);
    gauge.value = 7;
    const pending = named(await becomes(book, (now) => named(now, "QueueTooLong")?.state === "pending"), "QueueTooLong");
    expect(pending).toMatchObject({ value: 7, annotations: { summary: "scans has 7" }, sources: ["Prometheus of Pollux"], rule: "Prometheus of Pollux/queues/QueueTooLong/1" });
    expect(pending?.firesAt).toBe((pending?.since ?? 0) + 2_000);
    const told = named(await becomes(book, (now) => named(now, "QueueTooLong")?.sources.length === 2), "QueueTooLong");
    expect(told).toMatchObject({ state: "firing", value: 7, labels: { queue: "scans", prometheus: "monitoring/k8s" }, receivers: ["p47", "null"], rule: "Prometheus of Pollux/queues/QueueTooLong/1" });
    expect(book.current.rules.get(told?.rule ?? "")).toMatchObject({ query: "queue_length > 5", duration: 2, state: "firing", health: "ok", interval: 1 });

    // It is killed in the middle of it: Prometheus still says that it fires.
    await manager.kill();
    await becomes(book, ({ sources }) => sources[0]?.problem !== undefined);
    await manager.restart();
    await becomes(book, (now) => now.sources[0]?.problem === undefined && named(now, "QueueTooLong")?.sources.length === 2);

    gauge.value = 1;
    await becomes(book, (now) => named(now, "QueueTooLong")?.state === "resolved");
    const states = seen.flatMap((now) => named(now, "QueueTooLong")?.state ?? []);
    expect(states.filter((state, index) => state !== states[index - 1])).toEqual(["pending", "firing", "resolved"]);
    expect(new Set(seen.flatMap((now) => [...now.alerts.values()].filter(({ name }) => name === "QueueTooLong").map(({ id }) => id)))).toEqual(new Set([told?.id]));
    for (const { alerts } of seen) expect([...alerts.values()].filter(({ name }) => name === "Watchdog").length).toBeLessThanOrEqual(1);
  });
});
