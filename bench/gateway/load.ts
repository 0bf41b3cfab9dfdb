import { createHash } from "node:crypto";
import { Agent, get, type IncomingMessage } from "node:http";
import { openWebSocket } from "../../lib/gateway/fixtures/web-socket";

/** Where requests go, and what they carry. */
export interface Place {
  readonly port: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Asks once and reads the answer to its end; throws where it is not what the tool sent. */
function ask(agent: Agent, { port, headers }: Place, path: string, digest: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = (response: IncomingMessage) => {
      const hash = createHash("sha256");
      response.on("data", (chunk: Buffer) => hash.update(chunk));
      response.on("error", reject);
      response.on("end", () => (response.statusCode === 200 && hash.digest("hex") === digest ? resolve() : reject(new Error(`${path} came back as another, with status ${response.statusCode}`))));
    };
    get({ host: "127.0.0.1", port, path, headers, agent }, check).on("error", reject);
  });
}

/** Requests a second of so many connections that share so many requests; each answer is checked. */
export async function requestsPerSecond(place: Place, path: string, digest: string, { connections, requests }: { connections: number; requests: number }): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let left = requests;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await ask(agent, place, path, digest);
    }
  };
  // Connections are opened before the clock starts.
  await Promise.all(Array.from({ length: connections }, () => ask(agent, place, "/small", digest).catch(() => undefined)));
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, worker));
  const took = performance.now() - started;
  agent.destroy();
  return (requests * 1_000) / took;
}

/** How long each of so many requests took that were asked one after the other, ms. */
export async function latencies(place: Place, path: string, digest: string, requests: number): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const found: number[] = [];
  for (let asked = 0; asked < requests; asked += 1) {
    const started = performance.now();
    await ask(agent, place, path, digest);
    found.push(performance.now() - started);
  }
  agent.destroy();
  return found;
}

/** Opens so many WebSockets at once, has each say something back, and closes them all. */
export async function webSockets({ port, headers }: Place, count: number): Promise<void> {
  const open = await Promise.all(Array.from({ length: count }, () => openWebSocket(port, "/live", headers)));
  const said = await Promise.all(open.map((socket, at) => socket.say(`hello ${at}`)));
  if (said.some((text, at) => text !== `hello ${at}`)) throw new Error("an echo was another's");
  await Promise.all(open.map((socket) => socket.close()));
}
