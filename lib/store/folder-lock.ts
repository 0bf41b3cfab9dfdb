import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { CastorError } from "@/lib/model/problem";

const held = new Set<string>();

/**
 * Takes the folder of an embedded database for this process alone: two would ruin it. Answers
 * how to give it back. A lock left by a process that is gone does not count.
 */
export function lockFolder(folder: string): () => void {
  const file = `${folder}.lock`;
  for (let attempt = 0; !create(file); attempt += 1) {
    const owner = read(file);
    if (attempt > 2 || (owner !== undefined && isAlive(owner, file))) throw taken(folder, owner);
    rmSync(file, { force: true });
  }
  held.add(file);
  return () => {
    if (held.delete(file)) rmSync(file, { force: true });
  };
}

interface Owner {
  readonly pid: number;
  /** Tells a process from a later one with its number; empty where the system does not say. */
  readonly started: string;
}

function create(file: string): boolean {
  const owner: Owner = { pid: process.pid, started: startOf(process.pid) ?? "" };
  try {
    writeFileSync(file, JSON.stringify(owner), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function read(file: string): Owner | undefined {
  try {
    const found = JSON.parse(readFileSync(file, "utf8")) as Partial<Owner>;
    return typeof found.pid === "number" && typeof found.started === "string" ? { pid: found.pid, started: found.started } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(owner: Owner, file: string): boolean {
  if (owner.pid === process.pid) return held.has(file);
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return (startOf(owner.pid) ?? "") === owner.started;
}

/** When a process began, in ticks since the machine's start (proc(5), field 22 of stat). */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

function taken(folder: string, owner: Owner | undefined): CastorError {
  const who = owner === undefined ? "Another process" : `Another Castor (process ${owner.pid})`;
  return new CastorError("conflict", `${who} is using the Store in ${folder}; stop it, or set another store.path.`);
}
