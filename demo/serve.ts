import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { withFaults, type Fault } from "./fault";

/** A simulated upstream on a loopback port. */
export interface Upstream {
  /** `<cluster>/<name>`, or one word for what belongs to no cluster. */
  readonly id: string;
  readonly host: string;
  readonly port: number;
  /** Where it is reached, without a closing slash. */
  readonly url: string;
  readonly fault: Fault;
  /**
   * Changes how it fails from now on. Connections opened before are destroyed, as a dying
   * network does, so that a watch or a waiting request notices.
   */
  setFault(fault: Fault): Promise<void>;
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly id: string;
  /** A loopback address; anything else is refused. */
  readonly host?: string;
  /** Taken ports are skipped upwards; 0 lets the system choose. */
  readonly port: number;
  /** Takes this very port or rejects with `EADDRINUSE`. */
  readonly exact?: boolean;
  /** Told of every change of fault, before it takes effect. */
  readonly onFault?: (fault: Fault) => void;
  readonly listener: RequestListener;
}

/** How many taken ports are skipped before giving up. */
const attempts = 200;

/** Hosts a listener on loopback, with faults that can be set while it runs. */
export async function serveUpstream({ id, host = "127.0.0.1", port, exact = false, listener, onFault }: ServeOptions): Promise<Upstream> {
  if (!/^127\.\d+\.\d+\.\d+$/.test(host)) throw new Error(`${id} may listen on loopback only, not on ${host}`);
  const sockets = new Set<Socket>();
  let fault: Fault = "ok";
  // A fault changes what the next request gets; one at a time, in the order asked for.
  let settled = Promise.resolve();

  const server = createServer({ keepAliveTimeout: 30_000 }, withFaults(listener, () => fault));
  // The faults are what makes requests hang here; the server itself never cuts one off.
  server.requestTimeout = 0;
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  const disconnect = () => sockets.forEach((socket) => socket.destroy());
  const taken = await (exact ? listen(server, host, port) : listenFrom(server, host, port));

  const change = async (next: Fault) => {
    if (next === fault) return;
    const wasStopped = fault === "stopped";
    fault = next;
    onFault?.(next);
    disconnect();
    if (next === "stopped") await closed(server);
    else if (wasStopped) await listen(server, host, taken);
  };

  return {
    id,
    host,
    port: taken,
    url: `http://${host}:${taken}`,
    get fault() {
      return fault;
    },
    setFault(next) {
      const done = settled.then(() => change(next));
      settled = done.catch(() => undefined);
      return done;
    },
    async close() {
      await settled;
      disconnect();
      if (server.listening) await closed(server);
    },
  };
}

async function listenFrom(server: Server, host: string, port: number): Promise<number> {
  for (let candidate = port; ; candidate += 1) {
    try {
      return await listen(server, host, candidate);
    } catch (error) {
      if (!isTaken(error) || candidate >= port + attempts) throw error;
    }
  }
}

/** Listens on exactly this port; rejects with `EADDRINUSE` when it is taken. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Whether an error says that a port belongs to another program. */
export function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "EADDRINUSE";
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
