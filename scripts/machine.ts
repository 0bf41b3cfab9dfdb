import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { run, tool } from "./steps";

function onPath(name: string): string | undefined {
  return (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** A Chromium that is there already: the one Playwright downloaded, or the system's. */
export function installedBrowser(): string | undefined {
  const named = process.env["CHROMIUM"];
  if (named !== undefined && existsSync(named)) return named;
  const own = chromium.executablePath();
  if (existsSync(own)) return own;
  return ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"].map(onPath).find((path) => path !== undefined);
}

async function apt(packages: readonly string[]): Promise<boolean> {
  if (process.getuid?.() !== 0 || onPath("apt-get") === undefined) return false;
  // RUNLEVEL=1 keeps the packages' own services from being started: they are programs here, not services.
  const env = { DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  await run("apt-get", ["update", "-qq"], { env });
  const { code } = await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], { env });
  return code === 0;
}

/** Finds or installs a browser; throws the sentence that says what to do. */
export async function ensureBrowser(say: (line: string) => void): Promise<string> {
  const found = installedBrowser();
  if (found !== undefined) return found;
  say("Installing a browser …");
  if (!(await apt(["chromium"]))) await tool("playwright", ["install", "chromium"]);
  const installed = installedBrowser();
  if (installed !== undefined) return installed;
  throw new Error("The browser tests need Chromium: install Debian's package chromium, or name one in the variable CHROMIUM, and try again.");
}

/** Programs of integration tests, and the Debian packages they are in. */
const upstreams: Readonly<Record<string, string>> = {
  prometheus: "prometheus",
  "prometheus-node-exporter": "prometheus-node-exporter",
  "prometheus-alertmanager": "prometheus-alertmanager",
  nginx: "nginx",
};

/** Debian keeps servers where an ordinary user's PATH does not look. */
const isThere = (name: string) => onPath(name) !== undefined || existsSync(join("/usr/sbin", name));

/** Finds or installs the real upstreams that integration tests are held against; tells which are missing. */
export async function ensureUpstreams(say: (line: string) => void): Promise<readonly string[]> {
  const missing = () => Object.keys(upstreams).filter((name) => !isThere(name));
  if (missing().length > 0) {
    say(`Installing ${missing().join(", ")} …`);
    await apt(missing().map((name) => upstreams[name] ?? name));
  }
  return missing();
}
