import { expect, test } from "@playwright/test";
import { during } from "./pages/faults";
import { signIn } from "./pages/sign-in";

/** Recovering takes an interval of the slowest topic, and then some. */
const recovery = { timeout: 40_000 };

test.describe.configure({ timeout: 150_000 });

test("Prometheus stops: CPU and memory go stale, nodes and the other clusters stay live, and it comes back by itself", async ({ page, baseURL }) => {
  await signIn(page, "admin");
  const pollux = page.getByRole("region", { name: "Pollux", exact: true });
  const notes = pollux.getByText(/CPU, memory and pods: last news/);
  await expect(pollux.getByText(/of [\d.]+ cores/)).toBeVisible();
  await during(baseURL ?? "", "pollux/prometheus", "stopped", async () => {
    await expect(notes).toBeVisible(recovery);
    await expect(pollux.getByText(/of [\d.]+ cores/)).toBeVisible();
    await expect(pollux.getByText(/Nodes ready: last news/)).toHaveCount(0);
    await expect(page.getByRole("region", { name: "Argus", exact: true }).getByText(/last news/)).toHaveCount(0);
    const tile = pollux.getByRole("listitem").filter({ has: page.getByRole("link", { name: /^Prometheus/ }) });
    await expect(tile.getByText("Down", { exact: true })).toBeVisible(recovery);
  });
  await expect(notes).toHaveCount(0, recovery);
});

test("the Kubernetes API stops: readiness goes stale, live figures stay live", async ({ page, baseURL }) => {
  await signIn(page, "admin", "/clusters/argus/nodes");
  await expect(page.getByRole("link", { name: "argus-wk-01" })).toBeVisible();
  await page.goto("/");
  const argus = page.getByRole("region", { name: "Argus", exact: true });
  const note = argus.getByText(/Nodes ready: last news/);
  await expect(argus.getByText("of 12", { exact: true })).toBeVisible();
  await during(baseURL ?? "", "argus/kubernetes", "stopped", async () => {
    await expect(note).toBeVisible(recovery);
    await expect(argus.getByText(/CPU, memory and pods: last news/)).toHaveCount(0);
    await page.goto("/clusters/argus/nodes");
    await expect(page.getByRole("row").filter({ hasText: "argus-wk-01" })).toContainText("%");
    await expect(page.getByText(/live every 1 s/)).toBeVisible();
    await page.goto("/");
  });
  await expect(argus.getByText("of 12", { exact: true })).toBeVisible(recovery);
  await expect(note).toHaveCount(0, recovery);
});

test("a page does not wait for an upstream that never answers", async ({ page, baseURL }) => {
  await signIn(page, "admin");
  await during(baseURL ?? "", "*", "hang", async () => {
    await page.goto("/", { waitUntil: "commit", timeout: 5_000 });
    await expect(page.getByRole("region", { name: "Pollux", exact: true })).toBeVisible({ timeout: 5_000 });
  });
});

test("the whole network between goes away: everything dims with its age, nothing is lost, all comes back", async ({ page, baseURL }) => {
  await signIn(page, "admin");
  const pollux = page.getByRole("region", { name: "Pollux", exact: true });
  await expect(pollux.getByText(/of [\d.]+ cores/)).toBeVisible();
  await during(baseURL ?? "", "*", "stopped", async () => {
    await expect(pollux.getByText(/Nodes ready: last news/)).toBeVisible(recovery);
    await expect(pollux.getByText(/CPU, memory and pods: last news/)).toBeVisible(recovery);
    await expect(pollux.getByText(/of [\d.]+ cores/)).toBeVisible();
    await expect(page.getByRole("heading", { level: 1 })).not.toContainText("All is well.");
  });
  await expect(pollux.getByText(/last news/)).toHaveCount(0, recovery);
});
