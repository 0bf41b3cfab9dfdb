import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { signIn } from "../e2e/pages/sign-in";
import { installedBrowser } from "../scripts/machine";
import { startDemoProcess, type DemoProcess } from "./demo-process";
import { median, report } from "./report";
import { Visitor } from "../e2e/pages/visitor";

/**
 * The landing page: its first byte must not wait for an upstream, and a first visit must not load
 * much. Well and unwell alternate, so that a busy machine disturbs both alike.
 */
const rounds = 7;
const requests = 15;

async function firstByte(visitor: Visitor, demo: DemoProcess): Promise<number> {
  const times: number[] = [];
  for (let request = 0; request < requests; request += 1) {
    const started = performance.now();
    const response = await visitor.get(`${demo.url}/`);
    times.push(performance.now() - started);
    await response.text();
  }
  return median(times);
}

const demo = await startDemoProcess(4600);
try {
  const visitor = new Visitor();
  await visitor.signIn(demo.url, "admin");
  await firstByte(visitor, demo);
  const ratios: number[] = [];
  const well: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await demo.fault("pollux/prometheus", "ok");
    const good = await firstByte(visitor, demo);
    await demo.fault("pollux/prometheus", "hang");
    const bad = await firstByte(visitor, demo);
    well.push(good);
    ratios.push(bad / good);
  }
  await demo.fault("pollux/prometheus", "ok");
  report("page", "first-byte", median(well), "ms");
  report("page", "first-byte-with-one-upstream-hanging", median(ratios), "times the page with all well", 1.2);
  report("page", "javascript", (await javascript(visitor, demo.url)) / 1000, "kB gzip", 165);
} finally {
  await demo.stop();
}

/** Bytes of JavaScript, gzipped, that a browser fetches on a first visit, its worker's too. */
async function javascript(visitor: Visitor, portal: string): Promise<number> {
  const browser = await chromium.launch({ executablePath: installedBrowser() ?? "", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
  const scripts = new Set<string>();
  try {
    const context = await browser.newContext({ baseURL: portal });
    await signIn(await context.newPage(), "admin");
    const page = await context.newPage();
    context.on("response", (response) => {
      if (/javascript/.test(response.headers()["content-type"] ?? "")) scripts.add(response.url());
    });
    await page.goto("/");
    await page.getByRole("banner").getByText("Live", { exact: true }).waitFor();
    await page.getByText(/of [\d.]+ cores/).first().waitFor();
  } finally {
    await browser.close();
  }
  const sizes = await Promise.all(
    [...scripts].map(async (url) => {
      const response = await visitor.get(url);
      return gzipSync(Buffer.from(await response.arrayBuffer())).length;
    }),
  );
  return sizes.reduce((total, size) => total + size, 0);
}
