import type { RequestListener } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { createWire } from "@/lib/wire";
import { json, loopback } from "@/lib/wire/fixtures/loopback";
import { prometheusClient } from "./index";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function served(listener: RequestListener, maxBytes?: number) {
  const server = await loopback(listener);
  const wire = createWire({ name: "Prometheus of Pollux", url: server.url, ...(maxBytes === undefined ? {} : { maxBytes }) });
  open.push(wire, server);
  return { client: prometheusClient(wire, () => 7_200_000), requests: server.requests };
}

const answer = (resultType: string, result: unknown) => json({ status: "success", data: { resultType, result }, warnings: ["one"] });

describe("answers", () => {
  it("keep NaN and both infinities, and leave native histograms out", async () => {
    const { client } = await served(
      answer("vector", [
        { metric: { x: "1" }, value: [1, "NaN"] },
        { metric: { x: "2" }, value: [1, "+Inf"] },
        { metric: { x: "3" }, value: [1, "-Inf"] },
        { metric: { x: "4" }, value: [1, "1.5e-07"] },
        { metric: { x: "5" }, histogram: [1, { count: "3" }] },
      ]),
    );
    expect((await client.query("x")).map(({ value }) => value)).toEqual([NaN, Infinity, -Infinity, 1.5e-7]);
  });

  it("of a scalar are one sample; another type is no answer", async () => {
    expect(await (await served(answer("scalar", [1, "3"]))).client.query("3")).toEqual([{ labels: {}, value: 3 }]);
    await expect((await served(answer("matrix", []))).client.query("x[5m]")).rejects.toMatchObject({ code: "unexpected-shape" });
    await expect((await served(answer("vector", []))).client.queryRange("x", { start: 0, end: 1, step: 1 })).rejects.toMatchObject({ code: "unexpected-shape" });
  });

  it("over time come in ms", async () => {
    const { client, requests } = await served(answer("matrix", [{ metric: { a: "b" }, values: [[1700000000.781, "1"], [1700000015.781, "2"]] }]));
    expect(await client.queryRange("x", { start: 1_700_000_000_781, end: 1_700_000_015_781, step: 15 })).toEqual([
      { labels: { a: "b" }, times: [1_700_000_000_781, 1_700_000_015_781], values: [1, 2] },
    ]);
    expect(requests[0]?.url).toBe("/api/v1/query_range?query=x&start=1700000000.781&end=1700000015.781&step=15");
  });

  it("about series, labels, rules and the version are read", async () => {
    const { client, requests } = await served((request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://x");
      const data = {
        "/api/v1/series": [{ __name__: "up", job: "x" }],
        "/api/v1/labels": ["__name__", "job"],
        "/api/v1/status/buildinfo": { version: "2.42.0", revision: "x" },
        "/api/v1/rules": { groups: [{ name: "g", rules: [{ type: "alerting", name: "A", query: "up == 0", health: "err", lastError: "boom", state: "pending", duration: 60 }, { type: "recording", name: "r", query: "sum(up)", health: "ok" }] }] },
      }[pathname];
      json({ status: "success", data })(request, response);
    });
    expect(await client.series(["up"])).toEqual([{ __name__: "up", job: "x" }]);
    expect(await client.labels(["up", "x"])).toEqual(["__name__", "job"]);
    expect(requests[1]?.url).toBe("/api/v1/labels?match%5B%5D=up&match%5B%5D=x&start=3600&end=7200");
    expect(await client.buildInfo()).toEqual({ version: "2.42.0" });
    expect(await client.rules()).toEqual([
      { group: "g", name: "A", query: "up == 0", alerting: true, health: "err", error: "boom", state: "pending", pendingFor: 60 },
      { group: "g", name: "r", query: "sum(up)", alerting: false, health: "ok" },
    ]);
  });
});

describe("a Prometheus that is not well", () => {
  it("answers a web page: the sentence asks for the URL", async () => {
    const { client } = await served((_, response) => void response.writeHead(200, { "content-type": "text/html" }).end("<html><title>Sign in</title>"));
    await expect(client.query("up")).rejects.toMatchObject({ code: "unexpected-shape", message: "Prometheus of Pollux answered with a web page instead of data; is its URL right?" });
  });

  it("answers 500, or refuses a query: the log knows why, the person is told what", async () => {
    const broken = await served(json({ status: "error", errorType: "internal", error: "tsdb is closed" }, 500));
    await expect(broken.client.query("up")).rejects.toMatchObject({ code: "unreachable", message: "Prometheus of Pollux is in trouble: it answers with error 500." });
    const refused = await served(json({ status: "error", errorType: "bad_data", error: "parse error: unclosed left parenthesis" }, 400));
    await expect(refused.client.query("sum(")).rejects.toMatchObject({ code: "invalid", detail: expect.stringContaining("unclosed left parenthesis") as string });
  });

  it("answers 200 MB: the download ends at the limit", async () => {
    let sent = 0;
    const { client } = await served((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"status":"success","data":{"resultType":"vector","result":[');
      const chunk = `${JSON.stringify({ metric: { x: "y".repeat(1_000) }, value: [1, "1"] })},`.repeat(50);
      const more = () => {
        while (sent < 200 * 1024 * 1024 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    });
    await expect(client.query("up")).rejects.toMatchObject({ code: "too-large" });
    expect(sent).toBeLessThan(40 * 1024 * 1024);
  });

  it("answers something else than Prometheus does", async () => {
    for (const body of [{}, [], { data: {} }, { data: { resultType: "vector", result: [{ metric: { x: 1 }, value: [1, "1"] }] } }, { data: { resultType: "vector", result: [{ metric: {}, value: [1] }] } }]) {
      await expect((await served(json(body))).client.query("up")).rejects.toMatchObject({ code: "unexpected-shape" });
    }
  });
});
