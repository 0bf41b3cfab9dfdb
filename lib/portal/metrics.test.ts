import { afterEach, describe, expect, it } from "vitest";
import { loopback } from "@/lib/wire/fixtures/loopback";
import { createMetrics, metricsRoute } from "./metrics";

const token = "a-token-of-more-than-16-characters";
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function castor(configured: string | undefined = token) {
  const counts = [{ place: "grafana-pollux", reason: "signed-out" as const, count: 3 }];
  const metrics = createMetrics({ token: configured, refusals: { counts: () => counts } });
  const server = await loopback((request, response) => void metrics(request, response));
  open.push(server);
  return { counts, read: (authorization?: string, method = "GET") => fetch(`${server.url}/metrics`, { method, headers: authorization === undefined ? {} : { authorization } }) };
}

describe("Castor's own counters", () => {
  it("tell whoever brings the token what was refused, and of the process", async () => {
    const { counts, read } = await castor();
    const answer = await read(`Bearer ${token}`);
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([200, "text/plain; version=0.0.4; charset=utf-8", "no-store"]);
    const text = await answer.text();
    expect(text).toContain('castor_refused_requests_total{place="grafana-pollux",reason="signed-out"} 3\n');
    expect(text).toContain("process_resident_memory_bytes");
    counts.push({ place: "tickets", reason: "signed-out", count: 1 });
    const again = await (await read(`bearer ${token}`)).text();
    expect(again).toContain('{place="grafana-pollux",reason="signed-out"} 3\n');
    expect(again).toContain('{place="tickets",reason="signed-out"} 1\n');
  });

  it("count anew for each reader and each Castor of a process", async () => {
    await castor();
    expect((await (await castor()).read(`Bearer ${token}`)).status).toBe(200);
  });

  it.each([undefined, "", "Bearer", "Bearer ", `Bearer ${token}x`, `Bearer ${token.slice(0, -1)}`, `Basic ${token}`, token, `Bearer ${token} ${token}`, `Bearer x${token}`])("tell nobody else: %j", async (authorization) => {
    const answer = await (await castor()).read(authorization);
    expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    expect(await answer.text()).not.toContain("castor_");
  });

  it("are not there where the settings name no token", async () => {
    const metrics = createMetrics({ token: undefined, refusals: { counts: () => [] } });
    const server = await loopback((request, response) => void metrics(request, response));
    open.push(server);
    for (const headers of [{}, { authorization: "Bearer undefined" }, { authorization: "Bearer " }]) expect((await fetch(`${server.url}/metrics`, { headers })).status).toBe(404);
  });

  it("can only be read", async () => {
    const { read } = await castor();
    expect((await read(`Bearer ${token}`, "POST")).status).toBe(405);
    expect(await (await read(`Bearer ${token}`, "HEAD")).text()).toBe("");
  });

  it("are at one address alone", () => {
    expect(["/metrics", "/metrics?x=1", "/metrics/x", "/metricsx", "/api/metrics"].map((url) => metricsRoute.test(url))).toEqual([true, true, false, false, false]);
  });
});
