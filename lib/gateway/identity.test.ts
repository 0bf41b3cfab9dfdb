import { createLocalJWKSet, decodeJwt, jwtVerify, UnsecuredJWT, type JSONWebKeySet } from "jose";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Person } from "@/lib/model";
import type { ToolIdentity } from "@/lib/settings";
import { createKeyStore } from "./fixtures/key-store";
import { createIdentification, type Identification } from "./identity";
import type { GatewaySession } from "./session";
import { createSigningKeys, type SigningKeys } from "./signing-keys";

const issuer = "https://castor.example.org";
const ada: Person = { id: "https://sso.example.org#ada", name: "Ada Lovelace", username: "ada", email: "a@evil.com@company.com", groups: ["/team/a", "x,y"], admin: false };
const plain = { kind: "none", headers: {}, header: "X-JWT-Assertion", roles: [], token: undefined, from: undefined, audience: undefined, role: undefined } satisfies ToolIdentity;
const entry = (identity: Partial<ToolIdentity>, id = "grafana-pollux") => ({ id, origin: `https://${id}.castor.example.org`, identity: { ...plain, ...identity } });
const jwt = entry({ kind: "jwt", roles: [{ groups: ["/team/a"], role: "Editor" }], role: "Viewer" });
const idToken = entry({ kind: "bearer", from: "id-token" }, "argo-cd-argus");
const accessToken = entry({ kind: "bearer", from: "access-token" }, "dashboard-argus");

let now: number;
let tokens: { accessToken?: string; idToken?: string };
let ended: AbortController;
let keys: SigningKeys;
let identification: Identification;
const asked = vi.fn(async (_id: string) => tokens);
const session = (person: Partial<Person> = {}, sessionId = "s1"): GatewaySession => ({ sessionId, person: { ...ada, ...person } });
const tokenUntil = (at: number) => new UnsecuredJWT({}).setExpirationTime(Math.floor(at / 1_000)).encode();

beforeEach(() => {
  now = Date.UTC(2026, 5, 1, 12);
  tokens = { accessToken: "opaque", idToken: tokenUntil(now + 300_000) };
  ended = new AbortController();
  asked.mockClear();
  keys = createSigningKeys({ store: createKeyStore().store, issuer, rotation: 30 * 86_400_000, now: () => now });
  identification = createIdentification({ entries: [jwt, idToken, entry({ kind: "headers", headers: { "X-WEBAUTH-USER": "username" } })], keys, sessions: { tokens: asked, ended: () => ended.signal }, now: () => now });
});
const sent = async (to: typeof jwt, as = session()) => (await identification.headers(to, as))[to.identity.kind === "bearer" ? "authorization" : "x-jwt-assertion"] ?? "";

describe("telling a tool who asks", () => {
  it("says nothing where nothing is wanted", async () => {
    expect(await identification.headers(entry({}), session())).toEqual({});
    expect(asked).not.toHaveBeenCalled();
  });

  it("says it by plain headers", async () => {
    expect(await identification.headers(entry({ kind: "headers", headers: { "X-WEBAUTH-USER": "username" } }), session())).toEqual({ "x-webauth-user": "ada" });
  });

  it("leaves out a header that a person's own name would turn into two", async () => {
    const headers = { "X-WEBAUTH-USER": "username", "X-WEBAUTH-ROLE": "role" } as const;
    const named = session({ username: "admin\r\nX-WEBAUTH-ROLE: Admin" });
    expect(await identification.headers(entry({ kind: "headers", headers, role: "Viewer" }), named)).toEqual({ "x-webauth-role": "Viewer" });
  });

  it("knows every header by which any tool is told, so that a client's own can be removed everywhere", () => {
    expect(identification.names).toEqual(new Set(["authorization", "x-jwt-assertion", "x-webauth-user"]));
  });
});

describe("a token that Castor signs", () => {
  it("is for the tool's own hostname, and says the role that the settings give", async () => {
    const set = createLocalJWKSet((await keys.published()) as JSONWebKeySet);
    const { payload } = await jwtVerify(await sent(jwt), set, { issuer, audience: "grafana-pollux.castor.example.org", currentDate: new Date(now) });
    expect(payload).toMatchObject({ sub: ada.id, preferred_username: "ada", name: "Ada Lovelace", email: "a@evil.com@company.com", groups: ["/team/a", "x,y"], role: "Editor" });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60);
    const { email: _, ...nameless } = ada;
    expect(decodeJwt(await sent(jwt, { sessionId: "s2", person: nameless }))).not.toHaveProperty("email");
  });

  it("is for whom the settings say, in the header that they say", async () => {
    const other = entry({ kind: "jwt", audience: "grafana", header: "Authorization" });
    const headers = await identification.headers(other, session());
    expect(Object.keys(headers)).toEqual(["authorization"]);
    expect(headers["authorization"]).toMatch(/^Bearer ey/);
    expect(decodeJwt((headers["authorization"] ?? "").slice(7)).aud).toBe("grafana");
  });

  it("is sent again for less than half its life", async () => {
    const first = await sent(jwt);
    now += 24_999;
    expect(await sent(jwt)).toBe(first);
    now += 1;
    expect(await sent(jwt)).not.toBe(first);
  });

  it("is never another session's, another tool's or of yesterday's groups", async () => {
    const first = await sent(jwt);
    expect(await sent(jwt, session({}, "s2"))).not.toBe(first);
    expect(decodeJwt(await sent(jwt, session({ groups: [] })))).toMatchObject({ groups: [], role: "Viewer" });
    const other = entry({ kind: "jwt" }, "prometheus-pollux");
    expect(decodeJwt(await sent(other)).aud).toBe("prometheus-pollux.castor.example.org");
  });

  it("is not sent again after the session has ended", async () => {
    const first = await sent(jwt);
    ended.abort();
    ended = new AbortController();
    expect(await sent(jwt)).not.toBe(first);
  });
});

describe("a bearer token", () => {
  it("is the same secret for everybody where the settings name one", async () => {
    expect(await identification.headers(entry({ kind: "bearer", token: "s3cret" }), session())).toEqual({ authorization: "Bearer s3cret" });
    expect(asked).not.toHaveBeenCalled();
  });

  it("that cannot stand in a header is not sent, and not told", async () => {
    const failure = identification.headers(entry({ kind: "bearer", token: "s3cret\r\nx-role: admin" }), session());
    await expect(failure).rejects.toMatchObject({ code: "internal", message: expect.not.stringContaining("s3cret") as unknown });
  });

  it("is the person's own where the settings say so, asked for at most every five seconds", async () => {
    expect(await sent(idToken)).toBe(`Bearer ${tokens.idToken}`);
    expect(await sent(accessToken)).toBe("Bearer opaque");
    expect(asked).toHaveBeenCalledTimes(2);
    const before = await sent(idToken);
    tokens = { idToken: tokenUntil(now + 600_000) };
    now += 4_999;
    expect(await sent(idToken)).toBe(before);
    now += 1;
    expect(await sent(idToken)).toBe(`Bearer ${tokens.idToken}`);
    expect(asked).toHaveBeenCalledWith("s1");
  });

  it("that is missing or has run out lets nobody in", async () => {
    tokens = {};
    await expect(sent(idToken)).rejects.toMatchObject({ code: "unauthorized" });
    await expect(sent(accessToken)).rejects.toMatchObject({ code: "unauthorized" });
    tokens = { idToken: tokenUntil(now - 1_000), accessToken: tokenUntil(now) };
    await expect(sent(idToken)).rejects.toMatchObject({ code: "unauthorized" });
    await expect(sent(accessToken)).rejects.toMatchObject({ code: "unauthorized" });
    tokens = { idToken: "no token at all" };
    await expect(sent(idToken)).rejects.toMatchObject({ code: "unauthorized" });
    tokens = { idToken: tokenUntil(now + 60_000) };
    expect(await sent(idToken)).toMatch(/^Bearer ey/);
  });

  it("is not sent beyond its end", async () => {
    tokens = { idToken: tokenUntil(now + 2_000) };
    expect(await sent(idToken)).toMatch(/^Bearer ey/);
    now += 2_000;
    await expect(sent(idToken)).rejects.toMatchObject({ code: "unauthorized" });
  });

  it("of a session that ended while it was asked for is not sent", async () => {
    let resolve = () => {};
    const promise = new Promise<void>((done) => (resolve = done));
    asked.mockImplementationOnce(async () => {
      await promise;
      return tokens;
    });
    const waiting = sent(idToken);
    ended.abort();
    resolve();
    await expect(waiting).rejects.toMatchObject({ code: "unauthorized" });
  });
});
