import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createIngressSignIn, ingressRoute, type Refusal } from "@/lib/gateway";
import { exchange } from "@/lib/gateway/fixtures/exchange";
import { createTestCastor, publicUrl, type TestCastor } from "@/lib/session/fixtures/castor";

const app = "http://app.localhost:8080/d?x=1&y=a%20b";

let castor: TestCastor;
let ask: (url: string, cookie?: string) => ReturnType<typeof exchange>;
const refusals: Refusal[] = [];

beforeAll(async () => {
  castor = await createTestCastor();
  castor.identity.claims = { preferred_username: "ada", email: "ada@example.org", groups: ["staff"] };
  const { session } = castor;
  const handle = createIngressSignIn({
    settings: { publicUrl, secret: castor.settings.secret, ingressSignIn: { domain: "localhost", groups: [] }, rateLimits: { signIns: 60, tickets: 60 } },
    sessions: { byCookie: (cookie) => session.find(cookie), byId: (id) => session.byId(id), tokens: (id) => session.tokensOf(id), ended: (id) => session.endedById(id) },
    refusals: { tell: (refusal) => void refusals.push(refusal), report: () => ({ since: 0, counts: [], recent: [] }), counts: () => [] },
    addressOf: () => "192.0.2.7",
    now: Date.now,
  });
  ask = (url, cookie) => exchange({ url, headers: { Host: "localhost:3000", ...(cookie === undefined ? {} : { Cookie: cookie }) } }, handle);
});
afterAll(() => castor.close());

const admitted = async (portal: string) => {
  const { headers } = await ask(`/oauth2/start?rd=${encodeURIComponent(app)}`, portal);
  expect(headers["set-cookie"]).toHaveLength(1);
  return headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
};

describe("signing in for another ingress, before a real provider and a real session", () => {
  it("leads through the sign-in and back to the very page of the app", async () => {
    const browser = castor.browser();
    const start = `/oauth2/start?rd=${encodeURIComponent(app)}`;
    const { status, headers } = await ask(start, browser.cookieHeader());
    expect(status).toBe(302);
    const arrived = await browser.go(String(headers["location"]), (url) => ingressRoute.test(new URL(url).pathname));
    expect(arrived).toBe(`${publicUrl}${start}`);
    const again = await ask(start, browser.cookieHeader());
    expect(again.headers["location"]).toBe(app);
    const cookie = again.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
    const answer = await ask("/oauth2/auth?allowed_groups=staff", cookie);
    expect([answer.status, answer.headers["x-auth-request-user"], answer.headers["x-auth-request-groups"]]).toEqual([202, "ada", "staff"]);
  });

  it("gives a cookie that is none of the portal's, and the other way round", async () => {
    const browser = await castor.signedIn();
    const ingress = await admitted(browser.cookieHeader());
    expect(await castor.session.person(ingress)).toBeUndefined();
    expect(await castor.session.person(ingress.replace("castor.ingress", "castor.session"))).toBeUndefined();
    const portal = browser.cookieHeader();
    for (const cookie of [portal, portal.replace("castor.session", "castor.ingress")]) expect((await ask("/oauth2/auth", cookie)).status).toBe(401);
  });

  it("ends with the session at once: at the button (CVE-2026-34454)", async () => {
    const browser = await castor.signedIn();
    const cookie = await admitted(browser.cookieHeader());
    expect((await ask("/oauth2/auth", cookie)).status).toBe(202);
    const page = await ask("/oauth2/sign_out", browser.cookieHeader());
    const action = /action="([^"]+)"/.exec(page.body)?.[1] ?? "";
    await browser.request(`${publicUrl}${action}`, { method: "POST", headers: { origin: publicUrl } });
    for (const url of ["/oauth2/auth", "/oauth2/userinfo"]) expect((await ask(url, cookie)).status).toBe(401);
  });

  it("ends with the session at once: where the provider signs somebody out", async () => {
    const cookie = await admitted((await castor.signedIn("bob")).cookieHeader());
    expect((await ask("/oauth2/auth", cookie)).status).toBe(202);
    const body = new URLSearchParams({ logout_token: await castor.identity.logoutToken({ sub: "bob" }) }).toString();
    await castor.session.backchannelLogout(new Request(`${publicUrl}/x`, { method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded" } }));
    expect((await ask("/oauth2/auth", cookie)).status).toBe(401);
  });

  it("ends when the session has not been used for too long", async () => {
    const cookie = await admitted((await castor.signedIn("cleo")).cookieHeader());
    castor.later(8 * 3_600_000 + 1_000);
    expect((await ask("/oauth2/auth", cookie)).status).toBe(401);
  });
});
