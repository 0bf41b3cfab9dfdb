import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./pages/sign-in";

const one = (kind: string, namespace: string, name: string) => `/clusters/pollux/objects/${kind}/${namespace}/${name}`;
const wrong = (page: Page) => page.getByRole("region", { name: "What is wrong" });

/** What is broken on purpose, and what a person must be told of it. */
const broken: readonly (readonly [name: string, says: RegExp])[] = [
  ["oom-demo", /memory/],
  ["image-typo", /image/i],
  ["too-big", /node|cpu/i],
  ["crash-demo", /exit code/],
  ["no-config", /ConfigMap|Secret/],
];

for (const [name, says] of broken) {
  test(`${name} tells why it is not well and what to do`, async ({ page }) => {
    await signIn(page, "admin", one("apps/v1/deployments", "training", name));
    await expect(wrong(page)).toContainText(says);
    await expect(wrong(page)).toContainText("What to do:");
  });
}

test("what belongs together can be walked, from a workload to its pod and back", async ({ page }) => {
  await signIn(page, "p47-staff", one("apps/v1/statefulsets", "p47-beamline", "p47-blueapi"));
  await expect(page.getByRole("heading", { level: 1, name: /p47-blueapi/ })).toBeVisible();
  const family = page.getByRole("region", { name: "What belongs together" });
  await family.getByRole("treeitem", { name: /Pod p47-blueapi-0|p47-blueapi-0/ }).first().click();
  await expect(page).toHaveURL(/core\/v1\/pods\/p47-beamline\/p47-blueapi-0/);
  await expect(page.getByRole("region", { name: "What belongs together" }).getByRole("treeitem", { name: /StatefulSet/ })).toBeVisible();
  await expect(page.getByRole("region", { name: "Containers", exact: true })).toContainText("oauth2-proxy");
});

test("logs follow and are searched", async ({ page }) => {
  await signIn(page, "p47-staff", `${one("core/v1/pods", "p47-beamline", "p47-rabbitmq-0")}?tab=logs`);
  const log = page.getByRole("log");
  await expect(log).toContainText(/\d/);
  await expect(page.getByText("Following")).toBeVisible();
  await page.getByRole("button", { name: "Pattern" }).click();
  await page.getByRole("searchbox", { name: "Search in the lines" }).fill("[0-9]+");
  await expect(page.getByRole("search", { name: "Search in the lines" }).getByRole("status")).toContainText(/\d/);
  await page.getByRole("searchbox", { name: "Search in the lines" }).fill("[0-9");
  await expect(page.getByRole("search", { name: "Search in the lines" }).getByRole("alert")).toBeVisible();
});

test("metrics stand beside requests and limits, YAML is read without managed fields", async ({ page }) => {
  await signIn(page, "p47-staff", `${one("core/v1/pods", "p47-beamline", "p47-rabbitmq-0")}?tab=metrics`);
  const memory = page.getByRole("figure", { name: "Memory" });
  await expect(memory).toContainText("limit");
  await expect(memory).toContainText("request");
  await page.goto(`${one("apps/v1/statefulsets", "p47-beamline", "p47-rabbitmq")}?tab=yaml`);
  await expect(page.getByRole("tabpanel")).toContainText("kind: StatefulSet");
  await expect(page.getByRole("tabpanel")).not.toContainText("managedFields");
  await expect(page.getByText("Managed fields: who set what")).toBeVisible();
});

test("a Secret never shows its values", async ({ page }) => {
  await signIn(page, "p47-staff", `${one("core/v1/secrets", "p47-beamline", "p47-rabbitmq-password")}?tab=yaml`);
  await expect(page.getByRole("tabpanel")).toContainText("kind: Secret");
  const direct = await page.request.get("/api/clusters/pollux/kubernetes/api/v1/namespaces/p47-beamline/secrets/p47-rabbitmq-password");
  expect(await direct.json()).toMatchObject({ kind: "Table" });
  expect(await direct.text()).not.toMatch(/"(data|stringData|annotations|object)"/);
});

test("what one may not read is not there, and says what to do", async ({ page }) => {
  await signIn(page, "p47-staff", one("core/v1/pods", "kube-system", "coredns"));
  await expect(page.getByRole("heading", { name: "You may not read it" })).toBeVisible();
  await page.goto(one("core/v1/pods", "p47-beamline", "nobody-knows-it"));
  await expect(page.getByRole("heading", { name: "It is not there" })).toBeVisible();
});
