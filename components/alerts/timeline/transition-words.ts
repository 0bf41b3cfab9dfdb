import type { State } from "@/components/ui/state";
import type { Spell, Transition, TransitionKind } from "@/lib/model/alerting/timeline";

/** How each thing that can happen to an alert is called, and which state it means. */
export const transitionWords: Readonly<Record<TransitionKind, { readonly word: string; readonly state: State }>> = {
  pending: { word: "Pending", state: "info" },
  firing: { word: "Fires", state: "crit" },
  suppressed: { word: "Suppressed", state: "stale" },
  unsuppressed: { word: "No longer suppressed", state: "warn" },
  resolved: { word: "Over", state: "ok" },
  acknowledged: { word: "Acknowledged", state: "plain" },
  unacknowledged: { word: "Acknowledgement ended", state: "plain" },
  silenced: { word: "Silenced", state: "stale" },
  expired: { word: "Silence ended", state: "warn" },
};

/** Who did it and why, as far as it is known: "by Ada: works on it". */
export function transitionReason({ kind, by, text }: Pick<Transition, "kind" | "by" | "text">): string | undefined {
  const who = by === undefined ? undefined : kind === "expired" ? `of ${by}` : `by ${by}`;
  if (text === undefined || text === "") return who;
  return who === undefined ? text : `${who}: ${text}`;
}

/** How each state of a spell is called and drawn: its pattern tells it without the colour. */
export const spellLooks: Readonly<Record<Spell["state"], { readonly word: string; readonly className: string; readonly pattern?: string }>> = {
  firing: { word: "Firing", className: "bg-crit" },
  pending: { word: "Pending", className: "text-info", pattern: "repeating-linear-gradient(90deg, currentColor 0 2px, transparent 2px 5px)" },
  suppressed: { word: "Suppressed", className: "text-stale", pattern: "repeating-linear-gradient(45deg, currentColor 0 2px, transparent 2px 6px)" },
};

/** Without what a silence says already: that the alert is suppressed from the moment on from which it is silenced, and no longer when that ends. */
export function withoutEchoes<T extends Pick<Transition, "alert" | "kind" | "at">>(transitions: readonly T[]): readonly T[] {
  const sources: Readonly<Partial<Record<TransitionKind, TransitionKind>>> = { suppressed: "silenced", unsuppressed: "expired" };
  const key = ({ alert, at }: Pick<Transition, "alert" | "at">, kind: TransitionKind) => `${alert} ${at} ${kind}`;
  const told = new Set(transitions.map((one) => key(one, one.kind)));
  return transitions.filter((one) => {
    const source = sources[one.kind];
    return source === undefined || !told.has(key(one, source));
  });
}
