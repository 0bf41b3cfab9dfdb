import { defineConfig } from "vitest/config";

const alias = { "@": import.meta.dirname };

/** Two projects: `unit` is fast and needs nothing; `integration` runs real binaries and the production build. */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          pool: "threads",
          // One module graph a worker: half the time, and a test that leaks into another shows itself.
          isolate: false,
          setupFiles: ["scripts/test-patience.ts"],
          testTimeout: 30_000,
          include: ["{app,components,lib,demo,bench}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.integration.test.ts", "**/node_modules/**"],
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["{app,components,lib,demo,bench,e2e}/**/*.integration.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
