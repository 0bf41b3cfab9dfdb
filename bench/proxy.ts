import { mkdtemp, rm } from "node:fs/promises";
import { get, type IncomingMessage } from "node:http";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { startChild } from "./fanout/calls";
import { startCastor, type BenchCastor } from "./proxy/castor";
import { median, report } from "./report";

// What it costs that a log passes through Castor: the same upstream is read directly and through the
// production server, in turns, so that a busy machine disturbs both alike.

const rounds = 7;
const bytes = 100_000_000;
const path = `/api/v1/namespaces/p47/pods/ioc-0/log?limitBytes=${bytes}`;

/** Reads an answer to its end; bytes a second. */
async function speed(port: number, at: string, cookie = ""): Promise<number> {
  const started = performance.now();
  const request = get({ host: "127.0.0.1", port, path: at, headers: { cookie }, agent: false });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  let got = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) got += chunk.length;
  if (response.statusCode !== 200 || got !== bytes) throw new Error(`${response.statusCode} with ${got} bytes`);
  return bytes / ((performance.now() - started) / 1000);
}

/** The most that memory grew beyond what it was, while `work` ran. */
async function growth(castor: BenchCastor, work: () => Promise<unknown>): Promise<number> {
  const before = castor.resident();
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, castor.resident())), 20);
  try {
    await work();
  } finally {
    clearInterval(watch);
  }
  return most - before;
}

const folder = await mkdtemp(join(tmpdir(), "castor-proxy-"));
const script = join(folder, "upstream.mjs");
await build({ entryPoints: [join(import.meta.dirname, "proxy", "upstream.ts")], outfile: script, bundle: true, platform: "node", format: "esm", target: "node20", logLevel: "warning" });
const upstream = await startChild(script);
try {
  const port = await upstream.call<number>("port");
  const castor = await startCastor(folder, `http://127.0.0.1:${port}`);
  try {
    const through = () => speed(castor.port, `/api/clusters/pollux/kubernetes${path}`, castor.cookie);
    // Once before anything counts: code is compiled, connections are made.
    for (let warm = 0; warm < 2; warm += 1) await Promise.all([speed(port, path), through()]);
    const found: { direct: number[]; castor: number[]; slower: number[]; grown: number[] } = { direct: [], castor: [], slower: [], grown: [] };
    for (let round = 0; round < rounds; round += 1) {
      const direct = await speed(port, path);
      let passed = 0;
      found.grown.push(await growth(castor, async () => (passed = await through())));
      found.direct.push(direct);
      found.castor.push(passed);
      found.slower.push(direct / passed);
    }
    report("proxy", "a log of 100 MB directly", median(found.direct) / 1e6, "MB/s");
    report("proxy", "a log of 100 MB through Castor", median(found.castor) / 1e6, "MB/s");
    report("proxy", "time through Castor : directly", median(found.slower), "ratio", 1 / 0.6);
    report("proxy", "server memory growth, the most of all rounds", Math.max(...found.grown) / 1e6, "MB", 32);
  } finally {
    await castor.stop();
  }
} finally {
  await upstream.stop();
  await rm(folder, { recursive: true, force: true });
}
