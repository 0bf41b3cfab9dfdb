import { describe, expect, it } from "vitest";
import { beforeArriving, browserOf } from "./fixtures/browser";
import { admin, gatewayWorld, staff, visitor } from "./fixtures/world";

describe("a ticket", () => {
  it("is refused when it is used again, even by the same browser", async () => {
    const { browser, ticket, world } = await beforeArriving();
    expect((await browser.once(ticket)).status).toBe(303);
    const again = await browser.once(ticket);
    expect(again.status).toBe(403);
    expect(again.headers["set-cookie"]).toBeUndefined();
    expect(again.body).toContain('content="ticket"');
    expect(world.refusals.counts()).toEqual([{ place: "tickets", reason: "ticket", count: 1 }]);
  });

  it("is refused when it is used again in another spelling of the same bytes", async () => {
    const { browser, ticket } = await beforeArriving();
    expect((await browser.once(ticket)).status).toBe(303);
    const url = new URL(ticket);
    for (const spelled of [`${url.searchParams.get("ticket") ?? ""}=`, ` ${url.searchParams.get("ticket") ?? ""}`, (url.searchParams.get("ticket") ?? "").replaceAll("-", "+").replaceAll("_", "/")]) {
      url.searchParams.set("ticket", spelled);
      expect((await browser.once(url.href)).status).toBe(403);
    }
  });

  it("ASVS 10.1.2: is of no use in another browser, signed in or not", async () => {
    const { ticket, world, browser } = await beforeArriving();
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
    const { ticket } = await beforeArriving(world, world.signIn(visitor, "s-9") && world.signIn(staff, "s-1"));
    const victim = browserOf(world, world.signIn(admin, "s-2"));
    expect((await victim.go(ticket, { "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
    expect(victim.cookies(world.origin("grafana"))).toBe("");
  });

  it("opens no other tool's host", async () => {
    const { ticket, browser, world } = await beforeArriving();
    const elsewhere = ticket.replace(world.origin("grafana"), world.origin("prometheus"));
    await browser.once(`${world.origin("prometheus")}/`);
    for (const [name = "", value = ""] of browser.cookies(world.origin("grafana")).split("; ").map((pair) => pair.split("="))) browser.keep(world.origin("prometheus"), name, value);
    expect((await browser.once(elsewhere)).status).toBe(403);
  });

  it("is too old after thirty seconds", async () => {
    const { ticket, browser, world } = await beforeArriving();
    world.later(30_000);
    expect((await browser.once(ticket)).status).toBe(403);
    const fresh = await beforeArriving();
    fresh.world.later(29_999);
    expect((await fresh.browser.once(fresh.ticket)).status).toBe(303);
  });

  it("is refused when any of it was altered, is missing or is no ticket at all", async () => {
    const { ticket, browser } = await beforeArriving();
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
    const { ticket, browser, world } = await beforeArriving();
    world.signOut("s-1");
    expect((await browser.once(ticket)).status).toBe(403);
  });

  it("is no cookie, and a cookie is no ticket", async () => {
    const { ticket, browser, world } = await beforeArriving();
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
    expect(got.way.join(" ")).not.toContain("ticket=");
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
    const { world, browser, first, ticket } = await beforeArriving();
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
