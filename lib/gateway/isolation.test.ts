import { describe, expect, it } from "vitest";
import { inside } from "./fixtures/browser";

describe("another origin's page", () => {
  const origin = "https://grafana-pollux.castor.example.org";

  it("ASVS 3.5.1: a sibling tool changes nothing, though the browser sends the cookie along", async () => {
    const { world, browser } = await inside();
    for (const method of ["POST", "PUT", "DELETE"]) {
      for (const mode of ["navigate", "no-cors", "cors"]) {
        const got = await browser.once(`${origin}/api/x`, { method, headers: { "Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": mode, Origin: world.origin("prometheus") } });
        expect(got.status).toBe(403);
      }
    }
    expect(world.passed).toHaveLength(0);
    expect(new Set(world.refusals.report().recent.map(({ reason }) => reason))).toEqual(new Set(["foreign-origin"]));
  });

  it.each([
    ["a cross-site form", "POST", { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.com" }],
    ["a form without an origin", "POST", { "Sec-Fetch-Site": "cross-site" }],
    ["a form of an opaque origin", "POST", { "Sec-Fetch-Site": "cross-site", Origin: "null" }],
    ["an opaque origin that somebody typed", "POST", { "Sec-Fetch-Site": "none", Origin: "null" }],
    ["an opaque origin that reads", "GET", { "Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "cors", Origin: "null" }],
    ["an old browser's form", "POST", { Origin: "https://evil.com", "Sec-Fetch-Site": "none" }],
    ["the portal's own page", "POST", { Origin: "https://castor.example.org", "Sec-Fetch-Site": "same-site" }],
    ["a request that says nothing", "DELETE", { "Sec-Fetch-Site": "none" }],
    ["an origin that begins alike", "POST", { Origin: `${origin}.evil.com`, "Sec-Fetch-Site": "same-origin" }],
    ["an origin of another scheme", "POST", { Origin: origin.replace("https", "http"), "Sec-Fetch-Site": "same-origin" }],
    ["two origins", "POST", { Origin: `${origin}, https://evil.com`, "Sec-Fetch-Site": "same-origin" }],
    ["a script that reads", "GET", { "Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty" }],
    ["a script that embeds", "GET", { "Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script" }],
    ["an image", "GET", { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image" }],
    ["an object", "GET", { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "object" }],
    ["a question before the request", "OPTIONS", { "Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty", Origin: "https://prometheus-pollux.castor.example.org" }],
    ["a script of an old browser", "GET", { "Sec-Fetch-Site": "none", Origin: "https://evil.com" }],
  ])("gets nothing through with %s", async (_what, method, headers) => {
    const { world, browser } = await inside();
    expect((await browser.once(`${origin}/api/x`, { method, headers })).status).toBe(403);
    expect(world.passed).toHaveLength(0);
  });

  it.each([
    ["a link to a page", "GET", { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document" }],
    ["Castor's frame", "GET", { "Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe" }],
    ["an address that was typed", "GET", { "Sec-Fetch-Site": "none" }],
    ["the tool's own form", "POST", { "Sec-Fetch-Site": "same-origin", Origin: origin }],
    ["the tool's own form without a referrer", "POST", { "Sec-Fetch-Site": "same-origin", Origin: "null" }],
    ["the tool's own script", "DELETE", { "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty" }],
  ])("may do what changes nothing, and the tool everything: %s", async (_what, method, headers) => {
    const { browser } = await inside();
    expect((await browser.once(`${origin}/api/x`, { method, headers })).status).toBe(200);
  });

  it("ASVS 4.4.2: opens no WebSocket; only the tool's own pages do", async () => {
    const { world, browser } = await inside();
    const { host } = new URL(origin);
    const Cookie = browser.cookies(origin);
    for (const from of [undefined, "https://evil.com", world.origin("prometheus"), world.publicUrl, "null", `${origin}.evil.com`, origin.toUpperCase()]) {
      const got = await world.upgrade(host, "/api/live/ws", { Cookie, ...(from === undefined ? {} : { Origin: from }) });
      expect(got.status).toBe(403);
      expect(got.headers["connection"]).toBe("close");
    }
    expect((await world.upgrade(host, "/api/live/ws", { Cookie, Origin: origin, "Sec-Fetch-Site": "same-site" })).status).toBe(403);
    expect(world.passed).toHaveLength(0);
    expect((await world.upgrade(host, "/api/live/ws", { Cookie, Origin: origin })).status).toBe(101);
    expect(world.passed).toMatchObject([{ upgrade: true, passing: { identity: { "x-webauth-user": "p47-staff" } } }]);
  });

  it("gets no other protocol, no own path and no doubtful one through an upgrade, nor anything without a session", async () => {
    const { world, browser } = await inside();
    const { host } = new URL(origin);
    const headers = { Cookie: browser.cookies(origin), Origin: origin };
    expect((await world.upgrade(host, "/", { ...headers, Upgrade: "h2c" })).status).toBe(426);
    expect((await world.upgrade(host, "/.castor/here", headers)).status).toBe(404);
    expect((await world.upgrade(host, "//evil/ws", headers)).status).toBe(400);
    expect((await world.upgrade(host, "/ws", { Origin: origin })).status).toBe(401);
    world.failWith({ reason: "websocket", sentence: "It spoke something else.", status: 502 });
    expect((await world.upgrade(host, "/ws", headers)).status).toBe(502);
    world.breakStore(true);
    world.later(1_000);
    expect((await world.upgrade(host, "/ws", headers)).status).toBe(503);
  });
});
