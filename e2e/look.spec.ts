import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Locator, type Page } from "@playwright/test";
import { ready, signIn } from "./pages/sign-in";
import { inside } from "./pages/tools";

/** Every page, with something by which one sees that it has its figures. */
const pages: Readonly<Record<string, (page: Page) => Locator>> = {
  "/": (page) => page.getByText(/of [\d.]+ cores/).first(),
  "/clusters/pollux": (page) => page.getByText(/of [\d.]+ cores/).first(),
  "/nodes": (page) => page.getByRole("link", { name: "argus-cp-01" }),
  "/clusters/argus/nodes": (page) => page.getByRole("link", { name: "argus-cp-01" }),
  "/clusters/pollux/nodes/p47-srv-01": (page) => page.getByText(/Live edge every/),
  "/clusters/pollux/objects/core/v1/pods": (page) => page.getByRole("rowheader").first(),
  "/clusters/pollux/objects": (page) => page.getByRole("link", { name: /^StatefulSet/ }),
  "/clusters/pollux/objects/core/v1/pods?namespace=training": (page) => page.getByRole("row").filter({ hasText: "counter-db-0" }),
  "/clusters/pollux/objects/apps/v1/deployments/training/oom-demo": (page) => page.getByRole("region", { name: "What is wrong" }),
  "/clusters/pollux/objects/core/v1/pods/p47-beamline/p47-rabbitmq-0?tab=logs": (page) => page.getByText("Following"),
  "/clusters/pollux/objects/core/v1/pods/p47-beamline/p47-rabbitmq-0?tab=metrics": (page) => page.getByRole("figure", { name: "Memory" }).getByText("limit").first(),
  "/clusters/pollux/objects/apps/v1/statefulsets/p47-beamline/p47-blueapi?tab=yaml": (page) => page.getByText("Managed fields: who set what"),
  "/clusters/pollux/surveys/images": (page) => page.getByRole("region", { name: "Images that run", exact: true }),
  "/clusters/pollux/surveys/storage": (page) => page.getByRole("region", { name: "Claims", exact: true }),
  "/alerts": (page) => page.getByRole("heading", { level: 3 }).first(),
  "/clusters/pollux/alerts": (page) => page.getByRole("heading", { level: 3 }).first(),
  "/clusters/pollux/alerts/silences": (page) => page.getByText("Broken on purpose").first(),
  "/clusters/pollux/alerts/history": (page) => page.getByRole("region", { name: "In short" }),
  "/clusters/pollux/alerts/routing?labels=alertname%3DAny+namespace%3Dp47-beamline": (page) => page.getByText("ends here").first(),
  "/clusters/pollux/alerts/pipeline": (page) => page.getByText(/targets answer/).first(),
  "/clusters/pollux/tools/prometheus": (page) => inside(page, "Prometheus").getByRole("button", { name: "Execute" }),
  "/clusters/pollux/tools/stackrox": (page) => page.getByText(/own sign-in/i).first(),
  "/clusters/pollux/tools": (page) => page.getByText(/Ingress/).first(),
  "/clusters/pollux/dashboards": (page) => page.getByRole("link", { name: "Node Exporter / Nodes" }),
  "/audit": (page) => page.getByRole("heading", { level: 1, name: "Audit" }),
  "/clusters/nowhere": (page) => page.getByRole("heading", { level: 1 }),
};

/** What a page says by itself, and what it opens over itself: the list of one cause, an alert, the dialog of a silence. */
async function alertsInDepth(page: Page, check: (what: string) => Promise<void>): Promise<void> {
  await page.goto("/clusters/pollux/alerts?filter=CPUThrottlingHigh");
  await ready(page);
  const causes = page.getByRole("region", { name: "Causes, worst first" });
  await causes.getByRole("heading", { level: 3 }).getByRole("button").first().click();
  const link = causes.getByRole("list", { name: /^Alerts/ }).getByRole("link").first();
  await expect(link).toBeVisible();
  await check("an open cause");
  await causes.getByRole("checkbox").first().check();
  await page.keyboard.press("s");
  await expect(page.getByRole("dialog", { name: /Silence/ }).getByRole("status").first()).toContainText("Covers");
  await check("the dialog of a silence");
  await page.keyboard.press("Escape");
  await link.click();
  await expect(page.getByRole("region", { name: /Why do I/ })).toBeVisible();
  await expect(page.getByRole("figure", { name: "Measured over time" })).toBeVisible();
  await check("an alert");
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 844 } });

      test("every page is free of axe's violations and of sideways scrolling", async ({ page }) => {
        test.setTimeout(300_000);
        await signIn(page, "admin");
        const check = async (what: string) => {
          // What stands in a frame is a tool's own page, with landmarks of its own.
          const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze();
          expect.soft(violations.map(({ id, nodes }) => `${what} ${id}: ${nodes[0]?.html ?? ""}`)).toEqual([]);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect.soft(overflow, `${what} scrolls sideways`).toBeLessThanOrEqual(0);
        };
        for (const [path, shown] of Object.entries(pages)) {
          await page.goto(path);
          await expect(shown(page), path).toBeVisible();
          await check(path);
        }
        await alertsInDepth(page, check);
      });
    });
  }
}

test("signed out and the sign-in's own problems are pages one can read", async ({ page }) => {
  for (const path of ["/signed-out", "/sign-in/problem?reason=provider"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => `${path} ${id}`)).toEqual([]);
  }
});

test("the theme is a choice that stays", async ({ page }) => {
  await signIn(page, "visitor");
  await page.getByRole("button", { name: /menu/ }).click();
  await page.getByText("Dark", { exact: true }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("the palette finds a node by name and goes there", async ({ page }) => {
  await signIn(page, "admin");
  await expect(page.getByRole("banner").getByText("Live", { exact: true })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("p47-srv");
  await expect(page.getByRole("option", { name: /p47-srv-01/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/clusters\/pollux\/nodes\/p47-srv-01/);
});

test("more tabs than a browser has connections are all live", async ({ context, page }) => {
  await signIn(page, "admin");
  const others = await Promise.all(Array.from({ length: 8 }, () => context.newPage()));
  for (const other of others) {
    await other.goto("/");
    await expect(other.getByText(/of [\d.]+ cores/).first()).toBeVisible();
    await expect(other.getByRole("banner").getByText("Live", { exact: true })).toBeVisible();
  }
});
