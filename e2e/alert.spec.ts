import { expect, test } from "@playwright/test";
import { whileFiring } from "./pages/alerts";
import { ready, signIn, triagerAccounts } from "./pages/sign-in";

/** An alert that the demo's own rules fire as long as it runs. */
const throttled = "alertname=CPUThrottlingHigh pod=prometheus-k8s-0";

for (const account of triagerAccounts) {
  test(`${account}: an alert's page says what it measures, what it is about, who hears of it, what it did before, and leads on`, async ({ page }) => {
    await signIn(page, account, `/clusters/pollux/alerts?filter=${encodeURIComponent(throttled)}`);
    const causes = page.getByRole("region", { name: "Causes, worst first" });
    await causes.getByRole("heading", { level: 3 }).getByRole("button").first().click();
    await causes.getByRole("list", { name: /^Alerts/ }).getByRole("link").first().click();
    await expect(page).toHaveURL(/\/alerts\/[0-9a-f]{16}/);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("is held back by its CPU limit");
    await expect(page.getByText("CPUThrottlingHigh", { exact: true }).first()).toBeVisible();

    const measured = page.getByRole("region", { name: "What its rule measures" });
    await expect(measured).toContainText(/against a threshold of/);
    await expect(measured).toContainText("container_cpu_cfs_throttled_periods_total");
    await expect(page.getByRole("figure", { name: "Measured over time" })).toContainText("threshold");

    const about = page.getByRole("region", { name: "What it is about" });
    await expect(about).toContainText("prometheus-k8s-0");
    // What the pod itself tells is for those who may read it.
    await expect(about).toContainText(account === "admin" ? /container/ : "Kubernetes does not let you read pods in monitoring");
    const why = page.getByRole("region", { name: /Why do I/ });
    await expect(why).toContainText(/InfoInhibitor|inhibited|Nobody hears of it/);
    const links = page.getByRole("navigation", { name: "Where to look next" });
    await expect(links.getByRole("link", { name: /Pod prometheus-k8s-0/ })).toHaveAttribute("href", /\/objects\/core\/v1\/pods\/monitoring\/prometheus-k8s-0/);
    await expect(links.getByRole("link", { name: /Runbook/ })).toHaveAttribute("href", /runbooks\.prometheus-operator\.dev/);
    await expect(page.getByRole("region", { name: "Timeline" })).toContainText(/Fired (once|\d+ times)/);

    await page.getByRole("link", { name: /^All alerts with severity=info/ }).click();
    await expect(page.getByRole("combobox", { name: "Filter alerts" })).toHaveValue(/severity=/);
  });
}

test("p47's staff take on an alert of their beamline from its page and give it back; silencing another's is refused with the reason", async ({ page, baseURL }) => {
  const alerts = ["p47-beamline", "p45-beamline"].map((namespace) => ({ labels: { alertname: "E2eOne", namespace, pod: "p47-rabbitmq-0" }, summary: `The broker of ${namespace} is slow.` }));
  await whileFiring(baseURL ?? "", alerts, async () => {
    await signIn(page, "p47-staff", "/clusters/pollux/alerts?filter=E2eOne");
    const told = async () => ((await (await page.request.get("/api/clusters/pollux/alerts")).json()) as { alerts: readonly { readonly fingerprint: string; readonly labels: Readonly<Record<string, string>>; readonly status: { readonly state: string } }[] }).alerts.filter(({ labels }) => labels["alertname"] === "E2eOne");
    await expect.poll(async () => (await told()).map(({ status }) => status.state), { message: "Castor reads the Alertmanagers at an interval" }).toEqual(["active", "active"]);
    const all = await told();
    const of = (namespace: string) => all.find(({ labels }) => labels["namespace"] === namespace);
    await page.goto(`/clusters/pollux/alerts/${of("p47-beamline")?.fingerprint ?? ""}`);
    await ready(page);
    await page.getByRole("button", { name: /^Acknowledge/ }).click();
    const dialog = page.getByRole("dialog", { name: /Acknowledge/ });
    await dialog.getByRole("textbox").fill("Restarting it (E2E)");
    await dialog.getByRole("button", { name: "Acknowledge" }).click();
    await expect(page.getByText(/Pat Fortyseven has it/).first()).toBeVisible();
    await expect(page.getByRole("region", { name: "Timeline" })).toContainText("Restarting it (E2E)");
    await page.getByRole("button", { name: "Give back" }).click();
    await expect(page.getByText(/Pat Fortyseven has it/)).toHaveCount(0);

    await page.goto(`/clusters/pollux/alerts/${of("p45-beamline")?.fingerprint ?? ""}`);
    await expect(page.getByText(/only alerts that carry .*p47-beamline/).first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Silence", exact: true })).toBeDisabled();
    const refused = await page.request.put(`/api/clusters/pollux/alerts/${of("p45-beamline")?.fingerprint ?? ""}/acknowledgement`, { headers: { "sec-fetch-site": "same-origin" }, data: { note: "mine" } });
    expect(refused.status()).toBe(403);
  });
  await expect(page.getByText("Resolved", { exact: true }).first()).toBeVisible();
});

test("an alert that nobody knows is told as such", async ({ page }) => {
  await signIn(page, "admin", "/clusters/pollux/alerts/0123456789abcdef");
  await expect(page.getByRole("main")).toContainText(/no(body| such)? .*alert|not known|No alert/i);
});
