import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type BrowserContext } from "@playwright/test";
import { startDemoProcess } from "../bench/demo-process";
import { signIn, type Account } from "../e2e/pages/sign-in";
import { buildOnce } from "./build";
import { ensureBrowser } from "./machine";
import { root } from "./steps";

/**
 * `npm run shots`: every page as a picture, in both themes, at 1440 and 390 px, by the accounts that see
 * it differently, and with upstreams that fail. Into `shots/`, which git ignores. With words behind
 * `--` only pictures whose names contain one of them.
 */
const folder = join(root, "shots");
const wanted = process.argv.slice(2);
const pages: Readonly<Record<string, string>> = {
  landing: "/",
  cluster: "/clusters/pollux",
  "cluster-i22": "/clusters/i22",
  nodes: "/nodes",
  "cluster-nodes": "/clusters/argus/nodes",
  node: "/clusters/pollux/nodes/p47-srv-01",
  "node-6h": "/clusters/pollux/nodes/p47-srv-01?range=6h",
  kinds: "/clusters/pollux/objects",
  pods: "/clusters/pollux/objects/core/v1/pods?namespace=training",
  object: "/clusters/pollux/objects/apps/v1/deployments/training/oom-demo",
  logs: "/clusters/pollux/objects/core/v1/pods/p47-beamline/p47-rabbitmq-0?tab=logs",
  metrics: "/clusters/pollux/objects/core/v1/pods/p47-beamline/p47-blueapi-0?tab=metrics",
  yaml: "/clusters/pollux/objects/apps/v1/statefulsets/p47-beamline/p47-blueapi?tab=yaml",
  images: "/clusters/pollux/surveys/images",
  releases: "/clusters/pollux/surveys/releases",
  "pod-security": "/clusters/pollux/surveys/pod-security",
  alerts: "/alerts",
  "cluster-alerts": "/clusters/pollux/alerts",
  silences: "/clusters/pollux/alerts/silences",
  "what-happened": "/clusters/pollux/alerts/history",
  routing: "/clusters/pollux/alerts/routing?labels=alertname%3DKubePodCrashLooping+namespace%3Dp47-beamline+severity%3Dwarning",
  pipeline: "/clusters/pollux/alerts/pipeline",
  "tool-grafana": "/clusters/pollux/tools/grafana/d/7d57716318ee0dddbac5a7f451fb7753",
  "tool-prometheus": "/clusters/pollux/tools/prometheus",
  "tool-own-sign-in": "/clusters/pollux/tools/stackrox",
  "tools-found": "/clusters/pollux/tools",
  dashboards: "/clusters/pollux/dashboards",
  audit: "/audit",
  "not-found": "/clusters/nowhere",
};
const others: readonly (readonly [account: Account, page: string, path: string])[] = [
  ["visitor", "landing", "/"],
  ["visitor", "forbidden", "/clusters/i22"],
  ["p47-staff", "landing", "/"],
  ["p47-staff", "node", "/clusters/pollux/nodes/p47-srv-01"],
  ["i22-staff", "landing", "/"],
  ["visitor", "pods", "/clusters/pollux/objects/core/v1/pods"],
  ["visitor", "audit", "/audit"],
  ["visitor", "tool-forbidden", "/clusters/pollux/tools/grafana"],
  ["p47-staff", "tool-read-only", "/clusters/pollux/tools/prometheus"],
  ["visitor", "silences", "/clusters/pollux/alerts/silences"],
  ["p47-staff", "cluster-alerts", "/clusters/pollux/alerts"],
  ["p47-staff", "object", "/clusters/pollux/objects/core/v1/pods/p47-beamline/bl47p-mo-ioc-01-0"],
  ["p47-staff", "rights", "/clusters/pollux/surveys/rights?namespace=p47-beamline"],
];

const browserPath = await ensureBrowser((line) => console.error(line));
await buildOnce((line) => console.error(line));
mkdirSync(folder, { recursive: true });
const demo = await startDemoProcess(4700);
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });

async function signedIn(account: Account, width: number, theme: "light" | "dark"): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: demo.url, viewport: { width, height: width < 500 ? 844 : 900 }, colorScheme: theme, reducedMotion: "reduce" });
  const page = await context.newPage();
  await signIn(page, account);
  await page.close();
  return context;
}

async function shoot(context: BrowserContext, name: string, path: string, settle = 4_000): Promise<void> {
  if (wanted.length > 0 && !wanted.some((word) => name.includes(word))) return;
  const page = await context.newPage();
  await page.goto(`${demo.url}${path}`);
  await page.waitForTimeout(settle);
  // What is out of sight is not painted: make all of it visible, and give it a moment.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: page.viewportSize()?.width ?? 1440, height: Math.min(height, 6_000) });
  await page.waitForTimeout(1_800);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  await page.close();
  console.log(`${name}.png`);
}

const looks = (["light", "dark"] as const).flatMap((theme) => [1440, 390].map((width) => ({ theme, width, suffix: `${theme}-${width}` })));

try {
  for (const { theme, width, suffix } of looks) {
    const context = await signedIn("admin", width, theme);
    for (const [name, path] of Object.entries(pages)) await shoot(context, `${name}-${suffix}`, path);
    await context.close();
  }
  for (const [account, name, path] of others) {
    const context = await signedIn(account, 1440, "light");
    await shoot(context, `${name}-${account}`, path);
    await context.close();
  }
  // Last, because Prometheus remembers a while what it missed.
  for (const { theme, width, suffix } of looks) {
    const context = await signedIn("admin", width, theme);
    await demo.fault("pollux/*", "stopped");
    await shoot(context, `stale-landing-${suffix}`, "/", 9_000);
    await shoot(context, `stale-node-${suffix}`, "/clusters/pollux/nodes/p47-srv-01", 6_000);
    await demo.fault("pollux/*", "ok");
    await context.close();
  }
} finally {
  await browser.close();
  await demo.stop();
}
