import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSigningKeys, type SigningKeys } from "@/lib/gateway";
import { createStore, type Store } from "@/lib/store";
import { jwksHandler, jwksRoute } from "./jwks";

const issuer = "https://castor.example.org";
const audience = "grafana-pollux.castor.example.org";
const about = { audience, subject: "ada", lifetime: 60 };
const noon = Date.UTC(2026, 5, 1, 12);
const secret = "q8Zt4nLwXv0RbE2sHy7KcJ5mUa9PdGf3";

let now = noon;
let store: Store;
let castor: SigningKeys;
let server: Server;
let url: string;
const errors: unknown[] = [];
const note = (fields: object) => void errors.push(fields);
const make = () => createSigningKeys({ store: store.signingKeys, issuer, rotation: 30 * 86_400_000, now: () => now });

beforeAll(async () => {
  store = await createStore({ memory: true, secret });
  castor = make();
  const answer = jwksHandler({ published: () => castor.published() }, { info: note, warn: note, error: note });
  server = createServer((request, response) => {
    if (jwksRoute.test(request.url ?? "")) void answer(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/jwks.json`;
}, 60_000);
afterAll(async () => {
  server.close();
  await store.close();
});

/** A tool that has just started. */
const tool = () => {
  const keys = createRemoteJWKSet(new URL(url));
  return (token: string, as = audience) => jwtVerify(token, keys, { issuer, audience: as, algorithms: ["ES256"], currentDate: new Date(now) });
};

describe("the keys of what Castor signs", () => {
  it("are open to everybody, may be kept for five minutes, and hold nothing private", async () => {
    const response = await fetch(`${url}?v=1`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/jwk-set+json");
    expect(response.headers.get("cache-control")).toBe("public, max-age=300");
    const { keys } = (await response.json()) as { keys: Record<string, unknown>[] };
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([["alg", "crv", "kid", "kty", "use", "x", "y"]]);
    const head = await fetch(url, { method: "HEAD" });
    expect(`${head.status} ${await head.text()}`).toBe("200 ");
    expect((await fetch(url, { method: "POST" })).status).toBe(405);
  });

  it("let a tool check who asks, and for whom that was said", async () => {
    const verify = tool();
    const token = await castor.sign({ preferred_username: "ada" }, about);
    expect((await verify(token)).payload).toMatchObject({ sub: "ada", preferred_username: "ada" });
    await expect(verify(token, "prometheus-pollux.castor.example.org")).rejects.toMatchObject({ code: "ERR_JWT_CLAIM_VALIDATION_FAILED" });
  });

  it("are the same for every process of one Castor, and after a restart", async () => {
    const others = [make(), make()];
    const verify = tool();
    for (const other of others) await verify(await other.sign({}, about));
  });

  it("stay known to a tool while they are replaced", async () => {
    const early = tool();
    await early(await castor.sign({}, about));
    now += 30 * 86_400_000;
    await castor.published();
    const informed = tool();
    const before = await castor.sign({}, about);
    await informed(before);
    now += 2 * 3_600_000 + 1_000;
    const after = await castor.sign({}, about);
    expect(after.split(".")[0]).not.toBe(before.split(".")[0]);
    await informed(after);
    await tool()(after);
    now += 3_600_000;
    await castor.published();
    now += 60_000;
    const { keys } = (await (await fetch(url)).json()) as { keys: unknown[] };
    expect(keys).toHaveLength(1);
    expect(await store.signingKeys.all()).toHaveLength(1);
  });

  it("cannot be had while the Store has never answered: that is said, and nothing of why", async () => {
    const usual = castor;
    castor = createSigningKeys({ store: { ...store.signingKeys, all: () => Promise.reject(new Error("password=hunter2")) }, issuer, rotation: 1, now: () => now });
    const response = await fetch(url);
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain("hunter2");
    expect(errors).toHaveLength(1);
    castor = usual;
  });
});
