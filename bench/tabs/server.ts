import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { answerRefusal, createHub, readStreamRequest, type Hub, type Source } from "@/lib/hub";

/** A server with the real Hub that serves the real worker and client. */
export interface TabsServer {
  readonly url: string;
  readonly hub: Hub;
  /** How many streams have been asked for since the start. */
  streams(): number;
  /** Breaks all connections. */
  cut(): void;
  close(): void;
}

const html = '<!doctype html><title>tab</title><div id="root"></div><script type="module" src="/page.js"></script>';
// What the product allows itself; a worker that needs more would not start there.
const policy = "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'";

export async function startTabsServer(): Promise<TabsServer> {
  const root = join(import.meta.dirname, "..", "..");
  const built = await build({
    entryPoints: { page: join(import.meta.dirname, "page.tsx"), worker: join(root, "components/live/worker.ts") },
    bundle: true,
    splitting: true,
    format: "esm",
    minify: true,
    write: false,
    outdir: "/",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const scripts = new Map(built.outputFiles.map(({ path, contents }) => [path, contents]));
  // The client names its worker by its source; the product's bundler translates that, this server does.
  const worker = scripts.get("/worker.js");
  if (worker !== undefined) scripts.set("/worker.ts", worker);
  const turns = new Map<string, number>();
  const sourceOf = (topic: string): Source => ({
    key: topic,
    topic,
    every: 1_000,
    keep: 60,
    async load() {
      const turn = (turns.get(topic) ?? 0) + 1;
      turns.set(topic, turn);
      return { turn };
    },
  });
  const hub = createHub();
  let streams = 0;
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    const script = scripts.get(path);
    if (path === "/api/stream") {
      streams += 1;
      try {
        const { topics, fresh, lastEventId } = readStreamRequest(request);
        hub.open({ response, fresh, lastEventId, sources: topics.map(({ address }) => sourceOf(address)) });
      } catch (error) {
        answerRefusal(response, error);
      }
    } else if (script !== undefined) {
      response.writeHead(200, { "content-type": "text/javascript; charset=utf-8", "content-security-policy": policy }).end(script);
    } else if (path === "/") {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": policy }).end(html);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    hub,
    streams: () => streams,
    cut: () => server.closeAllConnections(),
    close() {
      hub.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
