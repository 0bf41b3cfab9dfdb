import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSeal } from "@/lib/store";
import { admin, gatewayWorld } from "../fixtures/world";
import { toolCookie } from "../tool-cookie";
import { ada, createTestIngress, secret } from "./fixtures/test-ingress";
import { ingressRoute } from "./index";
import { createIngressCookie } from "./ingress-cookie";

describe("an ingress that asks", () => {
  it("hears 202 and who it is", async () => {
    const ingress = createTestIngress();
    const cookie = await ingress.admitted();
    const { status, headers, body } = await ingress.ask("/oauth2/auth", { host: "app.example.org", headers: { cookie: `theme=dark; ${cookie}` } });
    expect([status, body]).toEqual([202, ""]);
    expect(headers).toEqual({
      "cache-control": "no-store",
      "content-length": "0",
      "x-auth-request-user": "ada",
      "x-auth-request-email": "ada@example.org",
      "x-auth-request-groups": "p47-beamline,staff",
      "x-auth-request-preferred-username": "ada",
    });
    expect(ingress.refusals).toEqual([]);
  });

  it("hears 401 for somebody who is signed out, and the book knows", async () => {
    const ingress = createTestIngress();
    const { status, headers } = await ingress.ask("/oauth2/auth?allowed_groups=secret-group", { host: "app.example.org" });
    expect([status, headers["cache-control"], headers["location"]]).toEqual([401, "no-store", undefined]);
    expect(ingress.refusals).toEqual([{ reason: "signed-out", place: "oauth2", sentence: "Nobody is signed in there.", from: "192.0.2.7", method: "GET", path: "/oauth2/auth" }]);
  });

  it("hears 403 for somebody whom its rules do not let in, and of nobody's name", async () => {
    const ingress = createTestIngress();
    const cookie = await ingress.admitted();
    const { status, headers } = await ingress.ask("/oauth2/auth?allowed_groups=i22-beamline", { headers: { cookie } });
    expect([status, headers["x-auth-request-user"]]).toEqual([403, undefined]);
    expect(ingress.refusals).toMatchObject([{ reason: "rule", person: "Ada", path: "/oauth2/auth" }]);
  });

  it.each(["allowed_groups=", "allowed_group=staff", "allowed_groups=staff&allowed_groups=p47-beamline"])("hears 403 where its own rule cannot be followed: %s", async (query) => {
    const ingress = createTestIngress();
    const cookie = await ingress.admitted();
    expect((await ingress.ask(`/oauth2/auth?${query}`, { headers: { cookie } })).status).toBe(403);
    expect(ingress.refusals[0]?.sentence).toMatch(/^The ingress /);
  });

  it("hears of the settings' groups whatever its own rules say (GHSA-652x-m2gr-hppm)", async () => {
    const ingress = createTestIngress({ ingressSignIn: { domain: "example.org", groups: ["portal-users"] } });
    const cookie = await ingress.admitted();
    expect((await ingress.ask("/oauth2/auth", { headers: { cookie } })).status).toBe(403);
    expect((await ingress.ask("/oauth2/auth?allowed_groups=staff", { headers: { cookie } })).status).toBe(403);
    const member = await ingress.admitted({ ...ada, groups: ["portal-users"] }, "another");
    expect((await ingress.ask("/oauth2/auth", { headers: { cookie: member } })).status).toBe(202);
    expect((await ingress.ask("/oauth2/auth?allowed_groups=staff", { headers: { cookie: member } })).status).toBe(403);
  });

  it.each(["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])("may hand on the method %s", async (method) => {
    const ingress = createTestIngress();
    const cookie = await ingress.admitted();
    expect((await ingress.ask("/oauth2/auth", { method, headers: { cookie } })).status).toBe(202);
    expect((await ingress.ask("/oauth2/auth", { method })).status).toBe(401);
  });

  it("hears 503 where Castor cannot look, so that nobody is let in", async () => {
    const ingress = createTestIngress();
    const cookie = await ingress.admitted();
    ingress.world.down = true;
    const { status, headers, body } = await ingress.ask("/oauth2/auth", { headers: { cookie } });
    expect([status, headers["retry-after"], headers["x-auth-request-user"], body.includes(secret)]).toEqual([503, "5", undefined, false]);
    expect(ingress.refusals).toMatchObject([{ reason: "unavailable" }]);
  });

  it("hears 401 at once after signing out (CVE-2026-34454), and asks the Store once a second at most", async () => {
    const ingress = createTestIngress();
    const cookie = await ingress.admitted();
    const ask = async () => (await ingress.ask("/oauth2/auth", { headers: { cookie } })).status;
    expect([await ask(), await ask(), ingress.world.looks]).toEqual([202, 202, 1]);
    ingress.end();
    expect(await ask()).toBe(401);
  });

  it("hears another name where the header could not carry it, and never a second header", async () => {
    const ingress = createTestIngress();
    const odd = { ...ada, username: "łódź", email: "ada@example.org\r\nX-Auth-Request-Groups: admins", groups: ["Küche", "x,admins", "a\nb"] };
    const { headers } = await ingress.ask("/oauth2/auth", { headers: { cookie: await ingress.admitted(odd) } });
    expect(Buffer.from(headers["x-auth-request-user"] ?? "", "latin1").toString()).toBe("łódź");
    expect(Buffer.from(headers["x-auth-request-groups"] ?? "", "latin1").toString()).toBe("Küche");
    expect(headers["x-auth-request-email"]).toBe("");
  });

  it("gets all four headers even of somebody without groups or address, so that a browser's own cannot stay", async () => {
    const ingress = createTestIngress();
    const { headers } = await ingress.ask("/oauth2/auth", { headers: { cookie: await ingress.admitted({ id: "2", name: "B", username: "b", groups: [], admin: false }) } });
    expect(headers).toMatchObject({ "x-auth-request-email": "", "x-auth-request-groups": "" });
  });
});

describe("nothing but the cookie opens", () => {
  const doors: readonly [string, string, Record<string, string>][] = [
    ["a health checker's program (CVE-2026-34457)", "/oauth2/auth", { "user-agent": "GoogleHC/1.0" }],
    ["another one", "/oauth2/auth", { "user-agent": "kube-probe/1.32" }],
    ["a path in X-Forwarded-Uri (CVE-2026-40575)", "/oauth2/auth", { "x-forwarded-uri": "/public/ping", "x-forwarded-for": "127.0.0.1" }],
    ["a path in X-Original-URL", "/oauth2/auth", { "x-original-url": "https://app.example.org/ping", "x-original-uri": "/ping", "x-auth-request-redirect": "/ping" }],
    ["a path in the query (GHSA-7rh7-c77v-6434)", "/oauth2/auth?x=/ping", {}],
    ["a path behind an encoded fragment (CVE-2026-41059)", "/oauth2/auth?x=%23/ping", {}],
    ["a fragment (CVE-2026-41059)", "/oauth2/auth?#/ping", {}],
    ["a name of their own", "/oauth2/auth", { "x-auth-request-user": "ada", "x_auth_request_user": "ada", "x-forwarded-user": "ada", "x-forwarded-groups": "staff" }],
    ["a token", "/oauth2/auth", { authorization: "Bearer ada" }],
    ["a preflight", "/oauth2/auth", { "access-control-request-method": "GET" }],
    ["the address of the machine itself", "/oauth2/auth", { "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1" }],
    ["a path behind Envoy's prefix", "/oauth2/auth/ping", {}],
    ["a path above it", "/oauth2/auth/../../ping", {}],
  ];
  it.each(doors)("%s does not", async (_, url, headers) => {
    const ingress = createTestIngress();
    ingress.signIn();
    expect((await ingress.ask(url, { headers })).status).toBe(401);
  });

  it.each(["/oauth2/auth#/ping", "/oauth2/auth%3f", "/oauth2/authz", "/oauth2/%61uth", "//oauth2/auth", "/oauth2/auth.json", "/x/oauth2/auth"])("and %s is no such address at all", (url) => {
    expect(ingressRoute.test(url)).toBe(false);
  });

  it("no header that anybody could invent does", async () => {
    const ingress = createTestIngress();
    ingress.signIn();
    const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,24}$/).filter((found) => found !== "host" && found !== "cookie");
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, fc.string()), fc.webPath(), async (headers, path) => {
        for (const url of ["/oauth2/auth", `/oauth2/auth?x=${encodeURIComponent(path)}`]) expect((await ingress.ask(url, { headers })).status).toBe(401);
      }),
      { numRuns: 100, seed: 47 },
    );
  });
});

describe("the domain's cookie", () => {
  it("is one small line for the whole domain, out of reach of scripts", async () => {
    const ingress = createTestIngress();
    const { headers } = await ingress.ask("/oauth2/start", { headers: { cookie: ingress.signIn(ada, "s".repeat(43)) } });
    expect(headers["set-cookie"]).toMatch(/^__Secure-castor\.ingress=[\w-]+; Max-Age=86400; Domain=example\.org; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    expect(headers["set-cookie"]?.length).toBeLessThan(400);
  });

  it("has a plain name over http on localhost, another for each port", async () => {
    const ingress = createTestIngress({ publicUrl: "http://castor.lab.localhost:3000", ingressSignIn: { domain: "lab.localhost", groups: [] } });
    const { headers } = await ingress.ask("/oauth2/start", { host: "castor.lab.localhost:3000", headers: { cookie: ingress.signIn() } });
    expect(headers["set-cookie"]).toMatch(/^castor\.ingress\.3000=[\w-]+; Max-Age=86400; Domain=lab\.localhost; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it("does not say whose it is", async () => {
    const token = (await createTestIngress().admitted()).split("=")[1] ?? "";
    expect(Buffer.from(token, "base64url").toString("latin1")).not.toContain("ada");
  });

  it("counts for a day, and not a moment longer", async () => {
    const ingress = createTestIngress();
    const cookie = await ingress.admitted();
    ingress.later(86_399_000);
    expect((await ingress.ask("/oauth2/auth", { headers: { cookie } })).status).toBe(202);
    ingress.later(1_000);
    expect((await ingress.ask("/oauth2/auth", { headers: { cookie } })).status).toBe(401);
  });

  it("is refused when altered, of another domain, of another secret, or sealed for the tools behind the gateway", async () => {
    const ingress = createTestIngress();
    const cookie = await ingress.admitted();
    const name = "__Secure-castor.ingress";
    const plain = `${Date.UTC(2030, 1, 1)} session-of-ada`;
    const forged = [
      `${cookie.slice(0, -2)}AA`,
      `${name}=`,
      `${name}=session-of-ada`,
      `${name}=${plain}`,
      `${name}=${createSeal(secret, "ingress").seal(plain, "ingress example.com")}`,
      `${name}=${createSeal(secret, "gateway").seal(plain, "ingress example.org")}`,
      `${name}=${createSeal(secret, "session tokens").seal(plain, "ingress example.org")}`,
      `${name}=${createSeal(`${secret}x`, "ingress").seal(plain, "ingress example.org")}`,
      `${name}=${createSeal(secret, "ingress").seal("session-of-ada", "ingress example.org")}`,
      cookie.replace(name, "__Host-castor.session"),
      cookie.replace(name, `${name}x`),
      cookie.replace(name, `__secure-castor.ingress`),
    ];
    for (const header of forged) expect((await ingress.ask("/oauth2/auth", { headers: { cookie: header } })).status).toBe(401);
    expect((await ingress.ask("/oauth2/auth", { headers: { cookie } })).status).toBe(202);
  });

  it("still counts where another host of the domain has put a second one before it", async () => {
    const ingress = createTestIngress();
    const cookie = await ingress.admitted();
    expect((await ingress.ask("/oauth2/auth", { headers: { cookie: `__Secure-castor.ingress=junk; ${cookie}` } })).status).toBe(202);
  });

  it("opens no tool behind the gateway, nor Castor's way to one", async () => {
    const world = gatewayWorld();
    const session = world.signIn(admin, "session-of-admin");
    const gatewaySecret = "a secret of thirty-two characters";
    const token = createIngressCookie({ secret: gatewaySecret, publicUrl: world.publicUrl, domain: "example.org", now: () => 0 }).issue(session).split(/[=;]/)[1] ?? "";
    const ask = (cookie: string) => world.send(world.origin("grafana"), { headers: { cookie } });
    for (const name of ["__Secure-castor.ingress", "__Host-castor.tool", "__Host-castor.session", "castor.tool"]) expect((await ask(`${name}=${token}`)).status).toBe(401);
    expect(world.passed).toEqual([]);
    // The tool's own cookie of the same session does.
    expect((await ask(`__Host-castor.tool=${toolCookie(createSeal(gatewaySecret, "gateway")).make("grafana-pollux", session)}`)).status).toBe(200);
  });

  it("is the only one that opens: the portal's and the tools' do not", async () => {
    const ingress = createTestIngress();
    const portal = ingress.signIn();
    for (const cookie of [portal, portal.replace("__Host-castor.session", "__Secure-castor.ingress"), portal.replace("castor.session", "castor.tool")]) {
      expect((await ingress.ask("/oauth2/auth", { headers: { cookie } })).status).toBe(401);
      expect((await ingress.ask("/oauth2/userinfo", { headers: { cookie } })).status).toBe(401);
    }
  });
});

describe("who it is", () => {
  it("is told to whoever brings the domain's cookie, and to nobody else", async () => {
    const ingress = createTestIngress();
    const cookie = await ingress.admitted();
    const { status, headers, body } = await ingress.ask("/oauth2/userinfo", { host: "app.example.org", headers: { cookie } });
    expect([status, headers["content-type"], headers["cache-control"]]).toEqual([200, "application/json", "no-store"]);
    expect(JSON.parse(body)).toEqual({ user: "ada", email: "ada@example.org", groups: ["p47-beamline", "staff"], preferredUsername: "ada" });
    expect((await ingress.ask("/oauth2/userinfo")).status).toBe(401);
  });
});

describe("Envoy, which puts the browser's path behind a prefix", () => {
  const html = { accept: "text/html,*/*" };

  it("hears 200, since it takes nothing else for yes", async () => {
    const ingress = createTestIngress();
    const cookie = await ingress.admitted();
    for (const url of ["/oauth2/auth/", "/oauth2/auth/d/x?y=1", "/oauth2/auth;allowed_groups=staff,x/d"]) expect((await ingress.ask(url, { headers: { cookie } })).status).toBe(200);
  });

  it("tells rules in the prefix, and what a browser adds is none", async () => {
    const ingress = createTestIngress();
    const cookie = await ingress.admitted({ ...ada, groups: ["/team/a"] });
    const statusOf = async (url: string) => (await ingress.ask(url, { headers: { cookie } })).status;
    expect(await statusOf("/oauth2/auth;allowed_groups=admins/?allowed_groups=%2Fteam%2Fa")).toBe(403);
    expect(await statusOf("/oauth2/auth;allowed_groups=admins/;allowed_groups=%2Fteam%2Fa")).toBe(403);
    expect(await statusOf("/oauth2/auth;allowed_groups=admins/..;allowed_groups=%2Fteam%2Fa/x")).toBe(403);
    expect(await statusOf("/oauth2/auth;allowed_groups=%2Fteam%2Fa;allowed_email_domains=example.org/?allowed_groups=x")).toBe(200);
    expect(await statusOf("/oauth2/auth;allowed_groups=%2Fteam%2Fa;allowed_email_domains=example.com/")).toBe(403);
    expect(await statusOf("/oauth2/auth;allowed_groups=/")).toBe(403);
    expect(await statusOf("/oauth2/auth;allowed_roles=x/")).toBe(403);
  });

  it("sends a browser that waits for a page to sign in and back, and answers programs 401", async () => {
    const ingress = createTestIngress();
    for (const prefix of ["/oauth2/auth", "/oauth2/auth;allowed_groups=x", "/oauth2/auth;allowed_groups=x/"]) {
      const { status, headers } = await ingress.ask(`${prefix}/d/x?y=1&z=2`, { host: "app.example.org", headers: html });
      expect([status, headers["location"]]).toEqual([302, "https://castor.example.org/oauth2/start?rd=https%3A%2F%2Fapp.example.org%2Fd%2Fx%3Fy%3D1%26z%3D2"]);
    }
    expect((await ingress.ask("/oauth2/auth/d", { host: "app.example.org" })).status).toBe(401);
    expect((await ingress.ask("/oauth2/auth/d", { host: "app.example.org", method: "POST", headers: html })).status).toBe(401);
    expect((await ingress.ask("/oauth2/auth/d", { host: "app.example.org", headers: { ...html, "sec-fetch-mode": "cors" } })).status).toBe(401);
  });

  it.each(["//evil.com", "///evil.com", "/\\evil.com", "/%09/evil.com", "/%5cevil.com", "/@evil.com"])("sends nobody out of the domain by the path %j", async (path) => {
    const { headers } = await createTestIngress().ask(`/oauth2/auth${path}`, { host: "app.example.org", headers: html });
    const back = new URL(headers["location"] ?? "https://castor.example.org/oauth2/start").searchParams.get("rd");
    expect([null, "app.example.org"]).toContain(back === null ? null : new URL(back).host);
  });

  it.each(["evil.com", "example.org.evil.com", "app.example.org@evil.com", "evil.com/app.example.org", "app.example.org\\evil.com", ""])("sends nobody to the host %j", async (host) => {
    const { status, headers } = await createTestIngress().ask("/oauth2/auth/x", { host, headers: html });
    expect([status, headers["location"]]).toEqual([401, undefined]);
  });
});
