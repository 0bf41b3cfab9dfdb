import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { signIn } from "./pages/sign-in";

/** What stands in the addresses of routes, so that each can be asked. */
const named: Readonly<Record<string, string>> = { cluster: "pollux", id: "5f1a3c1e-0000-4000-8000-000000000000", alert: "0123456789abcdef", namespace: "p47-beamline", name: "p47-rabbitmq-password", key: "password", uid: "7d57716318ee0dddbac5a7f451fb7753", tool: "grafana" };
/** The identity provider itself asks this one, with a signed token and no cookie. */
const byItsToken = "/api/auth/backchannel-logout";

const folder = join(import.meta.dirname, "..", "app");
const routes = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("route.ts"))
  .flatMap((file) => {
    const path = `/${file.replace(/\/route\.ts$/, "")}`.replace(/\[(\w+)\]/g, (_, name: string) => named[name] ?? name);
    const methods = [...readFileSync(join(folder, file), "utf8").matchAll(/export (?:async )?function (POST|PUT|PATCH|DELETE)\b/g)];
    return methods.map(([, method = ""]) => ({ path, method }));
  })
  .filter(({ path }) => path !== byItsToken);

test("ASVS 3.5.1: every route that changes something refuses what another site's page, or a tool's, sends in a person's name", async ({ page, baseURL }) => {
  await signIn(page, "admin");
  expect(routes.length).toBeGreaterThan(8);
  const strangers = [{ origin: "https://evil.example" }, { origin: "null" }, { origin: (baseURL ?? "").replace("castor.", "grafana-pollux.castor.") }, { "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }, {}];
  for (const { path, method } of routes) {
    for (const headers of strangers) {
      const answer = await page.request.fetch(path, { method, headers, data: {}, maxRedirects: 0 });
      expect(answer.status(), `${method} ${path} ${JSON.stringify(headers)}`).toBe(403);
    }
  }
  expect((await page.request.get("/api/clusters")).status()).toBe(200);
});

test("ASVS 3.4.6, 3.4.3: nobody may frame any answer: pages, errors, redirects and data", async ({ page }) => {
  await signIn(page, "visitor");
  const nonces = new Set<string>();
  for (const path of ["/", "/clusters/nowhere", "/nothing-here", "/api/clusters", "/api/clusters/nowhere", "/sign-in/problem?reason=provider", "/.well-known/jwks.json", "/oauth2/auth", "/metrics", "/clusters/pollux/tools/grafana"]) {
    const headers = (await page.request.get(path, { maxRedirects: 0 })).headers();
    const policy = headers["content-security-policy"] ?? "";
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).toContain("base-uri 'none'; object-src 'none'");
    nonces.add(/nonce-([^']+)/.exec(policy)?.[1] ?? path);
  }
  expect(nonces.size).toBe(10);
});

test("ASVS 7.2.4, 7.4.1: a session that somebody planted is of no use, and one that ended never comes back", async ({ page, context, baseURL }) => {
  const name = `castor.session.${new URL(baseURL ?? "").port}`;
  const planted = "A".repeat(43);
  await context.addCookies([{ name, value: planted, url: baseURL ?? "" }]);
  await signIn(page, "p47-staff");
  const valueOf = async () => (await context.cookies()).find((cookie) => cookie.name === name)?.value;
  const first = await valueOf();
  expect(first).toMatch(/^[\w-]{43}$/);
  expect(first).not.toBe(planted);
  await page.getByRole("button", { name: /menu/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/signed-out/);
  await signIn(page, "p47-staff");
  expect(await valueOf()).not.toBe(first);
  for (const value of [planted, first ?? ""]) {
    const status = (await (await fetch(`${baseURL}/api/clusters`, { headers: { cookie: `${name}=${value}` } })).json()) as { error?: { code: string } };
    expect(status.error?.code).toBe("unauthorized");
  }
});

test("no endpoint tells a secret: tokens of tools, of sessions and of Castor's own account", async ({ page }) => {
  await signIn(page, "admin");
  for (const path of ["/", "/clusters/pollux", "/clusters/pollux/tools", "/api/clusters", "/api/clusters/pollux/found", "/api/refusals", "/clusters/pollux/tools/argo-cd"]) {
    const text = await (await page.request.get(path)).text();
    expect(text, path).not.toMatch(/eyJ[\w-]{10,}\.[\w-]+\.|"(?:token|secret|clientSecret)":"[^"]/);
  }
});
