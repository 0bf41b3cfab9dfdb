import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { startChild, type Child } from "./fanout/calls";
import { latencies, requestsPerSecond, webSockets, type Place } from "./gateway/load";
import type { Memory } from "./gateway/server";
import { median, report } from "./report";

// What it costs that a tool stands behind the sign-in: the same tool is asked directly and through the whole
// gateway, in turns, so that a busy machine disturbs both alike. Every answer is checked.

const small = { connections: 64, requests: 6_000 };
const large = { connections: 8, requests: 40 };
const rounds = { small: 9, large: 7 };

interface Places {
  readonly direct: Place;
  readonly through: Place;
}

/** Both in turns, the order changing each round; requests a second and how many times slower the gateway is. */
async function compare({ direct, through }: Places, path: string, digest: string, load: { connections: number; requests: number }, times: number) {
  const found: { direct: number[]; through: number[]; slower: number[] } = { direct: [], through: [], slower: [] };
  const ask = (place: Place) => requestsPerSecond(place, path, digest, load);
  await ask(direct);
  await ask(through);
  for (let round = 0; round < times; round += 1) {
    const first = await ask(round % 2 === 0 ? direct : through);
    const second = await ask(round % 2 === 0 ? through : direct);
    const [straight, passed] = round % 2 === 0 ? [first, second] : [second, first];
    found.direct.push(straight);
    found.through.push(passed);
    found.slower.push(straight / passed);
  }
  return { direct: median(found.direct), through: median(found.through), slower: median(found.slower) };
}

async function speed(places: Places, upstream: Child): Promise<void> {
  const digest = await upstream.call<string>("digest", "/small");
  const answers = await compare(places, "/small", digest, small, rounds.small);
  report("gateway", "answers of 1 KB directly, 64 connections", answers.direct, "1/s");
  report("gateway", "answers of 1 KB through the gateway", answers.through, "1/s");
  report("gateway", "answers of 1 KB, directly : through the gateway", answers.slower, "ratio", 1 / 0.5);
  const bodies = await compare(places, "/large", await upstream.call<string>("digest", "/large"), large, rounds.large);
  report("gateway", "bodies of 10 MB directly, 8 clients", bodies.direct * 10, "MB/s");
  report("gateway", "bodies of 10 MB through the gateway", bodies.through * 10, "MB/s");
  report("gateway", "bodies of 10 MB, directly : through the gateway", bodies.slower, "ratio", 1 / 0.8);
  const [straight, passed] = [await latencies(places.direct, "/small", digest, 2_000), await latencies(places.through, "/small", digest, 2_000)];
  report("gateway", "latency added to an answer of 1 KB, median", median(passed) - median(straight), "ms");
}

async function memory({ through }: Places, gateway: Child): Promise<void> {
  const batch = 50;
  // What any number of them needs: code that is compiled, room for a few.
  for (let opened = 0; opened < 1_000; opened += batch) await webSockets(through, batch);
  const before = await gateway.call<Memory>("memory");
  for (let opened = 0; opened < 1_000; opened += batch) await webSockets(through, batch);
  const after = await gateway.call<Memory>("memory");
  report("gateway", "heap after 1,000 more WebSockets, growth", (after.heap - before.heap) / 1e6, "MB", 1);
  report("gateway", "resident memory after 1,000 more WebSockets, growth", (after.resident - before.resident) / 1e6, "MB", 32);
}

const dist = join(import.meta.dirname, "..", "dist");
await mkdir(dist, { recursive: true });
const folder = await mkdtemp(join(dist, "bench-gateway-"));
const children: Child[] = [];
try {
  const script = async (name: string) => {
    const outfile = join(folder, `${name}.mjs`);
    await build({ entryPoints: [join(import.meta.dirname, "gateway", `${name}.ts`)], outfile, bundle: true, packages: "external", platform: "node", format: "esm", target: "node20", logLevel: "warning" });
    return outfile;
  };
  const upstream = await startChild(await script("upstream"));
  children.push(upstream);
  const port = await upstream.call<number>("port");
  const gateway = await startChild(await script("server"), [String(port)]);
  children.push(gateway);
  const through = await gateway.call<Place>("place");
  const places = { direct: { port, headers: through.headers }, through };
  await speed(places, upstream);
  await memory(places, gateway);
} finally {
  for (const child of children) await child.stop();
  await rm(folder, { recursive: true, force: true });
}
