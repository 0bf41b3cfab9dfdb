import { describe, expect, it } from "vitest";
import { inside } from "./fixtures/browser";
import { gatewayWorld } from "./fixtures/world";

describe("which tool a request is for", () => {
  const { gateway } = gatewayWorld();

  it.each(["grafana-pollux.castor.example.org", "GRAFANA-Pollux.Castor.Example.ORG", "grafana-pollux.castor.example.org:443", "Grafana-Pollux.castor.example.org:443"])("knows %s", (host) => {
    expect(gateway.entryOf(host)?.id).toBe("grafana-pollux");
  });

  it.each([
    undefined,
    "",
    "castor.example.org",
    "grafana-pollux",
    "grafana-pollux.castor.example.org.",
    "grafana-pollux.castor.example.org:80",
    "grafana-pollux.castor.example.org:8443",
    "grafana-pollux.castor.example.org:0443",
    "grafana-pollux.castor.example.org:",
    "grafana-pollux.castor.example.org.evil.com",
    "x.grafana-pollux.castor.example.org",
    "evilgrafana-pollux.castor.example.org",
    "grafana-pollux.evil-castor.example.org",
    "evil.com#grafana-pollux.castor.example.org",
    "a@grafana-pollux.castor.example.org",
    " grafana-pollux.castor.example.org",
    "grafana-pollux.castor.example.org ",
    "grafana-pollux.castor.example.org, evil.com",
    "grafana%2dpollux.castor.example.org",
    "grafana-pollu\u212a.castor.example.org",
    "__proto__",
    "constructor",
  ])("takes %j for no tool's, GHSA-4mf2-f3wh-gvf2 among them", (host) => {
    expect(gateway.entryOf(host)).toBeUndefined();
  });

  it("knows a port that is not the scheme's own only where it is named", () => {
    const local = gatewayWorld({ publicUrl: "http://castor.localhost:3000" }).gateway;
    expect(local.entryOf("grafana-pollux.castor.localhost:3000")?.id).toBe("grafana-pollux");
    expect(local.entryOf("grafana-pollux.castor.localhost")).toBeUndefined();
    expect(local.entryOf("grafana-pollux.castor.localhost:80")).toBeUndefined();
  });

  it("refuses a request that names two hosts, or one in its address", async () => {
    const { world, browser } = await inside();
    const host = new URL(world.origin("grafana")).host;
    const cookie = { Cookie: browser.cookies(world.origin("grafana")) };
    expect((await world.sendRaw(host, "/", { headers: { ...cookie, host: "prometheus-pollux.castor.example.org" } })).status).toBe(400);
    for (const url of ["http://prometheus:9090/", "//prometheus:9090/", "/\\prometheus", "*", "/a#b"]) expect((await world.sendRaw(host, url, { headers: cookie })).status).toBe(400);
    expect(world.passed).toHaveLength(0);
  });
});
