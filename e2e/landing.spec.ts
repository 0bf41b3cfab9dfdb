import { expect, test } from "@playwright/test";
import { ready, signIn } from "./pages/sign-in";
import { inside } from "./pages/tools";

test("every cluster tells how it is: nodes, CPU, memory, alerts, pods", async ({ page }) => {
  await signIn(page, "admin");
  for (const [title, total] of [["Pollux", 7], ["Argus", 12], ["i22", 3]] as const) {
    const cluster = page.getByRole("region", { name: title, exact: true });
    await expect(cluster.getByText(`of ${total}`, { exact: true })).toBeVisible();
    await expect(cluster.getByText(/of [\d.]+ cores/)).toBeVisible();
    await expect(cluster.getByText(/of [\d.]+ (GiB|TiB)/)).toBeVisible();
    await expect(cluster.getByText("Alerts firing")).toBeVisible();
  }
});

test("every tool has a tile that says what it is for, how it is and when that was checked", async ({ page }) => {
  await signIn(page, "admin");
  const pollux = page.getByRole("region", { name: "Pollux", exact: true });
  for (const title of ["Kubernetes Dashboard", "Keycloak", "Prometheus", "Grafana", "Alertmanager", "StackRox", "Argo CD"]) {
    const tile = pollux.getByRole("listitem").filter({ has: page.getByRole("link", { name: new RegExp(`^${title}`) }) });
    await expect(tile.getByText("Up", { exact: true }), title).toBeVisible();
    await expect(tile.locator("time"), title).toHaveAttribute("datetime", /^\d{4}-/);
  }
  await expect(pollux.getByRole("link", { name: /^Graylog/ })).toBeVisible();
});

test("a tool behind the sign-in has a tile for those alone who may open it", async ({ page, browser }) => {
  const tile = (name: RegExp) => ({ name });
  await signIn(page, "visitor");
  const pollux = page.getByRole("region", { name: "Pollux", exact: true });
  await expect(pollux.getByRole("link", tile(/^Keycloak/))).toBeVisible();
  for (const title of [/^Prometheus/, /^Grafana/, /^Alertmanager/, /^Argo CD/, /^Kubernetes Dashboard/]) {
    await expect(pollux.getByRole("link", tile(title))).toHaveCount(0);
  }
  expect(await (await page.request.get("/api/clusters")).text()).not.toMatch(/Kubernetes Dashboard|grafana-/);
  const staff = await browser.newPage();
  await signIn(staff, "p47-staff");
  const theirs = staff.getByRole("region", { name: "Pollux", exact: true });
  const prometheus = theirs.getByRole("listitem").filter({ has: staff.getByRole("link", tile(/^Prometheus/)) });
  await expect(prometheus).toContainText(/read-only/i);
  await expect(theirs.getByRole("link", tile(/^Argo CD/))).toBeVisible();
  await expect(theirs.getByRole("link", tile(/^Alertmanager/))).toHaveCount(0);
  await expect(staff.getByRole("region", { name: "Argus", exact: true }).getByRole("link", tile(/^Grafana/))).toHaveCount(0);
  await staff.close();
});

test("a tile opens the tool inside the page, and its own link in a tab", async ({ page, context }) => {
  await signIn(page, "admin");
  const pollux = page.getByRole("region", { name: "Pollux", exact: true });
  const opened = context.waitForEvent("page");
  await pollux.getByRole("link", { name: /Grafana.*own tab/ }).click();
  const tab = await opened;
  await expect(tab).toHaveTitle(/Grafana/);
  expect(new URL(tab.url()).hostname).toBe("grafana-pollux.castor.localhost");
  await pollux.getByRole("link", { name: /^Grafana(?!.*own tab)/ }).click();
  await expect(page).toHaveURL(/\/clusters\/pollux\/tools\/grafana/);
  await expect(inside(page, "Grafana").getByRole("heading", { name: "Dashboards" })).toBeVisible();
});

test("what needs attention leads to where it is solved", async ({ page }) => {
  await signIn(page, "admin");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/Good (morning|afternoon|evening)\./);
  const first = page.getByRole("region", { name: /Good|need|well|urgent/ }).getByRole("listitem").first();
  await expect(first).toContainText(/Critical|Warning|Notice/);
  await expect(first.getByRole("link")).toHaveAttribute("href", /^(\/clusters\/|http)/);
});

test("pins and the home cluster are remembered beyond the session", async ({ page, browser, baseURL }) => {
  await signIn(page, "i22-staff");
  // The demo's Store outlives a run of the tests.
  const emptied = await page.request.put("/api/preferences", { data: { pins: [] }, headers: { origin: baseURL ?? "" } });
  expect(emptied.ok()).toBe(true);
  await page.reload();
  await ready(page);
  const i22 = page.getByRole("region", { name: "i22", exact: true });
  const saved = () => page.waitForResponse((response) => response.url().endsWith("/api/preferences") && response.request().method() === "PUT");
  await Promise.all([saved(), i22.getByRole("button", { name: /Make i22 your home/ }).click()]);
  await Promise.all([saved(), i22.getByRole("button", { name: /^Pin Grafana/ }).click()]);

  const elsewhere = await browser.newPage();
  await signIn(elsewhere, "i22-staff");
  await expect(elsewhere.getByRole("region", { name: "Pinned" }).getByRole("link", { name: /^Grafana/ })).toBeVisible();
  await expect(elsewhere.getByRole("heading", { level: 2 }).filter({ hasText: /^(i22|Pollux|Argus)$/ }).first()).toHaveText("i22");
  await Promise.all([
    elsewhere.waitForResponse((response) => response.request().method() === "PUT"),
    elsewhere.getByRole("region", { name: "Pinned" }).getByRole("button", { name: /^Unpin Grafana/ }).click(),
  ]);
  await elsewhere.close();
});

test("a cluster's page answers the six questions, and the namespace is in the address", async ({ page }) => {
  await signIn(page, "admin", "/clusters/pollux");
  // A panel's table is a region of its own where it scrolls.
  const panels = page.getByRole("region", { name: "What runs here" }).getByRole("region", { name: /^(?!.*table$)/ });
  await expect(panels).toHaveCount(7);
  for (const panel of await panels.all()) {
    await expect(panel).not.toHaveAttribute("aria-busy", "true");
    await expect(panel).toContainText(/\d/);
  }
  await page.goto("/clusters/pollux?namespace=p47-beamline");
  // Which pods are the busiest and the idlest changes by the minute; that all are this namespace's does not.
  const busiest = page.getByRole("region", { name: "CPU by pod" });
  await expect(busiest).toContainText(/all in p47-beamline/);
  const pods = busiest.getByText(/^[a-z0-9-]+-[a-z0-9]+$/).filter({ hasNotText: "p47-beamline" });
  await expect(pods).not.toHaveCount(0);
  for (const name of await pods.allTextContents()) expect(name).toMatch(/^(bl47p|p47)-/);
});

test("panels find another query where labels are missing", async ({ page }) => {
  await signIn(page, "i22-staff", "/clusters/i22");
  const cpu = page.getByRole("region", { name: /CPU/ }).first();
  await expect(cpu).toContainText(/\d/);
});
