import { duration } from "@/lib/model/units";
import type { Matcher } from "@/lib/model/alerting/matcher";
import type { SilenceEntry, SilenceProposal } from "@/lib/model/alerting/silence";

/** What a dialog begins with. */
export type SilenceStart =
  | { readonly kind: "selection"; readonly selection: { readonly alerts: readonly string[]; readonly groups: readonly string[]; readonly filter: string } }
  | { readonly kind: "matchers"; readonly matchers: readonly Matcher[] }
  | { readonly kind: "edit" | "recreate"; readonly silence: SilenceEntry };

/** One silence that is about to be made. */
export interface Draft {
  readonly key: number;
  readonly matchers: readonly Matcher[];
  /** Ids of the alerts that it covers, as far as they are known. */
  readonly covers: readonly string[];
  /** Why it may not be made, as far as is known. */
  readonly refusals: readonly string[];
  /** It has been changed since it was last asked what it covers. */
  readonly checking?: true;
  /** It was made; nothing more is to be done. */
  readonly made?: true;
}

const drafted = (matchers: readonly Matcher[], key: number, covers: readonly string[] = []): Draft => ({ key, matchers, covers, refusals: [] });

export const emptyMatcher: Matcher = { name: "", value: "", isRegex: false, isEqual: true };

/** The silences that a proposal asks for; an empty one to fill in where it has none. */
export function draftsOf(proposal: Pick<SilenceProposal, "silences">): readonly Draft[] {
  return proposal.silences.length === 0 ? [drafted([emptyMatcher], 0)] : proposal.silences.map(({ matchers, covers }, key) => drafted(matchers, key, covers));
}

/** The one silence that a start gives by itself; undefined where it has to be asked for. */
export function firstDrafts(start: SilenceStart): readonly Draft[] | undefined {
  if (start.kind === "selection") return undefined;
  const matchers = start.kind === "matchers" ? start.matchers : start.silence.matchers;
  return [{ ...drafted(matchers.length === 0 ? [emptyMatcher] : matchers, 0), checking: true }];
}

/** How long: one of the usual spans, or until a moment (ms since the epoch). */
export type Length = { readonly span: number } | { readonly until: number };

const [minute, hour] = [60_000, 3_600_000];
export const spans = [30 * minute, hour, 2 * hour, 4 * hour, 8 * hour, 24 * hour] as const;
export const usualSpan = 2 * hour;

export const endOf = (length: Length, now: number): number => ("span" in length ? now + length.span : length.until);

/** "30 min", "1 h", "24 h". */
export const spanWords = (span: number): string => (span < hour ? `${span / minute} min` : `${span / hour} h`);

/** "for 2 h", "for about 3 d". */
export const lengthWords = (length: Length, now: number): string => ("span" in length ? `for ${spanWords(length.span)}` : `for about ${duration(Math.max(0, length.until - now))}`);

export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** What still has to be filled in, in a sentence. */
export function missingOf(drafts: readonly Draft[], reason: string, end: number, now: number): string | undefined {
  if (drafts.length === 0) return "There is nothing to silence.";
  if (drafts.some(({ matchers }) => matchers.length === 0)) return "A silence needs a matcher.";
  if (drafts.some(({ matchers }) => matchers.some(({ name }) => name.trim() === ""))) return "Each matcher needs the name of a label.";
  if (!(end > now)) return "Choose an end in the future.";
  const refusal = drafts.flatMap(({ refusals }) => refusals)[0];
  if (refusal !== undefined) return refusal;
  if (reason.trim() === "") return "Give a reason.";
  return drafts.some(({ checking }) => checking) ? "Checking what it would cover…" : undefined;
}
