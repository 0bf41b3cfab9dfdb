import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { buildOnce } from "./build";
import { ensureBrowser } from "./machine";
import { root } from "./steps";

/** `npm run bench [name …]`: each bench prints JSON lines; the exit code says whether every bound held. */
const all = ["fanout", "charts", "tabs", "start", "page", "proxy", "list", "alerts", "gateway"];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(", ")}; there are ${all.join(", ")}.`);
  process.exit(2);
}
const browser = await ensureBrowser((line) => console.error(line));
await buildOnce((line) => console.error(line));
for (const name of asked.length > 0 ? asked : all) {
  const child = spawn(process.execPath, ["--import", "tsx", join(root, "bench", `${name}.ts`)], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, CHROMIUM: browser },
  });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) process.exitCode = 1;
}
