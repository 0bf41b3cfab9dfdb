import { describe, expect, it } from "vitest";
import { browserOf, inside } from "./fixtures/browser";
import { admin, gatewayWorld, staff, visitor } from "./fixtures/world";

const reasons = (world: ReturnType<typeof gatewayWorld>) => world.refusals.report().recent.map(({ reason }) => reason);

describe("without a session", () => {
  it("answers 401 in JSON to scripts and programs, and counts it", async () => {
    const world = gatewayWorld();
    const got = await browserOf(world).call(`${world.origin("prometheus")}/api/v1/query?query=up`);
    expect(got.status).toBe(401);
    expect(got.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(got.body)).toEqual({ error: { code: "unauthorized", message: "Prometheus of Pollux is open to people who are signed in to Castor." } });
    expect(got.headers["location"]).toBeUndefined();
    expect(world.logged).toEqual([{ reason: "signed-out", place: "prometheus-pollux", sentence: "Prometheus of Pollux is open to people who are signed in to Castor.", from: "192.0.2.7", method: "GET", path: "/api/v1/query" }]);
  });

  it("CVE-2026-34457: lets no health checker in by its User-Agent, nor anybody by what they say of themselves", async () => {
    const world = gatewayWorld();
    for (const headers of [
      { "User-Agent": "kube-probe/1.29" },
      { "User-Agent": "GoogleHC/1.0" },
      { "User-Agent": "ELB-HealthChecker/2.0" },
      { "X-Forwarded-Uri": "/ping" },
      { "X-Original-Url": "/healthz" },
      { Authorization: "Bearer s-1" },
      { "X-WEBAUTH-USER": "admin" },
      { Cookie: "session=s-1; castor.tool.443=s-1; __Host-castor.tool=s-1" },
    ]) {
      world.signIn(admin, "s-1");
      for (const path of ["/", "/-/healthy", "/ping", "/healthz"]) expect((await world.send(`${world.origin("prometheus")}${path}`, { headers })).status).toBe(401);
    }
    expect(world.passed).toHaveLength(0);
  });

  it("sends a browser without Fetch metadata on its way by what it accepts", async () => {
    const world = gatewayWorld();
    expect((await world.send(`${world.origin("grafana")}/`, { headers: { Accept: "text/html,*/*" } })).status).toBe(303);
    expect((await world.send(`${world.origin("grafana")}/`, { headers: { Accept: "application/json" } })).status).toBe(401);
    expect((await world.send(`${world.origin("grafana")}/`, { method: "HEAD", headers: { Accept: "text/html" } })).body).toBe("");
  });

  it("ASVS 3.5.3: is led nowhere by a form: what was sent is not sent again later", async () => {
    const world = gatewayWorld();
    const got = await browserOf(world).once(`${world.origin("grafana")}/api/x`, { method: "POST", headers: { "Content-Length": "5" } });
    expect(got.status).toBe(401);
    expect(got.headers["connection"]).toBe("close");
    expect(got.body).toContain("You are signed out");
  });

  it("has the page around a tool, which holds nothing, and no other page of the gateway's own", async () => {
    const world = gatewayWorld();
    const got = await browserOf(world).once(`${world.origin("grafana")}/.castor/here?to=${encodeURIComponent('/d/x?a="><script>alert(1)</script>#y')}`);
    expect(got.status).toBe(200);
    expect(got.body).toContain('<iframe title="Grafana" src="/d/x?a=%22%3E%3Cscript%3Ealert(1)%3C/script%3E#y"');
    expect(got.body).not.toContain("<script>alert");
    const policy = String(got.headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`frame-src 'self' ${world.publicUrl};`);
    expect(policy).toContain(`frame-ancestors ${world.publicUrl};`);
    const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    expect(got.body.split("<script")).toHaveLength(2);
    expect(got.body).toContain(`<script nonce="${nonce}">`);
    for (const path of ["/.castor", "/.castor/", "/.castor/x", "/.castor/here/", "/.castor/here2", "/.castor/enter/x"]) expect((await browserOf(world).once(`${world.origin("grafana")}${path}`)).status).toBe(404);
    expect((await browserOf(world).once(`${world.origin("grafana")}/.castor/here?to=//evil.com`)).body).toContain('src="/"');
    expect(world.passed).toHaveLength(0);
  });
});

describe("with a session", () => {
  it("tells each tool who is asking, and never takes one person for another", async () => {
    const { world, browser } = await inside();
    const other = (await inside(world, admin, "s-2")).browser;
    const bodies = await Promise.all([browser, other, browser, other].map(async (each) => (await each.call(`${world.origin("grafana")}/api/user`)).body));
    expect(bodies).toEqual(["grafana-pollux for p47-staff", "grafana-pollux for admin", "grafana-pollux for p47-staff", "grafana-pollux for admin"]);
    expect(world.passed[0]?.passing).toMatchObject({ from: "192.0.2.7", identity: { "x-webauth-user": "p47-staff" } });
  });

  it("is asked about at most once a second, however many requests there are", async () => {
    const { world, browser } = await inside();
    world.later(1_000);
    world.asked.length = 0;
    for (let n = 0; n < 20; n += 1) await browser.call(`${world.origin("grafana")}/${n}`);
    expect(world.asked).toEqual(["s-1"]);
  });

  it("CVE-2026-34454: closes every tool in the moment of signing out, and everything that is open", async () => {
    const { world, browser } = await inside();
    await browser.call(`${world.origin("grafana")}/api/live`);
    const ended = world.passed[0]?.passing.ended;
    world.signOut("s-1");
    expect(ended?.aborted).toBe(true);
    for (const tool of ["grafana", "prometheus"]) expect((await browser.call(`${world.origin(tool)}/`)).status).toBe(401);
    expect((await world.upgrade(new URL(world.origin("grafana")).host, "/ws", { Origin: world.origin("grafana"), Cookie: browser.cookies(world.origin("grafana")) })).status).toBe(401);
  });

  it("opens no other tool's host with a copied cookie, and none at all with an altered one", async () => {
    const { world } = await inside();
    const only = browserOf(world, "s-1");
    await only.go(`${world.origin("grafana")}/`);
    const cookie = only.cookies(world.origin("grafana"));
    expect((await world.send(`${world.origin("grafana")}/`, { headers: { Cookie: cookie } })).status).toBe(200);
    for (const tool of ["prometheus", "alertmanager"]) expect((await world.send(`${world.origin(tool)}/`, { headers: { Cookie: cookie } })).status).toBe(401);
    const [, before = "", value = ""] = /^(.*castor\.tool=)(.+)$/.exec(cookie) ?? [];
    for (const altered of [value.slice(1), `B${value.slice(1)}`, "", `${value.slice(0, -8)}AAAAAAAA`, value.slice(0, 20)]) expect((await world.send(`${world.origin("grafana")}/`, { headers: { Cookie: `${before}${altered}` } })).status).toBe(401);
    for (const name of ["castor.tool", "__Secure-castor.tool", "castor.tool.443", "__host-castor.tool", "__Host-castor.session"]) expect((await world.send(`${world.origin("grafana")}/`, { headers: { Cookie: `${name}=${value}` } })).status).toBe(401);
  });

  it("GHSA-652x-m2gr-hppm: refuses whoever has no right to the tool, in a page that names no groups", async () => {
    const { world, browser } = await inside();
    // The right went after the person had come in.
    const late = browserOf(world, world.signIn({ ...staff, groups: ["p47"] }, "s-3"));
    await late.go(`${world.origin("grafana")}/`);
    world.passed.length = 0;
    world.signIn(visitor, "s-3");
    world.later(1_000);
    const got = await late.go(`${world.origin("grafana")}/`, { Accept: "text/html" });
    expect(got.status).toBe(403);
    expect(got.body).toContain('<meta name="castor-refusal" content="forbidden">');
    expect(got.body).toMatch(/<h1>You may not open Grafana<\/h1>/);
    expect(got.body).not.toContain("p47");
    expect((await late.call(`${world.origin("grafana")}/api`)).status).toBe(403);
    expect((await browser.go(`${world.origin("alertmanager")}/`)).status).toBe(403);
    expect(world.passed).toHaveLength(0);
  });

  it("ASVS 16.5.3: lets nobody in while the Store does not answer, and says so", async () => {
    const { world, browser } = await inside();
    world.breakStore(true);
    world.later(1_000);
    const got = await browser.once(`${world.origin("grafana")}/`);
    expect(got.status).toBe(503);
    expect(got.headers["retry-after"]).toBe("5");
    expect(got.body).toMatch(/The Store does not answer.*lets nobody in/s);
    expect((await browser.call(`${world.origin("grafana")}/api`)).status).toBe(503);
    expect(reasons(world)).toContain("unavailable");
  });

  it("says which of all reasons it is when a tool cannot be reached", async () => {
    const { world, browser } = await inside();
    for (const [status, reason] of [[502, "unavailable"], [504, "unavailable"], [413, "too-large"], [401, "signed-out"]] as const) {
      world.failWith({ reason, sentence: `It went <wrong> with ${status}.`, status });
      const got = await browser.once(`${world.origin("grafana")}/`);
      expect(got.status).toBe(status);
      expect(got.body).toContain(`content="${reason}"`);
      expect(got.body).toContain(`It went &lt;wrong&gt; with ${status}.`);
      expect(JSON.parse((await browser.call(`${world.origin("grafana")}/api`)).body)).toMatchObject({ error: { message: `It went <wrong> with ${status}.` } });
    }
  });

  it("gives a refusal a policy of its own, so that it can stand in Castor's page and run nothing foreign", async () => {
    const { world, browser } = await inside();
    const { headers } = await browser.once(`${world.origin("prometheus")}/debug/pprof`);
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`frame-ancestors 'self' ${world.publicUrl}`);
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toContain("unsafe");
    expect(headers["x-frame-options"]).toBeUndefined();
  });
});

describe("who may only look", () => {
  it("reads and asks, but changes nothing, and is told so where it stands and in the log", async () => {
    const { world, browser } = await inside();
    const prometheus = world.origin("prometheus");
    expect((await browser.call(`${prometheus}/graph`)).status).toBe(200);
    expect((await browser.call(`${prometheus}/api/v1/query`, { method: "POST" })).status).toBe(200);
    world.passed.length = 0;
    const got = await browser.call(`${prometheus}/api/v1/admin/tsdb/delete_series?match[]=up`, { method: "POST" });
    expect(got.status).toBe(403);
    expect(JSON.parse(got.body)).toEqual({ error: { code: "forbidden", message: "You may only look at Prometheus of Pollux, so this was refused." } });
    const page = await browser.once(`${prometheus}/-/reload`, { method: "POST", headers: { Origin: prometheus, "Sec-Fetch-Site": "same-origin" } });
    expect(page.body).toContain('<meta name="castor-refusal" content="read-only">');
    expect(page.body).toMatch(/<h1>Nothing was changed<\/h1>.*only look.*administrators.*<a href="\/">Back to Prometheus/s);
    for (const path of ["/debug/pprof", "/%64ebug/pprof", "//debug/pprof"]) expect((await world.sendRaw(new URL(prometheus).host, path, { headers: { Cookie: browser.cookies(prometheus) } })).status).not.toBe(200);
    expect((await browser.call(`${prometheus}/x`, { headers: { "X-HTTP-Method-Override": "POST" } })).status).toBe(403);
    expect((await world.upgrade(new URL(prometheus).host, "/ws", { Cookie: browser.cookies(prometheus), Origin: prometheus })).status).toBe(403);
    expect(world.passed).toHaveLength(0);
    expect(world.logged[0]).toEqual({ reason: "read-only", place: "prometheus-pollux", sentence: "You may only look at Prometheus of Pollux, so this was refused.", person: "Pat Fortyseven", from: "192.0.2.7", method: "POST", path: "/api/v1/admin/tsdb/delete_series" });
  });

  it("is who the settings say: administrators change things in the same tool", async () => {
    const { world, browser } = await inside(gatewayWorld(), admin);
    expect((await browser.call(`${world.origin("prometheus")}/-/reload`, { method: "POST" })).status).toBe(200);
    expect((await browser.call(`${world.origin("prometheus")}/debug/pprof`)).status).toBe(200);
  });
});

it("shows nobody what a tool is told about them: TRACE is not passed on", async () => {
  const { world, browser } = await inside();
  for (const method of ["TRACE", "TRACK", "CONNECT", "PROPFIND"]) expect((await browser.call(`${world.origin("grafana")}/`, { method })).status).toBe(405);
  expect(world.passed).toHaveLength(0);
});

it("writes no ticket, cookie or query into the log", async () => {
  const { world, browser } = await inside();
  await browser.once(`${world.origin("grafana")}/.castor/enter?ticket=secret-ticket&to=/secret-place?x`);
  await browser.call(`${world.origin("prometheus")}/-/reload?secret-query=1`, { method: "POST" });
  expect(world.logged).toHaveLength(2);
  expect(JSON.stringify([world.logged, world.refusals.report()])).not.toMatch(/secret-|castor\.tool|s-1/);
});
