import { tool, type Finished } from "./steps";

const parts: readonly [name: string, work: () => Promise<Finished>][] = [
  ["types", () => tool("tsc", ["--noEmit", "-p", "."])],
  ["lint", () => tool("eslint", ["--max-warnings=0", "--cache", "--cache-location", "node_modules/.cache/eslint/", "."])],
  ["unit", () => tool("vitest", ["run", "--project", "unit"])],
];

/** Lint, types and unit tests side by side; prints what failed, whole. Returns the counts of unit tests, with each other failed part as one. */
export async function check(): Promise<{ passed: number; failed: number }> {
  const results = await Promise.all(parts.map(async ([name, work]) => ({ name, ...(await work()) })));
  let passed = 0;
  let failed = 0;
  for (const { name, code, output, seconds } of results) {
    console.log(`${code === 0 ? "passed" : "FAILED"}  ${name}  ${seconds.toFixed(0)} s`);
    if (code !== 0) console.log(output);
    const counts = name === "unit" ? vitestCounts(output) : { passed: code === 0 ? 1 : 0, failed: 0 };
    passed += counts.passed;
    failed += counts.failed === 0 && code !== 0 ? 1 : counts.failed;
  }
  return { passed, failed };
}

/** Reads vitest's own closing line: `Tests  2 failed | 120 passed (122)`. */
export function vitestCounts(output: string): { passed: number; failed: number; skipped: number } {
  const line = output.replace(/\u001b\[[0-9;]*m/g, "").match(/^\s*Tests\s+(.*)$/m)?.[1] ?? "";
  const count = (word: string) => Number(line.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0);
  return { passed: count("passed"), failed: count("failed"), skipped: count("skipped") };
}

if (process.argv[1] === import.meta.filename) {
  const { failed } = await check();
  process.exitCode = failed === 0 ? 0 : 1;
}
