import type { TriageQuery } from "@/lib/model/alerting/triage";

/** How many groups are shown at first, and how many more at a time. */
export const groupsAtATime = 30;
/** How many alerts of an open group are shown at first, and how many more at a time. */
export const alertsAtATime = 50;

const longestFilter = 1_000;
const mostGroups = 600;
const mostAlerts = 1_000;
const mostOpen = 30;

/** What the address says of the triage page: the same words as its HTTP endpoint takes. */
export type TriageSearch = TriageQuery;

const within = (text: string | null, least: number, most: number): number => {
  const number = Number(text);
  return Number.isInteger(number) ? Math.max(least, Math.min(most, number)) : least;
};

/** Reads an address; what is no sensible answer to any question is left out. No cluster means all of them. */
export function readSearch(text: string): TriageSearch {
  const params = new URLSearchParams(text);
  const open = params.getAll("open").slice(0, mostOpen).flatMap((word) => {
    const [, id = "", count = null] = /^(.+?)(?::(\d{1,5}))?$/.exec(word) ?? [];
    return id === "" ? [] : [[id, within(count, alertsAtATime, mostAlerts)] as const];
  });
  return {
    clusters: [...new Set(params.getAll("cluster").filter((id) => id !== ""))].sort(),
    filter: (params.get("filter") ?? "").slice(0, longestFilter),
    open: Object.fromEntries(open),
    most: within(params.get("most"), groupsAtATime, mostGroups),
  };
}

/** Its one spelling: without a question mark, empty where nothing was chosen. */
export function writeSearch({ clusters, filter, open, most }: TriageSearch): string {
  const params = new URLSearchParams();
  for (const id of clusters) params.append("cluster", id);
  if (filter.trim() !== "") params.set("filter", filter);
  for (const [id, count] of Object.entries(open)) params.append("open", `${id}:${count}`);
  if (most !== groupsAtATime) params.set("most", String(most));
  return params.toString();
}

/** The question in the endpoint's words; spaces at the filter's ends ask nothing new. */
export function triagePath(search: TriageSearch): string {
  const words = writeSearch({ ...search, filter: search.filter.trim() });
  return words === "" ? "/api/triage" : `/api/triage?${words}`;
}

/** What is asked on a page: of its one cluster, or of those of `clusters` that the address names. None means all of them. */
export function asked(search: TriageSearch, clusters: readonly { readonly id: string }[], only: boolean): TriageSearch {
  const ids = clusters.map(({ id }) => id);
  return { ...search, clusters: only ? ids : search.clusters.filter((id) => ids.includes(id)) };
}

/** The same with a group opened or closed. */
export function toggled(search: TriageSearch, group: string): TriageSearch {
  const { [group]: was, ...rest } = search.open;
  return { ...search, open: was === undefined ? { ...search.open, [group]: alertsAtATime } : rest };
}
