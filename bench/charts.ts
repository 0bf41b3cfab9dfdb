import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type CDPSession, type Page } from "@playwright/test";
import { build } from "esbuild";
import { installedBrowser } from "../scripts/machine";
import { traceMainThread, type MainThread } from "./charts-trace";
import { median, report } from "./report";

/**
 * 24 live charts of 300 points and 2 series at 1 Hz, drawn by Castor's own chart components and by
 * uPlot, in turn: the main thread's processor time a tick, its longest task, React commits. JSON lines; exit 1 when a bound fails.
 */
const rounds = 5;
const ticks = 6;
const root = join(import.meta.dirname, "..");

const style = `:root{--line:#e2e5eb;--line-strong:#cdd2db;--surface:#fff;--raised:#fff;--text:#12161d;--muted:#566072;--faint:#626b7c;--info:#2460cf;--warn:#8f5e00;--s1:#2f6fed;--s2:#c26a00}
body{margin:0;font:14px/20px system-ui}main{display:grid;grid-template-columns:repeat(4,1fr);gap:8px}figure{margin:0;min-width:0;border:1px solid var(--line);padding:8px 12px}
figcaption h3{font-size:13px;margin:0}.absolute{position:absolute}.relative{position:relative}.inset-0{inset:0}ul{display:flex;gap:16px;list-style:none;margin:0;padding:0;font-size:12px}.contain-strict{display:inline-block;width:10.5ch;height:16px;contain:strict}.u-value{min-width:10.5ch}details{font-size:12px}`;

async function bundle(folder: string, entry: string): Promise<string> {
  await build({
    entryPoints: [join(root, "bench/charts-page", entry)],
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    jsx: "automatic",
    outdir: join(folder, "js"),
    alias: { "@": root },
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  const name = entry.replace(/\.tsx?$/, "");
  const css = entry.startsWith("uplot") ? await readFile(join(root, "node_modules/uplot/dist/uPlot.min.css"), "utf8") : "";
  const page = join(folder, `${name}.html`);
  await writeFile(page, `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title><style>${style}${css}</style><main></main><script type="module" src="js/${name}.js"></script>`);
  return `file://${page}`;
}

/** Counts React's commits, from before the page's own code. As text: a bundler's helpers do not exist there. */
const watch = `
  globalThis.commits = 0;
  globalThis.__REACT_DEVTOOLS_GLOBAL_HOOK__ = { supportsFiber: true, inject: () => 1, onCommitFiberRoot() { commits += 1; }, onCommitFiberUnmount() {}, onPostCommitFiberRoot() {} };`;

interface Round extends MainThread {
  readonly commits: number;
}

async function round(page: Page, session: CDPSession): Promise<Round> {
  await page.bringToFront();
  const before = await page.evaluate<number>("commits");
  const spent = await traceMainThread(session, () => page.evaluate(`bench.run(${ticks})`));
  return { ...spent, commits: (await page.evaluate<number>("commits")) - before };
}

const print = (name: string, value: number, unit: string, bound?: number) => report("charts", name, value, unit, bound);

const folder = await mkdtemp(join(tmpdir(), "castor-charts-"));
const browser = await chromium.launch({
  executablePath: installedBrowser() ?? "",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-renderer-backgrounding", "--disable-background-timer-throttling", "--allow-file-access-from-files"],
});
try {
  const open = async (entry: string) => {
    const page = await browser.newPage({ viewport: { width: 1800, height: 1800 } });
    page.on("pageerror", (error) => console.error(`${entry}: ${error.message}`));
    await page.addInitScript({ content: watch });
    await page.goto(await bundle(folder, entry));
    const session = await page.context().newCDPSession(page);
    await page.evaluate("bench.run(2)");
    return { page, session };
  };
  const castor = await open("castor.tsx");
  const uplot = await open("uplot.ts");
  const ours: Round[] = [];
  const theirs: Round[] = [];
  for (let i = 0; i < rounds; i += 1) {
    ours.push(await round(castor.page, castor.session));
    theirs.push(await round(uplot.page, uplot.session));
  }
  const perTick = (rounds: readonly Round[], of: (round: Round) => number) => median(rounds.map((one) => of(one) / ticks));
  const ratio = (of: (round: Round) => number) => median(ours.map((one, i) => of(one) / of(theirs[i] ?? one)));
  const total = ({ total }: Round) => total;
  // Without a GPU the browser fills canvases on the main thread, which uPlot cannot help: the fair ratio leaves that out.
  const unfilled = ({ total, commit }: Round) => total - commit;
  print("castor-tick", perTick(ours, total), "ms");
  print("uplot-tick", perTick(theirs, total), "ms");
  print("tick-ratio", ratio(total), "times uPlot", 1.5);
  print("castor-tick-without-filling", perTick(ours, unfilled), "ms");
  print("uplot-tick-without-filling", perTick(theirs, unfilled), "ms");
  print("tick-ratio-without-filling", ratio(unfilled), "times uPlot", 1.5);
  print("longest-task", median(ours.map(({ longest }) => longest)), "ms", 50);
  print("longest-task-of-all-rounds", Math.max(...ours.map(({ longest }) => longest)), "ms");
  print("react-commits", ours.reduce((sum, { commits }) => sum + commits, 0), "commits", 0);
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}
