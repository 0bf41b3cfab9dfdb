// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- support of tests: the listener at the other end of the wire
import { createServer, get, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Frame, Snapshot } from "@/lib/model";
import type { Hub, StreamOptions } from "./hub";

/** One event as a browser would see it. */
export interface ProbeEvent {
  readonly id: string | undefined;
  readonly type: string;
  readonly data: unknown;
}

/** A listener of a test: a real connection over loopback. */
export interface Probe {
  readonly response: IncomingMessage;
  readonly events: readonly ProbeEvent[];
  /** Resolves when `done` holds of what has arrived; fails with what arrived when the stream ends before. */
  until(done: (events: readonly ProbeEvent[]) => boolean): Promise<readonly ProbeEvent[]>;
  readonly ended: Promise<void>;
  leave(): void;
}

/** A server on loopback that answers every request with a stream of the Hub. */
export interface ProbeServer {
  connect(options: Omit<StreamOptions, "response">): Promise<Probe>;
  readonly server: Server;
  close(): void;
}

export const framesOf = (events: readonly ProbeEvent[]): readonly Frame[] => events.filter(({ type }) => type === "frame").map(({ data }) => data as Frame);

export const snapshotsOf = (events: readonly ProbeEvent[]): readonly Snapshot[] => events.filter(({ type }) => type === "snapshot").map(({ data }) => data as Snapshot);

export async function createProbeServer(hub: Hub): Promise<ProbeServer> {
  const asked: Omit<StreamOptions, "response">[] = [];
  const server = createServer((_, response) => {
    const options = asked.shift();
    if (options !== undefined) hub.open({ ...options, response });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    server,
    async connect(options) {
      asked.push(options);
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        get({ host: "127.0.0.1", port, agent: false }, resolve).once("error", reject);
      });
      return probe(response);
    },
    close() {
      hub.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

function probe(response: IncomingMessage): Probe {
  const events: ProbeEvent[] = [];
  const waiting = new Set<() => void>();
  let text = "";
  let over = false;
  response.setEncoding("utf8");
  response.on("data", (chunk: string) => {
    text += chunk;
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]));
      events.push({ id: fields["id"], type: fields["event"] ?? "message", data: JSON.parse(fields["data"] ?? "null") as unknown });
    }
    for (const check of waiting) check();
  });
  response.on("error", () => undefined);
  const ended = new Promise<void>((resolve) => {
    response.once("close", () => {
      over = true;
      for (const check of waiting) check();
      resolve();
    });
  });
  return {
    response,
    events,
    ended,
    leave: () => response.destroy(),
    until: (done) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (done(events)) resolve([...events]);
          else if (over) reject(new Error(`the stream ended after ${JSON.stringify(events)}`));
          else return;
          waiting.delete(check);
        };
        waiting.add(check);
        check();
      }),
  };
}
