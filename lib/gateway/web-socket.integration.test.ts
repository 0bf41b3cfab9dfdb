import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { beforeTool, everything, toolHost, type BeforeTool, type ToolSide } from "./fixtures/before-tool";
import { canCertify, certificate } from "./fixtures/certificate";
import { echo, openWebSocket } from "./fixtures/web-socket";

let before: BeforeTool | undefined;
const start = async (side: ToolSide) => (before = await beforeTool(side));
afterEach(async () => {
  await before?.close();
  before = undefined;
});

const headers = { host: toolHost };
const handshake = (lines = "Connection: Upgrade\r\nUpgrade: websocket") => `GET /live?x=1 HTTP/1.1\r\nHost: ${toolHost}\r\n${lines}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
const accepted = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";

describe("a WebSocket to a tool", () => {
  it("says everything back, with the tool told who asks", async () => {
    let seen: IncomingMessage | undefined;
    const { port } = await start({ upgrade: (request, socket, head) => echo((seen = request), socket, head) });
    const socket = await openWebSocket(port, "/live?x=1", { ...headers, "X-Webauth-User": "root", cookie: "castor.tool.80=secret; a=1", "sec-websocket-protocol": "chat" });
    for (const text of ["hello", "", "Grüße", "x".repeat(60_000)]) expect(await socket.say(text)).toBe(text);
    await socket.close();
    expect(seen?.url).toBe("/live?x=1");
    expect(seen?.headers).toMatchObject({ ...headers, "x-webauth-user": "ada", cookie: "a=1", "sec-websocket-protocol": "chat", "x-forwarded-for": "192.0.2.7" });
  });

  it.skipIf(!canCertify)("goes over TLS where the tool speaks it", async () => {
    const tls = certificate("IP:127.0.0.1");
    const { port } = await start({ tls, ca: tls.cert, upgrade: echo });
    const socket = await openWebSocket(port, "/", headers);
    expect(await socket.say("hello")).toBe("hello");
    await socket.close();
  });

  it("loses nothing that either side sends at once with its handshake", async () => {
    const { raw } = await start({
      speak: (socket) => {
        let got = "";
        socket.setEncoding("latin1").on("data", (chunk: string) => {
          if (got === "") socket.write(`${accepted}early`);
          got += chunk;
          if (got.endsWith("first")) socket.end("late");
        });
      },
    });
    const socket = raw();
    socket.write(`${handshake()}first`);
    expect(await everything(socket)).toMatch(/^HTTP\/1\.1 101 [^]*\r\n\r\nearlylate$/);
  });

  it("brings no cookie of Castor's and no domain from the tool", async () => {
    const { raw } = await start({ speak: (socket) => socket.once("data", () => socket.end(accepted.replace("\r\n\r\n", "\r\nSet-Cookie: castor.session.80=evil\r\nSet-Cookie: a=1; Domain=example.org\r\nX-Kept: 1\r\n\r\n"))) });
    const socket = raw();
    socket.write(handshake());
    const text = await everything(socket);
    expect(text).toMatch(/set-cookie: a=1\r\n/i);
    expect(text).toMatch(/x-kept: 1\r\n/i);
    expect(text).not.toMatch(/evil|example\.org/);
  });

  it.each([
    ["a tool refuses", "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno", /^HTTP\/1\.1 403 Forbidden\r\n[^]*\r\n\r\nno$/],
    ["a tool answers in chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", /^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n2\r\nok\r\n0\r\n\r\n$/],
    ["a tool redirects", "HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n", /^HTTP\/1\.1 302 Found\r\nLocation: \/login\r\n/],
  ])("is closed after an ordinary answer where %s, and not one byte more reaches the tool (CVE-2018-1002105)", async (_what, answer, passed) => {
    let received = "";
    const { raw } = await start({ speak: (socket) => socket.setEncoding("latin1").on("data", (chunk: string) => {
      received += chunk;
      socket.write(answer);
    }) });
    const socket = raw();
    socket.write(handshake());
    await once(socket, "readable");
    socket.write("GET /secret HTTP/1.1\r\nHost: x\r\n\r\n");
    expect(await everything(socket)).toMatch(passed);
    expect(received.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  it("is refused where the tool switches to something else", async () => {
    const { raw, failures } = await start({ speak: (socket) => socket.once("data", () => socket.write(accepted.replace("websocket", "h2c"))) });
    const socket = raw();
    socket.write(handshake());
    expect(await everything(socket)).toMatch(/^HTTP\/1\.1 502 /);
    expect(failures).toMatchObject([{ reason: "websocket" }]);
  });

  it.each([
    ["h2c", handshake("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA")],
    ["several protocols", handshake("Connection: Upgrade\r\nUpgrade: websocket, h2c")],
    ["a POST", handshake().replace("GET", "POST")],
  ])("is never asked for where the client wants something else: %s", async (_what, text) => {
    let asked = 0;
    const { raw, failures } = await start({ speak: () => void (asked += 1) });
    const socket = raw();
    socket.write(text);
    expect(await everything(socket)).toMatch(/^HTTP\/1\.1 400 /);
    expect(failures).toMatchObject([{ reason: "websocket" }]);
    expect(asked).toBe(0);
  });

  it("is refused with the reason where the tool cannot be reached, or takes too long", async () => {
    for (const side of [{ url: "http://127.0.0.1:1" }, { speak: () => undefined, parts: { timeout: 1_000 } }]) {
      const { raw } = await start(side);
      const socket = raw();
      socket.write(handshake());
      expect(await everything(socket)).toMatch(/^HTTP\/1\.1 50[24] [^]*The tool /);
      await before?.close();
    }
  });
});

describe("when one side of a WebSocket ends", () => {
  /** An open WebSocket, and the tool's end of it. */
  const opened = async () => {
    let tell: (socket: Socket) => void = () => undefined;
    const tool = new Promise<Socket>((resolve) => (tell = resolve));
    const found = await start({
      upgrade: (request, socket, head) => {
        echo(request, socket, head);
        tell(socket);
      },
    });
    const client = await openWebSocket(found.port, "/", headers);
    expect(await client.say("hello")).toBe("hello");
    return { ...found, client, tool: await tool };
  };

  it.each(["end", "destroy", "resetAndDestroy"] as const)("the tool's by %s, the client's ends too", async (how) => {
    const { client, tool } = await opened();
    const gone = once(client.socket, "close");
    tool[how]();
    await gone;
  });

  it.each(["end", "destroy", "resetAndDestroy"] as const)("the client's by %s, the tool's ends too", async (how) => {
    const { client, tool } = await opened();
    const gone = once(tool, "close");
    (client.socket as Socket)[how]();
    await gone;
  });

  it("both end with the session (CVE-2026-34454)", async () => {
    const { client, tool, end } = await opened();
    const gone = [once(client.socket, "close"), once(tool, "close")];
    end();
    await Promise.all(gone);
  });
});
