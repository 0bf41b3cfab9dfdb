import { describe, expect, it } from "vitest";
import { createTestIngress, publicUrl } from "./fixtures/test-ingress";

const app = "app.example.org";
const rd = (to: string) => `rd=${encodeURIComponent(to)}`;

describe("starting to sign in for an ingress", () => {
  it.each(["/oauth2/start", "/oauth2/sign_in"])("leads from the ingress's own host to Castor's: %s", async (path) => {
    const ingress = createTestIngress();
    const absolute = await ingress.ask(`${path}?${rd("https://app.example.org/d?x=1&y=2")}`, { host: app });
    expect([absolute.status, absolute.headers["location"]]).toEqual([302, `${publicUrl}/oauth2/start?${rd("https://app.example.org/d?x=1&y=2")}`]);
    const relative = await ingress.ask(`${path}?${rd("/d?x=1&y=2")}`, { host: app });
    expect(relative.headers["location"]).toBe(absolute.headers["location"]);
    const header = await ingress.ask(path, { host: app, headers: { "x-auth-request-redirect": "/d?x=1&y=2" } });
    expect(header.headers["location"]).toBe(absolute.headers["location"]);
    expect(absolute.headers["set-cookie"]).toBeUndefined();
  });

  it("sends somebody who is signed out to sign in, and back here", async () => {
    const { status, headers } = await createTestIngress().ask(`/oauth2/start?${rd("https://app.example.org/d?x=1&y=2")}`);
    const here = `/oauth2/start?${rd("https://app.example.org/d?x=1&y=2")}`;
    expect([status, headers["location"], headers["set-cookie"]]).toEqual([302, `${publicUrl}/sign-in?to=${encodeURIComponent(here)}`, undefined]);
  });

  it("gives somebody who is signed in the cookie and sends them back at once", async () => {
    const ingress = createTestIngress();
    const { status, headers, body } = await ingress.ask(`/oauth2/start?${rd("https://app.example.org/d?x=1&y=2")}`, { headers: { cookie: ingress.signIn() } });
    expect([status, headers["location"], headers["cache-control"]]).toEqual([302, "https://app.example.org/d?x=1&y=2", "no-store"]);
    expect(headers["set-cookie"]).toMatch(/^__Secure-castor\.ingress=/);
    // Traefik may show it under the status 401: then the page goes on by itself.
    expect(body).toContain('content="0;url=https://app.example.org/d?x=1&amp;y=2"');
  });

  it("goes on by a page where another site's form led here, whose policy may forbid redirects to the app", async () => {
    const ingress = createTestIngress();
    for (const site of ["cross-site", "same-site"]) {
      const { status, headers, body } = await ingress.ask(`/oauth2/start?${rd("https://app.example.org/d")}`, { headers: { cookie: ingress.signIn(), "sec-fetch-site": site } });
      expect([status, headers["location"]]).toEqual([200, undefined]);
      expect(headers["set-cookie"]).toMatch(/^__Secure-castor\.ingress=/);
      expect(body).toContain('<meta http-equiv="refresh" content="0;url=https://app.example.org/d">');
    }
  });

  it.each(["/\\evil.com", "//evil.com", "/%09/evil.com", "/%5cevil.com", "https://evil.com/", "https://app.example.org@evil.com/", "https://badexample.org/", "javascript:alert(1)", "/oauth2/start", "/api/session/sign-out"])(
    "lands at Castor's own page instead of %j, and the book knows (CVE-2020-5233, CVE-2020-11053, GHSA-5m6c-jp6f-2vcv)",
    async (evil) => {
      const ingress = createTestIngress();
      const cookie = ingress.signIn();
      for (const query of [rd(evil), `rd=${evil}`]) {
        const signedIn = await ingress.ask(`/oauth2/start?${query}`, { headers: { cookie } });
        expect(signedIn.headers["location"]).toBe(`${publicUrl}/`);
        const signedOut = await ingress.ask(`/oauth2/start?${query}`);
        expect(signedOut.headers["location"]).toBe(`${publicUrl}/sign-in?to=%2Foauth2%2Fstart`);
      }
      const header = await ingress.ask("/oauth2/start", { headers: { cookie, "x-auth-request-redirect": evil } });
      expect(header.headers["location"]).toBe(`${publicUrl}/`);
      expect(ingress.refusals).toHaveLength(5);
      expect(ingress.refusals[0]).toMatchObject({ reason: "redirect", place: "oauth2", path: "/oauth2/start" });
    },
  );

  it.each(["evil.com", "app.example.org.evil.com", "app.example.org:80:x", "app.example.org/x", "castor.example.org@evil.com"])("hands nothing on from a host such as %j", async (host) => {
    const { headers } = await createTestIngress().ask("/oauth2/start?rd=/d", { host });
    expect(headers["location"]).toBe(`${publicUrl}/oauth2/start`);
  });

  it.each(["CASTOR.example.org", "castor.example.org:443"])("knows its own host as %s", async (host) => {
    const ingress = createTestIngress();
    expect((await ingress.ask("/oauth2/start", { host, headers: { cookie: ingress.signIn() } })).headers["location"]).toBe(`${publicUrl}/`);
  });

  it("gives no cookie for a session that the domain's cookie alone names", async () => {
    const ingress = createTestIngress();
    const cookie = await ingress.admitted();
    expect((await ingress.ask("/oauth2/start", { headers: { cookie } })).headers["set-cookie"]).toBeUndefined();
  });

  it("answers 503 where Castor cannot look", async () => {
    const ingress = createTestIngress();
    ingress.world.down = true;
    expect((await ingress.ask("/oauth2/start")).status).toBe(503);
  });
});

describe("signing out for an ingress", () => {
  it("leads from the ingress's own host to Castor's", async () => {
    const { headers } = await createTestIngress().ask("/oauth2/sign_out?rd=/bye", { host: app });
    expect(headers["location"]).toBe(`${publicUrl}/oauth2/sign_out?${rd("https://app.example.org/bye")}`);
  });

  it("ends nothing by a link of another site, but asks (ASVS 3.5.3)", async () => {
    const ingress = createTestIngress();
    const admitted = await ingress.admitted();
    for (const method of ["GET", "HEAD", "POST"]) {
      const { status, body } = await ingress.ask("/oauth2/sign_out", { method, headers: { cookie: ingress.signIn(), "sec-fetch-site": "cross-site" } });
      expect(status).toBe(200);
      expect(body).toContain('<form method="post" action="/api/session/sign-out">');
      expect(body).toContain("Ada");
    }
    expect((await ingress.ask("/oauth2/auth", { headers: { cookie: admitted } })).status).toBe(202);
  });

  it("makes the browser forget the domain's cookie", async () => {
    const ingress = createTestIngress();
    const { headers } = await ingress.ask("/oauth2/sign_out", { headers: { cookie: ingress.signIn() } });
    expect(headers["set-cookie"]).toBe("__Secure-castor.ingress=; Max-Age=0; Domain=example.org; Path=/; HttpOnly; SameSite=Lax; Secure");
    expect((await ingress.ask("/oauth2/sign_out")).headers["set-cookie"]).toBe(headers["set-cookie"]);
  });

  it("goes on where nobody is signed in any more, within the domain", async () => {
    const ingress = createTestIngress();
    expect((await ingress.ask("/oauth2/sign_out")).headers["location"]).toBe(`${publicUrl}/signed-out`);
    expect((await ingress.ask(`/oauth2/sign_out?${rd("https://app.example.org/bye")}`)).headers["location"]).toBe("https://app.example.org/bye");
    expect((await ingress.ask(`/oauth2/sign_out?${rd("https://evil.com/")}`)).headers["location"]).toBe(`${publicUrl}/signed-out`);
  });

  it("writes a person's name and an address as text, whatever is in them", async () => {
    const ingress = createTestIngress();
    const cookie = ingress.signIn({ id: "3", name: '<script>alert("1")</script>', username: "x", groups: [], admin: false });
    const { body } = await ingress.ask(`/oauth2/sign_out?${rd('https://app.example.org/"><script>')}`, { headers: { cookie } });
    expect(body).not.toContain("<script");
  });
});

describe("without settings for other ingresses", () => {
  it("there is nothing, whatever is asked", async () => {
    const ingress = createTestIngress({ ingressSignIn: undefined });
    const cookie = ingress.signIn();
    for (const url of ["/oauth2/auth", "/oauth2/start", "/oauth2/sign_out", "/oauth2/userinfo"]) expect((await ingress.ask(url, { headers: { cookie } })).status).toBe(404);
  });
});

describe("the callback of oauth2-proxy", () => {
  it("is none of Castor's", async () => {
    expect((await createTestIngress().ask("/oauth2/callback?code=x&state=y")).status).toBe(404);
  });
});
