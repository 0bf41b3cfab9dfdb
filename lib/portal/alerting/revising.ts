import type { Alert, Silence } from "@/lib/model/alerting";
import type { KnownAlert, NewTransition } from "@/lib/store";

/** Against what an alert's state is compared, and what explains the difference. */
export interface Seen {
  /** When it was seen, ms since the epoch. */
  readonly at: number;
  /** When the cluster was seen before that. */
  readonly before: number;
  readonly silences: ReadonlyMap<string, Pick<Silence, "startsAt" | "endsAt" | "state" | "createdBy" | "comment">>;
  /** The name of another alert. */
  readonly nameOf: (id: string) => string | undefined;
  /** When an alert's last known spell ended while nobody watched, as Prometheus told afterwards. */
  readonly ended: (id: string) => number | undefined;
}

const fires = (state: Alert["state"] | undefined) => state === "firing" || state === "suppressed";

/**
 * What has happened to an alert between what the Store knows of it and what was seen; undefined where nothing
 * has. An alert that nobody can tell of now (`stale`) has not changed, and who looked earlier than the Store's
 * last word has nothing to add.
 */
export function revised(known: KnownAlert | undefined, alert: Alert, seen: Seen): { readonly known: KnownAlert; readonly transitions: readonly NewTransition[] } | undefined {
  const was = known?.alert.state;
  if (alert.stale === true || (known !== undefined && known.observedAt > seen.at)) return undefined;
  const told: NewTransition[] = [];
  let last = known?.changedAt ?? -Infinity;
  const tell = (kind: NewTransition["kind"], at: number, more: Partial<NewTransition> = {}) => {
    last = Math.max(last, Math.min(at, seen.at));
    told.push({ alert: alert.id, kind, at: last, ...more });
  };
  /** What begins anew began when the alert says, unless that is a beginning that was told before. */
  const begun = () => (alert.since > (known?.changedAt ?? -Infinity) ? alert.since : seen.at);
  const end = (otherwise: number) => {
    const filled = seen.ended(alert.id);
    if (filled !== undefined && filled > last) tell("resolved", filled, { filled: true });
    else tell("resolved", otherwise);
  };

  const again = known !== undefined && fires(was) && fires(alert.state) && alert.since > known.alert.since && alert.since > seen.before;
  if (again || (fires(was) && alert.state === "pending")) end(alert.since);
  if (alert.state === "resolved" && was !== undefined && was !== "resolved") end(alert.resolvedAt ?? seen.at);
  if (alert.state === "pending" && was !== "pending") tell("pending", begun());
  if (fires(alert.state) && (again || !fires(was))) tell("firing", begun());
  if (fires(alert.state)) suppression(fires(was) && !again ? known?.alert : undefined, alert, seen, tell);
  if (told.length === 0) return undefined;
  return { known: { alert, changedAt: last, observedAt: seen.at }, transitions: told };
}

/** Silences that began and ended to cover it, and whether anybody hears of it. */
function suppression(was: Alert | undefined, is: Alert, { at, silences, nameOf }: Seen, tell: (kind: NewTransition["kind"], at: number, more?: Partial<NewTransition>) => void): void {
  const of = (id: string) => {
    const silence = silences.get(id);
    return { mark: id, ...(silence === undefined ? {} : { by: silence.createdBy, text: silence.comment }) };
  };
  const before = was?.silencedBy ?? [];
  const began = is.silencedBy.filter((id) => !before.includes(id));
  const ended = before.filter((id) => !is.silencedBy.includes(id));
  for (const id of began) tell("silenced", Math.max(silences.get(id)?.startsAt ?? at, is.since), of(id));
  for (const id of ended) tell("expired", silences.get(id)?.state === "expired" ? (silences.get(id)?.endsAt ?? at) : at, of(id));
  if (is.state === "suppressed" && was?.state !== "suppressed") tell("suppressed", began.length > 0 ? is.since : at, why(is, nameOf));
  if (is.state === "firing" && was?.state === "suppressed") tell("unsuppressed", ended.length > 0 ? 0 : at);
}

function why({ silencedBy, inhibitedBy, mutedBy }: Alert, nameOf: Seen["nameOf"]): { readonly text?: string } {
  const [inhibitor] = inhibitedBy;
  if (inhibitor !== undefined) return { text: `inhibited by ${nameOf(inhibitor) ?? "another alert"}` };
  if (silencedBy.length > 0) return { text: silencedBy.length === 1 ? "by a silence" : `by ${silencedBy.length} silences` };
  return mutedBy.length > 0 ? { text: `muted by ${mutedBy.join(", ")}` } : {};
}
