import { describe, expect, it } from "vitest";
import { beforeArriving, browserOf } from "./fixtures/browser";
import { gatewayWorld, staff } from "./fixtures/world";

describe("the way in", () => {
  it("leads a signed-in browser to where it was going, with the tool's own cookie", async () => {
    const world = gatewayWorld();
    const browser = browserOf(world, world.signIn(staff, "s-1"));
    const got = await browser.go(`${world.origin("grafana")}/d/nodes?var-node=a%20b&from=now-6h`);
    expect(got).toMatchObject({ status: 200, body: "grafana-pollux for p47-staff" });
    expect(got.way).toHaveLength(4);
    expect(got.way[3]).toBe(`${world.origin("grafana")}/d/nodes?var-node=a%20b&from=now-6h`);
    expect((await browser.go(`${world.origin("grafana")}/`)).way).toHaveLength(1);
    expect(world.refusals.report().counts).toEqual([]);
  });

  it("ASVS 3.3: its cookies are for one host, unreadable to scripts, over https alone and short", async () => {
    const { first, second, browser, ticket } = await beforeArriving();
    const third = await browser.once(ticket);
    const [way, tool] = [first, third].map((got) => String(got.headers["set-cookie"]));
    expect(way).toMatch(/^__Host-castor\.way\.[A-Za-z0-9_-]{8}=[A-Za-z0-9_-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    expect(tool).toMatch(/^__Host-castor\.tool=[A-Za-z0-9_-]+; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    expect(tool?.length).toBeLessThan(4_096);
    expect(second.headers["set-cookie"]).toBeUndefined();
  });

  it("names its cookies by port on plain http, which cookies ignore", async () => {
    const world = gatewayWorld({ publicUrl: "http://castor.localhost:3000" });
    const browser = browserOf(world, world.signIn(staff, "s-1"));
    expect(await browser.go(`${world.origin("grafana")}/`)).toMatchObject({ status: 200 });
    expect(browser.cookies(world.origin("grafana"))).toMatch(/^castor\.way\.3000\.[\w-]{8}=[^;]+; castor\.tool\.3000=/);
  });

  it("ASVS 3.4.1: says HSTS in each of its answers over https, redirects and refusals too, and never on http", async () => {
    const { first, second, browser, ticket, world } = await beforeArriving();
    const answers = [first, second, await browser.once(ticket), await browser.once(ticket), await browserOf(world).call(world.origin("grafana"))];
    for (const { headers } of answers) {
      expect(headers["strict-transport-security"]).toMatch(/^max-age=\d{8}/);
      expect(headers["cache-control"]).toBe("no-store");
      expect(headers["referrer-policy"]).toBe("no-referrer");
    }
    expect((await browserOf(gatewayWorld({ publicUrl: "http://castor.localhost:3000" })).once("http://grafana-pollux.castor.localhost:3000/")).headers["strict-transport-security"]).toBeUndefined();
  });

  it("sends whoever is signed out to the sign-in and back to the tool after it", async () => {
    const world = gatewayWorld();
    const browser = browserOf(world);
    const got = await browser.go(`${world.origin("grafana")}/d/nodes?x=1`);
    const location = new URL(String(got.headers["location"]));
    expect(`${location.origin}${location.pathname}`).toBe(`${world.publicUrl}/sign-in`);
    browser.keep(world.publicUrl, "session", world.signIn(staff, "s-1"));
    const back = await browser.go(new URL(location.searchParams.get("to") ?? "", world.publicUrl).href);
    expect(back).toMatchObject({ status: 200, body: "grafana-pollux for p47-staff" });
    expect(back.way.at(-1)).toBe(`${world.origin("grafana")}/d/nodes?x=1`);
  });

  it("leaves Castor by a page where a sign-in's form may have led here, whose policy would hold a redirect back", async () => {
    const world = gatewayWorld();
    const browser = browserOf(world, world.signIn(staff, "s-1"));
    const first = await browser.once(`${world.origin("grafana")}/d/nodes`);
    const page = await browser.once(String(first.headers["location"]), { headers: { "Sec-Fetch-Site": "cross-site" } });
    expect(page.status).toBe(200);
    expect(page.headers["location"]).toBeUndefined();
    const next = /http-equiv="refresh" content="0;url=([^"]+)"/.exec(page.body)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(next.startsWith(`${world.origin("grafana")}/.castor/enter?ticket=`)).toBe(true);
    expect(page.body).toContain('">Go on</a>');
    expect(await browser.go(next)).toMatchObject({ status: 200, body: "grafana-pollux for p47-staff" });
  });

  it("offers a way out of the frame instead of a sign-in inside it", async () => {
    const world = gatewayWorld();
    const got = await browserOf(world).go(`${world.origin("grafana")}/d/nodes?x=1`, { "Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "same-site" });
    expect(got.status).toBe(401);
    expect(got.body).toContain('<meta name="castor-refusal" content="signed-out">');
    const link = /<a href="([^"]+)" target="_top">/.exec(got.body)?.[1] ?? "";
    expect(new URL(link).searchParams.get("to")).toBe("/clusters/pollux/tools/grafana/d/nodes?x=1");
    // It stands in the page around the tool, on the tool's origin, and tells it.
    expect(got.headers["content-security-policy"]).toContain(`frame-ancestors 'self' ${world.publicUrl} ${world.origin("grafana")};`);
    expect(got.body).toContain(`postMessage({ castor: "refused", reason: "signed-out" }, "${world.origin("grafana")}")`);
  });

  it("lets frames in that open at once, though each was given a cookie of its own", async () => {
    const world = gatewayWorld();
    const browser = browserOf(world, world.signIn(staff, "s-1"));
    const paths = [1, 2, 3, 4].map((panel) => `${world.origin("grafana")}/d-solo/x?panelId=${panel}`);
    // All four are asked before any is answered.
    const first = await Promise.all(paths.map((path) => world.send(path, { headers: { "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "same-origin" } })));
    for (const { headers } of first) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]+)/.exec(String(headers["set-cookie"])) ?? [];
      browser.keep(world.origin("grafana"), name, value);
    }
    for (const { headers } of first) expect(await browser.go(String(headers["location"]))).toMatchObject({ status: 200 });
  });

  it("keeps one cookie of a way however often it is begun", async () => {
    const world = gatewayWorld();
    const browser = browserOf(world);
    for (let round = 0; round < 20; round += 1) await browser.once(`${world.origin("grafana")}/${round}`);
    expect(browser.cookies(world.origin("grafana")).split(";")).toHaveLength(1);
  });
});
