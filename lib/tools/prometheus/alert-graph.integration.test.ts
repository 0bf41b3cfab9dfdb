import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWire } from "@/lib/wire";
import { loopback } from "@/lib/wire/fixtures/loopback";
import { freePort, program, runBinary, until } from "../fixtures/binary";
import { recompose, takeApart } from "./expression";
import { ruleExpressions } from "./fixtures/rule-expressions";
import { alertGraph, prometheusClient, type Prometheus } from "./index";

const file = program("prometheus");
if (file === undefined) console.warn("SKIPPED, LOUDLY: Debian's prometheus is not installed, so nothing was tried on the real one.");

const pods = Array.from({ length: 130 }, (_, index) => `pod-${index}`);
const text = [
  ...pods.map((pod, index) => `disk_used_bytes{namespace="a$1",pod="${pod}"} ${index}`),
  ...pods.map((pod) => `disk_size_bytes{namespace="a$1",pod="${pod}"} 130`),
  ...[0, 1, 2, 3].map((index) => `foo{n="${index}"} ${index - 1}\nbar{n="${index}"} ${index * 2}`),
  "",
].join("\n");

/** What somebody may write in a rule over `foo` and `bar`. */
const number = fc.constantFrom("0", "1", "2.5", "-1", "25 / 100", "(2 - 1)", "2 ^ 2", "-2 ^ 2", "7 % 4", "1e0", "0x2", "-(1 + 1)");
const vector = fc.constantFrom("foo", "bar", "-foo", "foo + bar", "sum by (n) (foo)", "(foo or bar)", "foo * on (n) group_left bar", "abs(foo - 2)", "foo == bool 1", "max_over_time(foo[10s])", "bar offset 1s", "1 <= bar", "foo # why\n");
const comparing = fc.constantFrom(">", ">=", "<", "<=", "==", "!=");
const compared = fc.oneof(fc.tuple(vector, comparing, number), fc.tuple(number, comparing, vector)).map((parts) => parts.join(" "));
const rule = fc.letrec<{ one: string; other: string }>((tie) => ({
  one: fc.oneof({ depthSize: "small" }, compared, tie("one").map((inner) => `(${inner})`), fc.tuple(tie("one"), fc.constantFrom("and", "unless", "and on (n)", "unless ignoring (x)", "or"), tie("other")).map((parts) => parts.join(" "))),
  other: fc.oneof(compared, vector, tie("one").map((inner) => `(${inner})`)),
})).one;

describe.skipIf(file === undefined)("expressions, before a real Prometheus", () => {
  const open: { close(): Promise<void> }[] = [];
  let client: Prometheus;
  let url: string;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "castor-expressions-"));
    open.push({ close: () => rm(folder, { recursive: true, force: true }) });
    const exporter = await loopback((_, response) => void response.writeHead(200, { "content-type": "text/plain; version=0.0.4" }).end(text));
    open.push(exporter);
    url = `http://127.0.0.1:${await freePort()}`;
    await writeFile(join(folder, "p.yml"), JSON.stringify({ global: { scrape_interval: "1s", scrape_timeout: "1s" }, scrape_configs: [{ job_name: "x", static_configs: [{ targets: [new URL(exporter.url).host] }] }] }));
    const args = [`--config.file=${join(folder, "p.yml")}`, `--storage.tsdb.path=${join(folder, "data")}`, `--web.listen-address=${new URL(url).host}`];
    open.push(await runBinary(file ?? "", args, async () => (await fetch(`${url}/-/ready`)).ok));
    const wire = createWire({ name: "Prometheus of Pollux", url });
    open.push(wire);
    client = prometheusClient(wire);
    await until(async () => (await client.samples("foo[1m]"))[0]?.times.length === 3);
  });

  afterAll(async () => {
    for (const each of open.reverse()) await each.close();
  });

  const valid = async (query: string) => (await fetch(`${url}/api/v1/format_query?${new URLSearchParams({ query })}`)).ok;

  it("are queries to Prometheus once they are put together again", async () => {
    for (const { query, comparison } of ruleExpressions) {
      if (comparison === undefined || !(await valid(query))) continue;
      expect(await valid(recompose(comparison)), query).toBe(true);
      expect(await valid(comparison.left), comparison.left).toBe(true);
    }
  });

  it("give exactly what they gave before they were taken apart", async () => {
    const time = Date.now();
    let apart = 0;
    await fc.assert(
      fc.asyncProperty(rule, async (query) => {
        const comparison = takeApart(query);
        if (comparison === undefined || !(await valid(query))) return;
        apart += 1;
        expect(await client.query(recompose(comparison), { time }), query).toEqual(await client.query(query, { time }));
      }),
      { numRuns: 300, seed: 4 },
    );
    expect(apart).toBeGreaterThan(100);
  });

  it("are drawn for the alert's own series, however many others there are", async () => {
    const labels = { alertname: "Full", severity: "warning", cluster: "pollux", namespace: "a$1", pod: "pod-120", instance: new URL(url).host };
    const ask = { labels, ruleLabels: { severity: "warning" }, range: "15m", now: Date.now() } as const;
    const { instance: _, ...others } = labels;
    const graph = await alertGraph(client, { ...ask, labels: others, query: "disk_used_bytes / disk_size_bytes * 100 > 90" });
    expect(graph).toMatchObject({ threshold: 90, left: 129, own: "measured", measure: { unit: "fraction", factor: 0.01 } });
    expect(graph.lines["measured"]?.findLast((value) => value !== null)).toBeCloseTo(92.31, 1);
    expect((await alertGraph(client, { ...ask, query: "nothing_bytes > 3" })).note).toBe("No data: Prometheus of Pollux has no series nothing_bytes.");
    expect((await alertGraph(client, { ...ask, query: "foo and foo > 100" })).note).toContain("this expression has no result in this range");
    const both = await alertGraph(client, { ...ask, labels: others, query: 'disk_used_bytes != on (pod) disk_size_bytes' });
    expect(both).toMatchObject({ against: "disk_size_bytes", measure: { unit: "bytes", factor: 1 } });
    expect(Object.values(both.lines).map((values) => values.findLast((value) => value !== null))).toEqual([120, 130]);
  });
});
