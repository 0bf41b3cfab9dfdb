/**
 * Makes a fresh clone runnable: checks Node, installs the packages at the versions of the lock file.
 * `npm install`, not `npm ci`: a registry may lack packages for other platforms, which `ci` insists on.
 * Plain JavaScript, because it runs before anything else is there.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = dirname(import.meta.dirname);
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 20)) {
  console.error(`Castor needs Node 20.20 or newer, and this is ${process.versions.node}: install a newer one from https://nodejs.org and try again.`);
  process.exit(1);
}

const lock = join(root, "package-lock.json");
const stamp = join(root, "node_modules", ".castor-installed");
const wanted = createHash("sha256").update(readFileSync(lock)).digest("hex");

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== wanted) {
  console.error("Installing packages …");
  const { status } = spawnSync("npm", ["install", "--no-save", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" },
  });
  if (status !== 0) {
    console.error("The packages could not be installed: check that this machine reaches the npm registry, then try again.");
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}
