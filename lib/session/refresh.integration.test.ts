import { once } from "node:events";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { sessionId } from "@/lib/store";
import type { Browser } from "./fixtures/browser";
import { createTestCastor, type TestCastor } from "./fixtures/castor";
import type { SessionEnd } from "./service";

const minute = 60_000;
const hour = 60 * minute;

let castor: TestCastor;
let browser: Browser;
let cookie: string;
let ends: SessionEnd[];
let stopHearing: () => void;

beforeAll(async () => (castor = await createTestCastor()), 60_000);
beforeEach(async () => {
  castor.identity.claims = { name: "Ada", preferred_username: "ada", groups: ["p47-beamline"] };
  browser = await castor.signedIn();
  cookie = browser.cookieHeader();
  castor.identity.tokenRequests = 0;
  ends = [];
  stopHearing = castor.session.onEnd((end) => ends.push(end));
});
afterEach(() => {
  castor.identity.mode = "well";
  stopHearing();
});
afterAll(() => castor.close());

const id = () => sessionId(browser.cookies().get("castor.session.3000") ?? "");
const tokens = () => castor.store.sessions.tokens(id());
/** The provider's tokens live 300 s; each test turns the clock on and gets a new session of its own first. */
const expire = () => castor.later(301_000);

describe("tokens that run out", () => {
  it("are refreshed once, however many ask at the same time and in however many processes", async () => {
    const other = castor.second();
    const before = await tokens();
    expire();
    const people = await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? castor.session : other).person(cookie)));
    expect(people.every((person) => person?.username === "ada")).toBe(true);
    expect(castor.identity.tokenRequests).toBe(1);
    const after = await tokens();
    expect(after?.refreshToken).not.toBe(before?.refreshToken);
    expect(await castor.session.accessToken(cookie)).toBe(after?.accessToken);
    expect(ends).toEqual([]);
  });

  it("are refreshed before they run out, without anybody waiting", async () => {
    const before = await tokens();
    castor.later(250_000);
    const refreshed = once(castor.identity.provider, "grant.success");
    expect(await castor.session.accessToken(cookie)).toBe(before?.accessToken);
    await refreshed;
    await vi.waitFor(async () => expect((await tokens())?.accessToken).not.toBe(before?.accessToken));
    expect(castor.identity.tokenRequests).toBe(1);
  });

  it("are left alone while they are fresh", async () => {
    castor.later(2 * minute);
    await castor.session.person(cookie);
    expect(castor.identity.tokenRequests).toBe(0);
  });

  it("bring what changed about the person: groups come and go", async () => {
    castor.identity.claims = { ...castor.identity.claims, groups: ["castor-admins"] };
    expire();
    expect(await castor.session.person(cookie)).toMatchObject({ groups: ["castor-admins"], admin: true });
    castor.identity.claims = { name: "Ada", preferred_username: "ada" };
    expire();
    expect(await castor.session.person(cookie)).toMatchObject({ groups: [], admin: false });
  });

  it("end the session when the provider says that it is over there", async () => {
    const grantId = await refreshGrant();
    const grant = await castor.identity.provider.Grant.find(grantId);
    await grant?.destroy();
    const refresh = await castor.identity.provider.RefreshToken.find((await tokens())?.refreshToken ?? "");
    await refresh?.destroy();
    expire();
    const people = await Promise.all([1, 2, 3].map(() => castor.session.person(cookie)));
    expect(people).toEqual([undefined, undefined, undefined]);
    expect(await tokens()).toBeUndefined();
    expect(ends).toEqual([{ sessionId: id(), personId: `${castor.identity.issuer}#ada`, reason: "revoked" }]);
  });

  it("are not held against the session when another process has used them just now", async () => {
    const current = await tokens();
    const stored = castor.store.sessions;
    const stale = { ...current, refreshToken: "used-by-another-process", expiresAt: current?.expiresAt };
    // What this process reads first is what the other is about to replace.
    const read = vi.spyOn(stored, "tokens").mockResolvedValueOnce(stale);
    expire();
    expect(await castor.session.person(cookie)).toBeDefined();
    read.mockRestore();
    expect(await tokens()).toEqual(current);
    expect(ends).toEqual([]);
  });

  it.each(["broken", "down"] as const)("keep the session while the provider is %s, ask it rarely, and recover", async (mode) => {
    await castor.session.person(cookie);
    castor.identity.mode = mode;
    expire();
    for (let index = 0; index < 5; index += 1) expect(await castor.session.person(cookie)).toMatchObject({ username: "ada" });
    expect(castor.identity.tokenRequests).toBe(1);
    expect(await castor.session.accessToken(cookie)).toBeUndefined();
    castor.identity.mode = "well";
    castor.later(11_000);
    expect(await castor.session.person(cookie)).toBeDefined();
    expect(await castor.session.accessToken(cookie)).toBe((await tokens())?.accessToken);
    expect(ends).toEqual([]);
  });

  it("end the session when the provider names somebody else", async () => {
    const other = await castor.signedIn("eve");
    const theirs = await castor.store.sessions.tokens(sessionId(other.cookies().get("castor.session.3000") ?? ""));
    const owner = "a test";
    await castor.store.sessions.lease(id(), owner, Date.now(), Date.now() + 1);
    await castor.store.sessions.renew(id(), owner, { tokens: theirs ?? {}, tokenExpiresAt: 1, at: 1 });
    expect(await castor.session.person(cookie)).toBeUndefined();
    expect(ends).toMatchObject([{ reason: "revoked" }]);
  });

  async function refreshGrant(): Promise<string> {
    const found = await castor.identity.provider.RefreshToken.find((await tokens())?.refreshToken ?? "");
    return found?.grantId ?? "";
  }
});

describe("a session", () => {
  it("ends when it lay idle, and not while it is used", async () => {
    castor.later(7 * hour);
    expect(await castor.session.person(cookie)).toBeDefined();
    castor.later(7 * hour);
    expect(await castor.session.find(cookie, { use: false })).toBeDefined();
    castor.later(2 * hour);
    expect(await castor.session.person(cookie)).toBeUndefined();
    expect(ends).toMatchObject([{ reason: "expired" }]);
    expect(await tokens()).toBeUndefined();
  });

  it("ends after its absolute life, however much it is used", async () => {
    for (let day = 0; day < 7 * 4 - 1; day += 1) {
      castor.later(6 * hour);
      castor.identity.mode = "down";
      expect(await castor.session.person(cookie)).toBeDefined();
    }
    castor.later(6 * hour);
    expect(await castor.session.person(cookie)).toBeUndefined();
  });

  it("tells its streams when it ends", async () => {
    const signal = castor.session.ended(cookie);
    expect(signal?.aborted).toBe(false);
    expect(castor.session.ended("castor.session.3000=nonsense")).toBeUndefined();
    castor.later(8 * 24 * hour);
    await castor.session.person(cookie);
    expect(signal?.aborted).toBe(true);
  });
});
