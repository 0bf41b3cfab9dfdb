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

const rounds = 15;
const bytes = 100_000_000;
const path = (size: number) => `/api/v1/namespaces/p47/pods/ioc-0/log?limitBytes=${size}`;

/** Reads a log of so many bytes to its end; bytes a second. */
async function speed(port: number, at: string, size: number, cookie = ""): Promise<number> {
  const started = performance.now();
  const request = get({ host: "127.0.0.1", port, path: at, headers: { cookie }, agent: false });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  let got = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) got += chunk.length;
  if (response.statusCode !== 200 || got !== size) throw new Error(`${response.statusCode} with ${got} bytes`);
  return size / ((performance.now() - started) / 1000);
}

/** The most that the server's memory is, from now on. */
function watchMemory(castor: BenchCastor) {
  let most = castor.resident();
  const timer = setInterval(() => (most = Math.max(most, castor.resident())), 20);
  return { most: () => most, stop: () => clearInterval(timer) };
}

const folder = await mkdtemp(join(tmpdir(), "castor-proxy-"));
const script = join(folder, "upstream.mjs");
await build({ entryPoints: [join(import.meta.dirname, "proxy", "upstream.ts")], outfile: script, bundle: true, platform: "node", format: "esm", target: "node20", logLevel: "warning" });
const upstream = await startChild(script);
try {
  const port = await upstream.call<number>("port");
  const castor = await startCastor(folder, `http://127.0.0.1:${port}`);
  try {
    const direct = (size: number) => speed(port, path(size), size);
    const through = (size: number) => speed(castor.port, `/api/clusters/pollux/kubernetes${path(size)}`, size, castor.cookie);
    // What a log of any size needs: code that is compiled, connections that are made, room for a few pieces.
    for (let warm = 0; warm < 8; warm += 1) await Promise.all([direct(bytes / 10), through(bytes / 10)]);
    const before = castor.resident();
    const memory = watchMemory(castor);
    const found: { direct: number[]; castor: number[]; slower: number[] } = { direct: [], castor: [], slower: [] };
    for (let round = 0; round < rounds; round += 1) {
      const [straight, passed] = [await direct(bytes), await through(bytes)];
      found.direct.push(straight);
      found.castor.push(passed);
      found.slower.push(straight / passed);
    }
    memory.stop();
    report("proxy", "a log of 100 MB directly", median(found.direct) / 1e6, "MB/s");
    report("proxy", "a log of 100 MB through Castor", median(found.castor) / 1e6, "MB/s");
    report("proxy", "time through Castor : directly", median(found.slower), "ratio", 1 / 0.6);
    report("proxy", "server memory growth beside logs of a tenth of it", (memory.most() - before) / 1e6, "MB", 32);
  } finally {
    await castor.stop();
  }
} finally {
  await upstream.stop();
  await rm(folder, { recursive: true, force: true });
}
