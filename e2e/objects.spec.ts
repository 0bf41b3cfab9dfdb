import { expect, test } from "@playwright/test";
import { signIn } from "./pages/sign-in";
import { changeAs } from "./pages/kubernetes";

const pods = "/clusters/pollux/objects/core/v1/pods";

test("every kind that the cluster serves is there, and one that is installed now appears by itself", async ({ page }) => {
  test.setTimeout(90_000);
  await signIn(page, "admin", "/clusters/pollux/objects");
  for (const kind of ["Pod", "Deployment", "CronJob", "HTTPRoute", "PersistentVolumeClaim", "RoleBinding", "Rollout", "PodDisruptionBudget"]) {
    await expect(page.getByRole("link", { name: new RegExp(`^${kind}\\b`) }).first()).toBeVisible();
  }
  await expect(page.getByRole("link", { name: /^Shutter/ })).toHaveCount(0);
  const api = changeAs(page, "pollux");
  const name = "shutters.e2e.castor.example";
  const schema = { type: "object", properties: { spec: { type: "object", properties: { open: { type: "boolean" } } } } };
  const spec = {
    ...{ group: "e2e.castor.example", scope: "Namespaced", names: { plural: "shutters", singular: "shutter", kind: "Shutter", shortNames: ["sht"] } },
    versions: [{ name: "v1", served: true, storage: true, schema: { openAPIV3Schema: schema }, additionalPrinterColumns: [{ name: "Open", type: "boolean", jsonPath: ".spec.open" }] }],
  };
  try {
    expect(await api.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", metadata: { name }, spec })).toBe(201);
    await expect(page.getByRole("link", { name: /^Shutter/ })).toBeVisible({ timeout: 40_000 });
    expect(await api.post("/apis/e2e.castor.example/v1/namespaces/p47-beamline/shutters", { apiVersion: "e2e.castor.example/v1", kind: "Shutter", metadata: { name: "front" }, spec: { open: true } })).toBe(201);
    await page.getByRole("link", { name: /^Shutter/ }).click();
    await expect(page.getByRole("columnheader", { name: "Open" })).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: "front" })).toContainText("true");
  } finally {
    await api.delete(`/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${name}`);
  }
});

test("people of a beamline see kubectl's own columns of their own namespace, and how they look is in the address", async ({ page }) => {
  await signIn(page, "p47-staff", pods);
  const grid = page.getByRole("grid");
  await expect(grid.getByRole("row").filter({ hasText: "p47-rabbitmq-0" })).toContainText("1/1");
  for (const column of ["Name", "Ready", "Status", "Restarts", "Age"]) await expect(grid.getByRole("columnheader", { name: column, exact: true })).toBeVisible();
  await expect(grid.getByText("kube-system")).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Wide" }).check();
  await expect(grid.getByRole("columnheader", { name: "Node", exact: true })).toBeVisible();
  await page.getByRole("searchbox", { name: "Filter rows" }).fill("rabbit");
  await expect(grid.getByRole("row").filter({ hasText: "p47-blueapi" })).toHaveCount(0);
  await expect(grid.getByRole("row").filter({ hasText: "p47-rabbitmq-0" })).toContainText("p47-srv-01");
  await expect(page).toHaveURL(/rabbit/);

  await page.reload();
  await expect(grid.getByRole("row").filter({ hasText: "p47-rabbitmq-0" })).toContainText("p47-srv-01");
  await page.goto(`${pods}?labels=app%3Dp47-blueapi`);
  await expect(grid.getByRole("row").filter({ hasText: "p47-blueapi-0" })).toBeVisible();
  await expect(grid.getByRole("row").filter({ hasText: "p47-rabbitmq" })).toHaveCount(0);
});

test("whoever may look nowhere is asked where they work", async ({ page }) => {
  await signIn(page, "visitor", pods);
  await expect(page.getByText(/If you know in which namespaces you work, name them/)).toBeVisible();
  await page.getByRole("textbox", { name: "Namespaces you may use" }).fill("kube-system");
  await page.getByRole("button", { name: "Show and remember" }).click();
  await expect(page.getByText(/You may not list pods in kube-system/)).toBeVisible();
  await expect(page.getByRole("grid")).toHaveCount(0);
});

test("a table is live: what is made and deleted elsewhere comes and goes without a reload", async ({ page }) => {
  await signIn(page, "p47-staff", "/clusters/pollux/objects/core/v1/configmaps?namespace=p47-beamline");
  const row = page.getByRole("row").filter({ hasText: "e2e-live" });
  await expect(page.getByRole("grid")).toBeVisible();
  await expect(row).toHaveCount(0);
  const api = changeAs(page, "pollux");
  const maps = "/api/v1/namespaces/p47-beamline/configmaps";
  await api.delete(`${maps}/e2e-live`);
  expect(await api.post(maps, { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "e2e-live" }, data: { a: "1" } })).toBe(201);
  await expect(row).toBeVisible();
  expect(await api.delete(`${maps}/e2e-live`)).toBe(200);
  await expect(row).toHaveCount(0);
});

test("the palette finds a kind by its short name and takes the filter along", async ({ page }) => {
  await signIn(page, "p47-staff", "/clusters/pollux");
  await expect(page.getByRole("banner").getByText("Live", { exact: true })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("po blueapi");
  await page.getByRole("option", { name: /Pod.*Pollux|Pollux.*Pod/ }).first().click();
  await expect(page).toHaveURL(/\/objects\/core\/v1\/pods/);
  await expect(page.getByRole("row").filter({ hasText: "p47-blueapi-0" })).toBeVisible();
});
