import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { withLock } from "./lock";
import { root, tool } from "./steps";

/** What the production build is made of; nothing else can change it. */
const sources = ["app", "components", "lib", "public", "server.ts", "next.config.js", "postcss.config.js", "tsconfig.json", "package-lock.json"];
const stamp = join(root, "dist", "built");

function* files(path: string): Generator<string> {
  if (!existsSync(path)) return;
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) yield* files(child);
    else if (!/\.test\.tsx?$/.test(entry.name)) yield child;
  }
}

function fingerprint(): string {
  const hash = createHash("sha256").update(process.versions.node);
  for (const source of sources) {
    const path = join(root, source);
    const found = source.includes(".") ? [path] : files(path);
    for (const file of found) hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

/** Whether the production build is there and made of the sources as they are now. */
export function isBuilt(): boolean {
  return existsSync(stamp) && existsSync(join(root, ".next", "BUILD_ID")) && readFileSync(stamp, "utf8") === fingerprint();
}

/** Builds what is not built yet: the pages and the server. */
export async function buildOnce(say: (line: string) => void): Promise<void> {
  if (isBuilt()) return;
  await withLock(join(root, "dist", "building"), async () => {
    if (isBuilt()) return;
    say("Building the portal (once; about a minute) …");
    const wanted = fingerprint();
    await bundleServer();
    const { code, output } = await tool("next", ["build"]);
    if (code !== 0) throw new Error(`The build failed:\n${output}`);
    writeFileSync(stamp, wanted);
  });
}

async function bundleServer(): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ["server.ts"],
    outfile: "dist/server.js",
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: true,
    tsconfig: "tsconfig.json",
    logLevel: "warning",
  });
}

if (process.argv[1] === import.meta.filename) {
  await buildOnce((line) => console.error(line));
}
