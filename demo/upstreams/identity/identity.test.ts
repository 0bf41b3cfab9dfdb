import type { IncomingMessage, ServerResponse } from "node:http";
import * as oidc from "openid-client";
import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bearerPersons } from "../../bearer-person";
import { readBody } from "../../exchange";
import { serveUpstream, type Upstream } from "../../serve";
import { createIdentity, generateIdentityKeys, type Identity } from "./index";

let server: Upstream;
let portal: Upstream;
let identity: Identity;
let issuer: string;
let config: oidc.Configuration;
let browser: Browser;
let logouts: string[];

beforeAll(async () => {
  portal = await serveUpstream({ id: "portal", port: 0, listener: takeLogout });
  let answer: (req: IncomingMessage, res: ServerResponse) => void = () => undefined;
  server = await serveUpstream({ id: "identity", port: 0, listener: (req, res) => answer(req, res) });
  issuer = `http://127.0.0.1:${server.port}/realms/castor`;
  const client = { id: "castor", secret: "a secret of this test", publicUrls: [portal.url] as const, callbackPaths: ["/api/auth/callback"], signedOutPaths: ["/signed-out"] };
  identity = await createIdentity({ issuer, client, keys: await generateIdentityKeys() });
  answer = identity.listener;
  config = await oidc.discovery(new URL(issuer), "castor", client.secret, undefined, { execute: [oidc.allowInsecureRequests] });
});
afterAll(() => Promise.all([server.close(), portal.close()]));
beforeEach(() => {
  logouts = [];
  browser = new Browser();
});

describe("signing in", () => {
  it("gives the claims of Keycloak, in the ID token and at userinfo", async () => {
    const tokens = await signIn("p47-staff");
    const claims = tokens.claims()!;
    expect(claims).toMatchObject({ iss: issuer, aud: "castor", preferred_username: "p47-staff", name: "Pat Fortyseven", email: "pat.fortyseven@example.org", groups: ["p47-beamline"] });
    expect(claims["sid"]).toEqual(expect.any(String));
    expect(await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)).toMatchObject({ preferred_username: "p47-staff", groups: ["p47-beamline"] });
    expect(tokens.expiresIn()).toBeLessThanOrEqual(300);
    expect((await signIn("visitor", new Browser())).claims()!["groups"]).toEqual([]);
  });

  it("tells tools who asks, by the ID token and by no other", async () => {
    const { id_token, access_token } = await signIn("p47-staff");
    const personOf = bearerPersons(issuer);
    const asked = (token: string | undefined) => personOf({ headers: { authorization: `Bearer ${token}` } } as IncomingMessage);
    expect(await asked(id_token)).toEqual({ issuer, name: "Pat Fortyseven", email: "pat.fortyseven@example.org", groups: ["p47-beamline"] });
    expect(await asked(access_token)).toBeUndefined();
  });

  it("asks nobody twice: a second application request goes straight through", async () => {
    await signIn("admin");
    const { response } = await authorize();
    expect(response.headers.get("location")).toContain(`${portal.url}/api/auth/callback?code=`);
  });

  it("says clearly that a password is wrong, keeps the username, and does not sign in", async () => {
    const { response } = await authorize();
    const form = await browser.follow(response);
    const answer = await browser.post(form.url, { username: "admin", password: "wrong" });
    expect(answer.status).toBe(401);
    const page = await answer.text();
    expect(page).toMatch(/role="alert"[^>]*>The username or the password is wrong/);
    expect(page).toContain('value="admin"');
    expect(page).not.toContain('value="wrong"');
  });

  it("shows hostile input as text", async () => {
    const { response } = await authorize();
    const form = await browser.follow(response);
    const page = await (await browser.post(form.url, { username: `"><script>alert(1)</script>`, password: "x" })).text();
    expect(page).not.toContain("<script");
  });

  it("refuses a request without PKCE and a callback to another site", async () => {
    const without = await browser.get(oidc.buildAuthorizationUrl(config, { redirect_uri: `${portal.url}/api/auth/callback`, scope: "openid" }).href);
    expect(without.headers.get("location")).toContain("error=invalid_request");
    const { response } = await authorize({ redirect_uri: "http://evil.example/callback" });
    expect(response.status).toBe(400);
    expect(response.headers.get("location")).toBeNull();
  });

  it("does not let another browser finish a sign-in", async () => {
    const { response } = await authorize();
    const form = await browser.follow(response);
    const answer = await new Browser().post(form.url, { username: "admin", password: "castor" });
    expect(answer.status).toBe(400);
  });
});

describe("refreshing", () => {
  it("rotates the refresh token, and ends the session of one that is used twice", async () => {
    const first = await signIn("p47-staff");
    const second = await oidc.refreshTokenGrant(config, first.refresh_token!);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(second.claims()!["groups"]).toEqual(["p47-beamline"]);
    await expect(oidc.refreshTokenGrant(config, first.refresh_token!)).rejects.toMatchObject({ error: "invalid_grant" });
    await expect(oidc.refreshTokenGrant(config, second.refresh_token!)).rejects.toMatchObject({ error: "invalid_grant" });
  });
});

describe("signing out", () => {
  it("goes back to the portal without a question when the ID token proves who asks", async () => {
    const tokens = await signIn("i22-staff");
    const answer = await browser.get(logoutUrl({ id_token_hint: tokens.id_token!, state: "s1" }));
    expect(answer.headers.get("location")).toBe(`${portal.url}/signed-out?state=s1`);
    const { response } = await authorize();
    expect(response.headers.get("location")).toContain("/sign-in/");
    await expect(oidc.refreshTokenGrant(config, tokens.refresh_token!)).rejects.toMatchObject({ error: "invalid_grant" });
  });

  it("asks first when anybody else could have made the link", async () => {
    const other = await signIn("visitor", new Browser());
    await signIn("i22-staff");
    for (const parameters of [{}, { id_token_hint: other.id_token! }]) {
      const answer = await browser.get(logoutUrl(parameters));
      expect(await answer.text()).toContain("Sign out?");
    }
    const { response } = await authorize();
    expect(response.headers.get("location")).toContain("code=");
  });

  it("sends nobody to another site afterwards", async () => {
    const tokens = await signIn("i22-staff");
    const answer = await browser.get(logoutUrl({ id_token_hint: tokens.id_token!, post_logout_redirect_uri: "http://evil.example/" }));
    expect(answer.status).toBe(400);
  });

  it("tells the portal over the back channel, with a signed token for that session", async () => {
    const tokens = await signIn("p47-staff");
    expect(await identity.endSessions("p47-staff")).toBeGreaterThan(0);
    const keys = createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri!));
    const verified = await Promise.all(logouts.map((token) => jwtVerify(token, keys, { issuer, audience: "castor", typ: "logout+jwt" })));
    const mine = verified.find(({ payload }) => payload["sid"] === tokens.claims()!["sid"]);
    expect(mine?.payload).toMatchObject({ sub: tokens.claims()!.sub, events: { "http://schemas.openid.net/event/backchannel-logout": {} } });
    expect(mine?.payload).not.toHaveProperty("nonce");
    expect(await identity.endSessions("p47-staff")).toBe(0);
    expect(await identity.endSessions("nobody")).toBe(0);
  });
});

describe("besides", () => {
  it("is ready, as Keycloak says it", async () => {
    expect(await (await fetch(`${server.url}/health/ready`)).json()).toMatchObject({ status: "UP" });
  });

  it("shows who is signed in on the account page, and only to that browser", async () => {
    await signIn("admin");
    expect(await (await browser.get(`${issuer}/account`)).text()).toContain("Ada Admin");
    expect(await (await fetch(`${issuer}/account`)).text()).toContain("Nobody is signed in");
  });
});

/** The part of a browser that signing in needs: cookies by name, redirects one by one. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async get(url: string): Promise<Response> {
    return this.#keep(await fetch(url, { redirect: "manual", headers: this.#headers() }));
  }
  async post(url: string, fields: Record<string, string>): Promise<Response> {
    return this.#keep(await fetch(url, { method: "POST", redirect: "manual", body: new URLSearchParams(fields), headers: this.#headers() }));
  }
  /** Goes where the redirects lead, as long as they stay at the identity provider. */
  async follow(response: Response): Promise<Response> {
    const target = new URL(response.headers.get("location")!, issuer).href;
    const next = await this.get(target);
    const location = next.headers.get("location");
    return location === null || location.startsWith(portal.url) ? next : this.follow(next);
  }
  #headers() {
    return { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ") };
  }
  #keep(response: Response): Response {
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }
}

async function authorize(overrides: Record<string, string> = {}, from = browser) {
  const verifier = oidc.randomPKCECodeVerifier();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${portal.url}/api/auth/callback`,
    scope: "openid profile email groups",
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    ...overrides,
  });
  return { verifier, response: await from.get(url.href) };
}

async function signIn(username: string, from = browser) {
  const { verifier, response } = await authorize({}, from);
  const form = await from.follow(response);
  expect(await form.text()).toMatch(/<label for="username">Username<[\s\S]*<label for="password">Password<[\s\S]*<button type="submit">Sign in</);
  const signedIn = await from.post(form.url, { username, password: "castor" });
  const back = await from.follow(signedIn);
  return oidc.authorizationCodeGrant(config, new URL(back.headers.get("location")!), { pkceCodeVerifier: verifier });
}

function logoutUrl(parameters: Record<string, string>): string {
  const url = new URL(config.serverMetadata().end_session_endpoint!);
  url.search = new URLSearchParams({ post_logout_redirect_uri: `${portal.url}/signed-out`, ...parameters }).toString();
  if (parameters["id_token_hint"] !== undefined) expect(decodeJwt(parameters["id_token_hint"]).iss).toBe(issuer);
  return url.href;
}

function takeLogout(req: IncomingMessage, res: ServerResponse) {
  void readBody(req).then((body) => {
    logouts.push(new URLSearchParams(body).get("logout_token") ?? "");
    res.writeHead(req.url === "/api/auth/backchannel-logout" ? 200 : 404).end();
  });
}
