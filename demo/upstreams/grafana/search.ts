import type { Library, Stored } from "./library";
import { dashboardPath, slugOf } from "./dashboard";
import type { Folder } from "./dashboards";

const byTitle = (a: { readonly title: string }, b: { readonly title: string }) => a.title.localeCompare(b.title, "en");

/** The general folder's uid, where everything is that is in no other. */
export const general = "general";

export const folderPath = ({ uid, title }: Folder) => `/dashboards/f/${uid}/${slugOf(title)}`;

const commaSeparated = (query: URLSearchParams, name: string) => query.getAll(name).flatMap((value) => value.split(",")).filter((value) => value !== "");

const folderHit = (folder: Folder) => ({ id: folder.id, uid: folder.uid, orgId: 1, title: folder.title, uri: `db/${slugOf(folder.title)}`, url: folderPath(folder), slug: "", type: "dash-folder", tags: [], isStarred: false, sortMeta: 0, isDeleted: false });

const dashboardHit = ({ id, dashboard, folder }: Stored, isStarred: boolean) => ({
  id,
  uid: dashboard.uid,
  orgId: 1,
  title: dashboard.title,
  uri: `db/${slugOf(dashboard.title)}`,
  url: dashboardPath(dashboard),
  slug: "",
  type: "dash-db",
  tags: dashboard.tags,
  isStarred,
  ...(folder && { folderId: folder.id, folderUid: folder.uid, folderTitle: folder.title, folderUrl: folderPath(folder) }),
  sortMeta: 0,
  isDeleted: false,
});

/** What `/api/search` finds: folders first, each by its title; a thousand at once where the question sets no limit. */
export function search(library: Library, login: string, query: URLSearchParams) {
  const words = query.get("query")?.toLowerCase() ?? "";
  const tags = query.getAll("tag");
  const kind = query.get("type") ?? "";
  const starred = query.get("starred") === "true";
  const folderIds = commaSeparated(query, "folderIds");
  const folderUids = commaSeparated(query, "folderUIDs");
  const uids = [...commaSeparated(query, "dashboardUIDs"), ...commaSeparated(query, "dashboardUID")];
  const anywhere = folderIds.length === 0 && folderUids.length === 0;
  const stars = library.stars(login);
  const within = ({ folder }: Stored) => anywhere || (folder === undefined ? folderUids.includes(general) || folderIds.includes("0") : folderUids.includes(folder.uid) || folderIds.includes(String(folder.id)));
  const folders = kind === "dash-db" || starred || tags.length > 0 || uids.length > 0 || !anywhere ? [] : library.folders().filter(({ title }) => title.toLowerCase().includes(words));
  const found = kind === "dash-folder" ? [] : library.list().filter((stored) => {
    const { dashboard } = stored;
    return dashboard.title.toLowerCase().includes(words) && tags.every((tag) => dashboard.tags.includes(tag)) && (!starred || stars.has(dashboard.uid)) && (uids.length === 0 || uids.includes(dashboard.uid)) && within(stored);
  });
  const hits = [...[...folders].sort(byTitle).map(folderHit), ...found.map((stored) => dashboardHit(stored, stars.has(stored.dashboard.uid))).sort(byTitle)];
  const limit = Math.min(5_000, Math.max(1, Number(query.get("limit")) || 1_000));
  const page = Math.max(1, Number(query.get("page")) || 1);
  return hits.slice((page - 1) * limit, page * limit);
}
