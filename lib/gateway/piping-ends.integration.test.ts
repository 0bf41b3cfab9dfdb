import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { beforeTool, everything, toolHost, type BeforeTool, type ToolSide } from "./fixtures/before-tool";
import { canCertify, certificate } from "./fixtures/certificate";

let before: BeforeTool | undefined;
const start = async (side: ToolSide) => (before = await beforeTool(side));
afterEach(async () => {
  await before?.close();
  before = undefined;
});

/** A promise and what keeps it. */
function signal<T = void>() {
  let tell: (value: T) => void = () => undefined;
  const told = new Promise<T>((resolve) => (tell = resolve));
  return { tell, told };
}

/** How an answer ended: whole, or broken off. */
const ending = (response: IncomingMessage) =>
  new Promise<"whole" | "broken">((resolve) => {
    response.on("error", () => resolve("broken"));
    response.on("end", () => resolve("whole"));
    response.resume();
  });

describe("a request that is larger than the limit", () => {
  it("never reaches the tool where it says so itself, and its connection is closed", async () => {
    let asked = 0;
    const { raw } = await start({ listen: () => void (asked += 1), parts: { requestLimit: 10 } });
    const socket = raw();
    socket.write(`POST / HTTP/1.1\r\nHost: ${toolHost}\r\nContent-Length: 11\r\n\r\nhello world`);
    expect(await everything(socket)).toMatch(/^HTTP\/1\.1 413 /);
    expect(asked).toBe(0);
  });

  it("is cut where it exceeds the limit while it comes, and the tool never sees its end", async () => {
    let body = "";
    const gone = signal<boolean>();
    const { raw, failures } = await start({
      listen: (request) => {
        request.setEncoding("latin1").on("data", (chunk: string) => (body += chunk)).on("error", () => undefined);
        request.on("close", () => gone.tell(request.complete));
      },
      parts: { requestLimit: 10 },
    });
    const socket = raw();
    socket.write(`POST / HTTP/1.1\r\nHost: ${toolHost}\r\nTransfer-Encoding: chunked\r\n\r\n`);
    for (const piece of ["hello", " world", " and more", ""]) socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`);
    expect(await everything(socket)).toMatch(/^HTTP\/1\.1 413 /);
    expect(failures).toMatchObject([{ reason: "too-large" }]);
    // The tool may not even have been asked yet, when the limit was exceeded.
    if (body !== "") expect(await gone.told).toBe(false);
    expect("hello".startsWith(body)).toBe(true);
  });

  it("passes where it has exactly the limit's size", async () => {
    const { get } = await start({ listen: (request, response) => void request.pipe(response), parts: { requestLimit: 10 } });
    expect(await get("/", { method: "POST", body: "0123456789" })).toMatchObject({ status: 200, body: "0123456789" });
    expect(await get("/", { method: "POST", headers: { "transfer-encoding": "chunked" }, body: "0123456789" })).toMatchObject({ status: 200, body: "0123456789" });
  });
});

describe("a tool that gives no answer", () => {
  const fails = async (side: ToolSide) => {
    const { get, failures } = await start(side);
    const { status, body } = await get("/", { method: "POST", body: "x" });
    expect(failures).toEqual([{ reason: "unavailable", status, sentence: body }]);
    return body;
  };

  it("is told apart: nothing listens", async () => {
    expect(await fails({ url: "http://127.0.0.1:1" })).toBe("The tool cannot be reached: nothing listens there.");
  });

  it("is told apart: its host is not known", async () => {
    expect(await fails({ url: "http://tool.invalid" })).toMatch(/^The tool cannot be reached: its host name (?:is not known|cannot be looked up)\.$/);
  });

  it("is told apart: the connection broke", async () => {
    expect(await fails({ speak: (socket) => socket.once("data", () => socket.destroy()) })).toBe("The tool cannot be reached: the connection broke.");
  });

  it("is told apart: it does not begin to answer in time", async () => {
    const { get, failures } = await start({ speak: () => undefined, parts: { timeout: 1_000 } });
    expect(await get("/")).toMatchObject({ status: 504, body: "The tool does not answer in time." });
    expect(failures).toHaveLength(1);
  });

  it("is told apart: what it says is no HTTP", async () => {
    expect(await fails({ speak: (socket) => socket.once("data", () => socket.end("SSH-2.0-OpenSSH_9.2\r\n")) })).toMatch(/^The tool cannot be reached/);
  });

  it.skipIf(!canCertify).each([
    ["is for another host", "DNS:other.example.org", 2, true],
    ["has expired", "IP:127.0.0.1", -1, true],
    ["is not trusted", "IP:127.0.0.1", 2, false],
  ])("is told apart: its certificate %s", async (why, name, days, trusted) => {
    const tls = certificate(name, days);
    expect(await fails({ tls, listen: (_request, response) => void response.end(), ...(trusted ? { ca: tls.cert } : {}) })).toBe(`The tool cannot be reached: its certificate ${why}.`);
  });

  it.skipIf(!canCertify)("answers over TLS where its certificate is for its internal name, or nobody shall look at it", async () => {
    const tls = certificate("IP:127.0.0.1");
    const listen = (_request: IncomingMessage, response: ServerResponse) => void response.end("ok");
    expect(await (await start({ tls, ca: tls.cert, listen })).get("/")).toMatchObject({ status: 200 });
    await before?.close();
    expect(await (await start({ tls: certificate("DNS:other"), insecure: true, listen })).get("/")).toMatchObject({ status: 200 });
  });

  it("is asked once more where it closed an idle connection, and only for what may be asked twice", async () => {
    const seen: string[] = [];
    const { get } = await start({
      speak: (socket) => {
        let first = true;
        socket.on("data", (bytes: Buffer) => {
          const method = bytes.toString("latin1").split(" ", 1)[0] ?? "";
          seen.push(method);
          if (!first || method === "POST") return void socket.destroy();
          first = false;
          socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
      },
    });
    expect(await get("/")).toMatchObject({ status: 200 });
    expect(await get("/")).toMatchObject({ status: 200 });
    expect(seen).toEqual(["GET", "GET", "GET"]);
    expect(await get("/", { method: "POST", body: "x" })).toMatchObject({ status: 502 });
    expect(seen.filter((method) => method === "POST")).toHaveLength(1);
  });
});

describe("a timeout", () => {
  it("counts neither an upload that takes longer, nor an answer that has begun", async () => {
    const { open } = await start({ listen: (request, response) => void request.once("end", () => response.write("a")).on("data", () => undefined).once("end", () => setTimeout(() => response.end("b"), 2_500)), parts: { timeout: 1_000 } });
    const request = open("/", { method: "POST", headers: { "transfer-encoding": "chunked" } });
    for (let piece = 0; piece < 5; piece += 1) {
      request.write("piece");
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    request.end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    expect(response.statusCode).toBe(200);
    expect(await ending(response)).toBe("whole");
  });
});

describe("when one side leaves", () => {
  it.each([
    ["of known length", { "content-length": "100" }],
    ["in chunks", {}],
  ])("a tool that breaks off an answer %s leaves a broken answer, never a clean end", async (_how, headers) => {
    const { open, warnings } = await start({
      listen: (_request, response) => {
        response.writeHead(200, headers);
        response.write("half", () => response.destroy());
      },
    });
    const request = open("/").end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    expect(await ending(response)).toBe("broken");
    expect(warnings).toHaveLength(1);
  });

  it("a client that leaves takes its request away from the tool", async () => {
    const gone = signal();
    const { open } = await start({
      listen: (_request, response) => {
        response.on("close", () => gone.tell());
        response.write("first");
      },
    });
    const request = open("/").end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    await once(response, "data");
    request.destroy();
    await gone.told;
  });

  it("a client that leaves before any answer, or in the middle of its upload, does so too", async () => {
    for (const method of ["GET", "POST"]) {
      const asked = signal();
      const gone = signal();
      const { open, failures } = await start({
        listen: (request, response) => {
          request.on("error", () => undefined).resume();
          response.on("close", () => gone.tell());
          asked.tell();
        },
      });
      const request = open("/", { method, headers: method === "POST" ? { "content-length": 100 } : {} }).on("error", () => undefined);
      if (method === "POST") request.write("half");
      else request.end();
      await asked.told;
      request.destroy();
      await gone.told;
      expect(failures).toEqual([]);
      await before?.close();
    }
  });

  it("a tool that answers before it has read all is heard, and the connection to the client holds", async () => {
    const { open } = await start({ listen: (_request, response) => void response.writeHead(403, { connection: "close" }).end("no") });
    const request = open("/", { method: "POST", headers: { "content-length": 500_000 } });
    request.write("x".repeat(100_000));
    const [response] = (await once(request, "response")) as [IncomingMessage];
    expect(response.statusCode).toBe(403);
    const whole = ending(response);
    request.end("x".repeat(400_000));
    expect(await whole).toBe("whole");
  });
});

describe("when the session ends", () => {
  it("an answer under way is broken off on both sides", async () => {
    const gone = signal();
    const { open, end } = await start({
      listen: (_request, response) => {
        response.on("close", () => gone.tell());
        response.write("first");
      },
    });
    const request = open("/").end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    const ended = ending(response);
    end();
    expect(await ended).toBe("broken");
    await gone.told;
  });

  it("a request without an answer yet is refused, and the tool is left", async () => {
    const asked = signal<Socket>();
    const { get, end } = await start({ listen: (request) => asked.tell(request.socket) });
    const answer = get("/");
    const socket = await asked.told;
    const gone = once(socket, "close");
    end();
    expect(await answer).toMatchObject({ status: 401 });
    await gone;
  });

  it("nothing is passed on any more", async () => {
    let asked = 0;
    const { get, end } = await start({ listen: (_request, response) => {
      asked += 1;
      response.end();
    } });
    end();
    expect(await get("/")).toMatchObject({ status: 401 });
    expect(asked).toBe(0);
  });
});
