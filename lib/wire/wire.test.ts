import { createServer } from "node:net";
import type { RequestListener } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { isCastorError, type CastorError } from "@/lib/model/problem";
import { json, loopback, type Loopback } from "./fixtures/loopback";
import { answeredWith, createWire, refusedWith, type Wire, type WireOptions } from "./index";

const schema = z.object({ version: z.string() });
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function upstream(listener: RequestListener, options: Partial<WireOptions> = {}): Promise<{ server: Loopback; wire: Wire }> {
  const server = await loopback(listener);
  const wire = createWire({ name: "Prometheus of Pollux", url: server.url, ...options });
  open.push(wire, server);
  return { server, wire };
}

async function failure(work: Promise<unknown>): Promise<CastorError> {
  try {
    await work;
  } catch (error) {
    if (isCastorError(error)) return error;
    throw error;
  }
  throw new Error("It did not fail.");
}

const all = (error: CastorError) => `${error.message} ${error.detail ?? ""} ${JSON.stringify(error)} ${error.stack ?? ""}`;

describe("what is asked", () => {
  it("goes under the base's prefix, with query, fixed and own headers, over one kept connection", async () => {
    const { server, wire } = await upstream(json({ version: "1" }));
    const prefixed = createWire({ name: "it", url: `${server.url}/prom/`, headers: async () => ({ authorization: "Bearer abcdefgh" }) });
    open.push(prefixed);
    for (let turn = 0; turn < 3; turn += 1) {
      expect(await prefixed.get("/api/v1/query", schema, { query: { query: "a&b", "match[]": ["x", "y"], none: undefined }, headers: { "impersonate-group": ["a/b", "c"] } })).toEqual({ version: "1" });
    }
    expect(server.sockets.size).toBeLessThan(3);
    const [first] = server.requests;
    expect(first?.url).toBe("/prom/api/v1/query?query=a%26b&match%5B%5D=x&match%5B%5D=y");
    expect(first?.headers.authorization).toBe("Bearer abcdefgh");
    expect(first?.rawHeaders.filter((_, index, raw) => raw[index - 1] === "impersonate-group")).toEqual(["a/b", "c"]);
    expect(wire.name).toBe("Prometheus of Pollux");
  });

  it("posts JSON, and forms as forms", async () => {
    const bodies: string[] = [];
    const { server, wire } = await upstream((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        bodies.push(body);
        json({ version: "1" })(request, response);
      });
    });
    await wire.post("/review", { kind: "Review" }, schema);
    await wire.post("/query", new URLSearchParams({ query: "up == 1" }), schema);
    expect(bodies).toEqual(['{"kind":"Review"}', "query=up+%3D%3D+1"]);
    expect(server.requests.map(({ headers }) => headers["content-type"])).toEqual(["application/json", "application/x-www-form-urlencoded"]);
  });

  it("takes away with DELETE and reads nothing of the answer", async () => {
    const { server, wire } = await upstream((_, response) => void response.writeHead(200).end());
    await wire.delete("/silence/1");
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(["DELETE /silence/1"]);
    const refused = await upstream(json("it does not exist", 404));
    expect(await failure(refused.wire.delete("/silence/1"))).toMatchObject({ code: "not-found" });
  });

  it("is told the upstream's own time, where it has one", async () => {
    const heard: number[] = [];
    const { wire } = await upstream((request, response) => {
      if (request.url === "/silent") response.sendDate = false;
      else response.setHeader("date", "Sat, 21 Nov 2026 17:00:00 GMT");
      json({ version: "1" })(request, response);
    });
    for (const path of ["/", "/silent"]) await wire.get(path, schema, { clock: (at) => heard.push(at) });
    expect(heard).toEqual([Date.parse("2026-11-21T17:00:00Z")]);
  });

  it.each(["/../admin", "/a/./b", "//evil.example", "/a//b", "/%2e%2e/x", "/a%2fb", "/a\\b", "/a?b", "/a#b", "relative", "/a\r\nHost: evil", "/a%00", "/a%zz"])(
    "refuses the path %j without asking",
    async (path) => {
      const { server, wire } = await upstream(json({ version: "1" }));
      expect((await failure(wire.get(path, schema))).code).toBe("invalid");
      expect(server.requests).toHaveLength(0);
    },
  );

  it("refuses a header value that would begin another header", async () => {
    const { server, wire } = await upstream(json({ version: "1" }));
    expect((await failure(wire.get("/", schema, { headers: { "impersonate-group": ["ok", "a\r\nImpersonate-User: admin"] } }))).code).toBe("invalid");
    expect(server.requests).toHaveLength(0);
  });
});

describe("what goes wrong", () => {
  it.each([
    [301, "unexpected-shape"], [302, "unexpected-shape"], [308, "unexpected-shape"], [400, "invalid"], [401, "unauthorized"], [403, "forbidden"],
    [404, "not-found"], [409, "conflict"], [410, "invalid"], [413, "too-large"], [422, "invalid"], [429, "invalid"], [500, "unreachable"], [502, "unreachable"], [503, "unreachable"],
  ])("an answer with %i is %s, and leads Castor nowhere else (ASVS 1.3.6, 15.3.2)", async (status, code) => {
    const { server, wire } = await upstream((_, response) => {
      response.writeHead(status, { location: "/elsewhere" });
      response.end("parse error at char 3");
    });
    const error = await failure(wire.get("/api", schema));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^Prometheus of Pollux .*[.?]$/);
    expect(error.message).not.toContain("parse error");
    expect(error.detail).toContain("parse error at char 3");
    expect(answeredWith(error)).toBe(status);
    expect(refusedWith(error)).toBe("parse error at char 3");
    expect(server.requests).toHaveLength(1);
  });

  it("nobody listens: unreachable, in words", async () => {
    const { server, wire } = await upstream(json({}));
    await server.close();
    const error = await failure(wire.get("/", schema));
    expect(error).toMatchObject({ code: "unreachable", message: "Prometheus of Pollux cannot be reached: nothing listens there." });
  });

  it("an unknown host is unreachable", async () => {
    const wire = createWire({ name: "Grafana of Argus", url: "http://castor.invalid" });
    open.push(wire);
    expect((await failure(wire.get("/", schema))).code).toBe("unreachable");
  });

  it("an upstream that accepts and says nothing, or stops in the middle, is a timeout", async () => {
    const { wire } = await upstream(() => undefined, { timeoutMs: 40 });
    expect((await failure(wire.get("/", schema))).code).toBe("timeout");
    const stuck = await upstream((_, response) => void response.writeHead(200, { "content-type": "application/json" }).write('{"version":'), { timeoutMs: 40 });
    expect((await failure(stuck.wire.get("/", schema))).message).toBe("Prometheus of Pollux does not answer in time.");
  });

  it("the caller can give up, and the connection ends with it", async () => {
    const control = new AbortController();
    const closed = new Promise<void>((resolve) => {
      void upstream((request) => {
        request.socket.once("close", () => resolve());
        control.abort();
      }).then(async ({ wire }) => expect((await failure(wire.get("/", schema, { signal: control.signal }))).code).toBe("unreachable"));
    });
    await closed;
  });

  it("a connection that breaks in the middle of the answer is unreachable", async () => {
    const { wire } = await upstream((_, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("{", () => response.destroy());
    });
    expect((await failure(wire.get("/", schema))).code).toBe("unreachable");
  });

  it("a kept connection that was closed meanwhile is tried again once", async () => {
    let turn = 0;
    const { server, wire } = await upstream((request, response) => {
      turn += 1;
      if (turn === 2) request.socket.destroy();
      else json({ version: String(turn) })(request, response);
    });
    await wire.get("/", schema);
    expect(await wire.get("/", schema)).toEqual({ version: "3" });
    expect(server.requests).toHaveLength(3);
  });

  it("something that is not HTTP is unreachable, not a crash", async () => {
    const raw = createServer((socket) => void socket.resume().end("SSH-2.0-OpenSSH_9.2\r\n"));
    await new Promise<void>((resolve) => raw.listen(0, "127.0.0.1", resolve));
    const { port } = raw.address() as { port: number };
    const wire = createWire({ name: "it", url: `http://127.0.0.1:${port}` });
    open.push(wire, { close: () => new Promise((resolve) => raw.close(() => resolve())) });
    expect((await failure(wire.get("/", schema))).code).toBe("unreachable");
  });

  it.each([["text/html; charset=utf-8"], ["application/json"]])("a web page sent as %s is named as one", async (type) => {
    const { wire } = await upstream((_, response) => void response.writeHead(200, { "content-type": type }).end("<!doctype html><title>Sign in</title>"));
    expect(await failure(wire.get("/", schema))).toMatchObject({
      code: "unexpected-shape",
      message: "Prometheus of Pollux answered with a web page instead of data; is its URL right?",
    });
  });

  it("another shape tells where, for the log only", async () => {
    const { wire } = await upstream(json({ version: 7 }));
    const error = await failure(wire.get("/api", schema));
    expect(error.code).toBe("unexpected-shape");
    expect(error.detail).toContain("version");
    expect(error.message).not.toContain("version");
  });

  it("neither JSON nor a page is an unexpected shape", async () => {
    const { wire } = await upstream((_, response) => void response.end('{"version":'));
    expect((await failure(wire.get("/", schema))).code).toBe("unexpected-shape");
  });
});

describe("200 MB", () => {
  it("ends the download as soon as the limit is passed", async () => {
    const chunk = Buffer.alloc(64 * 1024, "a");
    let sent = 0;
    let ended: () => void = () => undefined;
    const end = new Promise<void>((resolve) => (ended = resolve));
    const { wire } = await upstream((_, response) => {
      response.writeHead(200, { "content-type": "text/plain" });
      response.once("close", () => ended());
      const more = () => {
        while (sent < 200 * 1024 * 1024 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    });
    const error = await failure(wire.text("/metrics", { maxBytes: 1024 * 1024 }));
    await end;
    expect(error).toMatchObject({ code: "too-large", message: "Prometheus of Pollux sends more than Castor takes (1024 KiB)." });
    expect(sent).toBeLessThan(20 * 1024 * 1024);
  });

  it("does not begin one that announces its size", async () => {
    const { wire } = await upstream((_, response) => void response.writeHead(200, { "content-length": String(200 * 1024 * 1024) }).write("a"));
    expect((await failure(wire.get("/", schema))).code).toBe("too-large");
  });
});

describe("secrets", () => {
  it("never stand in an error or in the log, even when the upstream repeats them", async () => {
    const lines: string[] = [];
    const note = (fields: object, message: string) => void lines.push(JSON.stringify(fields) + message);
    const server = await loopback((request, response) => {
      response.writeHead(500);
      response.end(`you sent ${JSON.stringify(request.headers)} ${request.url ?? ""} Authorization: Bearer zzzz.yyyy.xxxx`);
    });
    const wire = createWire({
      name: "it",
      url: server.url.replace("http://", "http://someone:pa55word@"),
      headers: () => ({ authorization: "Bearer s3cr3t-t0ken", "x-api-key": "key-4711" }),
      log: { info: note, warn: note, error: note },
    });
    open.push(wire, server);
    const error = await failure(wire.get("/api", schema, { query: { token: "t0k/en+?" } }));
    const told = all(error) + lines.join("");
    expect(lines).toHaveLength(1);
    for (const secret of ["s3cr3t-t0ken", "key-4711", "t0k/en", "t0k%2Fen", "pa55word", "zzzz.yyyy"]) expect(told).not.toContain(secret);
    expect(told).toContain("[redacted]");
  });

  it("the user and password of the URL are sent as basic authentication", async () => {
    const server = await loopback(json({ version: "1" }));
    const wire = createWire({ name: "it", url: server.url.replace("http://", "http://some%40one:pa55word@") });
    open.push(wire, server);
    await wire.get("/", schema);
    expect(server.requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from("some@one:pa55word").toString("base64")}`);
  });
});

it("the log hears of the first failure and of the recovery, not of each in between", async () => {
  const lines: string[] = [];
  const note = (_: object, message: string) => void lines.push(message);
  let well = false;
  const { wire } = await upstream((request, response) => (well ? json({ version: "1" }) : json({}, 503))(request, response), { log: { info: note, warn: note, error: note } });
  await failure(wire.get("/", schema));
  await failure(wire.get("/", schema));
  well = true;
  await wire.get("/", schema);
  await wire.get("/", schema);
  expect(lines).toEqual(["Prometheus of Pollux is in trouble: it answers with error 503.", "an upstream answers again"]);
});

it("status tells how it answers, whatever that is, and reads no body", async () => {
  const { wire } = await upstream((_, response) => void response.writeHead(302, { location: "/login" }).end());
  expect(await wire.status("/")).toBe(302);
});

it("a closed wire asks no more", async () => {
  const { server, wire } = await upstream(json({ version: "1" }));
  await wire.close();
  expect((await failure(wire.get("/", schema))).code).toBe("unreachable");
  expect(server.requests).toHaveLength(0);
});
