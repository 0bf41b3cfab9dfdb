import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./pages/sign-in";

const kubernetes = "/api/clusters/pollux/kubernetes";
const deployment = "/apis/apps/v1/namespaces/p47-beamline/deployments/p47-epics-gateways";

/** What a page of Castor itself would ask. */
function ask(page: Page, method: string, path: string, body?: unknown): Promise<{ status: number; text: string }> {
  return page.evaluate(
    async ([how, where, what]) => {
      const type = how === "PATCH" ? "application/merge-patch+json" : "application/json";
      const response = await fetch(where, { method: how, ...(what === undefined ? {} : { headers: { "content-type": type }, body: what }) });
      return { status: response.status, text: await response.text() };
    },
    [method, path, body === undefined ? undefined : JSON.stringify(body)] as const,
  );
}

test("what people change and try is found by administrators, and taken away as a file", async ({ page, browser }) => {
  const staff = await browser.newPage();
  await signIn(staff, "p47-staff");
  const label = { metadata: { labels: { "tests.example.org/audit": "yes" } } };
  expect((await ask(staff, "PATCH", `${kubernetes}${deployment}`, label)).status).toBe(200);
  expect((await ask(staff, "DELETE", `${kubernetes}/apis/apps/v1/namespaces/kube-system/deployments/coredns`)).status).toBe(403);
  expect((await ask(staff, "POST", `${kubernetes}/api/v1/namespaces/p47-beamline/pods/x/exec?command=sh`, {})).status).toBe(403);

  await signIn(page, "admin", "/audit");
  const rows = page.getByRole("region", { name: "Changes" }).getByRole("row");
  const changed = rows.filter({ hasText: "p47-epics-gateways" }).first();
  await expect(changed).toContainText("p47-staff");
  await expect(changed).toContainText("deployments.apps in p47-beamline of Pollux");
  await expect(changed).toContainText("Done");

  await page.getByLabel("Only what failed or has no outcome").check();
  await page.getByLabel("Person").fill("p47");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page).toHaveURL(/failed=true/);
  await expect(rows.filter({ hasText: "coredns" }).first()).toContainText("Not allowed");
  await expect(rows.filter({ hasText: "Create exec" }).first()).toContainText("use kubectl for it");
  await expect(rows.filter({ hasText: "Done" })).toHaveCount(0);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export as CSV" }).click();
  expect((await file).suggestedFilename()).toMatch(/^castor-audit-.*\.csv$/);

  await page.getByRole("button", { name: "Show all" }).click();
  await rows.filter({ hasText: "p47-epics-gateways" }).first().getByRole("link").click();
  await expect(page).toHaveURL(/\/clusters\/pollux\/objects\/apps\/v1\/deployments\/p47-beamline\/p47-epics-gateways/);
  await staff.close();
});

test("the log is for administrators; an object's own history for those who may read the object", async ({ page, browser }) => {
  await signIn(page, "p47-staff", "/audit");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The audit log is for administrators");
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Audit" })).toHaveCount(0);
  expect((await ask(page, "GET", "/api/audit")).status).toBe(403);

  const label = { metadata: { labels: { "tests.example.org/history": "yes" } } };
  expect((await ask(page, "PATCH", `${kubernetes}${deployment}`, label)).status).toBe(200);
  await page.goto("/clusters/pollux/objects/apps/v1/deployments/p47-beamline/p47-epics-gateways?tab=history");
  await expect(page.getByRole("region", { name: "Changes" }).getByRole("row").nth(1)).toContainText("Change");

  const other = await browser.newPage();
  await signIn(other, "i22-staff");
  const history = "/api/audit?cluster=pollux&group=apps&resource=deployments&namespace=p47-beamline&name=p47-epics-gateways";
  expect((await ask(other, "GET", history)).status).toBe(403);
  await other.close();
});

test("a change from another site's page is refused", async ({ page }) => {
  await signIn(page, "admin");
  const forged = await page.request.delete(`${kubernetes}${deployment}`, { headers: { origin: "https://evil.example" } });
  expect(forged.status()).toBe(403);
  expect((await ask(page, "GET", `${kubernetes}${deployment}`)).status).toBe(200);
});
