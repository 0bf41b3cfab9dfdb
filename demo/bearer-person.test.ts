import type { RequestListener } from "node:http";
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveUpstream, type Upstream } from "./serve";
import { createArgoCd } from "./upstreams/argo-cd";
import { createDashboard } from "./upstreams/dashboard";
import { createWorld } from "./world/world";

const clock = () => Date.parse("2026-08-03T09:00:00Z");
const world = createWorld({ clock, seed: 1, host: false });
const open: Upstream[] = [];
let signing: CryptoKey;
let issuer: string;
let argoCd: string;
let dashboard: string;

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  signing = privateKey;
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: "RS256", use: "sig", kid: "one" }] });
  const served = async (listener: RequestListener) => {
    const upstream = await serveUpstream({ id: "tool", port: 0, listener });
    open.push(upstream);
    return upstream.url;
  };
  issuer = `${await served((req, res) => (req.url === "/realms/castor/protocol/openid-connect/certs" ? res.end(keys) : res.writeHead(404).end()))}/realms/castor`;
  argoCd = await served(createArgoCd({ world, place: "Argus", token: "t0ken", issuer }));
  dashboard = await served(createDashboard({ cluster: world.cluster("pollux"), place: "Pollux", clock, issuer }));
});
afterAll(() => Promise.all(open.map((upstream) => upstream.close())));

const claims = { name: "Pat Fortyseven", email: "pat.fortyseven@example.org", groups: ["p47-beamline"] };
const idToken = ({ audience = "castor", lasts = 60, key = signing, from = issuer } = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "one" }).setIssuer(from).setSubject("pat").setAudience(audience).setExpirationTime(Math.floor(Date.now() / 1_000) + lasts).sign(key);
const ask = (url: string, token?: string) => fetch(url, { redirect: "manual", headers: { accept: "text/html", ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) } });
const text = async (url: string, token?: string) => (await ask(url, token)).text();

/** Tokens that a tool must not take, by what is wrong with them. */
const wrong: Readonly<Record<string, () => Promise<string>>> = {
  "for another client": () => idToken({ audience: "kubectl" }),
  "that has run out": () => idToken({ lasts: -1 }),
  "of another issuer": () => idToken({ from: "http://localhost:1/realms/castor" }),
  "signed by somebody else": async () => idToken({ key: (await generateKeyPair("RS256")).privateKey }),
  "without a signature": async () => new UnsecuredJWT(claims).setIssuer(issuer).setAudience("castor").setExpirationTime("1m").encode(),
  "that is none": async () => "nonsense",
};

describe("Argo CD", () => {
  it("shows a sign-in page to whoever is not signed in, and says that nobody is", async () => {
    const page = await ask(`${argoCd}/applications?proj=p47-beamline`);
    expect(page.status).toBe(302);
    expect(page.headers.get("location")).toBe("/login?return_url=%2Fapplications%3Fproj%3Dp47-beamline");
    expect(await text(`${argoCd}/login`)).toContain("Nobody is signed in here.");
    expect(await (await ask(`${argoCd}/api/v1/session/userinfo`)).json()).toEqual({});
    expect((await ask(`${argoCd}/api/v1/applications`)).status).toBe(401);
  });

  it("takes an ID token of the laboratory's Keycloak, and says whose it is", async () => {
    const token = await idToken();
    expect(await text(`${argoCd}/applications`, token)).toContain("Signed in as Pat Fortyseven (p47-beamline)");
    expect(await text(`${argoCd}/applications/p47-beamline/p47`, token)).toContain("Signed in as Pat Fortyseven");
    expect(await (await ask(`${argoCd}/api/v1/session/userinfo`, token)).json()).toEqual({ loggedIn: true, username: "pat.fortyseven@example.org", iss: issuer, groups: ["p47-beamline"] });
    expect((await ask(`${argoCd}/api/v1/applications`, token)).status).toBe(200);
    expect((await ask(`${argoCd}/api/v1/applications`, "t0ken")).status).toBe(200);
  });

  it.each(Object.entries(wrong))("refuses a token %s", async (_, make) => {
    const token = await make();
    expect((await ask(`${argoCd}/api/v1/applications`, token)).status).toBe(401);
    expect((await ask(`${argoCd}/`, token)).status).toBe(302);
  });

  it("lets only its own pages frame it, as the real one does by default", async () => {
    const page = await ask(`${argoCd}/login`);
    expect(page.headers.get("x-frame-options")).toBe("sameorigin");
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'self'");
  });
});

describe("the Kubernetes Dashboard", () => {
  it("shows a sign-in page to whoever is not signed in, and the cluster to whoever is", async () => {
    const stranger = await text(`${dashboard}/`);
    expect(stranger).toContain("Nobody is signed in here.");
    expect(stranger).not.toContain("p47-srv-01");
    const page = await text(`${dashboard}/`, await idToken());
    expect(page).toContain("Signed in as Pat Fortyseven (p47-beamline)");
    expect(page).toContain("p47-srv-01");
    expect(await (await ask(`${dashboard}/api/v1/login/status`, "x")).json()).toMatchObject({ headerPresent: true });
  });

  it.each(Object.entries(wrong))("refuses a token %s", async (_, make) => {
    const page = await text(`${dashboard}/`, await make());
    expect(page).toContain("was refused");
    expect(page).not.toContain("p47-srv-01");
  });
});

it("nobody is let in while the identity provider's keys cannot be had", async () => {
  const upstream = await serveUpstream({ id: "tool", port: 0, listener: createArgoCd({ world, place: "Argus", token: "t0ken", issuer: "http://127.0.0.1:1/realms/castor" }) });
  open.push(upstream);
  expect((await ask(`${upstream.url}/api/v1/applications`, await idToken({ from: "http://127.0.0.1:1/realms/castor" }))).status).toBe(401);
});
