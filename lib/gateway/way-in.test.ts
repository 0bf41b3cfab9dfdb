import { describe, expect, it } from "vitest";
import { browserOf } from "./fixtures/browser";
import { admin, gatewayWorld, staff, visitor } from "./fixtures/world";

const ticketOf = (way: readonly string[]) => way.find((address) => address.includes("/.castor/enter")) ?? "";

/** A signed-in browser that stands before the ticket's address, which it has not opened. */
async function before(world = gatewayWorld(), session = world.signIn(staff, "s-1"), tool = "grafana") {
  const browser = browserOf(world, session);
  const first = await browser.once(`${world.origin(tool)}/d/nodes?var-node=a%20b`);
  const second = await browser.once(String(first.headers["location"]));
  return { world, browser, first, second, ticket: String(second.headers["location"]) };
}

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
    const { first, second, browser, ticket } = await before();
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
    const { first, second, browser, ticket, world } = await before();
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

describe("a ticket", () => {
  it("is refused when it is used again, even by the same browser", async () => {
    const { browser, ticket, world } = await before();
    expect((await browser.once(ticket)).status).toBe(303);
    const again = await browser.once(ticket);
    expect(again.status).toBe(403);
    expect(again.headers["set-cookie"]).toBeUndefined();
    expect(again.body).toContain('content="ticket"');
    expect(world.refusals.counts()).toEqual([{ place: "tickets", reason: "ticket", count: 1 }]);
  });

  it("is refused when it is used again in another spelling of the same bytes", async () => {
    const { browser, ticket } = await before();
    expect((await browser.once(ticket)).status).toBe(303);
    const url = new URL(ticket);
    for (const spelled of [`${url.searchParams.get("ticket") ?? ""}=`, ` ${url.searchParams.get("ticket") ?? ""}`, (url.searchParams.get("ticket") ?? "").replaceAll("-", "+").replaceAll("_", "/")]) {
      url.searchParams.set("ticket", spelled);
      expect((await browser.once(url.href)).status).toBe(403);
    }
  });

  it("ASVS 10.1.2: is of no use in another browser, signed in or not", async () => {
    const { ticket, world, browser } = await before();
    const attacker = browserOf(world, world.signIn(admin, "s-2"));
    await attacker.once(`${world.origin("grafana")}/`);
    for (const other of [browserOf(world), attacker]) {
      const got = await other.once(ticket);
      expect(got.status).toBe(403);
      expect(other.cookies(world.origin("grafana"))).not.toContain("castor.tool");
    }
    // That the attacker tried has not used it up.
    expect((await browser.once(ticket)).status).toBe(303);
  });

  it("does not sign a victim in as the attacker who sends them a ticket of theirs", async () => {
    const world = gatewayWorld();
    const { ticket } = await before(world, world.signIn(visitor, "s-9") && world.signIn(staff, "s-1"));
    const victim = browserOf(world, world.signIn(admin, "s-2"));
    expect((await victim.go(ticket, { "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
    expect(victim.cookies(world.origin("grafana"))).toBe("");
  });

  it("opens no other tool's host", async () => {
    const { ticket, browser, world } = await before();
    const elsewhere = ticket.replace(world.origin("grafana"), world.origin("prometheus"));
    await browser.once(`${world.origin("prometheus")}/`);
    for (const [name = "", value = ""] of browser.cookies(world.origin("grafana")).split("; ").map((pair) => pair.split("="))) browser.keep(world.origin("prometheus"), name, value);
    expect((await browser.once(elsewhere)).status).toBe(403);
  });

  it("is too old after thirty seconds", async () => {
    const { ticket, browser, world } = await before();
    world.later(30_000);
    expect((await browser.once(ticket)).status).toBe(403);
    const fresh = await before();
    fresh.world.later(29_999);
    expect((await fresh.browser.once(fresh.ticket)).status).toBe(303);
  });

  it("is refused when any of it was altered, is missing or is no ticket at all", async () => {
    const { ticket, browser } = await before();
    const url = new URL(ticket);
    const text = url.searchParams.get("ticket") ?? "";
    for (let at = 0; at < text.length; at += 7) {
      url.searchParams.set("ticket", text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1));
      expect((await browser.once(url.href)).status).toBe(403);
    }
    for (const other of ["", "x", "null", "{}", text.slice(1), "..", text.repeat(2)]) {
      url.searchParams.set("ticket", other);
      expect((await browser.once(url.href)).status).toBe(403);
    }
    url.searchParams.delete("ticket");
    expect((await browser.once(url.href)).status).toBe(403);
  });

  it("is worth nothing once its session is over", async () => {
    const { ticket, browser, world } = await before();
    world.signOut("s-1");
    expect((await browser.once(ticket)).status).toBe(403);
  });

  it("is no cookie, and a cookie is no ticket", async () => {
    const { ticket, browser, world } = await before();
    const text = new URL(ticket).searchParams.get("ticket") ?? "";
    const forged = browserOf(world);
    forged.keep(world.origin("grafana"), "__Host-castor.tool", text);
    expect((await forged.call(`${world.origin("grafana")}/`)).status).toBe(401);
    await browser.once(ticket);
    const cookie = /castor\.tool=([^;]+)/.exec(browser.cookies(world.origin("grafana")))?.[1] ?? "";
    expect((await browser.once(`${world.origin("grafana")}/.castor/enter?ticket=${cookie}&to=/`)).status).toBe(403);
  });

  it("is given to nobody who may not open the tool", async () => {
    const world = gatewayWorld();
    const got = await browserOf(world, world.signIn(visitor, "s-1")).go(`${world.origin("grafana")}/`);
    expect(got.status).toBe(403);
    expect(ticketOf(got.way)).toBe("");
    expect(got.body).toMatch(/You may not open Grafana.*administrators/s);
    expect(got.body).not.toContain("p47");
    expect(world.refusals.report().recent[0]).toMatchObject({ reason: "forbidden", place: "tickets", person: "Vi Visitor", from: "192.0.2.7" });
  });

  it("is given to no script: only to a browser that goes there", async () => {
    const world = gatewayWorld();
    const browser = browserOf(world, world.signIn(staff, "s-1"));
    const start = String((await browser.once(`${world.origin("grafana")}/`)).headers["location"]);
    const got = await browser.call(start, { headers: { "Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors" } });
    expect(got.status).toBe(403);
    expect(got.headers["location"]).toBeUndefined();
    expect((await browser.call(start, { method: "POST" })).status).toBe(405);
  });

  it("is given to nobody for a tool that is none, or without a way", async () => {
    const world = gatewayWorld();
    const browser = browserOf(world, world.signIn(admin, "s-1"));
    for (const query of ["", "?entry=evil&way=x", "?entry=grafana-pollux", "?entry=grafana-pollux&way=short", "?entry=__proto__&way=a", `?entry=GRAFANA-pollux&way=${"a".repeat(43)}`]) {
      expect((await browser.once(`${world.publicUrl}/gateway/enter${query}`)).status).toBe(400);
    }
  });

  it("is given only so often in one session, and says when to try again", async () => {
    const world = gatewayWorld({ tickets: 2 });
    const browser = browserOf(world, world.signIn(staff, "s-1"));
    const start = String((await browser.once(`${world.origin("grafana")}/`)).headers["location"]);
    expect((await browser.once(start)).status).toBe(303);
    expect((await browser.once(start)).status).toBe(303);
    const got = await browser.once(start);
    expect(got.status).toBe(429);
    expect(got.headers["retry-after"]).toBe("12");
    expect(world.refusals.counts()).toEqual([{ place: "tickets", reason: "rate", count: 1 }]);
    const other = browserOf(world, world.signIn(admin, "s-2"));
    expect((await other.go(`${world.origin("grafana")}/`)).status).toBe(200);
  });

  it("ASVS 16.5.3: is neither given nor taken while the Store does not answer, with a page that says so", async () => {
    const { world, browser, first, ticket } = await before();
    world.breakStore(true);
    for (const address of [String(first.headers["location"]), ticket]) {
      const got = await browser.once(address);
      expect(got.status).toBe(503);
      expect(got.body).toContain("lets nobody in");
      expect(got.headers["set-cookie"]).toBeUndefined();
    }
    world.breakStore(false);
    expect((await browser.once(ticket)).status).toBe(303);
  });
});
