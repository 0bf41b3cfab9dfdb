import { CastorError, type Person } from "@/lib/model";
import { address } from "@/lib/tools/link";
import { dashboardPlace, type FoundDashboard } from "@/lib/tools/grafana";
import type { ClusterParts } from "../cluster";
import { wantedDashboards } from "./dashboard-targets";
import { embeddedDashboards } from "./embedded-dashboards";
import { createGrafanaAs, type PersonsGrafana } from "./grafana-as";
import type { ToolsParts } from "./parts";
import type { ToolsPortal } from "./portal";

/** Grafana's dashboards, asked in people's own names. */
export function dashboardsOf(parts: ToolsParts): Pick<ToolsPortal, "dashboards" | "dashboardSource" | "dashboardsAbout"> {
  const { find } = parts;
  const grafanaOf = createGrafanaAs(parts);

  const needed = (person: Person, cluster: ClusterParts): PersonsGrafana => {
    const found = grafanaOf(person, cluster);
    if (found === undefined) throw refusal(cluster, parts.behind.entries);
    return found;
  };

  return {
    async dashboards(person, cluster) {
      const grafana = needed(person, find(person, cluster));
      const { dashboards, at } = await grafana.all();
      return { at, dashboards: dashboards.map((one) => shown(one, grafana.base)) };
    },
    async dashboardSource(person, cluster, uid) {
      const of = find(person, cluster);
      const grafana = needed(person, of);
      const { dashboards } = await grafana.all();
      if (!dashboards.some((one) => one.uid === uid)) throw new CastorError("not-found", `The Grafana of ${of.settings.title} shows you no such dashboard.`);
      const { provisioned } = await grafana.one(uid);
      return provisioned === undefined ? undefined : { from: provisioned.from === "" ? "a file" : provisioned.from };
    },
    async dashboardsAbout(person, cluster, subject, range) {
      const of = find(person, cluster);
      const grafana = grafanaOf(person, of);
      if (grafana === undefined) return [];
      return embeddedDashboards(grafana, await wantedDashboards(of, subject, grafana.options), range);
    },
  };
}

/** Who may not see that there is a Grafana is told the same as where there is none. */
function refusal({ settings: { id, title } }: Pick<ClusterParts, "settings">, entries: ToolsParts["behind"]["entries"]): CastorError {
  return entries.some(({ cluster, tool }) => cluster.id === id && tool.id === "grafana")
    ? new CastorError("forbidden", `Nobody has given you access to the Grafana of ${title}.`)
    : new CastorError("not-found", `${title} has no Grafana behind Castor's sign-in, so its dashboards cannot be listed here.`);
}

function shown({ slug, ...dashboard }: FoundDashboard, base: string) {
  return { ...dashboard, href: address(base, { path: dashboardPlace("d", { uid: dashboard.uid, slug }, {}).path }) };
}
