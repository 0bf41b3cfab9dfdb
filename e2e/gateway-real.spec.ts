import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, type Browser, type BrowserContext, type Page } from "@playwright/test";
import { startRealPortal, type RealPortal } from "./real/portal";
import { missingPrograms } from "./real/upstreams";
import { signIn, type Account } from "./pages/sign-in";
import { inside, toolOrigin } from "./pages/tools";

const rules = JSON.stringify({ groups: [{ name: "always", interval: "1s", rules: [{ alert: "ShutterStuck", expr: "vector(1)", labels: { severity: "critical", namespace: "p47-beamline" } }] }] });
const gateway = { access: [{ groups: ["p47-beamline"], level: "read" }] };

test.describe("Debian's own Prometheus and Alertmanager behind the sign-in", () => {
  test.skip(missingPrograms.length > 0, `${missingPrograms.join(", ")} not installed`);
  test.describe.configure({ mode: "serial", timeout: 120_000 });
  let metrics: Server;
  let portal: RealPortal;
  const open: BrowserContext[] = [];

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    metrics = createServer((_request, response) => response.end('shutter_seconds{pod="p47-shutter-0"} 42\n'));
    await new Promise<void>((resolve) => metrics.listen(0, "127.0.0.1", resolve));
    const { port } = metrics.address() as AddressInfo;
    portal = await startRealPortal({
      node: "real-01",
      exporterPort: port,
      targets: [`127.0.0.1:${port}`],
      rules,
      administrators: ["castor-admins"],
      gateway: { prometheus: gateway, alertmanager: gateway },
    });
  });

  test.afterEach(async () => {
    for (const context of open.splice(0)) await context.close();
  });

  test.afterAll(async () => {
    await portal?.close();
    metrics?.close();
    metrics?.closeAllConnections();
  });

  const tool = (name: "prometheus" | "alertmanager") => toolOrigin(portal.url, name, "real");
  const page = async (browser: Browser): Promise<Page> => {
    const context = await browser.newContext({ baseURL: portal.url });
    open.push(context);
    return context.newPage();
  };
  const signedIn = async (browser: Browser, account: Account, path: string) => {
    const made = await page(browser);
    await signIn(made, account, path);
    return made;
  };

  for (const account of ["admin", "p47-staff"] as const) {
    test(`${account} runs a query in Prometheus' own page inside the portal; the address follows, and a reload comes back to it`, async ({ browser }) => {
      const at = await signedIn(browser, account, "/clusters/real/tools/prometheus");
      const prometheus = inside(at, "Prometheus");
      await prometheus.getByPlaceholder(/Expression/).fill("shutter_seconds > 41");
      await prometheus.getByRole("button", { name: "Execute" }).click();
      await expect(prometheus.getByText(/p47-shutter-0/).first()).toBeVisible();
      await expect(at).toHaveURL(/\/clusters\/real\/tools\/prometheus\/.*g0\.expr=shutter_seconds/);
      await at.reload();
      await expect(prometheus.getByText(/p47-shutter-0/).first()).toBeVisible();
      await prometheus.getByRole("link", { name: "Alerts" }).click();
      await expect(at).toHaveURL(/\/clusters\/real\/tools\/prometheus\/classic\/alerts/);
      await at.goBack();
      await expect(at).toHaveURL(/g0\.expr=shutter_seconds/);
    });
  }

  test("Alertmanager's page lists the alert; who may only look cannot silence from it and is told why", async ({ browser }) => {
    const at = await signedIn(browser, "p47-staff", "/clusters/real/tools/alertmanager");
    const alertmanager = inside(at, "Alertmanager");
    await expect(alertmanager.getByRole("listitem").filter({ hasText: "ShutterStuck" })).toBeVisible();
    await expect(at.getByText("Read-only", { exact: false }).first()).toBeVisible();
    await alertmanager.getByRole("button", { name: "Silence everything here" }).click();
    await expect(alertmanager.getByRole("status")).toContainText(/Refused with 403: .*only look/i);
    const silences = (await (await fetch(`${portal.alertmanagers[0]?.url ?? ""}/api/v2/silences`)).json()) as unknown[];
    expect(silences).toEqual([]);
  });

  test("an administrator silences from Alertmanager's own page", async ({ browser }) => {
    const at = await signedIn(browser, "admin", "/clusters/real/tools/alertmanager");
    const alertmanager = inside(at, "Alertmanager");
    await alertmanager.getByRole("button", { name: "Silence everything here" }).click();
    await expect(alertmanager.getByRole("status")).toHaveText("Silenced");
    const silences = (await (await fetch(`${portal.alertmanagers[0]?.url ?? ""}/api/v2/silences`)).json()) as { comment: string }[];
    expect(silences.map(({ comment }) => comment)).toEqual(["from Alertmanager's page"]);
  });

  test("without a session both are out of reach, by page and by API; visitors are refused with the reason", async ({ browser }) => {
    const stranger = await page(browser);
    await stranger.goto(`${tool("prometheus")}/graph`);
    await expect(stranger.getByRole("button", { name: "Sign in" })).toBeVisible();
    for (const origin of [tool("prometheus"), tool("alertmanager")]) {
      for (const path of ["/api/v1/query?query=up", "/api/v2/alerts", "/metrics", "/-/reload"]) {
        expect((await stranger.request.get(`${origin}${path}`, { headers: { accept: "*/*" } })).status()).toBe(401);
        expect((await stranger.request.post(`${origin}${path}`, { headers: { origin } })).status()).toBe(401);
      }
    }
    const visitor = await signedIn(browser, "visitor", "/clusters/real/tools/prometheus");
    await expect(visitor.getByRole("main")).toContainText(/may not open Prometheus/i);
    const refused = await visitor.goto(`${tool("prometheus")}/graph`);
    expect(refused?.status()).toBe(403);
    await expect(visitor.getByRole("main")).toContainText(/Prometheus/);
  });

  test("a tool's own address leads through the sign-in and back to it, and its tab needs no second login", async ({ browser }) => {
    const at = await page(browser);
    await at.goto(`${tool("prometheus")}/classic/targets`);
    await at.getByLabel("Username").fill("admin");
    await at.getByLabel("Password").fill("castor");
    await at.getByRole("button", { name: "Sign in" }).click();
    await expect(at).toHaveURL(`${tool("prometheus")}/classic/targets`);
    await expect(at.getByRole("heading", { name: "Targets" })).toBeVisible();
    const headers = (await at.request.get(`${tool("prometheus")}/classic/targets`)).headers();
    expect(headers["content-security-policy"]).toContain(`frame-ancestors 'self' ${portal.url}`);
    expect(headers["x-frame-options"]).toBeUndefined();
    await at.goto(`${tool("alertmanager")}/`);
    await expect(at.getByRole("heading", { name: "Alerts" })).toBeVisible();
  });

  test("signing out closes every tool in the same second: frames, tabs and what they ask", async ({ browser }) => {
    const at = await signedIn(browser, "admin", "/clusters/real/tools/prometheus");
    await expect(inside(at, "Prometheus").getByRole("button", { name: "Execute" })).toBeVisible();
    const tab = await at.context().newPage();
    await tab.goto(`${tool("alertmanager")}/`);
    const asks = () => tab.evaluate(() => fetch("/api/v2/alerts").then(({ status }) => status));
    expect(await asks()).toBe(200);
    await at.getByRole("button", { name: /menu/ }).click();
    await at.getByRole("button", { name: "Sign out" }).click();
    expect(await asks()).toBe(401);
    await tab.goto(`${tool("prometheus")}/graph`);
    await expect(tab).not.toHaveURL(new RegExp(`^${tool("prometheus")}`));
  });
});
