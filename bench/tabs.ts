import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Browser, type Page } from "@playwright/test";
import { median, report } from "./report";
import { startTabsServer, type TabsServer } from "./tabs/server";

// Twelve tabs of one browser, one stream at the server: with a SharedWorker, and with the fallback where
// there is none. Every tab gets every frame once, across tabs that come and go and connections that break.

type Seen = Readonly<Record<"shared" | "own", readonly (readonly [turn: number, at: number])[]>>;

const count = 12;
const installed = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));

const seenBy = (page: Page) => page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen);

async function until(done: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await done()) return;
    await sleep(100);
  }
  throw new Error(`waited in vain until ${what}`);
}

/** Numbers that are missing or come twice between the first and the last. */
const faults = (frames: Seen["own"]): number => frames.slice(1).filter(([turn], index) => turn !== (frames[index]?.[0] ?? 0) + 1).length;

async function run(browser: Browser, server: TabsServer, how: string, sharedWorker: boolean): Promise<void> {
  const context = await browser.newContext();
  if (!sharedWorker) await context.addInitScript(() => void Reflect.deleteProperty(globalThis, "SharedWorker"));
  const before = server.streams();
  const pages: Page[] = [];
  for (let index = 0; index < count; index += 1) {
    const page = await context.newPage();
    await page.goto(`${server.url}/#${index}`);
    pages.push(page);
  }
  for (const page of pages) await until(async () => (await seenBy(page)).own.length > 0, "every tab has its own topic");
  let most = 0;
  for (let second = 0; second < 5; second += 1) {
    await sleep(1_000);
    most = Math.max(most, server.hub.stats().listeners);
  }
  report("tabs", `streams at the server, ${count} tabs, ${how}`, most, "streams", 1);
  report("tabs", `streams asked for while ${count} tabs opened, ${how}`, server.streams() - before, "requests");
  server.cut();
  await until(() => server.hub.stats().listeners === 1, "the stream is back after a break");
  // The first tab is the one that leads where there is no SharedWorker.
  await pages.shift()?.close();
  await until(() => server.hub.stats().listeners === 1, "there is one stream after a tab has gone");
  const resumed = (await Promise.all(pages.map(seenBy))).map(({ shared }) => shared.length);
  await until(async () => (await Promise.all(pages.map(seenBy))).every(({ shared }, index) => shared.length >= (resumed[index] ?? 0) + 3), "all tabs are live again");
  const all = await Promise.all(pages.map(seenBy));
  if (sharedWorker) {
    const wrong = all.map(({ shared, own }) => faults(shared) + faults(own));
    report("tabs", `frames lost or doubled in any tab, over a break, ${how}`, Math.max(...wrong), "frames", 0);
  }
  const arrivals = new Map<number, number[]>();
  for (const { shared } of all) for (const [turn, at] of shared.slice(-5)) arrivals.set(turn, [...(arrivals.get(turn) ?? []), at]);
  const spread = [...arrivals.values()].filter((times) => times.length === pages.length).map((times) => Math.max(...times) - Math.min(...times));
  report("tabs", `first tab to last tab, ${how}`, median(spread), "ms");
  for (const page of pages) await page.close();
  await until(() => server.hub.stats().listeners === 0, "the stream has gone with the last tab");
  await context.close();
}

const server = await startTabsServer();
const browser = await chromium.launch({
  ...(installed === undefined ? {} : { executablePath: installed }),
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
});
try {
  await run(browser, server, "SharedWorker", true);
  await run(browser, server, "without SharedWorker", false);
} finally {
  await browser.close();
  server.close();
}
