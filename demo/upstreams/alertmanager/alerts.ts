import { Refusal } from "../../exchange";
import type { Labels } from "../../series";

/** An alert as the simulator keeps it; times are ms since the epoch. */
export interface StoredAlert {
  readonly fingerprint: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly generatorURL: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly updatedAt: number;
}

/** The alerts of one Alertmanager. */
export interface AlertBook {
  /** Takes what `POST /api/v2/alerts` brings and answers it as it is kept; refuses with 400 what is no alert. */
  take(body: unknown): readonly StoredAlert[];
  /** Alerts that have not ended, by fingerprint. */
  firing(): readonly StoredAlert[];
}

/** How long an alert without an end fires unless it is sent again, ms: `resolve_timeout`. */
const resolveTimeout = 5 * 60_000;

/** Keeps alerts until they end; one that is sent again is the same alert, not a second one. */
export function createAlertBook(clock: () => number): AlertBook {
  const alerts = new Map<string, StoredAlert>();

  const prune = (now: number) => {
    for (const [fingerprint, { endsAt }] of alerts) if (endsAt <= now) alerts.delete(fingerprint);
  };

  return {
    take(body) {
      if (!Array.isArray(body)) throw new Refusal(400, "expected a list of alerts");
      const now = clock();
      prune(now);
      // All or none, so that a bad alert is noticed.
      return body.map((one) => readAlert(one, now)).map((alert) => {
        const known = alerts.get(alert.fingerprint);
        const kept = known === undefined ? alert : { ...alert, startsAt: Math.min(alert.startsAt, known.startsAt) };
        alerts.set(alert.fingerprint, kept);
        return kept;
      });
    },
    firing() {
      const now = clock();
      return [...alerts.values()].filter(({ endsAt }) => endsAt > now).sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
    },
  };
}

function readAlert(value: unknown, now: number): StoredAlert {
  const fields = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  const labels = Object.fromEntries(Object.entries(readLabels(fields["labels"])).filter(([, text]) => text !== ""));
  if (Object.keys(labels).length === 0) throw new Refusal(400, "at least one label pair required");
  const end = readTime(fields["endsAt"], "endsAt");
  const startsAt = readTime(fields["startsAt"], "startsAt") ?? end ?? now;
  const endsAt = end ?? now + resolveTimeout;
  if (endsAt < startsAt) throw new Refusal(400, "start time must be before end time");
  const generatorURL = typeof fields["generatorURL"] === "string" ? fields["generatorURL"] : "";
  return { fingerprint: fingerprintOf(labels), labels, annotations: readLabels(fields["annotations"] ?? {}), generatorURL, startsAt, endsAt, updatedAt: now };
}

function readLabels(value: unknown): Labels {
  if (typeof value !== "object" || value === null || Object.values(value).some((text) => typeof text !== "string")) {
    throw new Refusal(400, "labels and annotations are objects of texts");
  }
  return value as Labels;
}

/** Reads a time; what is left out, and Go's zero time, are no time. */
export function readTime(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const time = typeof value === "string" ? Date.parse(value) : NaN;
  if (Number.isNaN(time)) throw new Refusal(400, `${name} is no time`);
  return time < 0 ? undefined : time;
}

/** The 64-bit FNV-1a hash of the sorted labels by which Prometheus and Alertmanager name a label set. */
export function fingerprintOf(labels: Labels): string {
  let hash = 0xcbf29ce484222325n;
  const mix = (bytes: Uint8Array) => {
    for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  };
  for (const name of Object.keys(labels).sort()) {
    for (const text of [name, labels[name] ?? ""]) {
      mix(Buffer.from(text, "utf8"));
      mix(Uint8Array.of(0xff));
    }
  }
  return hash.toString(16).padStart(16, "0");
}
