import { createMuting } from "@/lib/model/alerting/muting";
import type { Alertmanager } from "@/lib/tools/alertmanager";
import type { Now } from "../shared";
import type { ReadConfig } from "./read-config";
import type { AlertmanagerReading } from "./reading";
import type { Answer } from "./source-reader";

/** After a restart Prometheus has told everything again by now: it repeats itself every minute, and times out after four, ms. */
const repeated = 5 * 60_000;
/** Its start is told with fractions that are not always the same, ms. */
const sameStart = 1_000;

/** Asks an Alertmanager for everything. Silences come after alerts, so that those which alerts name are among them. */
export async function readAlertmanager(alertmanager: Alertmanager, { readConfig, now, signal, before }: { readonly readConfig: ReadConfig; readonly now: Now; readonly signal: AbortSignal; readonly before: AlertmanagerReading | undefined }): Promise<Answer<AlertmanagerReading>> {
  const asked = now();
  const status = await alertmanager.status(signal);
  const heard = now();
  const alerts = await alertmanager.alerts(signal);
  const silences = await alertmanager.silences(signal);
  const muted = await mutedBy(alertmanager, { status, alerts }, { readConfig, at: heard, signal });
  const reading = { status, alerts, silences, muted, forgotten: forgottenBy(status, alerts, before, heard) };
  return { reading, ...(status.clock === undefined ? {} : { clock: { told: status.clock, asked, heard } }) };
}

type Told = Pick<AlertmanagerReading, "status" | "alerts">;

/** What intervals mute, as it says itself; those before 0.28 never say it, so it is concluded from their configuration. */
async function mutedBy(alertmanager: Alertmanager, { status, alerts }: Told, { readConfig, at, signal }: { readonly readConfig: ReadConfig; readonly at: number; readonly signal: AbortSignal }): Promise<AlertmanagerReading["muted"]> {
  if (!mayMute(status.config, readConfig)) return new Map();
  const { config } = readConfig(status.config);
  if (config === undefined || tellsMuting(status.version)) return alertmanager.mutedBy(signal);
  const muting = createMuting(config, status.clock ?? at);
  return new Map(alerts.flatMap(({ fingerprint, labels }) => {
    const names = muting(labels);
    return names.length === 0 ? [] : [[fingerprint, names] as const];
  }));
}

/** Of versions that can't be read the newest is supposed. */
function tellsMuting(version: string): boolean {
  const [, major = "", minor = ""] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  return major === "" || Number(major) > 0 || Number(minor) >= 28;
}

/** Only intervals that a configuration has can mute; the question is as large as that for all alerts. */
function mayMute(text: string, readConfig: ReadConfig): boolean {
  const { config } = readConfig(text);
  return config === undefined ? /^(?:mute_)?time_intervals:/m.test(text) : config.intervals.length > 0;
}

/** What it knew when it was restarted, until it has been told again. */
function forgottenBy({ startedAt, clock }: AlertmanagerReading["status"], alerts: AlertmanagerReading["alerts"], before: AlertmanagerReading | undefined, heard: number): ReadonlySet<string> {
  if (before === undefined || (clock ?? heard) - startedAt > repeated) return new Set();
  const restarted = startedAt > before.status.startedAt + sameStart;
  const forgotten = new Set([...before.forgotten, ...(restarted ? before.alerts.map(({ fingerprint }) => fingerprint) : [])]);
  for (const { fingerprint } of alerts) forgotten.delete(fingerprint);
  return forgotten;
}
