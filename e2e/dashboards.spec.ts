import { expect, test } from "@playwright/test";
import { during } from "./pages/faults";
import { signIn } from "./pages/sign-in";
import { inside } from "./pages/tools";

const dashboards = "/clusters/pollux/dashboards";

test("all dashboards stand in their folders, the starred ones first, and say which are kept in ConfigMaps", async ({ page }) => {
  await signIn(page, "p47-staff", "/clusters/pollux");
  await page.getByRole("navigation", { name: "In this cluster" }).getByRole("link", { name: "Dashboards" }).click();
  await expect(page.getByRole("region", { name: /^Starred/ }).getByRole("link", { name: "Before the beam comes" })).toBeVisible();
  const nodes = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "Node Exporter / Nodes" }) });
  await nodes.scrollIntoViewIfNeeded();
  await expect(nodes.getByText("kept in a ConfigMap")).toBeVisible();
  await expect(page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "Before the beam comes" }) }).getByText("kept in a ConfigMap")).toHaveCount(0);
  await page.getByText("How to keep a dashboard for good").click();
  await expect(page.getByRole("region", { name: "Example of a ConfigMap with a dashboard" })).toContainText('grafana_dashboard: "1"');
});

test("a search is an address, and a dashboard opens inside Castor", async ({ page }) => {
  await signIn(page, "p47-staff", dashboards);
  await page.getByRole("searchbox", { name: "Search dashboards" }).fill("node");
  await page.getByRole("group", { name: "Tags" }).getByRole("button", { name: /^node-exporter-mixin/ }).click();
  await expect(page).toHaveURL(/\?q=node&tag=node-exporter-mixin$/);
  await page.reload();
  await expect(page.getByText(/^2 of \d+ dashboards$/)).toBeVisible();
  await page.getByRole("link", { name: "Node Exporter / Nodes" }).click();
  await expect(page).toHaveURL(/\/clusters\/pollux\/tools\/grafana\/d\/7d57716318ee0dddbac5a7f451fb7753/);
  await expect(inside(page, "Grafana").getByRole("heading", { name: "Node Exporter / Nodes" })).toBeVisible();
});

test("an alert's page has the dashboards of its pod and node, over the range of its graph", async ({ page }) => {
  await signIn(page, "p47-staff", "/clusters/pollux");
  const alert = await page.evaluate(async () => {
    const { alerts } = (await (await fetch("/api/clusters/pollux/alerts")).json()) as { alerts: { fingerprint: string; labels: Record<string, string> }[] };
    return alerts.find(({ labels }) => labels["alertname"] === "KubePodNotReady")?.fingerprint ?? "";
  });
  await page.goto(`/clusters/pollux/alerts/${alert}?range=6h`);
  const section = page.getByRole("region", { name: "In Grafana" });
  await expect(section).toContainText("The pod of this alert: what its containers use");
  await expect(section).toContainText("The node where that is: what its exporter measures");
  await section.getByRole("button", { name: "Show here" }).click();
  const panel = section.getByTitle("CPU Usage");
  await panel.scrollIntoViewIfNeeded();
  await expect(panel).toHaveAttribute("src", /^http:\/\/grafana-pollux\.castor\.localhost:\d+\/d-solo\/.*from=now-21600s/);
  await expect(panel.contentFrame().getByRole("img").first()).toBeVisible();
});

test("whoever may not open Grafana is told so, is led there from nowhere, and gets nothing on other pages", async ({ page }) => {
  await signIn(page, "visitor", "/clusters/pollux");
  await expect(page.getByRole("navigation", { name: "In this cluster" }).getByRole("link", { name: "Alerts" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "In this cluster" }).getByRole("link", { name: "Dashboards" })).toHaveCount(0);
  await page.goto(dashboards);
  await expect(page.getByText("Nobody has given you access to the Grafana of Pollux.")).toBeVisible();
  const answered = page.waitForResponse(/\/dashboards\/about/);
  await page.goto("/clusters/pollux/nodes/p47-srv-01");
  expect(await (await answered).json()).toEqual({ dashboards: [] });
  await expect(page.getByRole("region", { name: "In Grafana" })).toHaveCount(0);
});

test("a Grafana that is down costs its own list alone, which comes back by itself", async ({ page, baseURL }) => {
  await signIn(page, "i22-staff", "/clusters/i22");
  await during(baseURL ?? "", "i22/grafana", "stopped", async () => {
    await page.goto("/clusters/i22/dashboards");
    await expect(page.getByText(/Grafana of .* cannot be reached: nothing listens there\./)).toBeVisible();
  });
  await expect(page.getByRole("searchbox", { name: "Search dashboards" })).toBeVisible({ timeout: 30_000 });
});
