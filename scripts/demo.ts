import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildOnce } from "./build";
import { root } from "./steps";

/** `npm run demo`: builds when needed, then the simulated clusters with the real portal beside them. */
await buildOnce((line) => console.log(line));
const demo = spawn(process.execPath, ["--import", "tsx", join(root, "demo", "main.ts"), ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => demo.kill(signal));
demo.once("exit", (code) => process.exit(code ?? 0));
