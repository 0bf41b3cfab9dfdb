import { randomUUID } from "node:crypto";
import { beamlinesFolder, ownDashboards, provisionedDashboards, type Folder } from "./dashboards";
import { Refusal } from "../../exchange";
import type { Dashboard } from "./dashboard";

/** A dashboard with what Grafana's database knows of it. */
export interface Stored {
  readonly id: number;
  readonly dashboard: Dashboard;
  readonly folder?: Folder;
  /** The file it came from, relative to the folder that Grafana watches; nothing saved there lasts, so nothing may be saved. */
  readonly provisioned?: string;
  readonly created: number;
  readonly createdBy: string;
  readonly updated: number;
  readonly updatedBy: string;
}

export interface Library {
  folders(): readonly Folder[];
  folder(uid: string): Folder | undefined;
  addFolder(title: string, uid: string | undefined): Folder;
  list(): readonly Stored[];
  find(uid: string): Stored | undefined;
  /** Makes one or changes one. Refuses what came from a file, and what somebody else changed meanwhile. */
  save(dashboard: Dashboard, how: { readonly by: string; readonly folder: Folder | undefined; readonly overwrite: boolean }): Stored;
  /** The uids that a person starred. */
  stars(login: string): Set<string>;
}

/** Everything that this Grafana holds: in memory, so that each start of the demo finds it as it was. */
export function createLibrary({ beamlines, clock }: { readonly beamlines: readonly string[]; readonly clock: () => number }): Library {
  const folders: Folder[] = [beamlinesFolder];
  const stored = new Map<string, Stored>();
  const stars = new Map<string, Set<string>>([
    ["admin", new Set(["7d57716318ee0dddbac5a7f451fb7753"])],
    ["p47-staff", new Set(["cdm1xq7hq0a9sb", "6581e46e4e5c7ba40a07646395ef7b23"])],
  ]);
  const put = (dashboard: Dashboard, by: string, more: Pick<Stored, "folder" | "provisioned">) => {
    const at = clock();
    const made: Stored = { id: stored.size + 1 + folders.length, dashboard, ...more, created: at, createdBy: by, updated: at, updatedBy: by };
    stored.set(dashboard.uid, made);
    return made;
  };
  for (const { dashboard, folder, file } of provisionedDashboards(beamlines)) put(dashboard, "", { ...(folder && { folder }), provisioned: folder === undefined ? file : `${folder.title}/${file}` });
  for (const { dashboard, folder, by } of ownDashboards) put(dashboard, by, { ...(folder && { folder }) });

  return {
    folders: () => folders,
    folder: (uid) => folders.find((each) => each.uid === uid),
    addFolder(title, uid) {
      if (uid !== undefined && folders.some((each) => each.uid === uid)) throw new Refusal(409, "a folder with the same uid already exists");
      const folder = { id: stored.size + folders.length + 1, uid: uid ?? newUid(), title };
      folders.push(folder);
      return folder;
    },
    list: () => [...stored.values()],
    find: (uid) => stored.get(uid),
    save(dashboard, { by, folder, overwrite }) {
      const uid = dashboard.uid === "" ? newUid() : dashboard.uid;
      const before = stored.get(uid);
      if (before?.provisioned !== undefined) throw new Refusal(400, "Cannot save provisioned dashboard");
      if (before === undefined) return put({ ...dashboard, uid, version: 1 }, by, { ...(folder && { folder }) });
      if (!overwrite && dashboard.version !== before.dashboard.version) throw new Refusal(412, "The dashboard has been changed by someone else");
      const made: Stored = { id: before.id, dashboard: { ...dashboard, uid, version: before.dashboard.version + 1 }, ...(folder && { folder }), created: before.created, createdBy: before.createdBy, updated: clock(), updatedBy: by };
      stored.set(uid, made);
      return made;
    },
    stars(login) {
      const own = stars.get(login) ?? new Set<string>();
      stars.set(login, own);
      return own;
    },
  };
}

const newUid = () => randomUUID().replaceAll("-", "").slice(0, 14);
