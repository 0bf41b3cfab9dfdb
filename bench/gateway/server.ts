import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createGateway, createIdentification, createRefusalBook, createSigningKeys, type GatewayEntry, type GatewaySession } from "../../lib/gateway";
import { gatewayCookies } from "../../lib/gateway/gateway-cookies";
import { toolCookie } from "../../lib/gateway/tool-cookie";
import { createSeal } from "../../lib/store";
import { answerCalls } from "../fanout/calls";

// The whole gateway before one tool, in a process of its own, with one person who is signed in.

const secret = "q8Zt4nLwXv0RbE2sHy7KcJ5mUa9PdGf3";
const host = "bench-pollux.castor.localhost";
const session: GatewaySession = {
  sessionId: "bench-session",
  person: { id: "bench", name: "Bench", username: "bench", email: "bench@example.org", groups: ["bench"], admin: true },
};
const ended = new AbortController().signal;
const quiet = { info: () => undefined, warn: () => undefined, error: (fields: object, message: string) => console.error(message, fields) };

export interface Memory {
  readonly heap: number;
  readonly resident: number;
}

function start(upstream: number): { server: Server; cookie: string } {
  const publicUrl = "http://castor.localhost";
  const entry: GatewayEntry = {
    id: "bench-pollux",
    origin: `http://${host}`,
    cluster: { id: "pollux", title: "Pollux" },
    tool: { id: "bench", title: "Bench" },
    upstream: { url: new URL(`http://127.0.0.1:${upstream}`), insecure: false },
    identity: { kind: "headers", headers: { "X-WEBAUTH-USER": "username", "X-WEBAUTH-GROUPS": "groups" }, roles: [], header: "X-JWT-Assertion" },
    levelOf: () => "full",
    reads: () => true,
  };
  const sessions = { byCookie: async () => session, byId: async () => session, tokens: async () => ({}), ended: () => ended };
  const now = () => Date.now();
  const keys = createSigningKeys({ store: undefined as never, issuer: publicUrl, rotation: 86_400_000, now });
  const gateway = createGateway({
    settings: { publicUrl, secret, gateway: { requestLimit: 64, timeout: 60, keyRotation: 30 }, rateLimits: { signIns: 60, tickets: 60 } },
    entries: [entry],
    sessions,
    once: undefined as never,
    identification: createIdentification({ entries: [entry], keys, sessions, now }),
    refusals: createRefusalBook({ log: quiet, now }),
    addressOf: (request) => request.socket.remoteAddress ?? "",
    log: quiet,
    now,
  });
  const server = createServer((request, response) => {
    const found = gateway.entryOf(request.headers.host);
    if (found === undefined) return void response.writeHead(404).end();
    void gateway.handle(found, request, response);
  });
  server.on("upgrade", (request, socket, head) => {
    const found = gateway.entryOf(request.headers.host);
    if (found === undefined) return void socket.destroy();
    void gateway.upgrade(found, request, socket, head);
  });
  const value = toolCookie(createSeal(secret, "gateway")).make(entry.id, session.sessionId);
  return { server, cookie: gatewayCookies(publicUrl).setTool(value).split(";")[0] ?? "" };
}

const { server, cookie } = start(Number(process.argv[2]));
server.listen(0, "127.0.0.1", () => {
  answerCalls({
    place: () => ({ port: (server.address() as AddressInfo).port, headers: { host, cookie, origin: `http://${host}` } }),
    memory: (): Memory => {
      globalThis.gc?.();
      const { heapUsed, rss } = process.memoryUsage();
      return { heap: heapUsed, resident: rss };
    },
  });
});
