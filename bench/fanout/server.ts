import { Agent, createServer, get, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createHub, type Source } from "@/lib/hub";
import { answerCalls } from "./calls";

// The server under measurement: `hub <exporter's port>` is Castor's Hub with a real scrape, `bare` the least
// that node:http can do: one Buffer a second, written to all.

/** What a server tells of itself. */
export interface ServerSample {
  /** User and system time since the start, µs. */
  readonly cpu: number;
  /** Calls of `response.write` with a frame's bytes. */
  readonly writes: number;
  readonly encodings: number;
  readonly listeners: number;
  readonly running: number;
  readonly skipped: number;
  /** After a garbage collection, bytes. */
  readonly heap: number;
  readonly rss: number;
}

const [mode, exporter] = process.argv.slice(2);
let writes = 0;
let encodings = 0;

// eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with the response it belongs to
const write = ServerResponse.prototype.write as (...all: unknown[]) => boolean;
ServerResponse.prototype.write = function counted(this: ServerResponse, ...all: unknown[]): boolean {
  if (typeof all[0] !== "string") writes += 1;
  return write.apply(this, all);
};

const stringify = JSON.stringify;
JSON.stringify = ((...all: Parameters<typeof stringify>) => {
  if ((all[0] as { topic?: unknown } | null | undefined)?.topic !== undefined) encodings += 1;
  return stringify(...all);
}) as typeof stringify;

const agent = new Agent({ keepAlive: true });

function scrape(): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port: Number(exporter), agent }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve(text));
    }).once("error", reject);
  });
}

let turn = 0;

/** About 0.9 KB once encoded: what a live node says. */
async function node(): Promise<object> {
  const samples: [string, number][] = [];
  for (const line of (await scrape()).split("\n")) {
    const space = line.lastIndexOf(" ");
    if (line.includes("cpu=") && line.includes("user")) samples.push([line.slice(0, 30), Number(line.slice(space + 1))]);
    if (line.includes("node_network")) samples.push([line.slice(5, 25), Number(line.slice(space + 1))]);
  }
  return { turn: (turn += 1), samples: samples.slice(0, 24) };
}

let bulk = 0;
const ballast = "x".repeat(128 * 1024);

const sources: readonly Source[] = [
  { key: "node", topic: "node/bench/n", every: 1_000, keep: 300, load: node },
  { key: "bulk", topic: "panel/bench/bulk", every: 100, keep: 1, load: async () => ({ turn: (bulk += 1), ballast }) },
];

const headers = { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache, no-transform", "x-accel-buffering": "no" };
const hub = createHub();
const bare = new Set<ServerResponse>();

const server = createServer((request, response) => {
  if (mode === "hub") {
    hub.open({ response, sources: sources.filter(({ key }) => request.url === `/${key}`) });
    return;
  }
  response.writeHead(200, headers);
  response.write("event: hello\ndata: {}\n\n");
  bare.add(response);
  response.once("close", () => bare.delete(response));
});

/** Half a second off the Hub's ticks, so that the two never work at the same time. */
function beat(): void {
  const now = Date.now();
  setTimeout(() => {
    const value = { turn: (turn += 1), samples: Array.from({ length: 24 }, (_, index) => [`network_receive_byte_${index % 10}`, turn * 1_500_000 + index]) };
    const data = JSON.stringify({ topic: "node/bench/n", at: Date.now(), every: 1_000, value });
    const event = Buffer.from(`id: e.${turn}\nevent: frame\ndata: ${data}\n\n`);
    for (const response of bare) response.write(event);
    beat();
  }, 1_000 - ((now + 500) % 1_000));
}
if (mode === "bare") beat();

/** As server.ts does it: nothing is cut but the streams, and the process ends when nothing is left to do. */
process.once("SIGTERM", () => {
  hub.close();
  server.close();
  agent.destroy();
  process.disconnect();
});

function sample({ collect }: { readonly collect: boolean }): ServerSample {
  const { user, system } = process.cpuUsage();
  if (collect) for (let round = 0; round < 3; round += 1) gc?.();
  const memory = process.memoryUsage();
  const { listeners, running, skipped } = hub.stats();
  const heap = memory.heapUsed + memory.external;
  return { cpu: user + system, writes, encodings, listeners: mode === "hub" ? listeners : bare.size, running, skipped, heap, rss: memory.rss };
}

server.listen({ port: 0, host: "127.0.0.1", backlog: 4_096 }, () => {
  answerCalls({ port: () => (server.address() as AddressInfo).port, sample });
});
