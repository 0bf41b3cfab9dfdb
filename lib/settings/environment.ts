import { resolve } from "node:path";
import type { SettingsMistake } from "./mistake";
import { describeFound } from "./mistake";

/** What the environment decides: where this process listens and how much it says. */
export interface Environment {
  /** `PORT`, 3000 by default; 0 takes a free one. */
  readonly port: number;
  /** `HOST`, 127.0.0.1 by default: reachable from this machine alone. */
  readonly host: string;
  /** `CASTOR_LOG_LEVEL`, info by default. */
  readonly logLevel: LogLevel;
}

export const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Environment variables as a process has them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The settings file: `CASTOR_CONFIG`, or `castor.yaml` in the working folder. Absolute. */
export function settingsFile(env: Variables = process.env): string {
  return resolve(env["CASTOR_CONFIG"] ?? "castor.yaml");
}

/** Reads the variables, adding what is wrong with them to `mistakes`. */
export function readEnvironment(env: Variables, mistakes: SettingsMistake[]): Environment {
  const report = (path: string, expected: string) => mistakes.push({ path, found: describeFound(env[path]), expected });
  const port = env["PORT"] ?? "3000";
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) report("PORT", "a port number from 0 to 65535");
  const host = env["HOST"] ?? "127.0.0.1";
  if (!/^[A-Za-z0-9.:-]+$/.test(host)) report("HOST", "an address or host name to listen on");
  const level = env["CASTOR_LOG_LEVEL"] ?? "info";
  const logLevel = logLevels.find((known) => known === level);
  if (logLevel === undefined) report("CASTOR_LOG_LEVEL", `one of ${logLevels.join(", ")}`);
  return { port: Number(port), host, logLevel: logLevel ?? "info" };
}
