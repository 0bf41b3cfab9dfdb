import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AlertGraph, Pipeline } from "@/lib/model/alerting";
import { alertmanagerClient } from "@/lib/tools/alertmanager";
import { freePort, program, runBinary, until } from "@/lib/tools/fixtures/binary";
import { prometheusClient } from "@/lib/tools/prometheus";
import { createWire } from "@/lib/wire";
import type { ClusterParts } from "../cluster";
import type { AlertBook } from "./alerts-now";
import { createAlertBook } from "./book";
import { graphOf } from "./graph";
import type { AlertingParts } from "./parts";
import { pipelineSource, problemsOf } from "./pipeline";

const files = { prometheus: program("prometheus"), alertmanager: program("prometheus-alertmanager", "alertmanager") };
const missing = files.prometheus === undefined || files.alertmanager === undefined;
if (missing) console.warn("SKIPPED, LOUDLY: Debian's prometheus and prometheus-alertmanager are not installed, so the pipeline was tried on neither.");

const person = { id: "i#ada", name: "Ada", username: "ada", groups: [], admin: true };

describe.skipIf(missing)("the way of an alert through a real Prometheus and Alertmanager", () => {
  const open: { close(): Promise<void> }[] = [];
  let alertmanager: { close(): Promise<void> };
  let book: AlertBook;
  let cluster: ClusterParts;
  const signal = new AbortController().signal;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "castor-pipeline-"));
    open.push({ close: () => rm(folder, { recursive: true, force: true }) });
    const [am, prom] = [`http://127.0.0.1:${await freePort()}`, `http://127.0.0.1:${await freePort()}`];
    const file = async (name: string, content: unknown) => {
      await writeFile(join(folder, name), JSON.stringify(content));
      return join(folder, name);
    };
    const alertmanagerConfig = await file("a.yml", { route: { receiver: "null", group_wait: "1s" }, receivers: [{ name: "null" }] });
    const rules = await file("r.yml", {
      groups: [
        {
          name: "tests",
          interval: "1s",
          rules: [
            { alert: "TargetGone", expr: "up{job=\"gone\"} == 0", labels: { severity: "critical" } },
            // Each series of the left side finds two on the right: this cannot be evaluated.
            { alert: "Ambiguous", expr: "up * on () group_left () (up or scrape_duration_seconds) > 5", labels: { severity: "warning" } },
          ],
        },
      ],
    });
    const target = (url: string) => ({ static_configs: [{ targets: [new URL(url).host] }] });
    const prometheusConfig = await file("p.yml", {
      global: { scrape_interval: "1s", scrape_timeout: "1s", evaluation_interval: "1s", external_labels: { prometheus: "monitoring/k8s" } },
      rule_files: [rules],
      alerting: { alertmanagers: [target(am)] },
      scrape_configs: [{ job_name: "prometheus", ...target(prom) }, { job_name: "alertmanager", ...target(am) }, { job_name: "gone", ...target(`http://127.0.0.1:${await freePort()}`) }],
    });
    const ready = (url: string) => async () => (await fetch(`${url}/-/ready`)).ok;
    alertmanager = await runBinary(files.alertmanager ?? "", [`--config.file=${alertmanagerConfig}`, `--storage.path=${join(folder, "am")}`, `--web.listen-address=${new URL(am).host}`, "--cluster.listen-address="], ready(am));
    open.push({ close: () => alertmanager.close() });
    open.push(await runBinary(files.prometheus ?? "", [`--config.file=${prometheusConfig}`, `--storage.tsdb.path=${join(folder, "data")}`, `--web.listen-address=${new URL(prom).host}`, "--rules.alert.resend-delay=1s"], ready(prom)));
    const wires = [createWire({ name: "Prometheus of Pollux", url: prom }), createWire({ name: "Alertmanager of Pollux", url: am })] as const;
    const prometheus = prometheusClient(wires[0]);
    book = createAlertBook({
      cluster: "pollux",
      alertmanagers: [alertmanagerClient(wires[1])],
      prometheuses: [prometheus],
      memory: { recall: async () => [], record: async () => undefined, acknowledgements: () => new Map() },
      every: 60_000,
      now: Date.now,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    open.push(...wires, book);
    cluster = { settings: { id: "pollux", title: "Pollux" }, alerting: { book }, prometheus, prometheuses: [prometheus] } as unknown as ClusterParts;
    book.start();
    await until(async () => [...(await book.refresh()).alerts.values()].some(({ name, receivers }) => name === "TargetGone" && receivers.length > 0));
  });

  afterAll(async () => {
    for (const each of open.reverse()) await each.close();
  });

  async function pipeline(): Promise<Pipeline> {
    await book.refresh();
    const source = pipelineSource(cluster, { kind: "pipeline", cluster: "pollux", args: {} }, person, Date.now);
    if ("follow" in source) throw new Error("This is a topic with values.");
    return (await source.load({ signal, at: Date.now(), every: 15_000 })) as Pipeline;
  }
  const titles = ({ problems }: Pipeline) => problems.map(({ title }) => title);

  it("names the rule that fails with Prometheus' own error, the target that is down, and that nobody is told", async () => {
    await until(async () => (await pipeline()).problems.some(({ title }) => title === "The rule Ambiguous cannot be evaluated"));
    const found = await pipeline();
    expect(found.problems.find(({ title }) => title.includes("Ambiguous"))?.said).toContain("many-to-many");
    expect(titles(found)).toEqual(expect.arrayContaining(["Nobody is notified", "No target of gone answers", "There is no Watchdog"]));
    expect(problemsOf(cluster).map(({ id }) => id)).toEqual(expect.arrayContaining(["nobody", "watchdog-rule"]));
  });

  it("has this cluster's numbers at every station", async () => {
    let { stations } = await pipeline();
    const of = (id: string) => stations.find((station) => station.id === id);
    // Each target is scraped at a moment of its own.
    await until(async () => {
      ({ stations } = await pipeline());
      return of("exporters")?.figures[0]?.of === 3 && of("exporters")?.figures[0]?.value === 2;
    });
    expect(of("exporters")?.figures[0]).toMatchObject({ value: 2, of: 3, state: "warn" });
    expect(of("rules")).toMatchObject({ state: "warn", out: { value: 1 }, figures: expect.arrayContaining([{ label: "alerting rules", value: 2 }]) as unknown });
    expect(of("silences")?.out?.value).toBe(1);
    expect(of("receivers")?.figures).toContainEqual({ label: "null (sends nothing)", value: 1 });
  });

  it("draws the graph of an alert from the Prometheus that has its rule, with external labels or without", async () => {
    const id = [...book.current.alerts.values()].find(({ name }) => name === "TargetGone")?.id ?? "";
    const portal = graphOf({ find: () => cluster, now: Date.now } as unknown as AlertingParts);
    const graph: AlertGraph = await portal.graph(person, "pollux", id, "15m", signal);
    expect(graph).toMatchObject({ expression: 'up{job="gone"}', threshold: 0, operator: "==", own: "measured", left: 0 });
    expect(graph.lines["measured"]?.findLast((value) => value !== null)).toBe(0);
    await expect(portal.graph(person, "pollux", "0000000000000000", "15m", signal)).rejects.toMatchObject({ code: "not-found" });
  });

  it("says that alerts are dropped and who is silent, once Alertmanager is gone", async () => {
    await alertmanager.close();
    await until(async () => titles(await pipeline()).some((title) => /^Prometheus could not deliver \d+ alerts/.test(title)));
    const found = await pipeline();
    expect(titles(found)).toContain("Alertmanager of Pollux does not answer");
    expect(found.stations.find(({ id }) => id === "grouping")?.state).toBe("crit");
  });
});
