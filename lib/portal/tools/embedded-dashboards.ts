import { timeRanges, type EmbeddedDashboard, type TimeRange } from "@/lib/model";
import { address } from "@/lib/tools/link";
import { dashboardPlace, firstPanels, isAbout, matchDashboards, type DashboardMatch, type DashboardParts, type FoundDashboard } from "@/lib/tools/grafana";
import type { WantedDashboards } from "./dashboard-targets";
import type { PersonsGrafana } from "./grafana-as";

/** More than these beside each other are a list, and that has a page of its own. */
const most = 4;

/** A dashboard to be shown, as soon as its inside says that it fits. */
interface Candidate {
  readonly dashboard: FoundDashboard;
  readonly about: string;
  readonly fits: (parts: DashboardParts) => Pick<DashboardMatch, "variables" | "panels" | "panelIds"> | undefined;
}

/** The wanted dashboards that exist for this person, filled in. One that can't be read costs only itself; throws where none can. */
export async function embeddedDashboards(grafana: PersonsGrafana, wanted: WantedDashboards, range: TimeRange): Promise<readonly EmbeddedDashboard[]> {
  if (wanted.named === undefined && wanted.targets.length === 0) return [];
  const candidates = candidatesOf(wanted, (await grafana.all()).dashboards, grafana).slice(0, most);
  const read = await Promise.allSettled(candidates.map(async (candidate) => embedded(candidate, await grafana.one(candidate.dashboard.uid), grafana, range)));
  const failed = read.find((one) => one.status === "rejected");
  if (failed !== undefined && read.every(({ status }) => status === "rejected")) throw failed.reason;
  return read.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
}

function candidatesOf({ named, targets }: WantedDashboards, all: readonly FoundDashboard[], { options }: PersonsGrafana): readonly Candidate[] {
  const byRule = named === undefined ? undefined : all.find(({ uid }) => uid === named.uid);
  const ofRule: readonly Candidate[] =
    named === undefined || byRule === undefined
      ? []
      : [{ dashboard: byRule, about: "Named by the rule of this alert", fits: (parts) => ({ variables: filled(named, parts), panels: [], panelIds: named.panel === undefined ? [] : [named.panel] }) }];
  const ofTargets = targets.flatMap(({ target, called }) =>
    matchDashboards(target, all, options).map((match): Candidate => ({ dashboard: match.dashboard, about: `${called}: ${match.shows}`, fits: (parts) => (isAbout(match, parts) ? match : undefined) })),
  );
  return [...ofRule, ...ofTargets.filter(({ dashboard }) => dashboard.uid !== byRule?.uid)];
}

/** What chooses itself: an alert's label `cluster` is not what a dashboard means by it. */
const own: ReadonlySet<string> = new Set(["cluster", "datasource"]);

/** What the rule gives, and for the rest what the alert knows under the variables' own names. */
function filled({ variables, values }: NonNullable<WantedDashboards["named"]>, parts: DashboardParts): Readonly<Record<string, string>> {
  const known = (parts.variables ?? []).flatMap((name) => (own.has(name) || !Object.hasOwn(values, name) ? [] : [[name, values[name] ?? ""] as const]));
  return { ...Object.fromEntries(known), ...variables };
}

function embedded({ dashboard, about, fits }: Candidate, parts: DashboardParts, { origin, base }: PersonsGrafana, range: TimeRange): readonly EmbeddedDashboard[] {
  const match = fits(parts);
  const panels = match === undefined ? [] : firstPanels(match, parts).map(({ id, title }) => ({ id, title }));
  if (match === undefined || panels.length === 0) return [];
  const whole = dashboardPlace("d", dashboard, match.variables);
  const { uid, title } = dashboard;
  return [
    {
      ...{ uid, title, about, panels, origin },
      path: address("/", whole),
      solo: address("/", dashboardPlace("d-solo", dashboard, match.variables)),
      href: address(base, { ...whole, query: { ...whole.query, from: `now-${timeRanges[range].seconds}s`, to: "now" } }),
    },
  ];
}
