import { severityOf, type AlertCounts } from "@/lib/model";
import type { Silence, SilenceDraft } from "@/lib/model/alerting";
import { technicalAlerts } from "@/lib/model/alerting/alert";
import { path, type Wire } from "@/lib/wire";
import { inItsWords } from "./refused";
import { alertsAnswer, groupsAnswer, silenceMadeAnswer, silencesAnswer, statusAnswer, type AlertObject } from "./schema";

/** An alert as one Alertmanager tells it; times are ms since the epoch. */
export interface AlertmanagerAlert {
  readonly fingerprint: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: number;
  /** When it is over unless whoever sent it says it again. */
  readonly endsAt: number;
  readonly updatedAt: number;
  readonly generatorUrl?: string;
  readonly receivers: readonly string[];
  readonly suppressed: boolean;
  readonly silencedBy: readonly string[];
  readonly inhibitedBy: readonly string[];
}

/** How one Alertmanager is, and what it was told to do. */
export interface AlertmanagerStatus {
  readonly version: string;
  /** `status` is ready, settling or disabled (a single Alertmanager, which has no name and no peers). */
  readonly cluster: { readonly status: string; readonly name: string; readonly peers: readonly string[] };
  /** Its configuration as it writes it out, with secrets left out; see `config.ts`. */
  readonly config: string;
  /** When it began, by its own clock; it forgets its alerts when it ends. */
  readonly startedAt: number;
  /** What time it is there, in whole seconds, where it tells. */
  readonly clock?: number;
}

export interface Alertmanager {
  readonly name: string;
  status(signal?: AbortSignal): Promise<AlertmanagerStatus>;
  counts(signal?: AbortSignal): Promise<AlertCounts>;
  /** Everything that is not over, suppressed or not. */
  alerts(signal?: AbortSignal): Promise<readonly AlertmanagerAlert[]>;
  /** The time intervals that mute an alert in every group that it is in, by fingerprint; nothing before 0.28. */
  mutedBy(signal?: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>>;
  silences(signal?: AbortSignal): Promise<readonly Silence[]>;
  /** Makes or changes a silence; answers its id, a new one where it could not be changed in place. Throws `invalid` with Alertmanager's own sentence. */
  putSilence(draft: SilenceDraft, createdBy: string, signal?: AbortSignal): Promise<string>;
  expireSilence(id: string, signal?: AbortSignal): Promise<void>;
}

/** Ten thousand alerts are some 10 MB, which take a slow Alertmanager a while. */
const large = { maxBytes: 96 * 1024 * 1024, timeoutMs: 20_000 };

function translated({ fingerprint, labels, annotations, startsAt, endsAt = 0, updatedAt = 0, generatorURL, receivers, status }: AlertObject): AlertmanagerAlert {
  return {
    fingerprint,
    labels,
    annotations,
    startsAt,
    endsAt,
    updatedAt,
    ...(generatorURL === undefined || generatorURL === "" ? {} : { generatorUrl: generatorURL }),
    receivers: (receivers ?? []).map(({ name }) => name),
    suppressed: status.state === "suppressed",
    silencedBy: status.silencedBy ?? [],
    inhibitedBy: status.inhibitedBy ?? [],
  };
}

/** The API v2 of one Alertmanager. */
export function alertmanager(wire: Wire): Alertmanager {
  const objects = (signal: AbortSignal | undefined) => wire.get("/api/v2/alerts", alertsAnswer, { signal, ...large });
  return {
    name: wire.name,
    async status(signal) {
      let told: number | undefined;
      const { cluster, versionInfo, config, uptime } = await wire.get("/api/v2/status", statusAnswer, { signal, clock: (at) => (told = at) });
      return {
        version: versionInfo.version,
        cluster: { status: cluster.status, name: cluster.name ?? "", peers: (cluster.peers ?? []).map(({ name }) => name) },
        config: config?.original ?? "",
        startedAt: uptime ?? 0,
        ...(told === undefined ? {} : { clock: told }),
      };
    },
    async counts(signal) {
      const counts = { critical: 0, warning: 0, info: 0, other: 0, suppressed: 0 };
      for (const { labels, status } of await objects(signal)) {
        if (!technicalAlerts.has(labels["alertname"] ?? "")) counts[status.state === "suppressed" ? "suppressed" : severityOf(labels)] += 1;
      }
      return counts;
    },
    alerts: async (signal) => (await objects(signal)).map(translated),
    async mutedBy(signal) {
      const muted = new Map<string, readonly string[]>();
      for (const { alerts } of await wire.get("/api/v2/alerts/groups", groupsAnswer, { signal, ...large })) {
        for (const { fingerprint, status } of alerts) {
          const [here, before] = [status.mutedBy ?? [], muted.get(fingerprint)];
          // Somebody hears of it as long as one of its groups does not mute it.
          const heard = here.length === 0 || before?.length === 0;
          muted.set(fingerprint, heard ? [] : [...new Set([...(before ?? []), ...here])]);
        }
      }
      return new Map([...muted].filter(([, names]) => names.length > 0));
    },
    silences: async (signal) => (await wire.get("/api/v2/silences", silencesAnswer, { signal, ...large })).map(({ status, ...silence }) => ({ ...silence, state: status.state, sources: [wire.name] })),
    async putSilence({ id, matchers, startsAt, endsAt, comment }, createdBy, signal) {
      const body = { ...(id === undefined ? {} : { id }), matchers, startsAt: new Date(startsAt ?? Date.now()).toISOString(), endsAt: new Date(endsAt).toISOString(), comment, createdBy };
      return (await inItsWords(wire.name, wire.post("/api/v2/silences", body, silenceMadeAnswer, { signal }))).silenceID;
    },
    expireSilence: async (id, signal) => inItsWords(wire.name, wire.delete(path`/api/v2/silence/${id}`, { signal })),
  };
}
