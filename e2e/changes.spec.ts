import { expect, test, type Page } from "@playwright/test";
import { changeAs } from "./pages/kubernetes";
import { signIn } from "./pages/sign-in";

const deployment = (name: string) => `/clusters/pollux/objects/apps/v1/deployments/p47-beamline/${name}`;
const scaleOf = (name: string) => `/apis/apps/v1/namespaces/p47-beamline/deployments/${name}/scale`;

/** Opens an action's dialog once it is known that the person may. */
async function open(page: Page, action: string) {
  const button = page.getByRole("group", { name: /^Change/ }).getByRole("button", { name: action, exact: true });
  await expect(button).not.toHaveAttribute("aria-disabled", "true");
  await button.click();
  return page.getByRole("dialog");
}

test("a workload is scaled, its pods come and go, and the change is remembered", async ({ page, browser }) => {
  test.setTimeout(120_000);
  const name = "p47-nexus";
  await signIn(page, "p47-staff", deployment(name));
  const api = changeAs(page, "pollux");
  try {
    const dialog = await open(page, "Scale");
    await dialog.getByRole("spinbutton", { name: "Replicas" }).fill("2");
    await expect(dialog).toContainText("kubectl --context pollux -n p47-beamline scale deployments.apps/p47-nexus --replicas=2");
    await dialog.getByRole("button", { name: "Scale", exact: true }).click();
    await expect(page.getByText(/is asked to run 2 replicas/)).toBeVisible();
    await expect(page.getByRole("region", { name: "Rollout" })).toContainText("2 of 2", { timeout: 60_000 });
    await page.getByRole("tab", { name: "History" }).click();
    await expect(page.getByRole("row").filter({ hasText: "p47-staff" }).first()).toBeVisible();
  } finally {
    await api.patch(scaleOf(name), { spec: { replicas: 1 } });
  }
  const admin = await browser.newPage();
  await signIn(admin, "admin", "/audit?person=p47-staff");
  await expect(admin.getByRole("row").filter({ hasText: name }).first()).toContainText("p47-staff");
  await admin.close();
});

test("a pod of a StatefulSet that is restarted comes back as a new one", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "p47-staff", "/clusters/pollux/objects/core/v1/pods/p47-beamline/p47-rabbitmq-0");
  const api = changeAs(page, "pollux");
  const uid = async () => ((await (await api.get("/api/v1/namespaces/p47-beamline/pods/p47-rabbitmq-0")).json()) as { metadata?: { uid: string } }).metadata?.uid;
  const before = await uid();
  expect(before).toBeDefined();
  const dialog = await open(page, "Restart");
  await expect(dialog).toContainText(/brings it back/);
  await dialog.getByRole("button", { name: "Restart", exact: true }).click();
  await expect(page.getByText(/is being deleted; its StatefulSet brings it back/)).toBeVisible();
  await expect.poll(async () => [undefined, before].includes(await uid()), { timeout: 60_000 }).toBe(false);
  await expect(page.getByText("Well", { exact: true })).toBeVisible({ timeout: 60_000 });
});

test("YAML is tried on the server first, conflicts are decided field by field, the difference is shown, then it is applied", async ({ page }) => {
  test.setTimeout(90_000);
  await signIn(page, "p47-staff", "/clusters/pollux");
  const api = changeAs(page, "pollux");
  const maps = "/api/v1/namespaces/p47-beamline/configmaps";
  await api.delete(`${maps}/e2e-edit`);
  expect(await api.post(maps, { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "e2e-edit" }, data: { colour: "red" } })).toBe(201);
  try {
    await page.goto("/clusters/pollux/objects/core/v1/configmaps/p47-beamline/e2e-edit?tab=yaml");
    await page.getByRole("button", { name: "Edit" }).click();
    const editor = page.getByRole("textbox", { name: /YAML/ });
    await expect(editor).toContainText("colour: red");
    await editor.getByText("colour: red").click();
    await page.keyboard.press("End");
    await page.keyboard.type("dish");
    await page.getByRole("button", { name: "Check and show the difference" }).click();
    // The field belongs to whoever created it.
    const conflicts = page.getByRole("region", { name: "Conflicts" });
    await expect(conflicts).toContainText("data › colour");
    await conflicts.getByText("Take over", { exact: true }).click();
    await conflicts.getByRole("button", { name: "Check again" }).click();
    await expect(conflicts).toHaveCount(0);
    await expect(page.getByRole("tabpanel")).toContainText("reddish");
    await page.getByRole("button", { name: /^Apply/ }).click();
    await expect.poll(async () => ((await (await api.get(`${maps}/e2e-edit`)).json()) as { data?: { colour: string } }).data?.colour).toBe("reddish");
  } finally {
    await api.delete(`${maps}/e2e-edit`);
  }
});

test("on production the name has to be typed before something is deleted", async ({ page }) => {
  await signIn(page, "i22-staff", "/clusters/i22/objects/apps/v1/statefulsets?namespace=i22-beamline");
  await page.getByRole("grid").getByRole("row").nth(1).getByRole("link").first().click();
  const dialog = await open(page, "Delete");
  await expect(dialog).toContainText("Production");
  await expect(dialog.getByRole("button", { name: "Delete", exact: true })).toHaveAttribute("aria-disabled", "true");
  await expect(dialog).toContainText(/production cluster. Type/);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("a button that one may not use says which right is missing", async ({ page }) => {
  await signIn(page, "visitor", "/clusters/pollux/objects/core/v1/nodes/-/p47-srv-01");
  const cordon = page.getByRole("group", { name: /^Change/ }).getByRole("button", { name: "Cordon", exact: true });
  await expect(cordon).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByText("You lack the right “patch nodes in the whole cluster”.").first()).toBeAttached();
});
