import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium, type Page } from "@playwright/test";
import { Visitor } from "../e2e/pages/visitor";
import { signIn } from "../e2e/pages/sign-in";
import { startRealPortal, type RealPortal } from "../e2e/real/portal";
import { freePort, missingPrograms } from "../e2e/real/upstreams";
import type { Triage } from "../lib/model/alerting/triage";
import { installedBrowser } from "../scripts/machine";
import { heapInUse } from "./alerts/heap";
import { postAlerts, postSilences } from "./alerts/load";
import { median, report } from "./report";

/**
 * Ten thousand alerts and a thousand silences in the real Alertmanager: how long the server takes for the
 * first screen of the triage page, what an alert costs it in memory, and how soon a keystroke in the
 * filter has its alerts on the screen.
 */
const [alerts, silences] = [10_000, 1_000];
const rounds = 15;
const filters = ["", "severity=critical", 'namespace=~"beamline-0.*"', "@state=suppressed", "@state=active severity=warning", "ioc-00", "alertname=TargetDown", 'node=~"worker-0[0-4].*" severity!=info', "@by=silence", "trouble"];

function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? NaN;
}

const address = ({ url }: RealPortal, filter: string) => `${url}/api/triage?${new URLSearchParams({ cluster: "real", filter }).toString()}`;

async function triage(visitor: Visitor, portal: RealPortal, filter: string): Promise<Triage> {
  const response = await visitor.get(address(portal, filter));
  if (!response.ok) throw new Error(`the triage page answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Triage;
}

/** Waits until the portal knows so many alerts, of which so many are suppressed. */
async function settled(visitor: Visitor, portal: RealPortal, all: number, suppressed: number): Promise<void> {
  for (const deadline = Date.now() + 180_000; Date.now() < deadline; ) {
    const found = await triage(visitor, portal, "");
    if (found.all === all && found.counts.suppressed === suppressed) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`the portal never knew ${all} alerts, ${suppressed} of them suppressed`);
}

async function serverTimes(visitor: Visitor, portal: RealPortal): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    for (const filter of filters) {
      const started = performance.now();
      await triage(visitor, portal, filter);
      if (round > 0) times.push(performance.now() - started);
    }
  }
  return times;
}

/** From each keystroke to the frame in which the alerts that match stand on the screen; ms. */
async function keystrokes(page: Page): Promise<readonly number[]> {
  await page.goto("/clusters/real/alerts");
  const field = page.getByRole("combobox", { name: /filter/i });
  await field.click();
  await page.getByRole("banner").getByText("Live", { exact: true }).waitFor();
  await page.evaluate(() => {
    const times: number[] = [];
    let typed: number | undefined;
    Object.assign(window, { times });
    document.querySelector("[data-filter]")?.addEventListener("input", ({ timeStamp }) => (typed = timeStamp));
    // The list says that it is busy until the alerts that match stand in it.
    const list = document.querySelector("main [aria-busy]");
    let busy = false;
    new MutationObserver(() => {
      if (list?.getAttribute("aria-busy") === "true") busy = true;
      else if (busy && typed !== undefined) {
        const since = typed;
        typed = undefined;
        busy = false;
        requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - since)));
      }
    }).observe(list ?? document.body, { attributes: true, attributeFilter: ["aria-busy"] });
  });
  for (const text of ["severity=critical", "ioc-0042", "worker"]) {
    await field.fill("");
    await page.waitForTimeout(300);
    for (const key of text) {
      await page.keyboard.type(key);
      await page.waitForTimeout(200);
    }
  }
  return page.evaluate(() => (window as unknown as { times: number[] }).times);
}

if (missingPrograms.length > 0) throw new Error(`This bench needs Debian's ${missingPrograms.join(", ")}.`);
const exporter = createServer((_, response) => response.end("up_for_the_bench 1\n"));
await new Promise<void>((resolve) => exporter.listen(0, "127.0.0.1", resolve));
const { port } = exporter.address() as AddressInfo;
const inspector = await freePort();
const portal = await startRealPortal({
  flags: [`--inspect=127.0.0.1:${inspector}`],
  node: "bench-01",
  exporterPort: port,
  targets: [`127.0.0.1:${port}`],
  administrators: ["castor-admins"],
  alerting: { every: 10 },
});
const browser = await chromium.launch({ executablePath: installedBrowser() ?? "", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
try {
  const visitor = new Visitor();
  await visitor.signIn(portal.url, "admin");
  const alertmanager = portal.alertmanagers[0]?.url ?? "";
  await settled(visitor, portal, 0, 0);
  await serverTimes(visitor, portal);
  const before = await heapInUse(inspector);
  await postAlerts(alertmanager, 0, alerts);
  await postSilences(alertmanager, silences);
  await settled(visitor, portal, alerts, silences);
  const times = await serverTimes(visitor, portal);
  report("alerts", "first-screen-p50", median(times), "ms");
  report("alerts", "first-screen-p95", percentile(times, 0.95), "ms", 150);
  report("alerts", "memory", ((await heapInUse(inspector)) - before) / (alerts / 1_000), "MB per 1,000 alerts");
  const page = await browser.newPage({ baseURL: portal.url, viewport: { width: 1440, height: 900 } });
  await signIn(page, "admin");
  const keys = await keystrokes(page);
  report("alerts", "keystrokes-measured", keys.length, "keystrokes");
  report("alerts", "keystroke-to-paint", median(keys), "ms", 50);
} finally {
  await browser.close();
  await portal.close();
  exporter.close();
  exporter.closeAllConnections();
}
