import { expect, test, type Page } from "@playwright/test";
import { during } from "./pages/faults";
import { signIn } from "./pages/sign-in";

const p47 = "/clusters/pollux/nodes/p47-srv-01";
const recovery = { timeout: 40_000 };

const figure = (page: Page, name: string) => page.getByRole("figure", { name, exact: true });

/** Every path that draws a line of a chart. */
async function linesOf(page: Page, name: string): Promise<string[]> {
  return figure(page, name)
    .locator("path")
    .evaluateAll((paths) => paths.map((path) => path.getAttribute("d") ?? "").filter((d) => d.length > 60));
}

test("a node is told and drawn: facts, every chart, file systems, pods and events", async ({ page }) => {
  await signIn(page, "admin", p47);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("p47-srv-01");
  await expect(page.getByText("172.23.242.47")).toBeVisible();
  for (const title of ["CPU by mode", "CPU by core", "Load", "Memory by kind", "Network received", "Network sent", "Disk read", "Disk written", "Disk utilisation", "Pressure", "Temperature"]) {
    await expect(figure(page, title), title).toBeVisible();
  }
  await expect(page.getByRole("region", { name: "File systems" }).getByText("/var/lib/containerd", { exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Pods on this node" }).getByText("bl47p-synoptic-0")).toBeVisible();
  await expect(page.getByRole("region", { name: "Events on this node" })).toContainText(/Pull/);
});

test("the charts move every second, stand still while paused, and move again", async ({ page }) => {
  await signIn(page, "admin", p47);
  await expect(page.getByText(/Live edge every 1 s, history every 15 s/)).toBeVisible();
  await expect.poll(async () => (await linesOf(page, "CPU by mode")).length).toBeGreaterThan(2);
  const before = (await linesOf(page, "CPU by mode")).join();
  await expect.poll(async () => (await linesOf(page, "CPU by mode")).join() !== before, { timeout: 5_000 }).toBe(true);

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText(/Paused/)).toBeVisible();
  const held = (await linesOf(page, "CPU by mode")).join();
  // Two seconds' worth of pictures, as the browser itself counts them.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 120; frame += 1) await new Promise(requestAnimationFrame);
  });
  expect((await linesOf(page, "CPU by mode")).join()).toBe(held);

  await page.getByRole("button", { name: "Resume" }).click();
  await expect.poll(async () => (await linesOf(page, "CPU by mode")).join() !== held, { timeout: 5_000 }).toBe(true);
});

test("the history joins the live edge: a line spans the whole range", async ({ page }) => {
  await signIn(page, "admin", p47);
  const spans = async () => {
    const [d = ""] = await linesOf(page, "Load");
    const xs = [...d.matchAll(/[ML]?(-?[\d.]+)[ ,](-?[\d.]+)/g)].map(([, x]) => Number(x));
    const width = (await figure(page, "Load").getByRole("slider").boundingBox())?.width ?? Infinity;
    return (Math.max(...xs) - Math.min(...xs)) / width;
  };
  await expect.poll(spans).toBeGreaterThan(0.9);
});

test("an image pull stands as a mark on the network chart, and its event is listed", async ({ page }) => {
  await signIn(page, "admin", p47);
  await expect(figure(page, "Network received").getByText(/^pulled /).first()).toBeAttached();
  const events = page.getByRole("region", { name: "Events on this node" });
  await expect(events.getByRole("listitem").first()).toBeVisible();
  // The newest ten are shown at first; what the other tests restarted may stand before the pull.
  const more = events.getByRole("button", { name: /more$/ });
  if (await more.isVisible()) await more.click();
  await expect(events.getByText(/Successfully pulled image/).first()).toBeVisible();
});

test("the keyboard reads values out of a chart", async ({ page }) => {
  await signIn(page, "admin", p47);
  const slider = figure(page, "CPU by mode").getByRole("slider");
  await expect.poll(async () => (await linesOf(page, "CPU by mode")).length).toBeGreaterThan(2);
  await slider.focus();
  for (let press = 0; press < 20; press += 1) await slider.press("ArrowLeft");
  await expect(slider).toHaveAttribute("aria-valuetext", /user [\d.]+ cores/);
});

test("pointing at one chart reads out the same moment on the others", async ({ page }) => {
  await signIn(page, "admin", p47);
  await expect.poll(async () => (await linesOf(page, "Load")).length).toBeGreaterThan(2);
  await page.getByRole("button", { name: "Pause" }).click();
  const load = figure(page, "Load").getByRole("list").first();
  const now = await load.innerText();
  await figure(page, "CPU by mode").getByRole("slider").hover({ position: { x: 40, y: 30 } });
  await expect.poll(() => load.innerText()).not.toBe(now);
  await page.getByRole("heading", { level: 1 }).hover();
  await expect.poll(() => load.innerText()).toBe(now);
});

test("the range is in the address, for a colleague", async ({ page }) => {
  await signIn(page, "admin", `${p47}?range=6h`);
  await expect(page.getByRole("radio", { name: "6 h" }).or(page.getByRole("button", { name: "6 h", pressed: true }))).toBeVisible();
  await page.getByText("24 h", { exact: true }).click();
  await expect(page).toHaveURL(/range=24h/);
});

test("each chart leads to this node's dashboard in Grafana", async ({ page }) => {
  await signIn(page, "admin", p47);
  const link = page.getByRole("link", { name: /Grafana ?: Memory by kind of p47-srv-01/ });
  await expect(link).toHaveAttribute("href", /\/d\/7d57716318ee0dddbac5a7f451fb7753.*var-instance=172\.23\.242\.47%3A9100/);
});

test("a person sees only the pods and events they may", async ({ page }) => {
  await signIn(page, "p47-staff", p47);
  const pods = page.getByRole("region", { name: "Pods on this node" });
  await expect(pods.getByText("bl47p-synoptic-0")).toBeVisible();
  await expect(pods.getByText("kube-system")).toHaveCount(0);
});

test("the exporter falls silent: the charts keep their past and say so, the rest stays live, and it comes back", async ({ page, baseURL }) => {
  await signIn(page, "admin", p47);
  await expect(page.getByText(/Live edge every 1 s/)).toBeVisible();
  await during(baseURL ?? "", "pollux/node-exporter/p47-srv-01", "stopped", async () => {
    await expect(page.getByText(/Stale: no answer from the exporter for/)).toBeVisible(recovery);
    expect((await linesOf(page, "CPU by mode")).length).toBeGreaterThan(2);
    await expect(page.getByRole("region", { name: "Pods on this node" }).getByText("bl47p-synoptic-0")).toBeVisible();
  });
  await expect(page.getByText(/Live edge every 1 s/)).toBeVisible(recovery);
});

test("hostile exporter text loses no stream", async ({ page, baseURL }) => {
  await signIn(page, "admin", p47);
  await expect(page.getByText(/Live edge every 1 s/)).toBeVisible();
  for (const fault of ["garbage", "html", "huge", "error"] as const) {
    await during(baseURL ?? "", "pollux/node-exporter/p47-srv-01", fault, async () => {
      await expect(page.getByText(/Stale: no answer from the exporter/), fault).toBeVisible(recovery);
      await expect(page.getByRole("banner").getByText("Live", { exact: true })).toBeVisible();
    });
    await expect(page.getByText(/Live edge every 1 s/), fault).toBeVisible(recovery);
  }
});

test("without Prometheus the node is live, says that its past is missing, and gets it back", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  await during(baseURL ?? "", "pollux/prometheus", "stopped", async () => {
    await signIn(page, "admin", p47);
    await expect(page.getByText(/No history: /)).toBeVisible();
    await expect(page.getByText(/Live edge every 1 s/)).toBeVisible();
  });
  await expect(page.getByText(/No history: /)).toHaveCount(0, { timeout: 60_000 });
});

test("all nodes: sorted and filtered by the address, each a way to its page", async ({ page }) => {
  await signIn(page, "admin", "/nodes");
  await expect(page.getByRole("row")).toHaveCount(23);
  await page.getByRole("columnheader", { name: "CPU" }).getByRole("button").click();
  await expect(page).toHaveURL(/sort=cpu/);
  await page.keyboard.press("/");
  await page.keyboard.type("wk-0");
  await expect(page).toHaveURL(/q=wk-0/);
  await expect(page.getByRole("link", { name: "argus-cp-01" })).toHaveCount(0);
  await page.getByRole("link", { name: "argus-wk-01" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("argus-wk-01");
});

test("this very machine is a node, with its real figures", async ({ page }) => {
  await signIn(page, "admin", "/clusters/pollux/nodes");
  const known = new Set(["pollux-cp-01", "pollux-wk-01", "pollux-wk-02", "p38-srv-01", "p45-srv-01", "p47-srv-01"]);
  const links = page.getByRole("row").getByRole("link");
  await expect(links).toHaveCount(known.size + 1);
  const names = await links.allTextContents();
  const own = names.find((name) => !known.has(name)) ?? "";
  const row = page.getByRole("row").filter({ has: page.getByRole("link", { name: own, exact: true }) });
  await expect(row).toContainText("%");
});
