import { once } from "node:events";
import { createServer, request as ask, type IncomingMessage, type OutgoingHttpHeaders, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { browserOf } from "./fixtures/browser";
import { echo, openWebSocket } from "./fixtures/web-socket";
import { gatewayWorld, staff, type GatewayWorld } from "./fixtures/world";

const host = "grafana-pollux.castor.localhost:3000";
const origin = `http://${host}`;

/** Castor's one port with the gateway behind it, and a tool that streams, echoes and keeps what it was asked. */
describe("the gateway on real sockets", () => {
  let tool: Server;
  let castor: Server;
  let world: GatewayWorld;
  let port: number;
  let cookie: string;
  let asked: IncomingMessage[];
  let toolSockets: number;

  beforeEach(async () => {
    asked = [];
    toolSockets = 0;
    tool = createServer((request, response) => {
      asked.push(request);
      if (request.url === "/stream") return void response.writeHead(200, { "content-type": "text/event-stream" }).write("data: 1\n\n");
      request.resume().once("end", () => response.end(`for ${String(request.headers["x-webauth-user"])}`));
    });
    tool.on("upgrade", (request, socket, head) => {
      asked.push(request);
      toolSockets += 1;
      socket.once("close", () => (toolSockets -= 1));
      echo(request, socket, head);
    });
    world = gatewayWorld({ publicUrl: "http://castor.localhost:3000", upstream: `http://127.0.0.1:${await listening(tool)}` });
    castor = createServer((request, response) => {
      const entry = world.gateway.entryOf(request.headers.host);
      void (entry === undefined ? world.gateway.enter(request, response) : world.gateway.handle(entry, request, response));
    });
    castor.on("upgrade", (request, socket, head) => {
      const entry = world.gateway.entryOf(request.headers.host);
      if (entry === undefined) socket.destroy();
      else void world.gateway.upgrade(entry, request, socket, head);
    });
    port = await listening(castor);
    const browser = browserOf(world, world.signIn(staff, "s-1"));
    let at = await browser.once(`${origin}/`);
    for (let step = 0; step < 2; step += 1) at = await browser.once(String(at.headers["location"]));
    cookie = browser.cookies(origin);
  });

  afterEach(async () => {
    await world.gateway.close();
    for (const server of [castor, tool]) {
      server.close();
      server.closeAllConnections();
    }
  });

  const get = (path: string, headers: OutgoingHttpHeaders = {}, method = "GET") =>
    new Promise<IncomingMessage>((resolve, reject) => ask({ host: "127.0.0.1", port, path, method, agent: false, headers: { host, cookie, ...headers } }, resolve).once("error", reject).end());

  it("passes a person's request on, in their name and without Castor's cookies", async () => {
    expect(await text(await get("/api/user", { "X-WEBAUTH-USER": "admin", cookie: `theme=dark; ${cookie}` }))).toBe("for p47-staff");
    expect(asked[0]?.headers.cookie).toBe("theme=dark");
  });

  it("breaks off what is being streamed in the moment of signing out", async () => {
    const answer = await get("/stream");
    await once(answer, "data");
    const broken = new Promise((resolve) => answer.once("error", resolve).once("close", resolve).resume());
    world.signOut("s-1");
    await broken;
    expect(answer.complete).toBe(false);
    expect((await get("/stream")).statusCode).toBe(401);
  });

  it("closes WebSockets in the moment of signing out, on both sides", async () => {
    const socket = await openWebSocket(port, "/ws", { host, cookie, origin });
    expect(await socket.say("hello")).toBe("hello");
    expect(toolSockets).toBe(1);
    const gone = once(socket.socket, "close");
    world.signOut("s-1");
    await gone;
    await expect(openWebSocket(port, "/ws", { host, cookie, origin })).rejects.toThrow("401");
    expect(asked).toHaveLength(1);
  });

  it("ASVS 4.4.2: lets no foreign page open a WebSocket, and closes the line", async () => {
    for (const foreign of ["https://evil.com", "http://prometheus-pollux.castor.localhost:3000", "http://castor.localhost:3000"]) {
      await expect(openWebSocket(port, "/ws", { host, cookie, origin: foreign })).rejects.toThrow("403");
    }
    expect(asked).toHaveLength(0);
    const written = await raw(port, `GET /ws HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nOrigin: ${origin}\r\n\r\n`);
    expect(written).toMatch(/^HTTP\/1\.1 401 Unauthorized\r\nconnection: close\r\n/);
  });

  it("refuses lines that two servers could read in two ways", async () => {
    const head = `Cookie: ${cookie}\r\nConnection: close\r\n\r\n`;
    expect(await raw(port, `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: prometheus-pollux.castor.localhost:3000\r\n${head}`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw(port, `GET http://127.0.0.1:9090/ HTTP/1.1\r\nHost: ${host}\r\n${head}`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw(port, `GET //127.0.0.1:9090/ HTTP/1.1\r\nHost: ${host}\r\n${head}`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await raw(port, `TRACE / HTTP/1.1\r\nHost: ${host}\r\n${head}`)).toMatch(/^HTTP\/1\.1 405 /);
    expect(await raw(port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nCookie: ${cookie}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 426 /);
    expect(asked).toHaveLength(0);
  });

  it("says what is the matter when the tool is gone, and closes a refused upload's line", async () => {
    tool.close();
    tool.closeAllConnections();
    const down = await get("/", { accept: "text/html" });
    expect(down.statusCode).toBe(502);
    expect(await text(down)).toContain('content="unavailable"');
    const refused = await raw(port, `POST / HTTP/1.1\r\nHost: ${host}\r\nOrigin: https://evil.com\r\nCookie: ${cookie}\r\nContent-Length: 1000000\r\n\r\nbegun`);
    expect(refused).toMatch(/^HTTP\/1\.1 403 [\s\S]*connection: close/i);
  });
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

async function text(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Everything that comes back to these bytes until the line is closed. */
function raw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", () => undefined);
    socket.once("close", () => resolve(Buffer.concat(chunks).toString()));
  });
}
