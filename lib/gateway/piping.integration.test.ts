import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { beforeTool, everything, toolHost, type BeforeTool, type ToolSide } from "./fixtures/before-tool";

let before: BeforeTool | undefined;
const start = async (side: ToolSide) => (before = await beforeTool(side));
afterEach(async () => {
  await before?.close();
  before = undefined;
});

const policy = "frame-ancestors 'self' http://castor.localhost";

describe("a request to a tool", () => {
  it("arrives with its path, query, body and Host as they were, and with who asks", async () => {
    let seen: IncomingMessage | undefined;
    let body = "";
    const { get } = await start({
      listen: (request, response) => {
        seen = request;
        request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk)).on("end", () => response.end("ok"));
      },
    });
    const path = "/a%2Fb/./c//d?x=%00&y=1&y=2;z";
    const answer = await get(path, { method: "POST", headers: { "X-Webauth-User": "root", "x_webauth_user": "root", "accept-encoding": "gzip", "content-type": "text/x" }, body: "grüße" });
    expect(answer).toMatchObject({ status: 200, body: "ok" });
    expect(seen).toMatchObject({ url: path, method: "POST" });
    expect(body).toBe("grüße");
    expect(seen?.headers).toEqual({ host: toolHost, connection: "keep-alive", "accept-encoding": "gzip", "content-type": "text/x", "content-length": "7", "x-webauth-user": "ada", "x-forwarded-for": "192.0.2.7", "x-forwarded-proto": "http", "x-forwarded-host": toolHost });
  });

  it("has its identity also where the client wants it removed on the way (CVE-2024-45410, CVE-2021-31999)", async () => {
    let seen: IncomingMessage | undefined;
    const { raw } = await start({ listen: (request, response) => {
      seen = request;
      response.end();
    } });
    const socket = raw();
    socket.write(`GET / HTTP/1.1\r\nHost: ${toolHost}\r\nConnection: close, X-WEBAUTH-USER, X-Forwarded-For, Host\r\n\r\n`);
    expect(await everything(socket)).toMatch(/^HTTP\/1.1 200/);
    expect(seen?.headers).toMatchObject({ host: toolHost, "x-webauth-user": "ada", "x-forwarded-for": "192.0.2.7" });
  });

  it.each(["DELETE", "GET", "OPTIONS", "POST"])("keeps a chunked body apart from the next request: %s", async (method) => {
    const seen: string[] = [];
    const { raw } = await start({
      listen: (request, response) => {
        let body = "";
        request.setEncoding("latin1").on("data", (chunk: string) => (body += chunk)).on("end", () => {
          seen.push(`${request.method} ${request.url} ${body}`);
          response.end();
        });
      },
    });
    const smuggled = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
    const socket = raw();
    socket.write(`${method} /first HTTP/1.1\r\nHost: ${toolHost}\r\nTransfer-Encoding: chunked\r\n\r\n${smuggled.length.toString(16)}\r\n${smuggled}\r\n0\r\nX-Webauth-User: root\r\n\r\nGET /second HTTP/1.1\r\nHost: ${toolHost}\r\nConnection: close\r\n\r\n`);
    await everything(socket);
    expect(seen).toEqual([`${method} /first ${smuggled}`, "GET /second "]);
  });

  it.each([
    "Transfer-Encoding: chunked\r\nContent-Length: 5",
    "Transfer-Encoding: xchunked",
    "Transfer-Encoding: chunked, identity",
    "Transfer-Encoding : chunked",
    "Transfer-Encoding:\x0bchunked",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
    "Transfer-Encoding: gzip, chunked",
    "Content-Length: 5\r\nContent-Length: 6",
    "Content-Length: +5",
    "X: 1\r\n Transfer-Encoding: chunked",
  ])("never reaches the tool where its end can be read in two ways: %j", async (header) => {
    let asked = 0;
    const { raw } = await start({ listen: (_request, response) => {
      asked += 1;
      response.end();
    } });
    const socket = raw();
    socket.end(`POST / HTTP/1.1\r\nHost: ${toolHost}\r\nConnection: close\r\n${header}\r\n\r\n5\r\nhello\r\n0\r\n\r\n`);
    const answers = await everything(socket);
    expect(answers).toContain("HTTP/1.1 400");
    if (!header.startsWith("X:")) expect(asked).toBe(0);
    else expect(asked).toBeLessThanOrEqual(1);
  });

  it("is not asked again for a 100 Continue that Castor has given already", async () => {
    let expects: string | undefined = "?";
    const { open } = await start({ listen: (request, response) => {
      expects = request.headers.expect;
      request.resume().on("end", () => response.end());
    } });
    const request = open("/", { method: "POST", headers: { expect: "100-continue", "content-length": 2 } });
    request.flushHeaders();
    await once(request, "continue");
    request.end("ok");
    const [response] = (await once(request, "response")) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(200);
    expect(expects).toBeUndefined();
  });

  it("stays below the tool's own path where it has only a part of its host", async () => {
    const seen: string[] = [];
    const { get } = await start({ below: "/prom/", listen: (request, response) => {
      seen.push(request.url ?? "");
      response.end();
    } });
    for (const path of ["/", "/graph?x=1", "/prom/graph", "/prom?x", "/promx"]) await get(path);
    expect(seen).toEqual(["/prom/", "/prom/graph?x=1", "/prom/graph", "/prom?x", "/prom/promx"]);
    for (const path of ["/../other", "/prom/..", "/a/%2e%2E/../b", "/..%2fother", "/..\\x", "/..;/x"]) expect((await get(path)).status).toBe(400);
    expect(seen).toHaveLength(5);
  });
});

describe("an answer of a tool", () => {
  it("comes byte for byte, with only the framing headers replaced", async () => {
    const name = Buffer.from("attachment; filename=\"Grüße.csv\"", "utf8").toString("latin1");
    const { get } = await start({
      listen: (_request, response) => {
        response.sendDate = false;
        response.writeHead(207, "Many Things", ["X-One", "1", "x-one", "2", "ETag", '"x"', "Content-Disposition", name, "WWW-Authenticate", "Basic", "WWW-Authenticate", "Bearer", "X-Frame-Options", "deny", "Content-Security-Policy", "frame-ancestors 'none'", "Vary", "*", "Content-Length", "2"]);
        response.end(Buffer.from("ok"));
      },
    });
    const { status, message, raw, body } = await get("/");
    expect({ status, message, body }).toEqual({ status: 207, message: "Many Things", body: "ok" });
    expect(raw).toEqual(["X-One", "1", "x-one", "2", "ETag", '"x"', "Content-Disposition", name, "WWW-Authenticate", "Basic", "WWW-Authenticate", "Bearer", "Vary", "*", "Content-Length", "2", "Content-Security-Policy", policy, "Connection", "keep-alive", "Keep-Alive", "timeout=5"]);
  });

  it.each(["Gr\xfc\xdfe", "Gr\xc3\xbc\xc3\x9fe", "a\u0001b"])("does no harm by the words after its status: %j", async (words) => {
    const { get } = await start({ speak: (socket) => socket.once("data", () => socket.write(`HTTP/1.1 200 ${words}\r\nContent-Length: 2\r\n\r\nok`, "latin1")) });
    expect([200, 502]).toContain((await get("/")).status);
  });

  it.each(["X: a\u0001b", "X: a\0b", "X a: b", "Content-Length: 1\r\nContent-Length: 2", "Content-Length: 2\r\nTransfer-Encoding: chunked"])("that is no HTTP is none: %j", async (header) => {
    const { get } = await start({ speak: (socket) => socket.on("data", () => socket.write(`HTTP/1.1 200 OK\r\n${header}\r\n\r\nok`, "latin1")) });
    expect((await get("/")).status).toBe(502);
  });

  it("begins with its headers, as the bytes they are, before there is any body", async () => {
    const name = Buffer.from("Grüße", "utf8").toString("latin1");
    let answer: ServerResponse | undefined;
    const { open } = await start({
      listen: (_request, response) => {
        answer = response;
        response.writeHead(200, { "content-type": "text/event-stream", "x-name": name });
        // flushHeaders() would send them as UTF-8 of what they are.
        response.write(Buffer.alloc(0));
      },
    });
    const request = open("/events").end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    expect(response.headers["x-name"]).toBe(name);
    for (const event of ["data: 1\n\n", "data: 2\n\n"]) {
      answer?.write(event);
      expect(String((await once(response, "data"))[0])).toBe(event);
    }
    answer?.end();
    await once(response, "end");
  });

  it("comes however many others never end", async () => {
    const { open, get } = await start({
      listen: (request, response) => {
        if (request.url === "/events") response.write("data: 1\n\n");
        else response.end("ok");
      },
    });
    for (let stream = 0; stream < 100; stream += 1) {
      const [response] = (await once(open("/events").end(), "response")) as [IncomingMessage];
      response.on("error", () => undefined);
    }
    expect(await get("/")).toMatchObject({ status: 200, body: "ok" });
  });

  it("has no body where it must have none", async () => {
    const { get } = await start({
      listen: (request, response) => {
        if (request.url === "/head") response.writeHead(200, { "content-length": 1_000 }).end();
        else response.writeHead(request.url === "/204" ? 204 : 304, { etag: '"x"' }).end();
      },
    });
    const head = await get("/head", { method: "HEAD" });
    expect(head).toMatchObject({ status: 200, body: "" });
    expect(head.raw).toContain("1000");
    expect(await get("/204")).toMatchObject({ status: 204, body: "" });
    expect(await get("/304")).toMatchObject({ status: 304, body: "" });
    expect(await get("/head", { method: "HEAD" })).toMatchObject({ status: 200 });
  });

  it("is the one after what comes before it, and its trailers are no headers", async () => {
    const { get } = await start({
      speak: (socket) =>
        socket.once("data", () =>
          socket.write("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nTrailer: X-Webauth-User\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Webauth-User: root\r\n\r\n"),
        ),
    });
    const { status, raw, body } = await get("/");
    expect({ status, body }).toEqual({ status: 200, body: "ok" });
    expect(raw.join("|")).not.toMatch(/trailer|link|webauth/i);
  });

  it("is passed on where it leads elsewhere, and never followed", async () => {
    let asked = 0;
    const { get } = await start({ listen: (_request, response) => {
      asked += 1;
      response.writeHead(302, { location: "http://169.254.169.254/" }).end();
    } });
    const { status, raw } = await get("/");
    expect(status).toBe(302);
    expect(raw).toContain("http://169.254.169.254/");
    expect(asked).toBe(1);
  });
});
