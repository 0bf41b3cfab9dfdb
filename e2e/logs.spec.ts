import { expect, test, type Page } from "@playwright/test";
import { signIn } from "./pages/sign-in";

const lines = (page: Page) => page.getByRole("log").locator("[data-line]");
const of = (...pods: readonly string[]) => `/clusters/pollux/logs/p47-beamline?${pods.map((pod) => `pod=${pod}`).join("&")}`;

test("the logs of several pods are one, followed, and searched by keyboard", async ({ page }) => {
  await signIn(page, "p47-staff", `${of("bl47p-c7-sim-01-0", "p47-rabbitmq-0")}&tail=100`);
  await expect(page.getByText("Following")).toBeVisible();
  await expect(lines(page).first()).toBeVisible();
  const legend = page.getByRole("list", { name: "Containers that are read" });
  await expect(legend.getByRole("button")).toHaveCount(2);

  const search = page.getByRole("searchbox", { name: "Search in the lines" });
  await search.fill("accepted|closed");
  await page.getByRole("button", { name: "Pattern" }).click();
  await expect(page.getByRole("status").filter({ hasText: /^\d+ lines?$/ })).toBeVisible();
  await search.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: /^\d+ of \d+ lines?$/ })).toBeVisible();
  await expect(page.getByText("Paused")).toBeVisible();
  await expect(page).toHaveURL(/search=accepted%7Cclosed&pattern=true/);
  await search.fill("closed(");
  await expect(page.getByRole("alert").filter({ hasText: "This is no pattern" })).toBeVisible();
  await page.getByRole("button", { name: /follow again/i }).click();
  await expect(page.getByText("Following")).toBeVisible();
});

test("a container that never started, and one that was never restarted, say so", async ({ page }) => {
  await signIn(page, "p47-staff", `${of("p47-rabbitmq-0")}&previous=true`);
  await expect(page.getByRole("log")).toContainText("has not been restarted: there is no earlier output.");
  await page.goto(of("gone-0"));
  await expect(page.getByText("There is no pod gone-0 in p47-beamline.")).toBeVisible();
});

test("all shown lines can be downloaded", async ({ page }) => {
  await signIn(page, "p47-staff", `${of("p47-rabbitmq-0")}&tail=100&follow=false`);
  await expect(page.getByText("Read to the end")).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download" }).click()]);
  expect(download.suggestedFilename()).toBe("p47-rabbitmq-0.log");
});

test("whoever may not read the logs of a namespace is told so", async ({ page }) => {
  await signIn(page, "visitor", of("p47-blueapi-0"));
  await expect(page.getByText("You may not read logs in p47-beamline: the right to get pods/log is missing there.").first()).toBeVisible();
  expect((await page.request.get("/api/clusters/nowhere/logs/p47-beamline?pod=a")).status()).toBe(404);
  expect((await page.request.post("/api/clusters/pollux/logs/p47-beamline?pod=a")).status()).toBe(405);
});
