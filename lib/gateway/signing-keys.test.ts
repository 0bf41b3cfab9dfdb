import { createLocalJWKSet, decodeProtectedHeader, generateKeyPair, jwtVerify, SignJWT, UnsecuredJWT, type JSONWebKeySet } from "jose";
import { beforeEach, describe, expect, it } from "vitest";
import { createKeyStore, type KeyStore } from "./fixtures/key-store";
import { lead, longestLife, mostStale } from "./key-schedule";
import { createSigningKeys, type SigningKeys } from "./signing-keys";

const day = 86_400_000;
const issuer = "https://castor.example.org";
const audience = "grafana-pollux.castor.example.org";
const about = { audience, subject: "https://sso.example.org/realms/lab#ada", lifetime: 60 };

let now: number;
let kept: KeyStore;
beforeEach(() => {
  now = Date.UTC(2026, 5, 1, 12);
  kept = createKeyStore();
});
const castor = () => createSigningKeys({ store: kept.store, issuer, rotation: 30 * day, now: () => now });
const fetched = async (keys: SigningKeys) => createLocalJWKSet((await keys.published()) as JSONWebKeySet);
/** What a tool does with a token. */
const verify = async (token: string, set: Awaited<ReturnType<typeof fetched>>, more: object = {}) =>
  (await jwtVerify(token, set, { issuer, audience, currentDate: new Date(now), algorithms: ["ES256"], requiredClaims: ["iat", "nbf", "exp", "jti"], ...more })).payload;
const kidOf = (token: string) => decodeProtectedHeader(token).kid;

describe("what Castor signs", () => {
  it("says who, for whom and for how long, and a tool can check it", async () => {
    const keys = castor();
    const token = await keys.sign({ preferred_username: "ada", groups: ["/team/a"], role: "Editor" }, about);
    const seconds = now / 1_000;
    expect(await verify(token, await fetched(keys))).toEqual({
      ...{ iss: issuer, aud: audience, sub: about.subject, iat: seconds, nbf: seconds - 30, exp: seconds + 60, jti: expect.any(String) as unknown },
      ...{ preferred_username: "ada", groups: ["/team/a"], role: "Editor" },
    });
    const again = await verify(await keys.sign({}, about), await fetched(keys));
    expect(again.jti).not.toBe((await verify(token, await fetched(keys))).jti);
  });

  it("cannot be said otherwise by a claim that a person's own data brings", async () => {
    const keys = castor();
    const token = await keys.sign({ iss: "https://evil.example.org", aud: "everything", sub: "root", exp: 9_999_999_999, jti: "x" }, about);
    expect(await verify(token, await fetched(keys))).toMatchObject({ iss: issuer, aud: audience, sub: about.subject, exp: now / 1_000 + 60 });
  });

  it("lasts no longer than any key is kept for", async () => {
    await expect(castor().sign({}, { ...about, lifetime: 601 })).rejects.toMatchObject({ code: "internal" });
  });
});

describe("ASVS 9.1.2: a tool behind Castor refuses", () => {
  it("a token for another tool", async () => {
    const keys = castor();
    const token = await keys.sign({}, { ...about, audience: "prometheus-pollux.castor.example.org" });
    await expect(verify(token, await fetched(keys))).rejects.toMatchObject({ code: "ERR_JWT_CLAIM_VALIDATION_FAILED", claim: "aud" });
  });

  it("a token that has run out, and one of another Castor", async () => {
    const keys = castor();
    const token = await keys.sign({}, about);
    const set = await fetched(keys);
    await expect(verify(token, set, { issuer: "https://other.example.org" })).rejects.toMatchObject({ claim: "iss" });
    kept = createKeyStore();
    await expect(verify(token, await fetched(castor()))).rejects.toMatchObject({ code: "ERR_JWKS_NO_MATCHING_KEY" });
    now += 60_000;
    await expect(verify(token, set)).rejects.toMatchObject({ code: "ERR_JWT_EXPIRED" });
  });

  it("alg none", async () => {
    const keys = castor();
    const unsigned = new UnsecuredJWT({ role: "Admin" }).setIssuer(issuer).setAudience(audience).setExpirationTime(now / 1_000 + 60).encode();
    await expect(verify(unsigned, await fetched(keys), { algorithms: undefined })).rejects.toThrow();
    const [, body = ""] = (await keys.sign({ role: "Admin" }, about)).split(".");
    const header = Buffer.from(JSON.stringify({ alg: "none", kid: kidOf(await keys.sign({}, about)) })).toString("base64url");
    await expect(verify(`${header}.${body}.`, await fetched(keys), { algorithms: undefined })).rejects.toThrow();
  });

  it("HS256 with the public key as the secret", async () => {
    const keys = castor();
    const [jwk] = (await keys.published()).keys;
    for (const secret of [JSON.stringify(jwk), `${jwk?.x}`, `${jwk?.x}${jwk?.y}`]) {
      const forged = await new SignJWT({ role: "Admin" }).setProtectedHeader({ alg: "HS256", kid: jwk?.kid ?? "" }).setIssuer(issuer).setAudience(audience).setExpirationTime(now / 1_000 + 60).sign(Buffer.from(secret));
      await expect(verify(forged, await fetched(keys), { algorithms: undefined })).rejects.toThrow();
    }
  });

  it("a token that somebody else signed under Castor's key id", async () => {
    const keys = castor();
    const { privateKey } = await generateKeyPair("ES256");
    const kid = kidOf(await keys.sign({}, about)) ?? "";
    const forged = await new SignJWT({ role: "Admin" }).setProtectedHeader({ alg: "ES256", kid }).setIssuer(issuer).setAudience(audience).setIssuedAt(now / 1_000).setNotBefore(0).setJti("x").setExpirationTime(now / 1_000 + 60).sign(privateKey);
    await expect(verify(forged, await fetched(keys))).rejects.toMatchObject({ code: "ERR_JWS_SIGNATURE_VERIFICATION_FAILED" });
  });
});

describe("the published keys", () => {
  it("never hold the private part, and name the one algorithm", async () => {
    const keys = castor();
    const token = await keys.sign({}, about);
    now += 30 * day;
    const { keys: published } = await keys.published();
    expect(published.map(({ kid }) => kid)).toContain(kidOf(token));
    expect(published).toHaveLength(2);
    for (const jwk of published) expect(Object.keys(jwk).sort()).toEqual(["alg", "crv", "kid", "kty", "use", "x", "y"]);
    for (const { jwk } of kept.keys.values()) expect(JSON.stringify(published)).not.toContain((JSON.parse(jwk) as { d: string }).d);
  });

  it("are there before anything was signed", async () => {
    expect((await castor().published()).keys).toHaveLength(1);
  });

  it("have the next key long before it signs, so that a tool with an old set understands every token", async () => {
    const keys = castor();
    const first = kidOf(await keys.sign({}, about));
    now += 30 * day;
    await keys.sign({}, about);
    let set = await fetched(keys);
    for (let hours = 0; hours < 3 * 24; hours += 1) {
      now += 3_600_000;
      const token = await keys.sign({}, about);
      await verify(token, set);
      set = await fetched(keys);
    }
    const last = await keys.sign({}, about);
    expect(kidOf(last)).not.toBe(first);
    expect((await keys.published()).keys.map(({ kid }) => kid)).toEqual([kidOf(last)]);
    expect([...kept.keys.keys()]).toEqual([kidOf(last)]);
  });

  it("still verify what the last key signed a moment before the next took over", async () => {
    const keys = castor();
    await keys.sign({}, about);
    now += 30 * day;
    await keys.published();
    now += lead - 1;
    const token = await keys.sign({}, { ...about, lifetime: longestLife / 1_000 });
    now += longestLife - 1_000;
    expect(kidOf(await keys.sign({}, about))).not.toBe(kidOf(token));
    await verify(token, await fetched(keys));
    await verify(token, await fetched(castor()));
  });
});

describe("several Castors on one Store", () => {
  it("that start at the same moment end up with keys that verify each other's tokens", async () => {
    const many = Array.from({ length: 5 }, castor);
    await Promise.all(many.map((keys) => keys.sign({}, about)));
    now += 1_000;
    const tokens = await Promise.all(many.map((keys) => keys.sign({}, about)));
    expect(new Set(tokens.map(kidOf)).size).toBe(1);
    for (const keys of many) for (const token of tokens) await verify(token, await fetched(keys));
  });

  it("sign with the same key after one of them made the next", async () => {
    const [a, b] = [castor(), castor()];
    await Promise.all([a.sign({}, about), b.sign({}, about)]);
    now += 30 * day;
    await a.published();
    now += lead + mostStale;
    expect(kidOf(await a.sign({}, about))).toBe(kidOf(await b.sign({}, about)));
  });

  it("do not wear out the Store: it is read once a minute at most, however many tokens are signed", async () => {
    const keys = castor();
    await keys.sign({}, about);
    now += 10 * 60_000;
    await keys.sign({}, about);
    const before = kept.reads;
    for (let second = 0; second < 50; second += 1) {
      now += 1_000;
      await Promise.all([keys.sign({}, about), keys.sign({}, about), keys.published()]);
    }
    expect(kept.reads - before).toBeLessThanOrEqual(1);
  });
});

describe("while the Store is away", () => {
  it("the keys in memory go on, for days if need be", async () => {
    const keys = castor();
    const set = await fetched(keys);
    kept.down = true;
    now += 3 * day;
    await verify(await keys.sign({}, about), set);
    expect((await keys.published()).keys).toHaveLength(1);
  });

  it("a Castor that has just started says so, and signs as soon as it is back", async () => {
    kept.down = true;
    const keys = castor();
    await expect(keys.sign({}, about)).rejects.toMatchObject({ code: "unreachable" });
    await expect(keys.published()).rejects.toMatchObject({ code: "unreachable" });
    kept.down = false;
    await verify(await keys.sign({}, about), await fetched(keys));
  });

  it("a Store that does not answer at all keeps nobody waiting", async () => {
    const keys = castor();
    await keys.sign({}, about);
    now += 10 * 60_000;
    await keys.sign({}, about);
    kept.store.all = () => new Promise(() => undefined);
    now += 2 * 60_000;
    await verify(await keys.sign({}, about), await fetched(keys));
  });
});

it("a key that cannot be read is of no use, and keeps nothing from working", async () => {
  const at = now - 1;
  for (const jwk of ["{", "{}", '{"kty":"oct","k":"c2VjcmV0"}', '{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}']) await kept.store.add({ id: `broken-${jwk}`, jwk, createdAt: at });
  const keys = castor();
  await verify(await keys.sign({}, about), await fetched(keys));
  expect((await keys.published()).keys).toHaveLength(1);
});
