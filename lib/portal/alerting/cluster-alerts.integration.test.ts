import { afterEach, describe, expect, it } from "vitest";
import { isFeed } from "@/lib/hub/source";
import { parseTopic, type AlertCounts, type AttentionItem, type Person } from "@/lib/model";
import { alertHref, type AlertingSummary } from "@/lib/model/alerting";
import { fingerprint } from "@/lib/model/alerting/fingerprint";
import type { ClusterSettings } from "@/lib/settings";
import { createStore } from "@/lib/store";
import { alertmanagerFile, runAlertmanager } from "@/lib/tools/fixtures/alertmanager-binary";
import { json, loopback } from "@/lib/wire/fixtures/loopback";
import { createCluster, type ClusterContext } from "../cluster";
import { sourceOf } from "../sources";

if (alertmanagerFile === undefined) console.warn("SKIPPED, LOUDLY: Debian's prometheus-alertmanager is not installed, so what stands on the book was not tried on the real one.");

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

const ada: Person = { id: "i#ada", name: "Ada Lovelace", username: "ada", groups: [], admin: true };
const silent = () => undefined;
const log = { info: silent, warn: silent, error: silent };

async function opened() {
  const manager = await runAlertmanager("Alertmanager", { route: { receiver: "null", group_wait: "1s" }, receivers: [{ name: "null" }] });
  open.push(manager);
  const kubernetes = await loopback(json({ kind: "Status" }, 503));
  open.push(kubernetes);
  const store = await createStore({ memory: true, secret: "s".repeat(32), log });
  open.push(store);
  const settings = {
    ...{ id: "pollux", title: "Pollux", purpose: "", stage: "test", accent: "blue", groups: [], links: [] },
    kubernetes: { via: "url", url: kubernetes.url, token: "t", identity: "impersonate", revealSecrets: false },
    live: { namespace: "monitoring", service: "node-exporter", reach: "direct", interval: 1, scrapesPerSecond: 10 },
    tools: { alertmanager: { url: manager.url, publicUrl: manager.url, instances: [], groups: [], options: {} } },
    alerting: { every: 0.1, retention: 86_400_000, longestSilence: 86_400_000, responders: [] },
  } as unknown as ClusterSettings;
  const cluster = createCluster(settings, { log, now: Date.now, store, identities: {} as ClusterContext["identities"], publicUrl: "https://castor.example.org", named: async () => [] });
  open.push(cluster);
  cluster.alerting.book.start();
  const source = (address: string) => sourceOf(cluster, parseTopic(address)!, ada, Date.now);
  const load = async <T>(address: string): Promise<T> => {
    const found = source(address);
    if (isFeed(found)) throw new Error("It is a feed.");
    return (await found.load({ signal: new AbortController().signal, at: Date.now(), every: 1_000 })) as T;
  };
  return { manager, cluster, source, load };
}

describe.skipIf(alertmanagerFile === undefined)("a cluster whose Alertmanager is real", () => {
  it("tells its counts, what needs attention and how the alerting stands, from one reading for all", async () => {
    const { manager, cluster, source, load } = await opened();
    const crash = { alertname: "KubePodCrashLooping", severity: "critical", namespace: "a", pod: "ioc-0" };
    const node = { alertname: "NodeMemoryHighUtilization", severity: "warning", instance: "10.0.0.7:9100", node: "argus-07" };
    const feed = source("alerting/pollux");
    if (!isFeed(feed)) throw new Error("It is no feed.");
    const stop = new AbortController();
    const told = new Promise<AlertingSummary>((resolve) => {
      void feed.follow({
        signal: stop.signal,
        tell: (summary) => {
          if ((summary as AlertingSummary).states.firing === 2) resolve(summary as AlertingSummary);
        },
      });
    });
    await manager.send({ labels: crash, annotations: { description: "Five times." } }, { labels: node }, { labels: { alertname: "Watchdog" } });
    const summary = await told;
    stop.abort();
    expect(summary).toMatchObject({ counts: { critical: 1, warning: 1, suppressed: 0 }, sources: [{ kind: "alertmanager" }] });
    expect(summary.fresh.map(({ title }) => title).sort()).toEqual(["argus-07 runs short of memory", "ioc-0 keeps restarting"]);
    expect(await load<AlertCounts>("alerts/pollux")).toEqual({ critical: 1, warning: 1, info: 0, other: 0, suppressed: 0 });
    const items = await load<readonly AttentionItem[]>("attention/pollux");
    expect(items.find(({ title }) => title === "ioc-0 keeps restarting")?.href).toBe(alertHref("pollux", fingerprint(crash)));
    expect(items.find(({ title }) => title === "argus-07 runs short of memory")?.href).toBe("/clusters/pollux/nodes/argus-07");

    await cluster.alerting.memory.acknowledge({ cluster: "pollux", alert: fingerprint(crash), by: { id: "i#ada", name: "Ada Lovelace", username: "ada" }, note: "mine", at: Date.now() });
    const { revision } = cluster.alerting.book.current;
    const after = await cluster.alerting.book.refresh();
    expect(after.acknowledgements.get(fingerprint(crash))).toMatchObject({ note: "mine" });
    expect(after.revision).toBeGreaterThanOrEqual(revision);
    expect((await load<readonly AttentionItem[]>("attention/pollux")).find(({ title }) => title === "ioc-0 keeps restarting")?.detail).toBe("Ada Lovelace has taken it on. Five times.");

    await manager.kill();
    await cluster.alerting.book.refresh();
    await expect(load("alerts/pollux")).rejects.toMatchObject({ code: "unreachable" });
    const still = await load<readonly AttentionItem[]>("attention/pollux");
    expect(still.map(({ title }) => title)).toContain("ioc-0 keeps restarting");
  });
});
