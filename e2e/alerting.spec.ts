import { expect, test } from "@playwright/test";
import { during } from "./pages/faults";
import { ready, signIn, triagerAccounts } from "./pages/sign-in";

for (const account of triagerAccounts) {
  test(`${account}: labels that somebody types lead through the routes to who would hear of them`, async ({ page }) => {
    await signIn(page, account, "/clusters/pollux/alerts/routing");
    const field = page.getByRole("textbox", { name: /Type any labels/ });
    await field.fill("alertname=Anything namespace=p47-beamline severity=critical");
    await expect(page.getByText(/It goes to p47-oncall/).first()).toBeVisible();
    await expect(page.getByText("ends here").first()).toBeVisible();
    await field.fill("alertname=Anything namespace=p99-beamline severity=info");
    await expect(page.getByText(/Nobody hears of it/).first()).toBeVisible();
    await expect(page).toHaveURL(/labels=.*p99/);
    await page.reload();
    await expect(page.getByText(/Nobody hears of it/).first()).toBeVisible();
  });
}

test("the endpoint explains routes in Alertmanager's order, and refuses what are no labels", async ({ page }) => {
  await signIn(page, "visitor");
  const explain = (data: object) => page.request.post("/api/clusters/pollux/routing/explain", { headers: { "sec-fetch-site": "same-origin" }, data });
  const answer = (await (await explain({ labels: { alertname: "X", namespace: "p47-beamline", severity: "critical" } })).json()) as { receivers: string[]; path: unknown[] };
  expect(answer.receivers).toEqual(["p47-oncall", "p47"]);
  expect(answer.path).toHaveLength(2);
  expect((await explain({ labels: { alertname: 7 } })).status()).toBe(400);
  expect((await page.request.post("/api/clusters/i22/routing/explain", { headers: { "sec-fetch-site": "same-origin" }, data: { labels: { a: "b" } } })).status()).toBe(404);
});

for (const account of triagerAccounts) {
  test(`${account}: the way of an alert is drawn with the cluster's own numbers, and says that nobody is notified`, async ({ page, baseURL }) => {
    test.setTimeout(120_000);
    await signIn(page, account, "/clusters/pollux/alerts/pipeline");
    const way = page.getByRole("region", { name: "The way of an alert" });
    await expect(way.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Targets" }) })).toContainText(/\d+ of \d+ targets answer/);
    await expect(way).toContainText(/To the next station: [\d,]+\s*samples a second/);
    await expect(page.getByRole("region", { name: "What is wrong with the alerting" })).toContainText(/Nobody is notified/);
    await way.getByRole("button", { name: "Silences" }).click();
    await expect(way.getByRole("link", { name: /silence/i }).first()).toBeVisible();
    await during(baseURL ?? "", "pollux/alertmanager-2", "stopped", async () => {
      await expect(page.getByRole("region", { name: "What is wrong with the alerting" })).toContainText(/Alertmanager 2 of Pollux/, { timeout: 40_000 });
    });
  });
}

test("a rule that can't be evaluated is told with Prometheus' own words", async ({ page }) => {
  await signIn(page, "admin", "/clusters/argus/alerts/pipeline");
  const wrong = page.getByRole("region", { name: "What is wrong with the alerting" });
  await expect(wrong).toContainText(/can't be evaluated|cannot be evaluated|fails? to evaluate/i);
  await expect(wrong).toContainText(/many-to-many|duplicate|multiple matches/);
});

for (const account of triagerAccounts) {
  test(`${account}: what happened is told in sentences, drawn and listed, narrowed by the filter and the time in the address`, async ({ page }) => {
    await signIn(page, account, "/clusters/pollux/alerts/history");
    await ready(page);
    await page.getByText("Last 24 h", { exact: true }).click();
    await expect(page.getByRole("region", { name: "In short" })).toContainText(/\d+ alerts? fired/, { timeout: 30_000 });
    await expect(page.getByRole("figure", { name: "Firing alerts by severity" })).toBeVisible();
    await expect(page.getByRole("region", { name: "One by one" }).getByRole("link").first()).toBeVisible();
    await page.getByRole("textbox", { name: "Filter" }).fill("alertname=NeverHeardOf");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await expect(page).toHaveURL(/filter=/);
    await expect(page.getByRole("region", { name: "In short" })).toContainText(/Nothing fired/);
  });
}

for (const account of triagerAccounts) {
  test(`${account}: notifications are off until somebody asks for them, for each severity`, async ({ page, context }) => {
    await context.grantPermissions(["notifications"]);
    await signIn(page, account, "/clusters/pollux/alerts");
    await page.getByRole("button", { name: "Tell me about new alerts" }).click();
    const settings = page.getByRole("dialog", { name: /Tell me/ });
    for (const box of await settings.getByRole("checkbox").all()) await expect(box).not.toBeChecked();
    await settings.getByRole("checkbox").first().check();
    await page.reload();
    await ready(page);
    await page.getByRole("button", { name: "Tell me about new alerts" }).click();
    await expect(settings.getByRole("checkbox").first()).toBeChecked();
  });
}
