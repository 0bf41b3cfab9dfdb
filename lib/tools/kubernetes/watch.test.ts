import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { closeAll, event, following, json, page, row, watching } from "./fixtures/following";
import type { WatchParts } from "./watch";
import { watchPace } from "./watch-collection";

afterEach(closeAll);

describe("a list", () => {
  it("is asked as a Table with metadata only, in the person's name, and told page by page", async () => {
    const seen = await following((url, response) => {
      if (watching(url)) return void response.writeHead(200).flushHeaders();
      json(response, url.searchParams.get("continue") === null ? page([row("a")], { continue: "more" }) : page([row("b")]));
    });
    await seen.until(seen.complete);
    expect(seen.told.map(({ rows, more, columns: begins }) => [rows.map(({ name }) => name), more, begins !== undefined])).toEqual([
      [["a"], true, true],
      [["b"], undefined, false],
    ]);
    const [first] = seen.server.requests;
    expect(first?.headers.accept).toBe("application/json;as=Table;v=v1;g=meta.k8s.io, application/json");
    expect(first?.headers["impersonate-user"]).toBe("p47-staff");
    expect(first?.url).toBe("/api/v1/pods?limit=500&includeObject=Metadata");
    expect(JSON.stringify(seen.told)).not.toMatch(/hunter2|managedFields/);
  });

  it("of Secrets never asks for the objects themselves", async () => {
    const seen = await following((url, response) => (watching(url) ? void response.writeHead(200).flushHeaders() : void json(response, page([row("a")]))), { resource: { group: "", version: "v1", resource: "secrets" } });
    await seen.until(seen.complete);
    expect(seen.server.requests.map(({ headers }) => headers.accept)).not.toContain(expect.stringContaining(", application/json"));
    expect(seen.server.requests[0]?.headers.accept).toBe("application/json;as=Table;v=v1;g=meta.k8s.io");
  });

  it("that expires half-way is read anew and told in one piece", async () => {
    let lists = 0;
    const seen = await following((url, response) => {
      if (watching(url)) return void response.writeHead(200).flushHeaders();
      if (url.searchParams.get("continue") === "old") return void json(response, { kind: "Status", code: 410 }, 410);
      if (url.searchParams.get("continue") === "new") return void json(response, page([row("c")]));
      lists += 1;
      json(response, page([row(lists === 1 ? "a" : "b")], { continue: lists === 1 ? "old" : "new" }));
    });
    await seen.until(seen.complete);
    expect(seen.names()).toEqual(["b", "c"]);
    expect(seen.told.filter(({ columns: begins }) => begins !== undefined)).toHaveLength(2);
  });

  it("of an API that knows no Tables has names and ages", async () => {
    const seen = await following((url, response) => (watching(url) ? void response.writeHead(200).flushHeaders() : void json(response, { kind: "PodList", metadata: { resourceVersion: "1" }, items: [row("a").object] })));
    await seen.until(seen.complete);
    expect(seen.told[0]?.columns?.map(({ name }) => name)).toEqual(["Name", "Age"]);
    expect(seen.names()).toEqual(["a"]);
  });

  it("whose selector the API server refuses says why, in its words", async () => {
    const seen = await following((_, response) => void json(response, { kind: "Status", message: 'field label not supported: "colour"', code: 400 }, 400));
    expect(await seen.failed()).toMatchObject({ code: "invalid", message: 'The Kubernetes API does not take this question: field label not supported: "colour".' });
  });
});

describe("a watch", () => {
  /** An upstream that lists one pod and hands its watches to the test. */
  async function watched(more: Partial<WatchParts> = {}) {
    const watches: { readonly url: URL; readonly response: ServerResponse }[] = [];
    let lists = 0;
    let rows = [row("a")];
    const seen = await following((url, response) => {
      if (watching(url)) {
        watches.push({ url, response });
        response.writeHead(200, { "content-type": "application/json" }).flushHeaders();
        wake.forEach((each) => each());
        return;
      }
      lists += 1;
      json(response, page(rows, { resourceVersion: String(10 * lists) }));
    }, {}, more);
    const wake = new Set<() => void>();
    const watch = (number: number) =>
      new Promise<{ readonly url: URL; readonly response: ServerResponse }>((resolve) => {
        const look = () => {
          const found = watches[number - 1];
          if (found !== undefined) resolve(found);
        };
        wake.add(look);
        look();
      });
    return { ...seen, watch, lists: () => lists, next: (...names: string[]) => (rows = names.map((name) => row(name))) };
  }

  it("begins where the list ended and tells what changes, wherever its lines are cut", async () => {
    const seen = await watched();
    const { url, response } = await seen.watch(1);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ resourceVersion: "10", allowWatchBookmarks: "true", timeoutSeconds: "290", includeObject: "Metadata" });
    const text = Buffer.from(event("ADDED", row("ü")) + event("MODIFIED", row("a", "Failed")));
    for (const byte of text) response.write(Buffer.from([byte]));
    await seen.until(() => seen.cells()["a"] === "Failed");
    expect(seen.names()).toEqual(["a", "ü"]);
    response.write(event("DELETED", row("ü")));
    await seen.until(() => seen.names().length === 1);
  });

  it("tells a burst as few changes, the last state of each object", async () => {
    const seen = await watched({ batchMs: 50 });
    const { response } = await seen.watch(1);
    response.write(Array.from({ length: 300 }, (_, index) => event("MODIFIED", row(`pod-${index % 10}`, `turn ${index}`))).join(""));
    await seen.until(() => seen.cells()["pod-9"] === "turn 299");
    expect(seen.told.length).toBeLessThan(20);
  });

  it("that ends is resumed from the last bookmark, without a word and without a list", async () => {
    const seen = await watched();
    const first = await seen.watch(1);
    first.response.end(`${JSON.stringify({ type: "BOOKMARK", object: { kind: "Table", metadata: { resourceVersion: "77" }, rows: [] } })}\n`);
    const second = await seen.watch(2);
    expect(second.url.searchParams.get("resourceVersion")).toBe("77");
    second.response.write(event("ADDED", row("b")));
    await seen.until(() => seen.names().includes("b"));
    expect([seen.lists(), seen.told.length]).toEqual([1, 2]);
  });

  it("that breaks in the middle of a line loses nothing", async () => {
    const seen = await watched();
    const first = await seen.watch(1);
    const line = event("ADDED", row("b"));
    first.response.write(event("ADDED", row("c")) + line.slice(0, 40));
    await seen.until(() => seen.names().includes("c"));
    first.response.destroy();
    const second = await seen.watch(2);
    expect(second.url.searchParams.get("resourceVersion")).toBe("5");
    second.response.write(line);
    await seen.until(() => seen.names().includes("b"));
  });

  it.each([
    ["in the stream", true],
    ["as an answer", false],
  ])("that has expired, told %s, becomes one change with the whole list", async (_, inStream) => {
    let gone = false;
    const watches: ServerResponse[] = [];
    let begun: () => void = () => undefined;
    const first = new Promise<void>((resolve) => (begun = resolve));
    const seen = await following((url, response) => {
      if (!watching(url)) return void json(response, page(gone ? [row("b")] : [row("a")]));
      if (gone && !inStream && watches.length === 1) {
        watches.push(response);
        return void json(response, { code: 410 }, 410);
      }
      watches.push(response);
      response.writeHead(200).flushHeaders();
      begun();
    });
    await first;
    await seen.until(seen.complete);
    gone = true;
    watches[0]?.end(inStream ? `${JSON.stringify({ type: "ERROR", object: { kind: "Status", code: 410, message: "too old resource version" } })}\n` : "");
    await seen.until(() => seen.names().includes("b"));
    expect(seen.names()).toEqual(["b"]);
    expect(seen.told.map(({ rows, columns: begins }) => [begins !== undefined, rows.length])).toEqual([
      [true, 1],
      [true, 1],
    ]);
  });

  it("that says nothing is opened anew: a dead connection looks like peace", async () => {
    const seen = await watched({ pace: { ...watchPace, silent: 20, breath: 1 } });
    const second = await seen.watch(2);
    expect(second.url.searchParams.get("resourceVersion")).toBe("10");
    expect(seen.told).toHaveLength(1);
  });

  it("fails when the API server is gone, so that the table is called old", async () => {
    const seen = await watched();
    const { response } = await seen.watch(1);
    await seen.until(seen.complete);
    await seen.server.close();
    response.destroy();
    expect(await seen.failed()).toMatchObject({ code: "unreachable" });
  });

  it("whose credentials expired asks once with new ones, and gives up when those are refused too", async () => {
    let token = 0;
    const headers = async () => ({ "impersonate-user": `u${(token += 1)}` });
    const seen = await following(
      (url, response, request) => {
        if (request.headers["impersonate-user"] === "u1" || request.headers["impersonate-user"] === "u3") return void json(response, { code: 401 }, 401);
        if (watching(url)) response.writeHead(200).flushHeaders();
        else json(response, page([row("a")]));
      },
      {},
      { headers },
    );
    await seen.until(seen.complete);
    const never = await following((_, response) => void json(response, { code: 401 }, 401));
    expect(await never.failed()).toMatchObject({ code: "unauthorized", message: "Kubernetes of Pollux does not accept your sign-in." });
    expect(never.server.requests).toHaveLength(2);
  });

  it("of a kind that cannot be watched is a list now and then", async () => {
    let lists = 0;
    const seen = await following((url, response) => {
      if (watching(url)) return void json(response, { code: 405 }, 405);
      lists += 1;
      json(response, page([row(`turn-${lists}`)]));
    });
    await seen.until(() => seen.names().includes("turn-3"));
    expect(seen.names()).toEqual(["turn-3"]);
  });

  it("ends its requests when nobody listens any more", async () => {
    const seen = await watched();
    const { response } = await seen.watch(1);
    const closed = new Promise<void>((resolve) => response.once("close", resolve));
    seen.leave();
    await closed;
    await seen.failed();
  });
});
