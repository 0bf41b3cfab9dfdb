import { expect, test, type Page } from "@playwright/test";
import { during } from "./pages/faults";
import { whileFiring } from "./pages/alerts";
import { ready, signIn, triagerAccounts, triagers } from "./pages/sign-in";

const triage = "/clusters/pollux/alerts";
const causes = (page: Page) => page.getByRole("region", { name: "Causes, worst first" });
const cause = (page: Page, text: RegExp) => causes(page).getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3 }) }).filter({ hasText: text });
const filter = (page: Page) => page.getByRole("combobox", { name: "Filter alerts" });

/** Two pods of one StatefulSet, and the set itself: one cause. */
const rabbit = (name: string) => [
  { labels: { alertname: `${name}Down`, severity: "critical", namespace: "p47-beamline", pod: "p47-rabbitmq-0" }, summary: "The broker does not answer." },
  { labels: { alertname: "KubeStatefulSetReplicasMismatch", namespace: "p47-beamline", statefulset: "p47-rabbitmq", e2e: name }, summary: "StatefulSet has not matched the expected number of replicas." },
];

for (const account of triagerAccounts) {
  test(`${account}: what fires is told by its cause, worst first, with what it touches, and opens to its alerts`, async ({ page, baseURL }) => {
    await whileFiring(baseURL ?? "", rabbit("E2eCause"), async () => {
      await signIn(page, account, triage);
      const rabbits = cause(page, /p47-rabbitmq/);
      await expect(rabbits).toContainText("2 firing");
      await expect(rabbits).toContainText(/Touches.*1 pod/);
      await expect(rabbits).toContainText("All 2 alerts are about the StatefulSet p47-beamline/p47-rabbitmq");
      await expect(causes(page).getByRole("heading", { level: 3 }).first()).toContainText("The broker does not answer");
      await expect(page.getByRole("heading", { level: 1 })).toContainText(/needs? you/);
      await rabbits.getByRole("heading", { level: 3 }).getByRole("button").click();
      await expect(page).toHaveURL(/open=/);
      await expect(rabbits.getByText("E2eCauseDown", { exact: true })).toBeVisible();
      await expect(rabbits.getByText("KubeStatefulSetReplicasMismatch", { exact: true })).toBeVisible();
      await page.reload();
      await expect(rabbits.getByText("E2eCauseDown", { exact: true })).toBeVisible();
    });
    await expect(cause(page, /p47-rabbitmq/)).toHaveCount(0);
  });

  test(`${account}: the filter is written with completion, stands in the address, is shared, saved and taken back`, async ({ page, baseURL }) => {
    await whileFiring(baseURL ?? "", rabbit("E2eFilter"), async () => {
      await signIn(page, account, triage);
      await page.keyboard.press("/");
      await expect(filter(page)).toBeFocused();
      await page.keyboard.type("sever");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await expect(filter(page)).toHaveValue(/^severity/);
      await filter(page).fill("severity=critical E2eFilterDown");
      await expect(causes(page).getByRole("heading", { level: 3 })).toHaveCount(1);
      await expect(page).toHaveURL(/filter=severity.*E2eFilterDown/);
      await page.reload();
      await ready(page);
      await expect(filter(page)).toHaveValue("severity=critical E2eFilterDown");
      await expect(causes(page).getByRole("heading", { level: 3 })).toHaveCount(1);

      await page.getByRole("button", { name: "Saved filters" }).click();
      await page.getByRole("textbox", { name: "Save the present filter as" }).fill("E2E broker");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.keyboard.press("Escape");
      await filter(page).fill('namespace=~"p47-(" @state=nonsense');
      await expect(page.getByText("Left out")).toHaveCount(2);
      await page.getByRole("button", { name: "Saved filters" }).click();
      await page.getByRole("button", { name: /^E2E broker/ }).click();
      await expect(filter(page)).toHaveValue("severity=critical E2eFilterDown");
      await page.getByRole("button", { name: "Remove E2E broker" }).click();
      await expect(page.getByRole("button", { name: /^E2E broker/ })).toHaveCount(0);
    });
  });

  test(`${account}: the keyboard goes through causes, opens, selects, takes on and silences`, async ({ page, baseURL }) => {
    await whileFiring(baseURL ?? "", rabbit("E2eKeys"), async () => {
      await signIn(page, account, `${triage}?filter=${encodeURIComponent("p47-rabbitmq")}`);
      await expect(cause(page, /p47-rabbitmq/)).toBeVisible();
      await page.keyboard.press("j");
      await expect(causes(page).getByRole("heading", { level: 3 }).getByRole("button")).toBeFocused();
      await page.keyboard.press("o");
      await expect(page.getByText("E2eKeysDown", { exact: true })).toBeVisible();
      await page.keyboard.press("j");
      await expect(causes(page).getByRole("list", { name: /^Alerts/ }).getByRole("link").first()).toBeFocused();
      await page.keyboard.press("x");
      await page.keyboard.press("s");
      const silence = page.getByRole("dialog", { name: /Silence/ });
      await expect(silence.getByRole("status").first()).toContainText("Covers 1 alert now");
      await expect(silence.getByRole("textbox", { name: "Reason" })).toBeFocused();
      await page.keyboard.press("Escape");
      await expect(silence).toHaveCount(0);
      await page.keyboard.press("a");
      const take = page.getByRole("dialog", { name: /Acknowledge/ });
      await take.getByRole("textbox").fill("Looking at the broker (E2E)");
      await take.getByRole("button", { name: "Acknowledge" }).click();
      await expect(take).toHaveCount(0);
      await expect(cause(page, /p47-rabbitmq/)).toContainText(triagers[account]);
    });
  });
}

test("an acknowledgement is seen by others at once, ends with its alert, and is in the audit log", async ({ page, browser, baseURL }) => {
  const alert = { labels: { alertname: "E2eTaken", namespace: "p47-beamline", pod: "p47-rabbitmq-0" }, summary: "The broker is slow." };
  const other = await browser.newPage({ baseURL: baseURL ?? "" });
  await whileFiring(baseURL ?? "", [alert], async () => {
    const address = `${triage}?filter=E2eTaken`;
    await signIn(page, "p47-staff", address);
    await signIn(other, "visitor", address);
    await cause(page, /./).getByRole("checkbox").first().check();
    await page.getByRole("button", { name: /^Acknowledge/ }).click();
    const dialog = page.getByRole("dialog", { name: /Acknowledge/ });
    await dialog.getByRole("textbox").fill("On my way to the hutch");
    await dialog.getByRole("button", { name: "Acknowledge" }).click();
    await expect(cause(other, /./)).toContainText("Pat Fortyseven");
  });
  await expect(causes(other).getByRole("heading", { level: 3 })).toHaveCount(0);
  await whileFiring(baseURL ?? "", [alert], async () => {
    await expect(cause(other, /./)).toContainText(/Nobody/);
  });
  await other.close();
  await page.goto("/");
  await page.context().clearCookies();
  await signIn(page, "admin", "/audit?verb=acknowledge");
  await expect(page.getByText("Pat Fortyseven").first()).toBeVisible();
});

test("all clusters that a person sees are on one page, each with its own accent", async ({ page, baseURL }) => {
  const alert = (alertname: string) => ({ labels: { alertname, severity: "critical", namespace: "monitoring" }, summary: "Something of every cluster." });
  await whileFiring(baseURL ?? "", [alert("E2eEverywhere")], () =>
    whileFiring(baseURL ?? "", [alert("E2eEverywhere")], async () => {
      await signIn(page, "admin", "/alerts?filter=E2eEverywhere");
      await expect(causes(page).getByRole("heading", { level: 3 })).toHaveCount(2);
      await expect(causes(page)).toContainText("Pollux");
      await expect(causes(page)).toContainText("i22");
      await page.context().clearCookies();
      await signIn(page, "visitor", "/alerts?filter=E2eEverywhere");
      await expect(causes(page).getByRole("heading", { level: 3 })).toHaveCount(1);
      await expect(causes(page)).not.toContainText("i22");
    }, "i22"),
  );
});

test("one Alertmanager of two stops: nothing is lost or shown twice; both stop: the last known stays and says so", async ({ page, baseURL }) => {
  test.setTimeout(150_000);
  const alert = { labels: { alertname: "E2eLast", severity: "critical", namespace: "p47-beamline" }, summary: "Known before the fall." };
  await whileFiring(baseURL ?? "", [alert], async () => {
    await signIn(page, "admin", `${triage}?filter=E2eLast`);
    await expect(causes(page).getByRole("heading", { level: 3 })).toHaveCount(1);
    await during(baseURL ?? "", "pollux/alertmanager", "stopped", async () => {
      await expect(page.getByText(/Alertmanager of Pollux.*(does not answer|can't be reached|answer)/).first()).toBeVisible();
      await expect(causes(page).getByRole("heading", { level: 3 })).toHaveCount(1);
      await expect(cause(page, /./)).toContainText("1 firing");
      await during(baseURL ?? "", "pollux/alertmanager-2", "error", async () => {
        await expect(page.getByText(/Alertmanager 2 of Pollux/).first()).toBeVisible();
        await expect(causes(page).getByRole("heading", { level: 3 })).toHaveCount(1);
        await causes(page).getByRole("heading", { level: 3 }).getByRole("button").click();
        await expect(page.getByText("Last known")).toBeVisible();
      });
    });
    await expect(page.getByText("Last known")).toHaveCount(0, { timeout: 30_000 });
    await expect(causes(page).getByRole("heading", { level: 3 })).toHaveCount(1);
  });
});
