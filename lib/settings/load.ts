import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { z } from "zod";
import { duplicates } from "./duplicates";
import { readEnvironment, settingsFile, type Environment, type Variables } from "./environment";
import { knownSettings, mistakesOf } from "./issues";
import { SettingsError, type SettingsMistake } from "./mistake";
import { settingsSchema } from "./schema";
import { readYaml } from "./source";
import { anyToolOptions } from "./tool-ids";

type Frozen<T> = T extends (...args: never[]) => unknown ? T : T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** Everything Castor was told: the file with its secrets resolved, and the environment. Deeply frozen. */
export type Settings = Frozen<z.output<ReturnType<typeof settingsSchema>>> &
  Environment & {
    /** The file they were read from, absolute. */
    readonly file: string;
  };

export type ClusterSettings = Settings["clusters"][number];

/** A tool's place behind the sign-in. */
export type ToolGatewaySettings = NonNullable<ClusterSettings["tools"][string]["gateway"]>;
/** How a tool is told who is asking. */
export type ToolIdentity = ToolGatewaySettings["identity"];

/**
 * Reads and checks the settings once, at start. `toolOptions` are the known tools and the schema
 * of each one's `options`. Throws a {@link SettingsError} with every mistake at once.
 */
export function loadSettings({ env = process.env, file = settingsFile(env), toolOptions = anyToolOptions }: LoadOptions = {}): Settings {
  const mistakes: SettingsMistake[] = [];
  const environment = readEnvironment(env, mistakes);
  const found = settingsOfFile(resolve(file), env, toolOptions, mistakes);
  if (found === undefined || mistakes.length > 0) throw new SettingsError(file, mistakes);
  return freeze({ ...found, ...environment, file: resolve(file) });
}

export interface LoadOptions {
  readonly file?: string;
  readonly env?: Variables;
  readonly toolOptions?: Readonly<Record<string, z.ZodType>>;
}

function settingsOfFile(file: string, env: Variables, toolOptions: Readonly<Record<string, z.ZodType>>, mistakes: SettingsMistake[]) {
  let source: string;
  try {
    source = readFileSync(file, "utf8");
  } catch {
    mistakes.push({ path: "CASTOR_CONFIG", found: "no readable file there", expected: `the settings in ${file}` });
    return undefined;
  }
  const document = readYaml(source, mistakes);
  if (document === undefined) return undefined;
  const folder = dirname(file);
  const parsed = settingsSchema({ env, folder }, toolOptions).safeParse(document.value, { error: knownSettings });
  if (!parsed.success) mistakes.push(...mistakesOf(parsed.error.issues, document));
  mistakes.push(...duplicates(document));
  mistakes.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  if (!parsed.success) return undefined;
  const { store } = parsed.data;
  return { ...parsed.data, store: "path" in store ? { path: resolve(folder, store.path) } : store };
}

function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}
