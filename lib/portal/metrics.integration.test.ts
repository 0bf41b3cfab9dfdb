import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { loopback } from "@/lib/wire/fixtures/loopback";
import { createMetrics } from "./metrics";

it("is found without fault by Prometheus' own promtool", async () => {
  const metrics = createMetrics({ token: "a-token-of-more-than-16-characters", refusals: { counts: () => [{ place: "grafana-pollux", reason: "read-only", count: 2 }, { place: 'a "quoted"\nplace', reason: "path", count: 1 }] } });
  const server = await loopback((request, response) => void metrics(request, response));
  try {
    const text = await (await fetch(`${server.url}/metrics`, { headers: { authorization: "Bearer a-token-of-more-than-16-characters" } })).text();
    const { status, stdout, stderr } = spawnSync("promtool", ["check", "metrics"], { input: text, encoding: "utf8" });
    expect([status, stdout, stderr]).toEqual([0, "", ""]);
  } finally {
    await server.close();
  }
});
