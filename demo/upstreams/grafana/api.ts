import { answerJson, readJson, Refusal, type Exchange } from "../../exchange";
import { dashboardPath, slugOf } from "./dashboard";
import type { Folder } from "./dashboards";
import type { Library, Stored } from "./library";
import { readFolder, readSave } from "./posted-dashboard";
import { folderPath, general, search } from "./search";
import { mayEdit, type SignedIn } from "./signed-in";

const iso = (time: number) => new Date(time).toISOString();

function requireEditor(person: SignedIn, right: string): void {
  if (!mayEdit(person)) throw new Refusal(403, `You'll need additional permissions to perform this action. Permissions needed: ${right}`);
}

/** What `/api/dashboards/uid/<uid>` says: the dashboard, and what Grafana knows about it. */
function describe({ dashboard, folder, provisioned, created, createdBy, updated, updatedBy, id }: Stored, person: SignedIn, starred: boolean) {
  const canEdit = mayEdit(person);
  return {
    meta: {
      type: "db",
      canSave: canEdit,
      canEdit,
      canAdmin: person.role === "Admin",
      canStar: true,
      canDelete: canEdit,
      slug: slugOf(dashboard.title),
      url: dashboardPath(dashboard),
      expires: "0001-01-01T00:00:00Z",
      created: iso(created),
      updated: iso(updated),
      updatedBy,
      createdBy,
      version: dashboard.version,
      hasAcl: false,
      isFolder: false,
      isStarred: starred,
      folderId: folder?.id ?? 0,
      folderUid: folder?.uid ?? "",
      folderTitle: folder?.title ?? "General",
      folderUrl: folder === undefined ? "" : folderPath(folder),
      provisioned: provisioned !== undefined,
      provisionedExternalId: provisioned ?? "",
    },
    dashboard: { id, ...dashboard },
  };
}

const aboutFolder = (folder: Folder, person: SignedIn) => ({ id: folder.id, uid: folder.uid, orgId: 1, title: folder.title, url: folderPath(folder), hasAcl: false, canSave: mayEdit(person), canEdit: mayEdit(person), canAdmin: person.role === "Admin", canDelete: mayEdit(person), version: 1 });

const aboutPerson = ({ id, login, name, email, role }: SignedIn) => ({ id, uid: `u${String(id).padStart(9, "0")}`, email, name, login, theme: "", orgId: 1, isGrafanaAdmin: false, isDisabled: false, isExternal: true, isExternallySynced: true, authLabels: ["Auth Proxy"], orgRole: role });

/** Grafana's HTTP API as far as a portal asks it, for somebody who is known. */
export function createApi(library: Library): (exchange: Exchange, person: SignedIn) => Promise<void> {
  const save = async ({ req, res }: Exchange, person: SignedIn) => {
    requireEditor(person, "dashboards:write");
    const { dashboard, folderUid, overwrite } = readSave(await readJson(req));
    const folder = folderUid === "" || folderUid === general ? undefined : library.folder(folderUid);
    if (folder === undefined && folderUid !== "" && folderUid !== general) throw new Refusal(400, "folder not found");
    const saved = library.save(dashboard, { by: person.login, folder, overwrite });
    const { uid, title, version } = saved.dashboard;
    answerJson(res, { folderUid: folder?.uid ?? "", id: saved.id, slug: slugOf(title), status: "success", uid, url: dashboardPath(saved.dashboard), version });
  };

  return async (exchange, person) => {
    const { req, res, method, path, query } = exchange;
    const stars = library.stars(person.login);
    switch (`${method} ${path}`) {
      case "GET /api/user":
        return answerJson(res, aboutPerson(person));
      case "GET /api/user/orgs":
        return answerJson(res, [{ orgId: 1, name: "Main Org.", role: person.role }]);
      case "GET /api/user/stars":
        return answerJson(res, [...stars]);
      case "GET /api/org":
        return answerJson(res, { id: 1, name: "Main Org.", address: { address1: "", address2: "", city: "", zipCode: "", state: "", country: "" } });
      case "GET /api/search":
        return answerJson(res, search(library, person.login, query));
      case "GET /api/folders":
        return answerJson(res, library.folders().map(({ id, uid, title }) => ({ id, uid, title })));
      case "POST /api/folders": {
        requireEditor(person, "folders:create");
        const { title, uid } = readFolder(await readJson(req));
        return answerJson(res, aboutFolder(library.addFolder(title, uid), person));
      }
      case "POST /api/dashboards/db":
        return save(exchange, person);
    }
    const [, what = "", uid = ""] = /^\/api\/(folders|dashboards\/uid|user\/stars\/dashboard\/uid)\/([\w-]+)$/.exec(path) ?? [];
    if (what === "folders") {
      const folder = library.folder(uid);
      if (folder === undefined) throw new Refusal(404, "folder not found");
      return answerJson(res, aboutFolder(folder, person));
    }
    const stored = what === "" ? undefined : library.find(uid);
    if (what === "") throw new Refusal(404, "Not found");
    if (stored === undefined) throw new Refusal(404, "Dashboard not found");
    if (what === "dashboards/uid" && method === "GET") return answerJson(res, describe(stored, person, stars.has(uid)));
    if (what === "user/stars/dashboard/uid" && method === "POST") {
      stars.add(uid);
      return answerJson(res, { message: "Dashboard starred!" });
    }
    if (what === "user/stars/dashboard/uid" && method === "DELETE") {
      stars.delete(uid);
      return answerJson(res, { message: "Dashboard unstarred" });
    }
    throw new Refusal(404, "Not found");
  };
}
