import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { sessionId } from "@/lib/store";
import type { Browser } from "./fixtures/browser";
import { createTestCastor, publicUrl, type TestCastor } from "./fixtures/castor";

let castor: TestCastor;
beforeAll(async () => {
  castor = await createTestCastor();
  castor.identity.claims = { name: "Ada Lovelace", preferred_username: "ada", email: "ada@example.org", groups: ["/team/a", "castor-admins"] };
}, 60_000);
afterEach(() => (castor.identity.mode = "well"));
afterAll(() => castor.close());

const isCallback = (url: string) => url.startsWith(`${publicUrl}/api/auth/callback/`);
const callbackOf = (browser: Browser, to = "/") => browser.go(`${publicUrl}/sign-in?to=${encodeURIComponent(to)}`, isCallback);
const tokenOf = (browser: Browser) => browser.cookies().get("castor.session.3000") ?? "";
const reasonOf = (url: string) => new URL(url).searchParams.get("reason");

describe("signing in", () => {
  it("leads to the provider at once, checked by PKCE, state and nonce, and back to where the person was going", async () => {
    const browser = castor.browser();
    const first = await browser.request(`${publicUrl}/sign-in?to=${encodeURIComponent("/clusters/pollux?range=1h")}`);
    expect(first.status).toBe(303);
    const query = new URL(first.headers.get("location") ?? "").searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      response_type: "code",
      redirect_uri: `${publicUrl}/api/auth/callback/oidc`,
      scope: "openid profile email groups",
      code_challenge_method: "S256",
      state: expect.stringMatching(/.{20}/) as string,
      nonce: expect.stringMatching(/.{20}/) as string,
    });
    expect(await browser.go(first.headers.get("location") ?? "")).toBe(`${publicUrl}/clusters/pollux?range=1h`);
    expect(await castor.session.person(browser.cookieHeader())).toEqual({
      id: `${castor.identity.issuer}#ada`,
      name: "Ada Lovelace",
      username: "ada",
      email: "ada@example.org",
      groups: ["/team/a", "castor-admins"],
      admin: true,
    });
  });

  it("leaves one small opaque cookie, and no token in anything that reaches the browser", async () => {
    const browser = await castor.signedIn();
    expect([...browser.cookies().keys()]).toEqual(["castor.session.3000"]);
    expect(tokenOf(browser)).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const tokens = await castor.store.sessions.tokens(sessionId(tokenOf(browser)));
    const secrets = [tokens?.accessToken, tokens?.refreshToken, tokens?.idToken];
    expect(secrets.every((value) => value !== undefined && value.length > 20)).toBe(true);
    for (const { response, body } of browser.answers) {
      const text = `${JSON.stringify([...response.headers])}${body}`;
      for (const value of secrets) expect(text).not.toContain(value);
      for (const cookie of response.headers.getSetCookie()) {
        expect(cookie.length).toBeLessThan(4096);
        expect(cookie).toMatch(/; Path=\/(;|$)/);
        expect(cookie).toMatch(/; HttpOnly(;|$)/);
        expect(cookie).toMatch(/; SameSite=Lax(;|$)/);
        expect(cookie).not.toMatch(/Domain=/i);
      }
      expect(response.headers.get("cache-control") ?? "no-store").toBe("no-store");
    }
  });

  it("ASVS 7.2.4: gives a new session each time, and the one before is dead", async () => {
    const browser = await castor.signedIn();
    const before = browser.cookieHeader();
    const again = castor.browser();
    const callback = await callbackOf(again);
    again.cookies().set("castor.session.3000", tokenOf(browser));
    await again.go(callback);
    expect(tokenOf(again)).not.toBe(tokenOf(browser));
    expect(await castor.session.person(before)).toBeUndefined();
    expect(await castor.session.person(again.cookieHeader())).toBeDefined();
  });

  it("does not ask again who is signed in already", async () => {
    const browser = await castor.signedIn();
    const response = await browser.request(`${publicUrl}/sign-in?to=/nodes`);
    expect(response.headers.get("location")).toBe(`${publicUrl}/nodes`);
  });

  it.each(["//evil.com", "/\\evil.com", "https://evil.com", "/%2f%2fevil.com", "/%09/evil.com"])("never ends at another site: %s", async (to) => {
    const browser = castor.browser();
    expect(await browser.go(`${publicUrl}/sign-in?to=${encodeURIComponent(to)}`)).toBe(`${publicUrl}/`);
  });

  it("never ends at another site through the cookie that remembers the way", async () => {
    const browser = castor.browser();
    const callback = await callbackOf(browser, "/nodes");
    browser.cookies().set("castor.to.3000", encodeURIComponent("https://evil.com/"));
    expect(await browser.go(callback)).toBe(`${publicUrl}/`);
  });

  it("ASVS 4.1.3: believes nothing that proxies or clients say about the address", async () => {
    const headers = { host: "evil.com", "x-forwarded-host": "evil.com", "x-forwarded-proto": "https" };
    const response = await castor.session.startSignIn(new Request("http://evil.com/sign-in", { headers }));
    expect(new URL(response.headers.get("location") ?? "").searchParams.get("redirect_uri")).toBe(`${publicUrl}/api/auth/callback/oidc`);
  });
});

describe("what the provider answers", () => {
  it("ASVS 10.1.2: counts once: a replay is refused, with the same cookies too", async () => {
    const browser = castor.browser();
    const callback = await callbackOf(browser);
    const cookies = new Map(browser.cookies());
    expect(await browser.go(callback)).toBe(`${publicUrl}/`);

    const thief = castor.browser();
    for (const [name, value] of cookies) thief.cookies().set(name, value);
    expect(reasonOf(await thief.go(callback))).toBe("expired");
    expect(await castor.session.person(thief.cookieHeader())).toBeUndefined();
    // Whoever only reloads is signed in and stays so.
    expect(await browser.go(callback)).toBe(`${publicUrl}/`);
    expect(await castor.session.person(browser.cookieHeader())).toBeDefined();
  });

  it("ASVS 10.1.2: is refused in another browser than the one that asked", async () => {
    const callback = await callbackOf(castor.browser());
    const other = castor.browser();
    expect(reasonOf(await other.go(callback))).toBe("expired");
    await callbackOf(other);
    expect(reasonOf(await other.go(await callbackOf(castor.browser())))).toBe("expired");
    expect(await castor.session.person(other.cookieHeader())).toBeUndefined();
  });

  it.each([
    ["without a state", (url: URL) => url.searchParams.delete("state"), "expired"],
    ["with another state", (url: URL) => url.searchParams.set("state", "x".repeat(43)), "expired"],
    ["with another code", (url: URL) => url.searchParams.set("code", "x".repeat(43)), "expired"],
    ["that access was denied", (url: URL) => (url.searchParams.delete("code"), url.searchParams.set("error", "access_denied")), "denied"],
    ["with another issuer", (url: URL) => url.searchParams.set("iss", "https://evil.com"), "provider"],
  ])("%s lets nobody in", async (_, change, reason) => {
    const browser = castor.browser();
    const url = new URL(await callbackOf(browser));
    change(url);
    expect(reasonOf(await browser.go(url.href))).toBe(reason);
    expect([...browser.cookies().keys()]).toEqual([]);
  });

  it("is not believed with a groups claim that is no list: no rights, and the log says so", async () => {
    const { claims } = castor.identity;
    castor.identity.claims = { ...claims, groups: "castor-admins" };
    const browser = await castor.signedIn("mallory");
    castor.identity.claims = claims;
    expect(await castor.session.person(browser.cookieHeader())).toMatchObject({ groups: [], admin: false });
    expect(castor.warnings.join()).toContain("the claim groups is not a list");
  });

  it.each(["session", "csrf", "providers", "signin", "signin/oidc", "signout", "_log", "error", "callback/credentials", "callback/oidc/x"])(
    "is the only thing below /api/auth: %s is nothing",
    async (path) => {
      for (const method of ["GET", "POST"]) {
        const response = await castor.session.finishSignIn(new Request(`${publicUrl}/api/auth/${path}`, { method }));
        expect(response.status).toBe(404);
        expect(response.headers.getSetCookie()).toEqual([]);
      }
    },
  );
});

describe("when the provider is down nobody gets in", () => {
  it.each(["down", "broken"] as const)("the provider is %s at the start", async (mode) => {
    castor.identity.mode = mode;
    const browser = castor.browser();
    const page = await browser.go(`${publicUrl}/sign-in?to=/nodes`);
    expect(page).toBe(`${publicUrl}/sign-in/problem?reason=provider&to=%2Fnodes`);
    expect([...browser.cookies().keys()]).toEqual([]);
  });

  it("the provider goes down on the way back", async () => {
    const browser = castor.browser();
    const callback = await callbackOf(browser, "/nodes");
    castor.identity.mode = "down";
    expect(await browser.go(callback)).toBe(`${publicUrl}/sign-in/problem?reason=provider&to=%2Fnodes`);
    castor.identity.mode = "well";
    expect(await castor.session.person(browser.cookieHeader())).toBeUndefined();
  });
});

describe("a cookie", () => {
  it.each(["", "castor.session.3000=", "castor.session.3000=x", `castor.session.3000=${"a".repeat(43)}`, "castor.session.3000=%E0%A4%A", "castor.session.3000=../../x", ";;;=;"])(
    "that is none of ours is nobody: %j",
    async (cookie) => {
      expect(await castor.session.person(cookie)).toBeUndefined();
    },
  );

  it("does not work under another name or as a bearer token", async () => {
    const browser = await castor.signedIn();
    expect(await castor.session.person(`castor.session.3001=${tokenOf(browser)}`)).toBeUndefined();
    expect(await castor.session.person(`castor.session.3000=${sessionId(tokenOf(browser))}`)).toBeUndefined();
  });
});

describe("when the Store is down nobody gets in", () => {
  it("ASVS 16.5.3: the Store does not answer, from here on", async () => {
    const browser = await castor.signedIn();
    const callback = await callbackOf(castor.browser());
    await castor.store.close();
    const problem = `${publicUrl}/sign-in/problem?reason=store`;
    expect(await browser.go(`${publicUrl}/sign-in`)).toContain(problem);
    expect((await castor.session.finishSignIn(new Request(callback))).headers.get("location")).toContain(problem);
    await expect(castor.session.person(browser.cookieHeader())).rejects.toMatchObject({ code: "unreachable" });
    const out = await browser.request(`${publicUrl}/api/session/sign-out`, { method: "POST", headers: { origin: publicUrl } });
    expect(out.headers.get("location")).toContain("reason=sign-out");
    expect(tokenOf(browser)).not.toBe("");
  });
});
