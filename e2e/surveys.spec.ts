import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./pages/sign-in";

const section = (page: Page, title: string) => page.getByRole("region", { name: title, exact: true });

test("administrators see what runs, what can be reached and what is stored in the whole cluster", async ({ page }) => {
  await signIn(page, "admin", "/clusters/pollux/surveys/images");
  const images = section(page, "Images that run");
  await expect(images.getByRole("row").filter({ hasText: "ghcr.io/diamondlightsource/blueapi" }).first()).toContainText("p47-beamline");
  await expect(images).toContainText("kube-system");
  await page.getByRole("searchbox", { name: "Filter" }).fill("rabbitmq");
  await expect(images.getByRole("row").filter({ hasText: "coredns" })).toHaveCount(0);
  await expect(images.getByRole("row").filter({ hasText: "rabbitmq" })).toBeVisible();

  const surveys = page.getByRole("navigation", { name: "Surveys" });
  await surveys.getByRole("link", { name: "Endpoints" }).click();
  await expect(section(page, "Load balancers").getByRole("row").filter({ hasText: "p47-rabbitmq" })).toContainText("61613/tcp");
  await expect(section(page, "Node ports")).toContainText(/This site allows 30048 to 30060: free are/);

  await surveys.getByRole("link", { name: "Storage" }).click();
  await expect(section(page, "Claims").getByRole("row").filter({ hasText: "p47-autosave-claim" })).toContainText(/Bound.*of/);

  await surveys.getByRole("link", { name: "Pod security" }).click();
  await expect(section(page, "Namespaces").getByRole("row").filter({ hasText: "kube-system" })).toContainText(/of \d+ pods/);
  await expect(section(page, "Pods that would break the next level")).toContainText("shares the host's network");
});

test("a Helm release tells its history and its values, without what looks like a secret", async ({ page }) => {
  await signIn(page, "admin", "/clusters/pollux/surveys/releases");
  await section(page, "Releases").getByRole("row").nth(1).getByRole("link").first().click();
  await expect(page).toHaveURL(/release=/);
  await expect(page.getByRole("region", { name: /^History of/ }).first()).toContainText("deployed");
  await expect(section(page, "Values given")).toBeVisible();
});

test("people of a beamline see their own namespace and nothing of others", async ({ page }) => {
  await signIn(page, "p47-staff", "/clusters/pollux/surveys/images");
  const images = section(page, "Images that run");
  await expect(images).toContainText("p47-beamline");
  await expect(images).not.toContainText("kube-system");
  await page.goto("/clusters/pollux/surveys/rights?namespace=p47-beamline");
  await expect(section(page, "In p47-beamline").getByRole("row").filter({ hasText: /^pods/ }).first()).toContainText("delete");
  await expect(section(page, "Who you are here")).toContainText("p47-beamline");
  await page.goto("/clusters/pollux/surveys/rights?namespace=kube-system");
  await expect(section(page, "In kube-system")).toBeVisible();
  await expect(section(page, "In kube-system").getByRole("row").filter({ hasText: /^secrets/ })).toHaveCount(0);
});

test("a visitor is told what they may not read", async ({ page }) => {
  await signIn(page, "visitor", "/clusters/pollux/surveys/images");
  await expect(page.getByText("You may not list pods in any namespace.")).toBeVisible();
});

test("a kubeconfig for one's own sign-in can be downloaded and holds no secret", async ({ page }) => {
  await signIn(page, "p47-staff", "/clusters/pollux/surveys/rights");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download your kubeconfig" }).click()]);
  expect(download.suggestedFilename()).toBe("pollux.kubeconfig");
  const text = await (await page.request.get("/api/clusters/pollux/kubeconfig")).text();
  expect(text).toContain("oidc-login");
  expect(text).not.toMatch(/token:|password|client-key/);
  expect((await page.request.get("/api/clusters/i22/kubeconfig")).status()).toBe(404);
});
