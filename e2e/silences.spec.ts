import { expect, test, type Page } from "@playwright/test";
import { whileFiring } from "./pages/alerts";
import { ready, signIn, triagerAccounts, triagers } from "./pages/sign-in";

const triage = "/clusters/pollux/alerts";
const silences = `${triage}/silences`;
const dialog = (page: Page) => page.getByRole("dialog", { name: /silence/i });
const inventory = (page: Page, text: string | RegExp) => page.getByRole("main").getByRole("list", { name: "Silences" }).getByRole("listitem").filter({ hasText: text });
const causes = (page: Page) => page.getByRole("region", { name: "Causes, worst first" });

/** Two alerts of p47, and one of another namespace that only differs by it. */
const trio = (alertname: string) =>
  [
    { alertname, namespace: "p47-beamline", pod: "p47-rabbitmq-0" },
    { alertname, namespace: "p47-beamline", pod: "bl47p-c7-sim-01-0" },
    { alertname, namespace: "p45-beamline", pod: "p47-rabbitmq-0" },
  ].map((labels) => ({ labels, summary: "A test lets this fire." }));

/** Castor's own endpoints, asked as its pages do. */
const sent = { headers: { "sec-fetch-site": "same-origin" } };

for (const account of triagerAccounts) {
  test(`${account} silences exactly what is selected, sees it take effect, extends, edits and expires it`, async ({ page, baseURL }) => {
    test.setTimeout(120_000);
    await whileFiring(baseURL ?? "", trio("E2eSilence"), async () => {
      await signIn(page, account, `${triage}?filter=${encodeURIComponent("alertname=E2eSilence namespace=p47-beamline")}`);
      await expect(page.getByText(/2 alerts fire/)).toBeVisible();
      await expect(causes(page).getByRole("heading", { level: 3 })).toHaveCount(2);
      for (const box of await causes(page).getByRole("checkbox").all()) await box.check();
      await page.keyboard.press("s");
      await expect(dialog(page).getByRole("status").first()).toContainText(/Covers \d alerts? now/);
      await expect(dialog(page)).not.toContainText("beyond");
      await expect(dialog(page).getByRole("radio", { name: "2 h", exact: true })).toBeChecked();
      const make = dialog(page).getByRole("button", { name: /^Silence 2 alerts for 2 h/ });
      await expect(make).toBeDisabled();
      await dialog(page).getByRole("textbox", { name: "Reason" }).fill("E2E: the hutch is closed");
      await make.click();
      await expect(dialog(page)).toHaveCount(0);
      await expect(page.getByText(/No alert fires · 2 suppressed/)).toBeVisible();

      // The one of the other namespace is still heard.
      await page.goto(`${triage}?filter=${encodeURIComponent("alertname=E2eSilence @state=firing")}`);
      await expect(page.getByText(/1 alert fires/)).toBeVisible();

      await page.goto(`${silences}?filter=E2E`);
      await ready(page);
      const row = inventory(page, "the hutch is closed").first();
      await expect(row).toContainText(triagers[account]);
      await expect(row).toContainText(/covers \d alert/);
      await expect(row).toContainText("yours");
      await row.getByRole("button", { name: /^Extend/ }).click();
      await expect(row).toContainText(/ends in (3 h|4 h|2\d\d min)/);
      await row.getByRole("button", { name: "Edit" }).click();
      await dialog(page).getByRole("textbox", { name: "Reason" }).fill("E2E: the hutch is closed until noon");
      await dialog(page).getByRole("button", { name: /Save|Change/ }).click();
      await expect(dialog(page)).toHaveCount(0);
      await expect(inventory(page, "until noon").first()).toBeVisible();
      for (;;) {
        const left = await inventory(page, "the hutch is closed").count();
        if (left === 0) break;
        await inventory(page, "the hutch is closed").first().getByRole("button", { name: "Expire" }).click();
        const sure = page.getByRole("dialog", { name: /Expire/ });
        await expect(sure).toContainText(/heard again/);
        await sure.getByRole("button", { name: /^Expire/ }).click();
        await expect(inventory(page, "the hutch is closed")).toHaveCount(left - 1);
      }
      await page.goto(`${triage}?filter=${encodeURIComponent("alertname=E2eSilence @state=firing")}`);
      await expect(page.getByText(/3 alerts fire/)).toBeVisible();
      if (account !== "admin") return;
      await page.goto("/audit?resource=silences");
      await expect(page.getByText(/E2E: the hutch is closed until noon/).first()).toBeVisible();
    });
  });
}

test("a regular expression keeps every character when it is edited, and one that matches too much is refused with the reason", async ({ page, baseURL }) => {
  const value = String.raw`p47-(rabbit\w+|"quoted"|back\\slash)-\d`;
  await whileFiring(baseURL ?? "", trio("E2eRegex"), async () => {
    await signIn(page, "admin", silences);
    const made = await page.request.post("/api/clusters/pollux/silences", {
      ...sent,
      data: { matchers: [{ name: "alertname", value: "E2eRegex", isRegex: false, isEqual: true }, { name: "pod", value, isRegex: true, isEqual: true }], endsAt: new Date(Date.now() + 3_600_000).toISOString(), comment: "E2E regex", createdBy: "somebody else" },
    });
    expect(made.status()).toBe(200);
    const row = inventory(page, "E2E regex");
    await expect(row).toContainText("covers 2 alerts");
    await expect(row).toContainText("Ada Admin");
    await row.getByRole("button", { name: "Edit" }).click();
    await expect(dialog(page).getByRole("combobox", { name: "Value of pod" })).toHaveValue(value);
    await dialog(page).getByRole("combobox", { name: "Value of pod" }).fill(".*");
    await dialog(page).getByRole("combobox", { name: "Value of alertname" }).fill(".*");
    await dialog(page).getByRole("combobox", { name: "Operator of alertname" }).selectOption("=~");
    await expect(dialog(page).getByText(/holds where its label is missing|Nothing says what it is about|more than half/).first()).toBeVisible();
    await expect(dialog(page).getByText(/its id will change/)).toBeVisible();
    await dialog(page).getByRole("combobox", { name: "Value of pod" }).fill("p47-(");
    await expect(dialog(page).getByText(/not a regular expression/).first()).toBeVisible();
    await page.keyboard.press("Escape");
    await row.getByRole("button", { name: "Expire" }).click();
    await page.getByRole("dialog", { name: /Expire/ }).getByRole("button", { name: /^Expire/ }).click();
    await expect(row).toHaveCount(0);
  });
});

test("p47's staff silence what is theirs, and are refused beyond it on making, changing and ending", async ({ page, baseURL }) => {
  await whileFiring(baseURL ?? "", trio("E2eScope"), async () => {
    await signIn(page, "p47-staff", silences);
    await expect(page.getByText(/You may silence and acknowledge only alerts that carry .*p47-beamline/)).toBeVisible();
    const end = new Date(Date.now() + 3_600_000).toISOString();
    const put = (matchers: readonly object[], more: object = {}) => page.request.post("/api/clusters/pollux/silences", { ...sent, data: { matchers, endsAt: end, comment: "E2E scope", createdBy: "x", ...more } });
    const is = (name: string, value: string, isRegex = false) => ({ name, value, isRegex, isEqual: true });
    for (const matchers of [[is("alertname", "E2eScope")], [is("alertname", "E2eScope"), is("namespace", "p45-beamline")], [is("alertname", "E2eScope"), is("namespace", "p47-beamline|p45-beamline", true)]]) {
      const refused = await put(matchers);
      expect(refused.status()).toBe(403);
      expect(await refused.text()).toContain("You may silence only what carries");
    }
    const made = await put([is("alertname", "E2eScope"), is("namespace", "p47-beamline")]);
    expect(made.status()).toBe(200);
    const { silenceID } = (await made.json()) as { silenceID: string };
    // Their own silence must not be widened beyond their scope either.
    expect((await put([is("alertname", "E2eScope")], { id: silenceID })).status()).toBe(403);
    const { silences: all } = (await (await page.request.get("/api/clusters/pollux/silences")).json()) as { silences: readonly { readonly id: string; readonly comment: string }[] };
    const training = all.find(({ comment }) => comment.startsWith("Broken on purpose"))?.id ?? "";
    expect((await page.request.delete(`/api/clusters/pollux/silences/${training}`, sent)).status()).toBe(403);
    await expect(inventory(page, "Broken on purpose").getByRole("button", { name: "Expire" })).toHaveCount(0);
    await expect(inventory(page, "E2E scope")).toContainText("Pat Fortyseven");
    expect((await page.request.delete(`/api/clusters/pollux/silences/${silenceID}`, sent)).ok()).toBe(true);
    await expect(inventory(page, "E2E scope")).toHaveCount(0);
  });
});

test("a visitor may look and is told why they may not silence; another site's page may do nothing", async ({ page }) => {
  await signIn(page, "visitor", silences);
  await expect(page.getByText(/You may not silence or acknowledge alerts of Pollux/).first()).toBeVisible();
  const data = { matchers: [{ name: "alertname", value: "X", isRegex: false, isEqual: true }], endsAt: new Date(Date.now() + 3_600_000).toISOString(), comment: "c", createdBy: "x" };
  expect((await page.request.post("/api/clusters/pollux/silences", { ...sent, data })).status()).toBe(403);
  expect((await page.request.post("/api/clusters/pollux/silences", { headers: { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, data })).status()).toBe(403);
  expect((await page.request.get("/api/clusters/i22/silences")).status()).toBe(404);
});

test("what a person wrote wrongly is told in a sentence", async ({ page }) => {
  await signIn(page, "admin", silences);
  const ask = async (data: object) => {
    const answer = await page.request.post("/api/clusters/pollux/silences", { ...sent, data });
    return [answer.status(), ((await answer.json()) as { error?: { message: string } }).error?.message ?? ""] as const;
  };
  const end = new Date(Date.now() + 3_600_000).toISOString();
  const one = [{ name: "alertname", value: "E2eWrong", isRegex: false, isEqual: true }];
  for (const [data, words] of [
    [{ matchers: one, endsAt: end, comment: " ", createdBy: "" }, /reason/i],
    [{ matchers: one, endsAt: new Date(0).toISOString(), comment: "c" }, /ended already|before it/],
    [{ matchers: [{ name: "alertname", value: "(", isRegex: true, isEqual: true }], endsAt: end, comment: "c" }, /regular expression/],
    [{ matchers: [{ name: "alertname", value: ".*", isRegex: true, isEqual: true }], endsAt: end, comment: "c" }, /label is missing/],
    [{ matchers: [{ name: "alertname", value: "(x{999}){999}", isRegex: true, isEqual: true }], endsAt: end, comment: "c" }, /repeats too much|regular expression/],
    [{ matchers: [], endsAt: end, comment: "c" }, /matcher/i],
    [{ matchers: [{ name: "alertname", value: "Watchdog", isRegex: false, isEqual: true }], endsAt: end, comment: "c" }, /Watchdog/],
    [{ matchers: one, endsAt: new Date(Date.now() + 400 * 86_400_000).toISOString(), comment: "c" }, /longest/],
  ] as const) {
    const [status, message] = await ask(data);
    expect(status, message).toBe(400);
    expect(message).toMatch(words);
  }
});

test("whoever made a silence is reminded before it ends, and others are not", async ({ page }) => {
  await signIn(page, "admin");
  await expect(page.getByText(/Your silence “Limits of the operators/)).toBeVisible();
  await page.context().clearCookies();
  await signIn(page, "p47-staff");
  await expect(page.getByRole("region", { name: "Pollux", exact: true })).toBeVisible();
  await expect(page.getByText(/Your silence/)).toHaveCount(0);
});
