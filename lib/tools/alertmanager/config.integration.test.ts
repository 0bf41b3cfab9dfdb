import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { createInhibition } from "@/lib/model/alerting/inhibition";
import { formatMatcher } from "@/lib/model/alerting/matcher-text";
import { destinationsOf } from "@/lib/model/alerting/routes";
import { createWire } from "@/lib/wire";
import { freePort, program, runBinary } from "../fixtures/binary";
import { readAlertingConfig } from "./config";
import { alertmanagerClient, type Alertmanager } from "./index";

const amtool = program("amtool");
const server = program("prometheus-alertmanager", "alertmanager");
if (amtool === undefined) console.warn("SKIPPED, LOUDLY: Debian's amtool is not installed, so routes were not compared with what it says.");
if (server === undefined) console.warn("SKIPPED, LOUDLY: Debian's prometheus-alertmanager is not installed, so routes and inhibition were not compared with what it does.");

type Labels = Readonly<Record<string, string>>;
const names = ["a", "b", "c"];
const name = fc.constantFrom(...names);
const value = fc.constantFrom("x", "y", "xy", "X", "x\ny", 'x"y', "x\\y", "x y", "é", "");
const pattern = fc.constantFrom("x|y", "x.*", ".+", ".*", "[xy]+", "(?i)X", "x$", "^y", "x\\\\y", "", "x.y", "\\w+", "x)|(?:y", "\\S*", "[[:alpha:]]{1,2}");
const line = fc.oneof(fc.record({ name, value, isRegex: fc.constant(false), isEqual: fc.boolean() }), fc.record({ name, value: pattern, isRegex: fc.constant(true), isEqual: fc.boolean() })).map(formatMatcher);
const some = <Value>(of: fc.Arbitrary<Value>, maxKeys: number) => fc.dictionary(name, of, { maxKeys, noNullPrototype: true });
const labels: fc.Arbitrary<Labels> = some(value.filter((text) => text !== ""), 3);
const receivers = ["r0", "r1", "r2", "r3", "r4", "r5", "r6"];

const { route: child } = fc.letrec<{ route: object; routes: object[] }>((tie) => ({
  route: fc.record(
    { receiver: fc.constantFrom(...receivers), match: some(value, 1), match_re: some(pattern.filter((text) => text !== ""), 1), matchers: fc.array(line, { maxLength: 2 }), continue: fc.boolean(), routes: tie("routes") },
    { requiredKeys: ["continue"], noNullPrototype: true },
  ),
  routes: fc.oneof({ maxDepth: 3 }, fc.constant<object[]>([]), fc.array(tie("route"), { minLength: 1, maxLength: 4 })),
}));
const configOf = (over: object) => stringify({ receivers: receivers.map((each) => ({ name: each, webhook_configs: [{ url: "http://127.0.0.1:9/" }] })), ...over });
const tree = fc.array(child, { minLength: 2, maxLength: 5 }).map((routes) => configOf({ route: { receiver: "r0", routes } }));

describe.skipIf(amtool === undefined)("routes, beside amtool", () => {
  it("end where amtool says, for hundreds of random trees and labels", { timeout: 120_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), "castor-amtool-"));
    const run = promisify(execFile);
    const ends = new Set<string>();
    const cases = fc.sample(fc.tuple(tree, fc.array(labels, { minLength: 3, maxLength: 3 })), { numRuns: 100, seed: 47 });
    const ask = async ([yaml, sets]: (typeof cases)[number], index: number) => {
      const file = join(folder, `${index}.yml`);
      await writeFile(file, yaml);
      const { route } = readAlertingConfig(yaml);
      for (const set of sets) {
        const words = Object.entries(set).map(([key, text]) => formatMatcher({ name: key, value: text, isRegex: false, isEqual: true }));
        const { stdout } = await run(amtool ?? "", ["config", "routes", "test", `--config.file=${file}`, ...words]);
        ends.add(stdout.trim());
        expect({ yaml, set, receivers: destinationsOf(route, set).map(({ receiver }) => receiver).join(",") }).toEqual({ yaml, set, receivers: stdout.trim() });
      }
    };
    try {
      for (let from = 0; from < cases.length; from += 4) await Promise.all(cases.slice(from, from + 4).map((each, at) => ask(each, from + at)));
      expect(ends.size).toBeGreaterThan(30);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe.skipIf(server === undefined)("routes and inhibition, beside a real Alertmanager", () => {
  const open: { close(): Promise<void> }[] = [];
  let [url, file] = ["", ""];
  let client: Alertmanager;

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "castor-routes-"));
    open.push({ close: () => rm(folder, { recursive: true, force: true }) });
    url = `http://127.0.0.1:${await freePort()}`;
    file = join(folder, "alertmanager.yml");
    await writeFile(file, configOf({ route: { receiver: "r0" } }));
    open.push(await runBinary(server ?? "", [`--config.file=${file}`, `--storage.path=${join(folder, "data")}`, `--web.listen-address=${new URL(url).host}`, "--cluster.listen-address="], async () => (await fetch(`${url}/-/ready`)).ok));
    const wire = createWire({ name: "Alertmanager of Pollux", url });
    open.push(wire);
    client = alertmanagerClient(wire);
  });

  afterAll(async () => {
    for (const each of open.reverse()) await each.close();
  });

  it("are as it tells of every alert, from the configuration that it tells itself", { timeout: 120_000 }, async () => {
    const equal = fc.subarray(names);
    const rule = fc.record({ source_matchers: fc.array(line, { minLength: 1, maxLength: 2 }), target_matchers: fc.array(line, { minLength: 1, maxLength: 2 }), equal });
    const cases = fc.sample(fc.tuple(fc.array(child, { minLength: 2, maxLength: 5 }), fc.array(rule, { minLength: 1, maxLength: 3 })), { numRuns: 8, seed: 47 });
    const sets = fc.sample(labels, { numRuns: 150, seed: 48 });
    const post = async (path: string, body: unknown) => expect((await fetch(`${url}${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })).status).toBe(200);
    let inhibited = 0;
    for (const [index, [routes, inhibit_rules]] of cases.entries()) {
      await writeFile(file, configOf({ route: { receiver: "r0", group_wait: "1h", routes }, inhibit_rules }));
      await post("/-/reload", {});
      await post("/api/v2/alerts", sets.map((set) => ({ labels: { ...set, alertname: `Case${index}` }, annotations: {} })));
      const config = readAlertingConfig((await client.status()).config);
      const alerts = await client.alerts();
      expect(alerts.filter(({ labels: { alertname } }) => alertname === `Case${index}`).length).toBeGreaterThan(30);
      const inhibits = createInhibition(config.inhibitRules, alerts.map(({ fingerprint, labels: all }) => ({ id: fingerprint, name: "", labels: all })));
      for (const { labels: all, receivers: told, inhibitedBy } of alerts) {
        // Alertmanager itself tells each receiver once, in no order.
        const here = new Set(destinationsOf(config.route, all).map(({ receiver }) => receiver));
        expect({ config, all, receivers: [...here].sort() }).toEqual({ config, all, receivers: [...new Set(told)].sort() });
        expect({ config, all, inhibited: inhibits(all) !== undefined }).toEqual({ config, all, inhibited: inhibitedBy.length > 0 });
        inhibited += inhibitedBy.length;
      }
    }
    expect(inhibited).toBeGreaterThan(20);
  });
});
