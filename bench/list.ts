import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, request as ask, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium, type Page } from "@playwright/test";
import { signIn } from "../e2e/pages/sign-in";
import { Visitor } from "../e2e/pages/visitor";
import type { Frame, Snapshot, TableChange } from "../lib/model";
import { installedBrowser } from "../scripts/machine";
import { startDemoProcess, type DemoProcess } from "./demo-process";
import { median, report } from "./report";

/**
 * Ten thousand pods: how long the first rows take beside kubectl, against the same server in the same
 * run; how much travels to the browser; and how soon a keystroke in the filter is painted.
 */
const port = 4700;
const pods = 10_000;
const rounds = 5;
const run = promisify(execFile);

/** As whom Castor asks the API for an administrator. */
function identity(): Readonly<Record<string, string>> {
  const { env } = JSON.parse(readFileSync(join(import.meta.dirname, "..", ".castor", `demo-${port}`, "secrets.json"), "utf8")) as { env: Record<string, string> };
  return { authorization: `Bearer ${env["POLLUX_TOKEN"] ?? ""}`, "impersonate-user": "admin", "impersonate-group": "castor-admins" };
}

/** A way to the API that says who asks: kubectl sends a token over TLS only, which would slow it down. */
async function door(headers: Readonly<Record<string, string>>): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((request, response) => {
    const up = ask({ host: "127.0.0.1", port: port + 10, path: request.url, method: request.method, headers: { ...request.headers, ...headers } }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    up.once("error", () => response.destroy());
    request.pipe(up);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** The full list as JSON, once the simulated cluster has all its pods; its length in bytes. */
async function fullList(api: string): Promise<number> {
  for (let tries = 0; tries < 120; tries += 1) {
    const text = await (await fetch(`${api}/api/v1/pods`)).text();
    if ((JSON.parse(text) as { items: readonly unknown[] }).items.length >= pods) return Buffer.byteLength(text);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error(`the simulated cluster never had ${pods} pods`);
}

async function kubectl(api: string, folder: string): Promise<number> {
  const started = performance.now();
  const { stdout } = await run("kubectl", ["--cache-dir", join(folder, "cache"), "--server", api, "get", "pods", "-A"], { env: { ...process.env, HOME: folder, KUBECONFIG: "" }, maxBuffer: 64 * 2 ** 20 });
  const took = performance.now() - started;
  if (stdout.split("\n").length < pods) throw new Error("kubectl did not print all pods");
  return took;
}

/** Asks the stream for the table, cold: a selector that all pods match makes each round a new question. */
async function streamed(visitor: Visitor, demo: DemoProcess, round: number): Promise<{ readonly first: number; readonly all: number; readonly bytes: number }> {
  const stop = new AbortController();
  const topic = `watch/pollux/core/v1/pods?labelSelector=${encodeURIComponent(`!bench-round-${round}`)}`;
  const started = performance.now();
  const response = await visitor.get(`${demo.url}/api/stream?topic=${encodeURIComponent(topic)}`, { signal: stop.signal });
  if (response.body === null || !response.ok) throw new Error(`the stream answered ${response.status}`);
  let [text, bytes, rows, first] = ["", 0, 0, 0];
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      text += decoder.decode(chunk, { stream: true });
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        const data = /^data: ?(.*)$/m.exec(event)?.[1] ?? "null";
        const type = /^event: ?(.*)$/m.exec(event)?.[1];
        const frames = type === "snapshot" ? (JSON.parse(data) as Snapshot<TableChange>).frames : type === "frame" ? [JSON.parse(data) as Frame<TableChange>] : [];
        for (const { value, problem } of frames) {
          if (problem !== undefined) throw new Error(problem.message);
          rows += value?.rows.length ?? 0;
          if (rows > 0 && first === 0) first = performance.now() - started;
          if (rows >= pods && value?.more !== true) {
            return { first, all: performance.now() - started, bytes };
          }
        }
      }
    }
  } finally {
    stop.abort();
  }
  throw new Error("the stream ended too soon");
}

/** From opening the page to the first row in sight, and from each keystroke to its rows on the screen; ms. */
async function inBrowser(page: Page): Promise<{ readonly first: number; readonly keys: readonly number[] }> {
  const started = performance.now();
  await page.goto("/clusters/pollux/objects/core/v1/pods");
  await page.getByRole("rowheader").first().waitFor();
  const first = performance.now() - started;
  await page.waitForFunction((count) => Number(document.querySelector("[role=grid]")?.getAttribute("aria-rowcount")) > count, pods);
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    document.querySelector("[data-filter]")?.addEventListener("input", ({ timeStamp }) => {
      // The frame in which the rows are drawn, and a task after it: then they are on the screen.
      requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - timeStamp)));
    });
  });
  await page.getByRole("searchbox", { name: "Filter rows" }).focus();
  for (const text of ["1", "worker", "run 2"]) {
    for (const key of text) {
      await page.keyboard.press(key === " " ? "Space" : key);
      await page.waitForTimeout(120);
    }
    for (let count = 0; count < text.length; count += 1) {
      await page.keyboard.press("Backspace");
      await page.waitForTimeout(120);
    }
  }
  return { first, keys: await page.evaluate(() => (window as unknown as { times: number[] }).times) };
}

const demo = await startDemoProcess(port, ["--pods", String(pods)]);
const folder = mkdtempSync(join(tmpdir(), "castor-bench-list-"));
const api = await door(identity());
const browser = await chromium.launch({ executablePath: installedBrowser() ?? "", args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
try {
  const full = await fullList(api.url);
  const visitor = new Visitor();
  await visitor.signIn(demo.url, "admin");
  await kubectl(api.url, folder);
  await streamed(visitor, demo, 0);
  const [terminal, stream]: [number[], Awaited<ReturnType<typeof streamed>>[]] = [[], []];
  for (let round = 1; round <= rounds; round += 1) {
    terminal.push(await kubectl(api.url, folder));
    stream.push(await streamed(visitor, demo, round));
  }
  const baseline = median(terminal);
  const page = await browser.newPage({ baseURL: demo.url });
  await signIn(page, "admin");
  const { first, keys } = await inBrowser(page);
  report("list", "kubectl", baseline, "ms");
  report("list", "first-rows-in-the-stream", median(stream.map((each) => each.first)) / baseline, "times kubectl get pods -A", 1.5);
  report("list", "first-rows-in-the-browser", first / baseline, "times kubectl get pods -A", 1.5);
  report("list", "all-rows-in-the-stream", median(stream.map((each) => each.all)) / baseline, "times kubectl get pods -A");
  report("list", "bytes", median(stream.map(({ bytes }) => bytes)) / full, "of the full JSON list", 0.25);
  report("list", "keystroke-to-paint", median(keys), "ms", 50);
} finally {
  await browser.close();
  api.server.close();
  api.server.closeAllConnections();
  await demo.stop();
  rmSync(folder, { recursive: true });
}
