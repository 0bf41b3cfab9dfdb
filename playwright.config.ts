import "./demo/loopback-names";
import { defineConfig, devices } from "@playwright/test";
import { installedBrowser } from "./scripts/machine";

/** The demo runs on ports of its own, so that the tests disturb no demonstration. */
const port = Number(process.env["E2E_PORT"] ?? 4300);
const executablePath = installedBrowser();

/**
 * Browser tests run the production build against the demo's simulated clusters. One worker:
 * the fault tests switch upstreams off for everybody.
 */
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  workers: 1,
  fullyParallel: false,
  // What passes only the second time is told by name in the summary: a bug to be found, in the product or in the test.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  outputDir: "test-results",
  use: {
    ...devices["Desktop Chrome"],
    baseURL: `http://castor.localhost:${port}`,
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-first-failure",
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
    },
  },
  webServer: {
    command: "node --import tsx demo/main.ts --seed 47",
    url: `http://127.0.0.1:${port}/api/health/ready`,
    env: { PORT: String(port) },
    timeout: 60_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
  },
});
