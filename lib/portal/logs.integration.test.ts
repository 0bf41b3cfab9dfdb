import { createServer, get, request as ask, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CastorError, type Person } from "@/lib/model";
import { createLogDecoder, type LogLine, type LogNews } from "@/lib/model/log-stream";
import { systemClock } from "@/lib/tools/kubernetes/logs";
import { answering, flood, logUpstream, podObject, refusing, type LogUpstream } from "@/lib/tools/kubernetes/logs/fixtures/log-upstream";
import { createWire, type Wire } from "@/lib/wire";
import { createLogs } from "./logs";

const staff: Person = { id: "i#1", name: "Staff", username: "p47-staff", groups: ["p47"], admin: false };
const address = "/api/clusters/pollux/logs/p47-beamline";
const at = (second: number, ns = 0) => `2026-11-21T13:00:${String(second).padStart(2, "0")}.${String(ns).padStart(9, "0")}Z`;

let upstream: LogUpstream;
let wire: Wire;
let server: Server;
let port: number;
let session: AbortController;

beforeEach(async () => {
  upstream = await logUpstream();
  wire = createWire({ name: "Kubernetes of Pollux", url: upstream.url });
  session = new AbortController();
  const handle = createLogs({
    person: async (cookie) => (cookie === undefined ? undefined : { ...staff, username: cookie }),
    cluster: (_, id) => {
      if (id !== "pollux") throw new CastorError("not-found", `There is no cluster ${id}.`);
      return {
        api: wire,
        headers: async ({ username }) => {
          if (username === "nobody") throw new CastorError("forbidden", "Your account's names cannot be used in Kubernetes.");
          return { "impersonate-user": username };
        },
      };
    },
    ended: () => session.signal,
    log: { error: (fields) => expect.fail(JSON.stringify(fields)) },
    // The waits of the real clock, a hundred times as fast.
    clock: { now: Date.now, wait: (ms, signal) => systemClock.wait(ms / 100, signal) },
  });
  server = createServer((incoming, response) => void handle(incoming, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await wire.close();
  await upstream.close();
});

const open = (path: string, cookie = "p47-staff") =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get({ host: "127.0.0.1", port, path, agent: false, headers: { cookie } }, resolve).once("error", reject);
  });

/** A browser that reads; `until` resolves when what it has satisfies. */
function reading(response: IncomingMessage) {
  const lines: LogLine[] = [];
  const news: LogNews[] = [];
  let check: () => void = () => undefined;
  const decoder = createLogDecoder((line) => lines.push(line), (told) => told.kind === "alive" || news.push(told));
  response.on("data", (chunk: Buffer) => {
    decoder.push(chunk);
    check();
  });
  response.on("error", () => undefined);
  const closed = new Promise<void>((resolve) => response.once("close", resolve));
  void closed.then(() => check());
  return {
    lines,
    news,
    closed,
    until: (done: () => boolean) =>
      new Promise<void>((resolve, reject) => {
        check = () => (done() ? resolve() : response.closed && reject(new Error(`It ended after ${JSON.stringify({ lines, news })}`)));
        check();
      }),
  };
}
const texts = (lines: readonly LogLine[]) => lines.map(({ text }) => text);

async function refusal(path: string, { cookie, method = "GET" }: { cookie?: string; method?: string } = {}) {
  const response = await new Promise<IncomingMessage>((resolve) => {
    ask({ host: "127.0.0.1", port, path, method, agent: false, headers: cookie === undefined ? {} : { cookie } }, resolve).end();
  });
  let body = "";
  for await (const chunk of response) body += String(chunk);
  return { status: response.statusCode, code: (JSON.parse(body) as { error: { code: string } }).error.code };
}

describe("who may read, and what", () => {
  it("is decided before anything is asked of the cluster", async () => {
    const cookie = "p47-staff";
    expect(await refusal(`${address}?pod=a`)).toEqual({ status: 401, code: "unauthorized" });
    expect(await refusal("/api/clusters/argus/logs/p47-beamline?pod=a", { cookie })).toEqual({ status: 404, code: "not-found" });
    expect(await refusal(`${address}?pod=a`, { cookie: "nobody" })).toEqual({ status: 403, code: "forbidden" });
    expect(await refusal(`${address}?pod=a`, { cookie, method: "POST" })).toEqual({ status: 405, code: "invalid" });
    expect(await refusal(address, { cookie })).toEqual({ status: 400, code: "invalid" });
    expect(await refusal(`${address}?pod=..%2fnodes`, { cookie })).toEqual({ status: 400, code: "invalid" });
    expect(await refusal("/api/clusters/pollux/logs/..%2f..%2fnodes?pod=a", { cookie })).toEqual({ status: 400, code: "invalid" });
    expect(await refusal("/api/clusters/pollux/logs/%zz?pod=a", { cookie })).toEqual({ status: 400, code: "invalid" });
    expect(upstream.requests).toHaveLength(0);
  });

  it("is asked in the person's name, with times, as it was asked for", async () => {
    upstream.logs["ioc-0"] = answering([{ time: at(1), text: "hello" }]);
    const browser = reading(await open(`${address}?pod=ioc-0&container=app&since=15m&tail=100&previous=true`));
    await browser.closed;
    const [first] = upstream.requests;
    expect(first?.headers["impersonate-user"]).toBe("p47-staff");
    expect(first?.headers["cookie"]).toBeUndefined();
    expect(first?.url).toBe("/api/v1/namespaces/p47-beamline/pods/ioc-0/log?timestamps=true&container=app&previous=true&sinceSeconds=900&tailLines=100");
    expect(browser.lines).toEqual([{ stream: 0, time: at(1), text: "hello" }]);
    expect(browser.news).toEqual([{ kind: "begin", stream: 0, pod: "ioc-0", container: "app" }, { kind: "end", stream: 0, message: "", final: true }, { kind: "done" }]);
  });

  it("one container that is refused does not take the others away", async () => {
    upstream.logs["ioc-0"] = answering([{ time: at(1), text: "hello" }]);
    upstream.logs["secret-0"] = refusing(403, "forbidden by 10.0.0.1");
    const browser = reading(await open(`${address}?pod=ioc-0&pod=secret-0&follow=true`));
    await browser.until(() => browser.lines.length === 1 && browser.news.some(({ kind }) => kind === "problem"));
    expect(browser.news.find(({ kind }) => kind === "problem")).toEqual({
      kind: "problem",
      stream: 1,
      problem: { code: "forbidden", message: "You may not read logs in p47-beamline: the right to get pods/log is missing there.", again: false, waiting: false },
    });
  });

  it("tells which containers pods have", async () => {
    upstream.pods["ioc-0"] = podObject("ioc-0", { running: {} }, { restarts: 2 });
    let body = "";
    for await (const chunk of await open(`${address}/pods?pod=ioc-0&pod=gone-0`)) body += String(chunk);
    expect(JSON.parse(body)).toEqual([{ namespace: "p47-beamline", name: "ioc-0", containers: [{ name: "app", type: "container", restarts: 2, running: true }] }]);
    expect(await refusal(`${address}/pods?pod=gone-0`, { cookie: "p47-staff" })).toEqual({ status: 404, code: "not-found" });
    upstream.pods["gone-0"] = 403;
    expect(await refusal(`${address}/pods?pod=gone-0`, { cookie: "p47-staff" })).toEqual({ status: 403, code: "forbidden" });
  });
});

it("merges containers by time, whatever bytes they write", async () => {
  upstream.logs["ioc-0"] = answering([{ time: at(1), text: "one" }, { time: at(3), text: Buffer.from([0xff, 0x00, 0x0d, 0xc3]) }, { time: at(5), text: "+0\t{}" }]);
  upstream.logs["ioc-1"] = answering([{ time: at(2), text: "two" }, { time: at(4), text: "x".repeat(1_048_576) }]);
  const browser = reading(await open(`${address}?pod=ioc-0&pod=ioc-1`));
  await browser.closed;
  expect(browser.lines.map(({ stream, time }) => `${stream} ${time}`)).toEqual([`0 ${at(1)}`, `1 ${at(2)}`, `0 ${at(3)}`, `1 ${at(4)}`, `0 ${at(5)}`]);
  expect(texts(browser.lines)).toEqual(["one", "two", "\ufffd\u0000\r\ufffd", "x".repeat(65_536), "+0\t{}"]);
  expect(browser.news.filter(({ kind }) => kind === "cut")).toEqual([{ kind: "cut", stream: 1, bytes: 983_040 }]);
});

describe("while it is followed", () => {
  it("a container that has not started is waited for", async () => {
    upstream.pods["ioc-0"] = podObject("ioc-0", { waiting: { reason: "ContainerCreating" } });
    upstream.logs["ioc-0"] = refusing(400, 'container "app" in pod "ioc-0" is waiting to start: ContainerCreating');
    const browser = reading(await open(`${address}?pod=ioc-0&container=app&follow=true`));
    await browser.until(() => browser.news.length === 1);
    expect(browser.news[0]).toMatchObject({ kind: "problem", problem: { waiting: true, again: true } });
    upstream.logs["ioc-0"] = answering([{ time: at(1), text: "hello" }]);
    await browser.until(() => browser.lines.length === 1);
    expect(browser.news.map(({ kind }) => kind)).toEqual(["problem", "begin"]);
  });

  it("a connection that breaks is continued without loss or repetition, and nothing is said about it", async () => {
    upstream.pods["ioc-0"] = podObject("ioc-0");
    const file = [{ time: at(1), text: "one" }, { time: at(2, 5), text: "two" }, { time: at(2, 5), text: "two" }, { time: at(2, 6), text: "three" }];
    upstream.logs["ioc-0"] = (query, response, request) => {
      if (query.get("sinceTime") === null) answering(file.slice(0, 2), { ends: true })(query, response, request);
      else answering(file)(query, response, request);
    };
    const browser = reading(await open(`${address}?pod=ioc-0&follow=true&tail=500`));
    await browser.until(() => browser.lines.length >= 4);
    expect(texts(browser.lines)).toEqual(["one", "two", "two", "three"]);
    expect(browser.news.map(({ kind }) => kind)).toEqual(["begin"]);
    const last = upstream.requests.filter(({ url }) => url?.includes("/log?")).at(-1);
    expect(last?.url).toContain("sinceTime=2026-11-21T13%3A00%3A01Z");
    expect(last?.url).not.toContain("tailLines");
  });

  it("the end of a run is told with its exit code, and the next run is followed", async () => {
    upstream.pods["ioc-0"] = podObject("ioc-0");
    let run = 1;
    upstream.logs["ioc-0"] = (query, response, request) => {
      if (run === 1) upstream.pods["ioc-0"] = podObject("ioc-0", { waiting: { reason: "CrashLoopBackOff" } }, { restarts: 1, last: { exitCode: 3 } });
      answering([{ time: at(run), text: `run ${run}` }], { ends: run === 1 })(query, response, request);
    };
    const browser = reading(await open(`${address}?pod=ioc-0&container=app&follow=true`));
    await browser.until(() => browser.news.some(({ kind }) => kind === "end"));
    // The node answers the ended run again and again, until there is another one.
    const answers = () => upstream.requests.filter(({ url }) => url?.includes("/log?")).length;
    await expect.poll(answers).toBeGreaterThan(4);
    run = 2;
    await browser.until(() => browser.lines.length === 2);
    expect(texts(browser.lines)).toEqual(["run 1", "run 2"]);
    expect(browser.news).toEqual([
      { kind: "begin", stream: 0, pod: "ioc-0", container: "app" },
      { kind: "end", stream: 0, message: "The container app of ioc-0 ended with exit code 3 and will be started again.", final: false },
      { kind: "begin", stream: 0, pod: "ioc-0", container: "app" },
    ]);
  });

  it("a pod that was deleted ends it for good", async () => {
    upstream.logs["ioc-0"] = answering([{ time: at(1), text: "last" }], { ends: true });
    const browser = reading(await open(`${address}?pod=ioc-0&follow=true`));
    await browser.closed;
    expect(browser.news.slice(-2)).toEqual([{ kind: "end", stream: 0, message: "The pod ioc-0 was deleted.", final: true }, { kind: "done" }]);
  });
});

describe("it stops asking the cluster", () => {
  const follow = async () => {
    upstream.pods["ioc-0"] = podObject("ioc-0");
    const gone = new Promise<void>((resolve) => {
      upstream.logs["ioc-0"] = (query, response, request) => {
        response.once("close", resolve);
        answering([{ time: at(1), text: "hello" }])(query, response, request);
      };
    });
    const response = await open(`${address}?pod=ioc-0&follow=true`);
    const browser = reading(response);
    await browser.until(() => browser.lines.length === 1);
    return { gone, browser, response };
  };

  it("when the browser goes", async () => {
    const { gone, response } = await follow();
    response.destroy();
    await gone;
  });

  it("when the session ends, and the browser's connection is closed", async () => {
    const { gone, browser } = await follow();
    session.abort();
    await Promise.all([gone, browser.closed]);
    expect(browser.news.some(({ kind }) => kind === "done")).toBe(false);
  });

  it("when the browser goes before the container said anything", async () => {
    upstream.pods["ioc-0"] = podObject("ioc-0");
    const asked = new Promise<ServerResponse>((resolve) => {
      upstream.logs["ioc-0"] = (_, silent) => resolve(silent);
    });
    const response = await open(`${address}?pod=ioc-0&follow=true`);
    const silent = await asked;
    const gone = new Promise((resolve) => silent.once("close", resolve));
    response.destroy();
    await gone;
  });
});

describe("memory", () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  /** What is really held, bytes: what waits to be collected says more about the collector than about the stream. */
  const held = () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };

  it("stays flat while 1 GB passes, followed by its place too", async () => {
    const much = flood(1e9);
    upstream.pods["ioc-0"] = podObject("ioc-0");
    upstream.logs["ioc-0"] = much;
    const response = await open(`${address}?pod=ioc-0&follow=true`);
    const before = held();
    let most = 0;
    let read = 0;
    let next = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      read += chunk.length;
      if (read < next) continue;
      most = Math.max(most, held() - before);
      next += 100e6;
      if (read > 1e9) break;
    }
    expect(read).toBeGreaterThan(1e9);
    expect(most).toBeLessThan(32e6);
  }, 600_000);

  it("does not grow for a browser that reads nothing: the cluster is not read either", async () => {
    const much = flood(1e9);
    upstream.logs["ioc-0"] = much;
    upstream.logs["ioc-1"] = much;
    const before = held();
    const response = await open(`${address}?pod=ioc-0&pod=ioc-1`);
    response.pause();
    let sent = -1;
    await expect.poll(() => sent === (sent = much.sent()), { interval: 300, timeout: 20_000 }).toBe(true);
    expect(much.sent()).toBeLessThan(64e6);
    expect(held() - before).toBeLessThan(32e6);
    response.destroy();
  });
});
