import { CastorError, duration, type Person } from "@/lib/model";
import { compileMatchers, type Silence, type SilenceDraft } from "@/lib/model/alerting";
import { refusalsOf } from "@/lib/model/alerting/breadth";
import type { PreviewState } from "@/lib/model/alerting/preview";
import type { ClusterSettings } from "@/lib/settings";
import { responder } from "./responders";

/** A browser's clock and the way here take a moment, ms. */
const slack = 60_000;

/** Why a silence would reach too far ahead for this person, or undefined. */
export function lengthRefusal(person: Person, settings: Pick<ClusterSettings, "title" | "alerting">, { matchers, startsAt, endsAt }: Pick<SilenceDraft, "matchers" | "startsAt" | "endsAt">, now: number): string | undefined {
  const longest = responder(person, settings).longest(matchers);
  return endsAt - Math.max(now, startsAt ?? now) > longest + slack ? `It would last longer than ${duration(longest)}, the longest that you may silence here.` : undefined;
}

/**
 * Throws where a person may not make this silence: `forbidden` beyond their scope, before and after a change;
 * `invalid` with the reason for everything that is wrong with the silence itself.
 */
export function requireDraft(person: Person, settings: Pick<ClusterSettings, "title" | "alerting">, draft: SilenceDraft, before: Silence | undefined, state: PreviewState): void {
  const { matchers, startsAt, endsAt, comment } = draft;
  const may = responder(person, settings);
  if (before !== undefined) may.requireSilence(before.matchers);
  may.requireSilence(matchers);
  compileMatchers(matchers);
  const refuse = (sentence: string | undefined) => {
    if (sentence !== undefined) throw new CastorError("invalid", sentence);
  };
  refuse(comment.trim() === "" ? "Give a reason: others will ask why they heard nothing." : undefined);
  refuse(endsAt <= (startsAt ?? state.at) ? "The silence would end before it starts." : undefined);
  refuse(endsAt <= state.at ? "The silence would have ended already." : undefined);
  refuse(lengthRefusal(person, settings, draft, state.at));
  const [refusal] = refusalsOf(matchers, state.coverage.of(matchers), state.coverage.all, new Set(draft.selected ?? []));
  refuse(refusal);
}
