import { expect, test } from "@playwright/test";
import { during } from "./pages/faults";
import { ready, signIn } from "./pages/sign-in";
import { inside, toolOrigin } from "./pages/tools";

const node = "/clusters/pollux/nodes/p47-srv-01";
const pod = "/clusters/pollux/objects/core/v1/pods/p47-beamline/p47-rabbitmq-0";

for (const [account, name, role] of [["admin", "Ada Admin", "Admin"], ["p47-staff", "Pat Fortyseven", "Editor"]] as const) {
  test(`${account} is known to Grafana and Argo CD without a second login`, async ({ page }) => {
    await signIn(page, account, "/clusters/pollux/tools/grafana");
    await expect(inside(page, "Grafana").getByText(name)).toBeVisible();
    await expect(inside(page, "Grafana").getByText(role, { exact: false }).first()).toBeVisible();
    await page.goto("/clusters/pollux/tools/argo-cd");
    await expect(inside(page, "Argo CD").getByText(new RegExp(`${name}|${account}`)).first()).toBeVisible();
  });
}

test("a place inside a tool is an address that a colleague opens; back and reload work", async ({ page, browser, baseURL }) => {
  await signIn(page, "p47-staff", "/clusters/pollux/tools/grafana");
  const grafana = inside(page, "Grafana");
  await grafana.getByRole("link", { name: "Node Exporter / Nodes" }).click();
  await expect(grafana.getByRole("heading", { name: "Node Exporter / Nodes" })).toBeVisible();
  await expect(page).toHaveURL(/\/clusters\/pollux\/tools\/grafana\/d\/7d57716318ee0dddbac5a7f451fb7753/);
  const address = page.url();
  await page.reload();
  await expect(grafana.getByRole("heading", { name: "Node Exporter / Nodes" })).toBeVisible();
  await page.goBack();
  await expect(page).not.toHaveURL(/\/d\//);

  const colleague = await browser.newContext({ baseURL: baseURL ?? "" });
  const other = await colleague.newPage();
  await signIn(other, "admin", address);
  await expect(inside(other, "Grafana").getByRole("heading", { name: "Node Exporter / Nodes" })).toBeVisible();
  await colleague.close();
});

test("the theme is handed to Grafana, and a chart's link the time range", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await signIn(page, "admin", `${node}?range=6h`);
  const link = page.getByRole("link", { name: /Grafana ?: Memory by kind of p47-srv-01/ });
  await expect(link).toHaveAttribute("href", /^\/clusters\/pollux\/tools\/grafana\/d\/7d57.*from=now-21600s/);
  await link.click();
  await expect(page).toHaveURL(/from=now-21600s/);
  const theme = () => page.frames().map((frame) => frame.url()).find((url) => url.includes("grafana-pollux") && url.includes("/d/"));
  await expect.poll(theme).toContain("theme=dark");
  await expect(page).not.toHaveURL(/theme=/);
});

for (const [what, path, shows] of [["node", node, /Node Exporter/], ["pod", pod, /Compute Resources \/ Pod/]] as const) {
  test(`a ${what}'s page has Grafana's panels about it, drawn by Grafana`, async ({ page }) => {
    await signIn(page, "p47-staff", path);
    const section = page.getByRole("region", { name: /Grafana/ });
    await expect(section).toContainText(shows);
    await section.getByRole("button", { name: "Show here" }).click();
    const panel = section.locator("iframe").first();
    await panel.scrollIntoViewIfNeeded();
    await expect(panel.contentFrame().getByRole("img").first()).toBeVisible();
  });
}

test("all dashboards are found by words and folders, and those kept in ConfigMaps say so", async ({ page }) => {
  await signIn(page, "p47-staff", "/clusters/pollux/dashboards");
  const main = page.getByRole("main");
  await expect(main.getByRole("link", { name: "Node Exporter / Nodes" })).toBeVisible();
  await expect(main.getByText(/kept in a ConfigMap/i).first()).toBeVisible();
  await main.getByRole("searchbox").fill("persistent");
  await expect(main.getByRole("link", { name: "Kubernetes / Persistent Volumes" })).toBeVisible();
  await expect(main.getByRole("link", { name: "Node Exporter / Nodes" })).toHaveCount(0);
  await expect(page).toHaveURL(/persistent/);
  await main.getByRole("link", { name: "Kubernetes / Persistent Volumes" }).click();
  await expect(inside(page, "Grafana").getByRole("heading", { name: "Kubernetes / Persistent Volumes" })).toBeVisible();
});

test("a tool that stops is told as such instead of a blank frame, and comes back by itself", async ({ page, baseURL }) => {
  await during(baseURL ?? "", "pollux/grafana", "stopped", async () => {
    await signIn(page, "admin", "/clusters/pollux/tools/grafana");
    await expect(inside(page, "Grafana").getByText(/does not answer|cannot be reached|can't be reached/i).first()).toBeVisible();
  });
  await expect(inside(page, "Grafana").getByRole("heading", { name: "Dashboards" })).toBeVisible({ timeout: 30_000 });
});

test("a tool that insists on its own sign-in is offered in a tab; without the right it is refused, here and at its own address", async ({ page, baseURL }) => {
  await signIn(page, "visitor", "/clusters/pollux/tools/stackrox");
  await expect(page.getByRole("main")).toContainText(/own sign-in/i);
  await expect(page.getByRole("main").getByRole("link", { name: /Open StackRox/ })).toBeVisible();
  await page.goto("/clusters/pollux/tools/grafana");
  await expect(page.getByRole("main")).toContainText(/may not open Grafana/i);
  expect(await page.locator("iframe").count()).toBe(0);
  const origin = toolOrigin(baseURL ?? "", "grafana", "pollux");
  expect((await page.goto(`${origin}/dashboards`))?.status()).toBe(403);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/Grafana/);
  expect((await page.goto("/clusters/pollux/tools/nonsense"))?.status()).toBe(404);
});

test("what clusters say of their tools themselves becomes links, and administrators see why", async ({ page, browser, baseURL }) => {
  await signIn(page, "admin", "/clusters/pollux/tools");
  const main = page.getByRole("main");
  await expect(main.getByText(/Ingress/).first()).toBeVisible();
  await expect(main.getByText(/Gives way to/).first()).toBeVisible();
  await expect(main.getByText("Asks not to be shown").first()).toBeVisible();
  await expect(main.getByText(/What objects say of themselves that cannot be used/)).toBeVisible();
  const visitors = await browser.newContext({ baseURL: baseURL ?? "" });
  const visitor = await visitors.newPage();
  await signIn(visitor, "visitor", "/clusters/pollux/tools");
  await expect(visitor.getByRole("main")).toContainText(/administrators/i);
  await visitor.goto("/");
  await ready(visitor);
  await expect(visitor.getByRole("region", { name: "Pollux", exact: true })).toContainText(/found/i);
  await visitors.close();
});
