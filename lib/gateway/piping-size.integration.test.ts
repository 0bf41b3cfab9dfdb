import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterEach, describe, expect, it } from "vitest";
import { beforeTool, type BeforeTool, type ToolSide } from "./fixtures/before-tool";

let before: BeforeTool | undefined;
const start = async (side: ToolSide) => (before = await beforeTool(side));
afterEach(async () => {
  await before?.close();
  before = undefined;
});

const size = 1_000_000_000;
const piece = Buffer.alloc(100_000, "0123456789");

/** So many bytes, made as they are read. */
function* pieces(count = size / piece.length) {
  for (let made = 0; made < count; made += 1) yield piece;
}

/** Counts what comes, and how much was written and not read at the most. */
function counter(written: () => number) {
  const found = { bytes: 0, mostBetween: 0 };
  const sink = new Writable({
    write(chunk: Buffer, _encoding, next) {
      found.mostBetween = Math.max(found.mostBetween, written() - found.bytes);
      found.bytes += chunk.length;
      next();
    },
  });
  return { found, sink };
}

/** What sockets and streams on the way may hold at once: kernel buffers on four ends and some high-water marks. */
const between = 48_000_000;

describe("a body of 1 GB", () => {
  it("streams from the tool as fast as it is read, with little of it held", async () => {
    let sent = 0;
    const { open } = await start({
      listen: (_request, response) => {
        response.writeHead(200, { "content-length": size });
        void pipeline(function* () {
          for (const next of pieces()) {
            sent += next.length;
            yield next;
          }
        }, response).catch(() => undefined);
      },
    });
    const request = open("/").end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    const { found, sink } = counter(() => sent);
    await pipeline(response, sink);
    expect(found.bytes).toBe(size);
    expect(found.mostBetween).toBeLessThan(between);
  });

  it("streams to the tool as fast as it reads", async () => {
    let sent = 0;
    const { found, sink } = counter(() => sent);
    const { open } = await start({
      listen: (request: IncomingMessage, response: ServerResponse) => void pipeline(request, sink).then(() => response.end("ok")),
      parts: { requestLimit: size },
    });
    const request = open("/", { method: "POST", headers: { "transfer-encoding": "chunked" } });
    await pipeline(Readable.from(pieces(), { objectMode: false }).on("data", (chunk: Buffer) => (sent += chunk.length)), request);
    const [response] = (await once(request, "response")) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(200);
    expect(found.bytes).toBe(size);
    expect(found.mostBetween).toBeLessThan(between);
  });

  it("waits in the tool where nobody reads it", async () => {
    let answer: ServerResponse | undefined;
    let sent = 0;
    const { open } = await start({
      listen: (_request, response) => {
        answer = response;
        response.writeHead(200, { "content-length": size });
        const more = () => {
          while (sent < size) {
            sent += piece.length;
            if (!response.write(piece)) return void response.once("drain", more);
          }
        };
        more();
      },
    });
    const request = open("/").end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    response.pause();
    // Until nothing has moved for a while: the sockets between are full.
    for (let last = -1; last !== sent; ) {
      last = sent;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect(sent).toBeLessThan(between);
    expect(answer?.writableNeedDrain).toBe(true);
    response.destroy();
    await once(answer as ServerResponse, "close");
  });
});
