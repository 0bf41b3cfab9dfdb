import { buildOnce } from "./build";
import { check, vitestCounts } from "./check";
import { ensureBrowser, ensureUpstreams } from "./machine";
import { tool } from "./steps";

const say = (line: string) => console.log(line);

/** Reads Playwright's closing lines: `  3 failed`, `  41 passed (2.1m)`. */
function playwrightCounts(output: string): { passed: number; flaky: number; failed: number; skipped: number } {
  const count = (word: string) => Number(output.match(new RegExp(`^\\s+(\\d+) ${word}`, "m"))?.[1] ?? 0);
  return { passed: count("passed") + count("flaky"), flaky: count("flaky"), failed: count("failed"), skipped: count("skipped") };
}

/** Everything: lint, types, unit, the production build, integration with real upstreams, and the browser. */
const browser = await ensureBrowser(say);
const missing = await ensureUpstreams(say);
if (missing.length > 0) {
  say(`NOT TESTED against real upstreams: ${missing.join(", ")} can't be installed here (Debian's packages, as root). Tests that need them are skipped.`);
}

const totals = { passed: 0, failed: 0, skipped: 0 };
function add(counts: { passed: number; failed: number; skipped?: number }, code: number): void {
  totals.passed += counts.passed;
  totals.failed += counts.failed === 0 && code !== 0 ? 1 : counts.failed;
  totals.skipped += counts.skipped ?? 0;
}

add(await check(), 0);

await buildOnce(say).then(
  () => add({ passed: 1, failed: 0 }, 0),
  (error: unknown) => {
    console.log(error instanceof Error ? error.message : error);
    add({ passed: 0, failed: 1 }, 0);
  },
);

const integration = await tool("vitest", ["run", "--project", "integration"], { show: true });
add(vitestCounts(integration.output), integration.code);

const e2e = await tool("playwright", ["test"], { show: true, env: { CHROMIUM: browser } });
const browserCounts = playwrightCounts(e2e.output);
add(browserCounts, e2e.code);
if (browserCounts.flaky > 0) console.log(`${browserCounts.flaky} FLAKY: passed only the second time, see above. Find out whether the product or the test is wrong.`);

console.log(`${totals.passed} passed, ${totals.failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ""}`);
process.exitCode = totals.failed === 0 ? 0 : 1;
