import { connect, type Socket } from "node:net";
import { answerCalls } from "./calls";

// The listeners: raw sockets in a process of their own, so that the server's figures are the server's alone.

export interface Group {
  readonly name: string;
  readonly port: number;
  readonly path: string;
  readonly count: number;
  /** A listener that does not read is a stalled one. */
  readonly reads?: boolean;
}

/** What the listeners of a group got since the last time they were asked. */
export interface Received {
  readonly frames: number;
  /** Frames that the numbering shows to be missing. */
  readonly lost: number;
  /** From the start of the scrape to the arrival, ms. */
  readonly p50: number;
  readonly p99: number;
}

interface Listeners {
  readonly sockets: Set<Socket>;
  frames: number;
  lost: number;
  delays: number[];
}

const groups = new Map<string, Listeners>();
const frame = /event: frame\ndata: \{"topic":"[^"]*","at":(\d+),"every":\d+,"value":\{"turn":(\d+)/g;
/** Longer than all of a frame that the pattern needs. */
const overlap = 256;

function listen(listeners: Listeners, { port, path, reads = true }: Group): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let rest = "";
    let turn = 0;
    listeners.sockets.add(socket);
    socket.once("error", reject);
    socket.once("close", () => listeners.sockets.delete(socket));
    socket.write(`GET ${path} HTTP/1.1\r\nHost: bench\r\n\r\n`);
    socket.once("data", () => {
      if (!reads) socket.pause();
      resolve();
    });
    socket.on("data", (chunk) => {
      const now = Date.now();
      const text = rest + chunk.toString("latin1");
      let end = 0;
      for (const found of text.matchAll(frame)) {
        end = found.index + found[0].length;
        const at = Number(found[2]);
        if (turn > 0) listeners.lost += at - turn - 1;
        turn = at;
        listeners.frames += 1;
        listeners.delays.push(now - Number(found[1]));
      }
      rest = text.slice(Math.max(end, text.length - overlap));
    });
  });
}

async function join(group: Group): Promise<void> {
  const listeners: Listeners = groups.get(group.name) ?? { sockets: new Set(), frames: 0, lost: 0, delays: [] };
  groups.set(group.name, listeners);
  const batch = 100;
  for (let done = 0; done < group.count; done += batch) {
    await Promise.all(Array.from({ length: Math.min(batch, group.count - done) }, () => listen(listeners, group)));
  }
}

function received(name: string): Received {
  const listeners = groups.get(name);
  if (listeners === undefined) throw new Error(`there is no group ${name}`);
  const { frames, lost } = listeners;
  const delays = listeners.delays.sort((a, b) => a - b);
  const quantile = (q: number) => delays[Math.min(delays.length - 1, Math.floor(delays.length * q))] ?? Number.NaN;
  const answer = { frames, lost, p50: quantile(0.5), p99: quantile(0.99) };
  Object.assign(listeners, { frames: 0, lost: 0, delays: [] });
  return answer;
}

/** Breaks all connections of a group without a goodbye. */
function leave(name: string): void {
  for (const socket of groups.get(name)?.sockets ?? []) {
    socket.removeAllListeners("error");
    socket.on("error", () => undefined);
    socket.resetAndDestroy();
  }
  groups.delete(name);
}

answerCalls({ join, received, leave });
