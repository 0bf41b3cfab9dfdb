import type { Dashboard } from "@/lib/model/dashboard";

/** What the address says of the list of dashboards. */
export interface DashboardsSearch {
  readonly text: string;
  /** All of them a dashboard must have. */
  readonly tags: readonly string[];
}

type Params = Readonly<Record<string, string | string[] | undefined>>;

/** Reads `?q=…&tag=…&tag=…`. */
export function dashboardsSearch({ q, tag }: Params): DashboardsSearch {
  const tags = [tag].flat().filter((one) => one !== undefined && one !== "");
  return { text: typeof q === "string" ? q.slice(0, 200) : "", tags: [...new Set(tags as string[])].slice(0, 10) };
}

/** Writes it into the address without going anywhere. */
export function writeDashboardsSearch({ text, tags }: DashboardsSearch): void {
  const url = new URL(window.location.href);
  url.searchParams.delete("q");
  url.searchParams.delete("tag");
  if (text !== "") url.searchParams.set("q", text);
  for (const tag of tags) url.searchParams.append("tag", tag);
  if (url.href !== window.location.href) window.history.replaceState(null, "", url);
}

/** Those that have every word in title, folder or tags, and every chosen tag. */
export function narrowed(dashboards: readonly Dashboard[], { text, tags }: DashboardsSearch): readonly Dashboard[] {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return dashboards.filter((one) => {
    const all = [one.title, one.folder ?? "", ...one.tags].join("\n").toLowerCase();
    return words.every((word) => all.includes(word)) && tags.every((tag) => one.tags.includes(tag));
  });
}

/** A heading of the list and what stands under it. */
export interface DashboardGroup {
  readonly id: string;
  readonly title: string;
  readonly dashboards: readonly Dashboard[];
}

const byTitle = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The starred ones first, then the others by their folders; what is in none comes last, under the name that Grafana has for that. */
export function grouped(dashboards: readonly Dashboard[]): readonly DashboardGroup[] {
  const sorted = dashboards.toSorted((a, b) => byTitle.compare(a.title, b.title));
  const starred = sorted.filter((one) => one.starred);
  const folders = new Map<string | undefined, Dashboard[]>();
  for (const one of sorted) if (!one.starred) folders.set(one.folder, [...(folders.get(one.folder) ?? []), one]);
  const named = [...folders].filter((entry): entry is [string, Dashboard[]] => entry[0] !== undefined).sort(([a], [b]) => byTitle.compare(a, b));
  const rest = folders.get(undefined) ?? [];
  return [
    ...(starred.length === 0 ? [] : [{ id: "starred", title: "Starred", dashboards: starred }]),
    ...named.map(([title, of]) => ({ id: `folder ${title}`, title, dashboards: of })),
    ...(rest.length === 0 ? [] : [{ id: "general", title: "General", dashboards: rest }]),
  ];
}

/** Every tag with how many of these dashboards have it, the most frequent first. */
export function tagCounts(dashboards: readonly Dashboard[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const tag of dashboards.flatMap(({ tags }) => [...new Set(tags)])) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, more]) => more - many || byTitle.compare(a, b));
}
