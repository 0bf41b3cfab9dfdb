import type { z } from "zod";
import { path, type Headers, type Wire } from "@/lib/wire";
import { dashboardAnswer, searchAnswer, type PanelAnswer } from "./schema";

/** A dashboard that Grafana's search found for somebody. */
export interface FoundDashboard {
  readonly uid: string;
  readonly title: string;
  /** The last part of its address, as Grafana makes it from the title; empty where it says none. */
  readonly slug: string;
  /** Absent for the general folder. */
  readonly folder?: string;
  readonly tags: readonly string[];
  readonly starred: boolean;
}

/** What can be drawn by itself. */
export interface DashboardPanel {
  readonly id: string;
  readonly title: string;
  /** Grafana's own word: `timeseries`, `stat`, `text`. */
  readonly type: string;
}

/** The inside of one dashboard. */
export interface DashboardParts {
  /** In its own order, rows taken apart. */
  readonly panels: readonly DashboardPanel[];
  /** Names of its variables; undefined where it is written in a way that does not tell. */
  readonly variables?: readonly string[];
  /** Where it is kept, in a file that a ConfigMap may have brought; absent where in Grafana's own database. */
  readonly provisioned?: { readonly from: string };
}

/** A Grafana as one person sees it. Every answer holds for that person alone. */
export interface GrafanaDashboards {
  all(signal?: AbortSignal): Promise<readonly FoundDashboard[]>;
  /** Throws `not-found` where there is none for this person. */
  one(uid: string, signal?: AbortSignal): Promise<DashboardParts>;
}

/** What Grafana takes as a uid; anything else stands in no address. */
const uidPattern = /^[A-Za-z0-9_-]{1,40}$/;
/** One page of the search, and how many of them: more dashboards than that are no list for a person. */
const pageSize = 1_000;
const mostPages = 5;
/** Some dashboards are megabytes of JSON. */
const largest = 16 * 1024 * 1024;

/** Asks a Grafana with the headers that say in whose name: the wire itself must carry no right of Castor's. */
export function grafanaDashboards(wire: Wire, headers: () => Promise<Headers>): GrafanaDashboards {
  return {
    async all(signal) {
      const found = new Map<string, FoundDashboard>();
      for (let page = 1; page <= mostPages; page += 1) {
        const hits = await wire.get("/api/search", searchAnswer, { query: { type: "dash-db", limit: pageSize, page }, headers: await headers(), signal, maxBytes: largest });
        const before = found.size;
        for (const one of hits.flatMap(readHit)) found.set(one.uid, one);
        // Whoever does not know of pages tells the first one again.
        if (hits.length < pageSize || found.size === before) break;
      }
      return [...found.values()];
    },
    async one(uid, signal) {
      return readParts(await wire.get(path`/api/dashboards/uid/${uid}`, dashboardAnswer, { headers: await headers(), signal, maxBytes: largest }));
    },
  };
}

function readHit({ uid, title, url, folderTitle, tags, isStarred }: z.output<typeof searchAnswer>[number]): readonly FoundDashboard[] {
  if (typeof uid !== "string" || !uidPattern.test(uid)) return [];
  const name = title?.trim() ?? "";
  const folder = folderTitle?.trim() ?? "";
  return [
    {
      ...{ uid, title: name === "" ? uid : name, slug: /\/d\/[^/]+\/([a-z0-9-]+)$/.exec(url ?? "")?.[1] ?? "" },
      ...(folder === "" || folder === "General" ? {} : { folder }),
      ...{ tags: tags ?? [], starred: isStarred ?? false },
    },
  ];
}

function readParts({ meta, dashboard: { panels, rows, templating } }: z.output<typeof dashboardAnswer>): DashboardParts {
  const all = [...(panels ?? []), ...(rows ?? []).flatMap((row) => row.panels ?? [])].flatMap((panel) => [panel, ...(panel.panels ?? [])]);
  const list = templating?.list;
  return {
    panels: all.flatMap(readPanel),
    ...(list === undefined || list === null ? {} : { variables: list.flatMap(({ name }) => name ?? []) }),
    ...(meta?.provisioned === true ? { provisioned: { from: meta.provisionedExternalId ?? "" } } : {}),
  };
}

/** A row draws nothing, and what has no number can't be asked for. */
function readPanel({ id, title, type, libraryPanel }: PanelAnswer): readonly DashboardPanel[] {
  if (id === undefined || id === null || type === "row") return [];
  const name = [title, libraryPanel?.name].map((each) => each?.trim() ?? "").find((each) => each !== "");
  return [{ id: String(id), title: name ?? `Panel ${id}`, type: type ?? "" }];
}
