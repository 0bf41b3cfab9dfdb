import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, type Page } from "@playwright/test";
import { startRealPortal, type RealPortal } from "./real/portal";
import { missingPrograms } from "./real/upstreams";
import { signIn } from "./pages/sign-in";

const rules = JSON.stringify({
  groups: [
    {
      name: "beamline",
      interval: "1s",
      rules: [
        {
          alert: "ShutterStuck",
          expr: "shutter_seconds > 5",
          for: "6s",
          labels: { severity: "critical" },
          annotations: { summary: "The shutter of {{ $labels.pod }} is stuck." },
        },
        { alert: "Watchdog", expr: "vector(1)", labels: { severity: "none" } },
      ],
    },
  ],
});

/** A shutter that the test gets stuck, and whoever is told of it. */
interface Beamline {
  stuck: boolean;
  readonly told: { readonly status: string; readonly alerts: readonly { readonly labels: Readonly<Record<string, string>> }[] }[];
  readonly server: Server;
  readonly port: number;
}

async function beamline(): Promise<Beamline> {
  const made = { stuck: false, told: [] as Beamline["told"][number][] };
  const server = createServer((request, response) => {
    if (request.method !== "POST") return void response.end(`shutter_seconds{namespace="p47-beamline",pod="p47-shutter-0"} ${made.stuck ? 42 : 0}\n`);
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      made.told.push(JSON.parse(body) as Beamline["told"][number]);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(made, { server, port: (server.address() as AddressInfo).port });
}

const causes = (page: Page) => page.getByRole("region", { name: "Causes, worst first" });

test.describe("Debian's own Prometheus and two of its Alertmanagers", () => {
  test.skip(missingPrograms.length > 0, `${missingPrograms.join(", ")} not installed`);
  test.describe.configure({ mode: "serial", timeout: 180_000 });
  let shutter: Beamline;
  let portal: RealPortal;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    shutter = await beamline();
    const routes = {
      route: { receiver: "null", group_by: ["alertname"], group_wait: "1s", group_interval: "2s", routes: [{ receiver: "p47", matchers: ['namespace="p47-beamline"'] }] },
      receivers: [{ name: "null" }, { name: "p47", webhook_configs: [{ url: `http://127.0.0.1:${shutter.port}/told` }] }],
    };
    portal = await startRealPortal({
      node: "real-01",
      exporterPort: shutter.port,
      targets: [`127.0.0.1:${shutter.port}`],
      rules,
      routes: JSON.stringify(routes),
      alertmanagers: 2,
      administrators: ["castor-admins"],
      alerting: { responders: [{ groups: ["p47-beamline"], scope: ['namespace="p47-beamline"'] }] },
    });
  });

  test.afterAll(async () => {
    await portal?.close();
    shutter?.server.close();
    shutter?.server.closeAllConnections();
  });

  test("a rule fires through the whole pipeline: seen, silenced, an Alertmanager killed and back, expired, and resolved", async ({ browser }) => {
    const page = await browser.newPage({ baseURL: portal.url });
    await signIn(page, "p47-staff", "/clusters/real/alerts");
    await expect(page.getByRole("heading", { level: 1 })).toContainText(/quiet|Nothing/i);
    await expect(causes(page).getByRole("heading", { level: 3 })).toHaveCount(0);

    shutter.stuck = true;
    await expect(causes(page)).toContainText("1 pending");
    await expect(causes(page)).toContainText("1 firing", { timeout: 30_000 });
    await expect(causes(page).getByRole("heading", { level: 3 })).toHaveCount(1);
    await expect.poll(() => shutter.told.filter(({ status }) => status === "firing").length, { timeout: 30_000 }).toBeGreaterThan(0);

    await causes(page).getByRole("heading", { level: 3 }).getByRole("button").click();
    await causes(page).getByRole("list", { name: /^Alerts/ }).getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("The shutter of p47-shutter-0 is stuck");
    await expect(page.getByRole("region", { name: "What its rule measures" })).toContainText("shutter_seconds");
    await expect(page.getByRole("region", { name: "What its rule measures" })).toContainText("42");
    await expect(page.getByRole("region", { name: /Why do I/ })).toContainText(/It goes to p47 by webhook/);

    await page.getByRole("button", { name: "Silence", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: /Silence/ });
    await expect(dialog.getByRole("status").first()).toContainText("Covers 1 alert now");
    await dialog.getByRole("textbox", { name: "Reason" }).fill("The hutch is open");
    await dialog.getByRole("button", { name: /^Silence 1 alert/ }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText("Suppressed", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(/silenced by Pat Fortyseven/i).first()).toBeVisible();

    // One Alertmanager dies in the middle of it, has no time to say anything, and comes back.
    await portal.alertmanagers[0]?.kill();
    await page.goto("/clusters/real/alerts?filter=ShutterStuck");
    await expect(page.getByText(/Alertmanager of Real/).first()).toBeVisible({ timeout: 30_000 });
    await expect(causes(page).getByRole("heading", { level: 3 })).toHaveCount(1);
    await expect(causes(page)).toContainText("1 suppressed");
    await portal.alertmanagers[0]?.start();
    await expect(page.getByText(/Alertmanager of Real/)).toHaveCount(0, { timeout: 30_000 });
    await expect(causes(page).getByRole("heading", { level: 3 })).toHaveCount(1);
    await expect(causes(page)).toContainText("1 suppressed");

    await page.goto("/clusters/real/alerts/silences");
    const row = page.getByRole("main").getByRole("list", { name: "Silences" }).getByRole("listitem").filter({ hasText: "The hutch is open" });
    await expect(row).toHaveCount(1);
    await row.getByRole("button", { name: "Expire" }).click();
    await page.getByRole("dialog", { name: /Expire/ }).getByRole("button", { name: /^Expire/ }).click();
    await expect(row).toHaveCount(0);
    await page.goto("/clusters/real/alerts?filter=ShutterStuck");
    await expect(causes(page)).toContainText("1 firing", { timeout: 30_000 });

    shutter.stuck = false;
    await expect(causes(page).getByRole("heading", { level: 3 })).toHaveCount(0, { timeout: 30_000 });
    await page.getByRole("button", { name: "Resolved" }).click();
    await expect(causes(page).getByRole("heading", { level: 3 })).toHaveCount(1, { timeout: 30_000 });
    await page.close();
  });

  test("the timeline has each step once, with who did it, also after Castor was started anew", async ({ browser }) => {
    const told = async () => {
      const page = await browser.newPage({ baseURL: portal.url });
      await signIn(page, "p47-staff", "/clusters/real/alerts?filter=" + encodeURIComponent("ShutterStuck @state=resolved"));
      await causes(page).getByRole("heading", { level: 3 }).getByRole("button").click();
      await causes(page).getByRole("list", { name: /^Alerts/ }).getByRole("link").first().click();
      const timeline = page.getByRole("region", { name: "Timeline" });
      await expect(timeline).toContainText("Fired once");
      const steps = await timeline.getByRole("listitem").allInnerTexts();
      await page.close();
      return steps.map((step) => step.replace(/\d+ (s|min) ago|now/g, "").replace(/\s+/g, " ").trim()).filter((step) => step !== "");
    };
    const before = await told();
    expect(before.filter((step) => step.startsWith("Fires"))).toHaveLength(1);
    expect(before.filter((step) => /^Over/.test(step))).toHaveLength(1);
    expect(before.filter((step) => /Pat Fortyseven/.test(step)).length).toBeGreaterThan(0);
    expect(before.join("\n")).toContain("The hutch is open");
    await portal.restart();
    expect(await told()).toEqual(before);
  });
});
