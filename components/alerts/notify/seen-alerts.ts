import type { AlertingSummary } from "@/lib/model/alerting/summary";

export type FreshAlert = AlertingSummary["fresh"][number];

const key = "castor.alert-notices.seen";
/** More than a burst of alerts in a few clusters. */
const most = 400;
/** What began longer ago is no news to whoever has just come, ms. */
const newsFor = 10 * 60_000;

const name = (cluster: string, { id, since }: FreshAlert) => `${cluster}/${id}/${since}`;

function stored(): readonly string[] | undefined {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return Array.isArray(found) ? found.filter((one) => typeof one === "string") : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Those of a cluster's fresh alerts that this browser was not told of yet, and takes note of them all: in
 * localStorage, so that neither another tab nor a reload tells them again. What there was when somebody
 * switched the notices on is no news. `now` is ms since the epoch, by the server's clock.
 */
export function unseen(cluster: string, fresh: readonly FreshAlert[], now: number): readonly FreshAlert[] {
  const before = stored() ?? [];
  const known = new Set(before);
  const met = known.has(cluster);
  const found = fresh.filter((alert) => !known.has(name(cluster, alert)));
  const marks = [...before, ...(met ? [] : [cluster]), ...found.map((alert) => name(cluster, alert))];
  if (marks.length > before.length) {
    const clusters = marks.filter((mark) => !mark.includes("/"));
    localStorage.setItem(key, JSON.stringify([...clusters, ...marks.filter((mark) => mark.includes("/")).slice(-most)]));
  }
  return met ? found.filter(({ since }) => now - since < newsFor) : [];
}

/** Forgets what was told, so that switching the notices on begins anew. */
export function forgetSeen(): void {
  localStorage.removeItem(key);
}
