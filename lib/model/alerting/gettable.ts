import type { Alert } from "./alert";

/** What Alertmanager's own shape has no room for. */
interface CastorExtras {
  readonly state: Alert["state"];
  readonly severity: Alert["severity"];
  readonly sources: readonly string[];
  readonly firesAt?: string;
  readonly value?: number;
  readonly rule?: string;
  readonly stale?: true;
}

/** An alert as Alertmanager's API v2 tells it (`gettableAlert`), so that what reads that can read this. */
export interface GettableAlert {
  readonly fingerprint: string;
  readonly labels: Alert["labels"];
  readonly annotations: Alert["annotations"];
  readonly startsAt: string;
  /** When a resolved alert was found to be over. */
  readonly endsAt?: string;
  readonly generatorURL?: string;
  readonly receivers: readonly { readonly name: string }[];
  readonly status: {
    /** Pending alerts, which no Alertmanager has, and resolved ones, which it has no more, are `unprocessed`. */
    readonly state: "active" | "suppressed" | "unprocessed";
    readonly silencedBy: readonly string[];
    readonly inhibitedBy: readonly string[];
    readonly mutedBy: readonly string[];
  };
  readonly castor: CastorExtras;
}

const iso = (at: number) => new Date(at).toISOString();

export function gettableAlert(alert: Alert): GettableAlert {
  const { id, labels, annotations, since, generatorUrl, receivers, silencedBy, inhibitedBy, mutedBy, state, severity, sources, firesAt, resolvedAt, value, rule, stale } = alert;
  return {
    ...{ fingerprint: id, labels, annotations, startsAt: iso(since) },
    ...(resolvedAt === undefined ? {} : { endsAt: iso(resolvedAt) }),
    ...(generatorUrl === undefined ? {} : { generatorURL: generatorUrl }),
    receivers: receivers.map((name) => ({ name })),
    status: { state: state === "firing" ? "active" : state === "suppressed" ? "suppressed" : "unprocessed", silencedBy, inhibitedBy, mutedBy },
    castor: {
      ...{ state, severity, sources },
      ...(firesAt === undefined ? {} : { firesAt: iso(firesAt) }),
      ...(value === undefined ? {} : { value }),
      ...(rule === undefined ? {} : { rule }),
      ...(stale === undefined ? {} : { stale }),
    },
  };
}
