import { mkdtemp, rm } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { build } from "esbuild";
import { startChild, type Child } from "./fanout/calls";
import type { Group, Received } from "./fanout/load";
import type { ServerSample } from "./fanout/server";
import { median, report } from "./report";

// What one stream costs Castor's server, beside the least that node:http can do. Both run at once, half a
// tick apart, each in a process of its own, and are read in the same rounds: noise meets both alike.

const rounds = 5;
const ticksOfRound = 4;

interface Bench {
  readonly exporter: Child;
  readonly hub: Child;
  readonly bare: Child;
  readonly load: Child;
}

const sample = (server: Child, collect = false) => server.call<ServerSample>("sample", { collect });
const received = (load: Child, name: string) => load.call<Received>("received", name);

async function joinGroup(load: Child, server: Child, group: Omit<Group, "port">): Promise<void> {
  await load.call("join", { ...group, port: await server.call<number>("port") } satisfies Group);
}

/** Waits for the moment in a second at which neither server works. */
const quietMoment = () => sleep(1_000 - ((Date.now() + 150) % 1_000));

async function until(done: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await done()) return;
    await sleep(50);
  }
  throw new Error(`waited in vain until ${what}`);
}

/** Leaves with everybody and waits until the servers have noticed. */
async function empty({ load, hub, bare }: Bench, ...names: readonly string[]): Promise<void> {
  for (const name of names) await load.call("leave", name);
  await until(async () => (await sample(hub)).listeners === 0 && (await sample(bare)).listeners === 0, "nobody listens");
}

/** CPU, memory, writes and scrapes with so many listeners on both servers. Returns the exporter's requests. */
async function fanOut(bench: Bench, count: number): Promise<number> {
  const { hub, bare, load, exporter } = bench;
  const before = { hub: await sample(hub, true), bare: await sample(bare, true) };
  await joinGroup(load, hub, { name: "hub", path: "/node", count });
  await joinGroup(load, bare, { name: "bare", path: "/", count });
  await sleep(2_000);
  await quietMoment();
  const cost: { hub: number[]; bare: number[]; ratio: number[]; memory: number[] } = { hub: [], bare: [], ratio: [], memory: [] };
  const memory = { hub: 0, bare: 0 };
  let lost = 0;
  let frames = 0;
  await Promise.all([received(load, "hub"), received(load, "bare")]);
  const start = { hub: await sample(hub), scrapes: await exporter.call<number>("scrapes") };
  for (let round = 0; round < rounds; round += 1) {
    const from = { hub: await sample(hub), bare: await sample(bare) };
    await sleep(ticksOfRound * 1_000 - 100);
    await quietMoment();
    const to = { hub: await sample(hub), bare: await sample(bare) };
    const got = { hub: await received(load, "hub"), bare: await received(load, "bare") };
    const each = { hub: (to.hub.cpu - from.hub.cpu) / got.hub.frames, bare: (to.bare.cpu - from.bare.cpu) / got.bare.frames };
    cost.hub.push(each.hub);
    cost.bare.push(each.bare);
    cost.ratio.push(each.hub / each.bare);
    lost += got.hub.lost;
    frames += got.hub.frames;
  }
  const end = { hub: await sample(hub), scrapes: await exporter.call<number>("scrapes") };
  for (let round = 0; round < rounds; round += 1) {
    const now = { hub: await sample(hub, true), bare: await sample(bare, true) };
    memory.hub = (now.hub.heap - before.hub.heap) / count;
    memory.bare = (now.bare.heap - before.bare.heap) / count;
    cost.memory.push(memory.hub / memory.bare);
    await sleep(200);
  }
  const most = count >= 2_000;
  const name = (what: string) => `${what} (${count.toLocaleString("en")} listeners)`;
  report("fanout", name("CPU per frame, Hub"), median(cost.hub), "µs");
  report("fanout", name("CPU per frame, bare node:http"), median(cost.bare), "µs");
  report("fanout", name("CPU per frame, Hub : bare"), median(cost.ratio), "ratio", most ? 1.25 : undefined);
  report("fanout", name("writes for each listener and frame"), (end.hub.writes - start.hub.writes) / frames, "writes", 1);
  report("fanout", name("frames that were not exactly one write"), Math.abs(end.hub.writes - start.hub.writes - frames), "frames", 0);
  report("fanout", name("encodings for each frame"), (end.hub.encodings - start.hub.encodings) / (rounds * ticksOfRound), "encodings", 1);
  report("fanout", name("frames lost"), lost + Math.abs(frames - count * rounds * ticksOfRound), "frames", 0);
  if (most) {
    const rss = { hub: (end.hub.rss - before.hub.rss) / count, bare: ((await sample(bare)).rss - before.bare.rss) / count };
    report("fanout", name("memory per connection, Hub"), memory.hub / 1024, "KiB");
    report("fanout", name("memory per connection, bare node:http"), memory.bare / 1024, "KiB");
    report("fanout", name("memory per connection, Hub : bare"), median(cost.memory), "ratio", 3);
    report("fanout", name("resident memory per connection, Hub : bare"), rss.hub / rss.bare, "ratio", 3);
  }
  await empty(bench, "hub", "bare");
  return end.scrapes - start.scrapes;
}

/** Scrape start to arrival, p99 over each round. */
async function delays(load: Child, group: string): Promise<number> {
  const found: number[] = [];
  await received(load, group);
  for (let round = 0; round < rounds; round += 1) {
    await sleep(ticksOfRound * 1_000);
    found.push((await received(load, group)).p99);
  }
  return median(found);
}

async function latency(bench: Bench): Promise<void> {
  await joinGroup(bench.load, bench.hub, { name: "hub", path: "/node", count: 1_000 });
  await sleep(2_000);
  report("fanout", "scrape start to listener, p99 (1,000 listeners)", await delays(bench.load, "hub"), "ms", 50);
  await empty(bench, "hub");
}

async function silence(bench: Bench): Promise<void> {
  await sleep(10_000);
  const from = await bench.exporter.call<number>("scrapes");
  await sleep(3_000);
  const after = (await bench.exporter.call<number>("scrapes")) - from;
  report("fanout", "scrapes later than 10 s after the last listener left", after, "requests", 0);
  report("fanout", "loops that run then", (await sample(bench.hub)).running, "loops", 0);
}

async function churn(bench: Bench): Promise<void> {
  const heaps: number[] = [];
  for (let cycle = 0; cycle < 10; cycle += 1) {
    await joinGroup(bench.load, bench.hub, { name: "churn", path: "/node", count: 1_000 });
    await empty(bench, "churn");
    heaps.push((await sample(bench.hub, true)).heap);
  }
  const [first = 0, ...later] = heaps;
  report("fanout", "listeners left after 10 × 1,000 abrupt disconnects", (await sample(bench.hub)).listeners, "listeners", 0);
  // A leak of one small object for each connection would be more than ten times this.
  report("fanout", "heap growth after the first 1,000 of them", (median(later.slice(-3)) - first) / 1024, "KiB", 256);
}

async function stalled(bench: Bench): Promise<void> {
  const { load, hub } = bench;
  await joinGroup(load, hub, { name: "well", path: "/node", count: 200 });
  await joinGroup(load, hub, { name: "well-bulk", path: "/bulk", count: 5 });
  await sleep(2_000);
  const before = await delays(load, "well");
  await joinGroup(load, hub, { name: "stalled", path: "/bulk", count: 50, reads: false });
  const skipped = async () => (await sample(hub)).skipped;
  // Stalled in earnest: of the ten frames a second that each should get, none is written any more.
  await until(async () => {
    const from = await skipped();
    await sleep(1_000);
    return (await skipped()) - from >= 50 * 9;
  }, "50 listeners are stalled");
  await received(load, "well-bulk");
  const after = await delays(load, "well");
  report("fanout", "scrape start to listener, p99, before", before, "ms");
  report("fanout", "scrape start to listener, p99, beside 50 stalled ones", after, "ms", 50);
  report("fanout", "frames lost by the others beside 50 stalled ones", (await received(load, "well")).lost + (await received(load, "well-bulk")).lost, "frames", 0);
  await empty(bench, "well", "well-bulk", "stalled");
}

async function termination({ load, hub }: Bench): Promise<void> {
  await joinGroup(load, hub, { name: "last", path: "/node", count: 1_000 });
  await sleep(1_000);
  const gone = once(hub.process, "exit");
  const start = performance.now();
  hub.process.kill("SIGTERM");
  const late = sleep(5_000, "late" as const, { ref: false });
  const ended = (await Promise.race([gone, late])) !== "late";
  report("fanout", "SIGTERM to the end with 1,000 open streams", ended ? performance.now() - start : 5_000, "ms", 1_000);
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "castor-fanout-"));
  const children: Child[] = [];
  const start = async (name: string, ...argv: readonly string[]) => {
    const child = await startChild(join(folder, `${name}.mjs`), argv);
    children.push(child);
    return child;
  };
  try {
    const entryPoints = ["exporter", "server", "load"].map((name) => join(import.meta.dirname, "fanout", `${name}.ts`));
    await build({ entryPoints, outdir: folder, outExtension: { ".js": ".mjs" }, bundle: true, platform: "node", format: "esm", target: "node20", logLevel: "warning" });
    const exporter = await start("exporter");
    const hub = await start("server", "hub", String(await exporter.call<number>("port")));
    const bench: Bench = { exporter, hub, bare: await start("server", "bare"), load: await start("load") };
    const scrapes = { one: await fanOut(bench, 1), hundred: await fanOut(bench, 100), most: await fanOut(bench, 2_000) };
    report("fanout", "exporter requests, 2,000 listeners less 1 listener", Math.abs(scrapes.most - scrapes.one), "requests", 1);
    report("fanout", "exporter requests, 100 listeners less 1 listener", Math.abs(scrapes.hundred - scrapes.one), "requests", 1);
    await silence(bench);
    await latency(bench);
    await churn(bench);
    await stalled(bench);
    await termination(bench);
  } finally {
    for (const child of children) await child.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
