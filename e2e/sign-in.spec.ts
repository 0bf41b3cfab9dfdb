import { expect, test } from "@playwright/test";
import { signIn, type Account } from "./pages/sign-in";

const sees: Record<Account, readonly string[]> = {
  admin: ["pollux", "argus", "i22"],
  "p47-staff": ["pollux", "argus"],
  "i22-staff": ["pollux", "argus", "i22"],
  visitor: ["pollux", "argus"],
};

for (const [account, clusters] of Object.entries(sees) as [Account, readonly string[]][]) {
  test(`${account} signs in and sees exactly their clusters, on the page and in the API`, async ({ page }) => {
    await signIn(page, account);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const answer = (await (await page.request.get("/api/clusters")).json()) as { clusters: { id: string }[] };
    expect(answer.clusters.map(({ id }) => id).sort()).toEqual([...clusters].sort());
    for (const title of ["Pollux", "Argus", "i22"]) {
      await expect(page.getByRole("region", { name: title, exact: true })).toHaveCount(clusters.includes(title.toLowerCase()) ? 1 : 0);
    }
  });
}

test("a person comes back to where they were going, and nowhere else", async ({ page }) => {
  await signIn(page, "visitor", "/clusters/argus?namespace=argocd");
  await expect(page).toHaveURL(/\/clusters\/argus\?namespace=argocd$/);
  await page.goto("/sign-in?to=https://evil.example/");
  await expect(page).toHaveURL(/localhost:\d+\/$/);
  await page.goto("/sign-in?to=/%5C%5Cevil.example");
  await expect(page).toHaveURL(/localhost:\d+\/$/);
});

test("a wrong password is refused with words, and nothing opens", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel("Username").fill("admin");
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toContainText(/wrong/i);
  expect((await page.request.get("/api/clusters")).status()).toBe(401);
});

test("signed out, the API answers 401 in JSON and tells nothing; health needs no session", async ({ request }) => {
  for (const path of ["/api/clusters", "/api/clusters/pollux", "/api/preferences", "/api/stream?topic=nodes/pollux", "/api/clusters/pollux/nodes"]) {
    const response = await request.get(path);
    expect(response.status(), path).toBe(401);
    expect(await response.json(), path).toMatchObject({ error: { code: "unauthorized" } });
  }
  for (const path of ["/api/health/live", "/api/health/ready"]) {
    const response = await request.get(path);
    expect(response.status()).toBe(200);
    expect(await response.json()).toEqual({ status: "ok" });
  }
});

test("signing out ends the session here and at the identity provider", async ({ page, context }) => {
  await signIn(page, "p47-staff");
  const before = await context.cookies();
  await page.getByRole("button", { name: /menu/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/signed-out/);
  await context.addCookies(before.filter(({ name }) => name.includes("castor")));
  expect((await page.request.get("/api/clusters")).status()).toBe(401);
  await page.goto("/");
  await expect(page.getByLabel("Username")).toBeVisible();
});

test("what a person may not see does not exist for them, and its live figures are refused", async ({ page }) => {
  await signIn(page, "visitor");
  const response = await page.goto("/clusters/i22");
  expect(response?.status()).toBe(404);
  expect((await page.request.get("/api/clusters/i22")).status()).toBe(404);
  expect((await page.request.get("/api/clusters/i22/nodes")).status()).toBe(404);
  expect((await page.request.get("/api/stream?topic=nodes/i22")).status()).toBe(403);
  const wrong = await page.request.get("/api/stream?topic=gossip/pollux");
  expect(wrong.status()).toBe(400);
  const { error } = (await wrong.json()) as { error: { code: string; message: string } };
  expect(error.code).toBe("invalid");
  expect(error.message).toContain("gossip/pollux");
});

test("a mutation from another site is refused", async ({ page }) => {
  await signIn(page, "admin");
  const body = { data: { pins: [] }, headers: { origin: "https://evil.example" } };
  expect((await page.request.put("/api/preferences", body)).status()).toBe(403);
  expect((await page.request.post("/api/session/sign-out", { headers: body.headers })).status()).toBe(403);
  expect((await page.request.get("/api/clusters")).status()).toBe(200);
});

test("the session cookie is small and out of reach of scripts, and pages carry a strict policy", async ({ page, context }) => {
  await signIn(page, "admin");
  const session = (await context.cookies()).filter(({ name }) => name.includes("session"));
  expect(session.length).toBeGreaterThan(0);
  for (const cookie of session) {
    expect(cookie.httpOnly).toBe(true);
    expect(cookie.sameSite).toBe("Lax");
    expect(cookie.value.length).toBeLessThan(200);
    expect(cookie.value).not.toMatch(/^ey/);
  }
  const headers = (await page.request.get("/")).headers();
  expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/=]+' 'strict-dynamic'/);
  expect(headers["x-frame-options"]).toBe("DENY");
  expect(headers["x-powered-by"]).toBeUndefined();
});
