import type { AlertGroup } from "./dispatcher";
import type { JudgedAlert } from "./judge";
import type { SilenceState, StoredSilence } from "./silences";

export const iso = (time: number): string => new Date(time).toISOString();

/** A silence as the API gives it. */
export function wireSilence(silence: StoredSilence, state: SilenceState) {
  return { ...silence, startsAt: iso(silence.startsAt), endsAt: iso(silence.endsAt), updatedAt: iso(silence.updatedAt), status: { state } };
}

/** An alert as the API gives it; `mutedBy` is told of alerts in groups only. */
export function wireAlert({ fingerprint, labels, annotations, generatorURL, startsAt, endsAt, updatedAt, silencedBy, inhibitedBy, destinations }: JudgedAlert, mutedBy: readonly string[] = []) {
  const suppressed = silencedBy.length + inhibitedBy.length + mutedBy.length > 0;
  return {
    annotations,
    endsAt: iso(endsAt),
    fingerprint,
    receivers: destinations.map(({ receiver }) => ({ name: receiver })),
    startsAt: iso(startsAt),
    status: { inhibitedBy, silencedBy, mutedBy, state: suppressed ? "suppressed" : "active" },
    updatedAt: iso(updatedAt),
    generatorURL,
    labels,
  };
}

/** The groups of alerts that passed a filter, as the API gives them. */
export function wireGroups(groups: readonly AlertGroup[], judged: readonly JudgedAlert[], filter: { readonly muted: boolean; readonly receiver?: (name: string) => boolean }) {
  const byFingerprint = new Map(judged.map((alert) => [alert.fingerprint, alert]));
  return groups.flatMap(({ destination: { receiver }, labels, alerts, mutedBy }) => {
    if (!filter.muted && mutedBy.length > 0) return [];
    if (filter.receiver !== undefined && !filter.receiver(receiver)) return [];
    const listed = alerts.flatMap(({ fingerprint }) => byFingerprint.get(fingerprint) ?? []);
    return listed.length === 0 ? [] : [{ labels, receiver: { name: receiver }, alerts: listed.map((alert) => wireAlert(alert, mutedBy)) }];
  });
}
