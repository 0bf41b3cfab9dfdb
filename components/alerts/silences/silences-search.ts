import { formatMatcher } from "@/lib/model/alerting/matcher-text";
import type { SilenceEntry } from "@/lib/model/alerting/silence";

/** Which silences are looked at, with the words of the choice. */
export const silenceStates = { current: "In force or to come", active: "In force", pending: "To come", expired: "Expired", all: "All" } as const;
export type SilencesState = keyof typeof silenceStates;

export const silenceSorts = { ends: "ends first", covers: "covers most", by: "creator", newest: "newest" } as const;
export type SilencesSort = keyof typeof silenceSorts;

/** How the inventory is looked at: all of it is in the address. */
export interface SilencesSearch {
  readonly filter: string;
  readonly state: SilencesState;
  readonly sort: SilencesSort;
  /** Only the person's own. */
  readonly mine: boolean;
}

const isIn = <T extends object>(table: T, word: string | null): word is string & keyof T => word !== null && Object.hasOwn(table, word);

/** Reads the query of the inventory's page; what is not understood is passed over. */
export function readSilencesSearch(query: string): SilencesSearch {
  const params = new URLSearchParams(query);
  const [state, sort] = [params.get("state"), params.get("sort")];
  return { filter: (params.get("filter") ?? "").slice(0, 500), state: isIn(silenceStates, state) ? state : "current", sort: isIn(silenceSorts, sort) ? sort : "ends", mine: params.get("mine") === "yes" };
}

export function writeSilencesSearch({ filter, state, sort, mine }: SilencesSearch): string {
  const params = new URLSearchParams();
  if (filter.trim() !== "") params.set("filter", filter.trim());
  if (state !== "current") params.set("state", state);
  if (sort !== "ends") params.set("sort", sort);
  if (mine) params.set("mine", "yes");
  const text = params.toString();
  return text === "" ? "" : `?${text}`;
}

/** How many alerts a silence keeps quiet now. */
export const coveredCount = ({ impact }: Pick<SilenceEntry, "impact">): number => impact.firing + impact.pending;

const stateHolds = (wanted: SilencesState, state: SilenceEntry["state"]) => wanted === "all" || wanted === state || (wanted === "current" && state !== "expired");

const orders: Readonly<Record<SilencesSort, (a: SilenceEntry, b: SilenceEntry) => number>> = {
  // What is over comes after what is not, the latest first.
  ends: (a, b) => Number(a.state === "expired") - Number(b.state === "expired") || (a.state === "expired" ? b.endsAt - a.endsAt : a.endsAt - b.endsAt),
  covers: (a, b) => coveredCount(b) - coveredCount(a),
  by: (a, b) => a.createdBy.localeCompare(b.createdBy),
  newest: (a, b) => b.updatedAt - a.updatedAt,
};

/** The silences that are asked for, in order. Each word of the filter stands in the matchers, the reason, the creator, the id or the names of what is covered. */
export function searchSilences(entries: readonly SilenceEntry[], { filter, state, sort, mine }: SilencesSearch): readonly SilenceEntry[] {
  const words = filter.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return entries
    .filter((entry) => {
      if (!stateHolds(state, entry.state) || (mine && !entry.mine)) return false;
      const text = `${entry.matchers.map(formatMatcher).join(" ")} ${entry.comment} ${entry.createdBy} ${entry.id} ${entry.covers.join(" ")}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => orders[sort](a, b) || (a.id < b.id ? -1 : 1));
}
