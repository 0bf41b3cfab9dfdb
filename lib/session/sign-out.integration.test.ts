import { generateKeyPair, UnsecuredJWT } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createPublicKey } from "node:crypto";
import { sessionId } from "@/lib/store";
import type { Browser } from "./fixtures/browser";
import { createTestCastor, publicUrl, type TestCastor } from "./fixtures/castor";
import { clientId, clientSecret, logoutEvent } from "./fixtures/identity";

let castor: TestCastor;
let strangers: ReturnType<typeof generateKeyPair> | undefined;
/** Keys that are not the provider's. */
const stranger = () => (strangers ??= generateKeyPair("RS256"));

beforeAll(async () => (castor = await createTestCastor()), 60_000);
afterEach(() => (castor.identity.mode = "well"));
afterAll(() => castor.close());

const signOut = (browser: Browser, headers: Record<string, string> = { origin: publicUrl }) =>
  browser.request(`${publicUrl}/api/session/sign-out`, { method: "POST", headers });

describe("signing out", () => {
  it("ends the session here, then leads to the provider to end it there", async () => {
    const browser = await castor.signedIn();
    const old = browser.cookieHeader();
    const signal = castor.session.ended(old);
    const idToken = await castor.session.idToken(old);
    const response = await signOut(browser);
    expect(response.status).toBe(303);
    const there = new URL(response.headers.get("location") ?? "");
    expect(there.href.startsWith(`${castor.identity.issuer}/session/end`)).toBe(true);
    expect(there.searchParams.get("id_token_hint")).toBe(idToken);
    expect(there.searchParams.get("post_logout_redirect_uri")).toBe(`${publicUrl}/signed-out`);
    expect([...browser.cookies().keys()]).toEqual([]);
    expect(await castor.session.person(old)).toBeUndefined();
    expect(signal?.aborted).toBe(true);
  });

  describe("from elsewhere", () => {
    let browser: Browser;
    beforeAll(async () => (browser = await castor.signedIn()));
    it.each<[string, Record<string, string>]>([
      ["another site", { origin: "https://evil.com" }],
      ["a site that looks like ours", { origin: `${publicUrl}.evil.com` }],
      ["a sandboxed frame", { origin: "null" }],
      ["another site, says the browser", { "sec-fetch-site": "cross-site" }],
      ["a neighbour on the same host", { "sec-fetch-site": "same-site" }],
      ["nobody knows where", {}],
    ])("is refused when it comes from %s", async (_, headers) => {
      const response = await signOut(browser, headers);
      expect(response.status).toBe(403);
      expect(await castor.session.person(browser.cookieHeader())).toBeDefined();
    });
  });

  it("works with the provider down, and says what could not be done", async () => {
    const browser = await castor.signedIn();
    const old = browser.cookieHeader();
    castor.identity.mode = "down";
    expect((await signOut(browser, { "sec-fetch-site": "same-origin" })).headers.get("location")).toBe(`${publicUrl}/signed-out?provider=unreachable`);
    expect(await castor.session.person(old)).toBeUndefined();
  });

  it("twice, or without a session, is no fault", async () => {
    const browser = await castor.signedIn();
    const old = browser.cookieHeader();
    await signOut(browser);
    expect((await signOut(browser)).headers.get("location")).toBe(`${publicUrl}/signed-out`);
    const headers = { origin: publicUrl, cookie: old };
    const again = await castor.session.signOut(new Request(`${publicUrl}/api/session/sign-out`, { method: "POST", headers }));
    expect(again.headers.get("location")).toBe(`${publicUrl}/signed-out`);
  });

  it("ends this browser's session alone", async () => {
    const [one, two] = [await castor.signedIn(), await castor.signedIn()];
    await signOut(one);
    expect(await castor.session.person(two.cookieHeader())).toBeDefined();
  });
});

describe("the provider says that somebody signed out", () => {
  const type = "application/x-www-form-urlencoded";
  const post = (body: string, contentType = type) =>
    castor.session.backchannelLogout(
      new Request(`${publicUrl}/api/auth/backchannel-logout`, { method: "POST", body, headers: { "content-type": contentType } }),
    );
  const send = (token: string) => post(new URLSearchParams({ logout_token: token }).toString());
  const isIn = async (browser: Browser) => (await castor.session.person(browser.cookieHeader())) !== undefined;

  /** The provider's own name of a browser's session, from its ID token. */
  async function sidOf(browser: Browser): Promise<string> {
    const idToken = (await castor.session.idToken(browser.cookieHeader())) ?? "";
    const claims = JSON.parse(Buffer.from(idToken.split(".")[1] ?? "", "base64url").toString()) as { sid: string };
    expect(claims.sid).toEqual(expect.any(String));
    return claims.sid;
  }

  it("by its session: that one ends, the person's others do not", async () => {
    const [one, two] = [await castor.signedIn(), await castor.signedIn()];
    const response = await send(await castor.identity.logoutToken({ sid: await sidOf(one), sub: "ada" }));
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect([await isIn(one), await isIn(two)]).toEqual([false, true]);
  });

  it("by the person: all of theirs end, nobody else's does", async () => {
    const [one, two, other] = [await castor.signedIn(), await castor.signedIn(), await castor.signedIn("bob")];
    const ended = castor.session.ended(one.cookieHeader());
    expect((await send(await castor.identity.logoutToken({ sub: "ada" }))).status).toBe(200);
    expect([await isIn(one), await isIn(two), await isIn(other)]).toEqual([false, false, true]);
    expect(ended?.aborted).toBe(true);
  });

  it("about a session that is long gone: that is fine", async () => {
    expect((await send(await castor.identity.logoutToken({ sid: "unknown" }))).status).toBe(200);
  });

  const now = () => Math.floor(Date.now() / 1000);
  const sub = "ada";
  const bad: readonly [string, () => Promise<string>][] = [
    ["for another client", () => castor.identity.logoutToken({ sub, aud: "grafana" })],
    ["by another issuer", () => castor.identity.logoutToken({ sub, iss: "https://evil.com" })],
    ["that is old", () => castor.identity.logoutToken({ sub, iat: now() - 3_600 })],
    ["of the future", () => castor.identity.logoutToken({ sub, iat: now() + 3_600 })],
    ["that has run out", () => castor.identity.logoutToken({ sub, exp: now() - 120 })],
    ["without a time", () => castor.identity.logoutToken({ sub, iat: undefined as never })],
    ["without a number of its own", () => castor.identity.logoutToken({ sub, jti: undefined as never })],
    ["without the event", () => castor.identity.logoutToken({ sub, events: { "http://example.org/other": {} } })],
    ["that is an ID token", () => castor.identity.logoutToken({ sub, events: undefined })],
    ["with a nonce", () => castor.identity.logoutToken({ sub, nonce: "n" })],
    ["about nobody", () => castor.identity.logoutToken()],
    ["about somebody who is no text", () => castor.identity.logoutToken({ sub: 7 as never })],
    ["signed by another key", async () => castor.identity.logoutToken({ sub }, {}, (await stranger()).privateKey)],
    ["signed by a key nobody knows", async () => castor.identity.logoutToken({ sub }, { kid: "x" }, (await stranger()).privateKey)],
    ["signed with the client's secret", () => castor.identity.logoutToken({ sub }, { alg: "HS256" }, new TextEncoder().encode(clientSecret))],
    [
      "signed with the public key as if it were a secret",
      async () => {
        const { key } = castor.identity;
        const spki = createPublicKey(await exportPrivate(key)).export({ type: "spki", format: "pem" }).toString();
        return castor.identity.logoutToken({ sub }, { alg: "HS256" }, new TextEncoder().encode(spki));
      },
    ],
    [
      "that is not signed at all",
      async () =>
        new UnsecuredJWT({ events: { [logoutEvent]: {} }, sub, jti: "x" }).setIssuer(castor.identity.issuer).setAudience(clientId).setIssuedAt().encode(),
    ],
    ["altered on the way", async () => (await castor.identity.logoutToken({ sub })).replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify({ sub })).toString("base64url")}.`)],
    ["that is nonsense", async () => "nonsense"],
  ];
  describe("with a token", () => {
    let browser: Browser;
    beforeAll(async () => (browser = await castor.signedIn()));
    it.each(bad)("%s: refused, and everybody stays", async (_, make) => {
      const response = await send(await make());
      expect([response.status, response.headers.get("cache-control")]).toEqual([400, "no-store"]);
      expect(await isIn(browser)).toBe(true);
    });
  });

  it("twice with one token: the second is refused", async () => {
    const token = await castor.identity.logoutToken({ sub });
    expect((await send(token)).status).toBe(200);
    const browser = await castor.signedIn();
    expect((await send(token)).status).toBe(400);
    expect(await isIn(browser)).toBe(true);
  });

  it.each([
    ["nothing", "", type],
    ["another field", "token=x", type],
    ["JSON", '{"logout_token":"x"}', "application/json"],
    ["far too much", `logout_token=${"x".repeat(100_000)}`, type],
  ])("with %s: refused", async (_, body, contentType) => {
    expect((await post(body, contentType)).status).toBe(400);
  });

  it("while its keys cannot be had: not decided, so that it tells again", async () => {
    // Another process, which has not seen the keys yet.
    const { backchannelLogout } = castor.second();
    const token = await castor.identity.logoutToken({ sub });
    castor.identity.mode = "down";
    const body = new URLSearchParams({ logout_token: token }).toString();
    const request = new Request(`${publicUrl}/x`, { method: "POST", body, headers: { "content-type": type } });
    expect((await backchannelLogout(request)).status).toBe(503);
  });

  it("leaves nothing of the session in the Store", async () => {
    const browser = await castor.signedIn();
    const id = sessionId(browser.cookies().get("castor.session.3000") ?? "");
    await send(await castor.identity.logoutToken({ sid: await sidOf(browser) }));
    expect(await castor.store.sessions.tokens(id)).toBeUndefined();
  });
});

async function exportPrivate(key: Parameters<typeof crypto.subtle.exportKey>[1]): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey("pkcs8", key));
  return `-----BEGIN PRIVATE KEY-----\n${der.toString("base64")}\n-----END PRIVATE KEY-----\n`;
}
