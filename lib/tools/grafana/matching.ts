import type { DashboardPanel, DashboardParts, FoundDashboard } from "./dashboards";
import { knownDashboards, type DashboardTargetKind, type DashboardTargets, type KnownDashboard } from "./known-dashboards";
import type { GrafanaOptions } from "./options";

/** What somebody looks at, as dashboards can be about it. */
export type DashboardTarget = { readonly [K in DashboardTargetKind]: { readonly kind: K } & DashboardTargets[K] }[DashboardTargetKind];

/** A dashboard that Grafana has and that can be made to be about a target. */
export interface DashboardMatch {
  readonly dashboard: FoundDashboard;
  readonly shows: string;
  /** Values by the names of its variables. */
  readonly variables: Readonly<Record<string, string>>;
  /** How the titles of the panels begin that come first. */
  readonly panels: readonly string[];
  /** Panels that come first by their number, whatever they are called. */
  readonly panelIds: readonly string[];
  /** The settings name this very dashboard: it need not be as the usual one is. */
  readonly chosen: boolean;
}

/** More panels than these at once are a dashboard, and that has a page of its own. */
const mostPanels = 6;

/** The dashboards about a target that are among those that Grafana's search found. What the settings name comes before what is usual. */
export function matchDashboards(target: DashboardTarget, found: readonly FoundDashboard[], options: GrafanaOptions): readonly DashboardMatch[] {
  const taken = new Set<string>();
  return wantedFor(target, options).flatMap(({ uid, titles, ...rest }) => {
    const dashboard = found.find((one) => one.uid === uid) ?? found.find(({ title }) => titles.includes(title));
    if (dashboard === undefined || taken.has(dashboard.uid)) return [];
    taken.add(dashboard.uid);
    return [{ dashboard, ...rest }];
  });
}

type Wanted = Omit<DashboardMatch, "dashboard"> & { readonly uid: string; readonly titles: readonly string[] };

function wantedFor(target: DashboardTarget, options: GrafanaOptions): readonly Wanted[] {
  switch (target.kind) {
    case "node": {
      const [first, ...others] = wanted(knownDashboards.node, target);
      if (first === undefined) return others;
      return [{ ...first, ...choice(first, options.nodeDashboard), variables: { [options.instanceVariable]: target.instance }, panelIds: Object.values(options.nodePanels).map(String) }, ...others];
    }
    case "pod": {
      const [first, ...others] = wanted(knownDashboards.pod, target);
      return first === undefined ? others : [{ ...first, ...choice(first, options.podDashboard) }, ...others];
    }
    case "workload":
      return wanted(knownDashboards.workload, target);
    case "namespace":
      return wanted(knownDashboards.namespace, target);
    case "claim":
      return wanted(knownDashboards.claim, target);
  }
}

const choice = ({ uid: usual }: Wanted, uid: string): Pick<Wanted, "uid" | "chosen"> => ({ uid, chosen: uid !== usual });

function wanted<Target>(known: readonly KnownDashboard<Target>[], target: Target): readonly Wanted[] {
  return known.map(({ uid, titles, shows, variables, panels }) => ({
    ...{ uid, titles, shows, panels, panelIds: [], chosen: false },
    variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, value(target)])),
  }));
}

/**
 * Whether it has all the variables by which it would be about the target: another dashboard of the same name
 * has not. One that the settings name needs some of them only.
 */
export function isAbout({ variables, chosen }: Pick<DashboardMatch, "variables" | "chosen">, parts: DashboardParts): boolean {
  const has = (name: string) => parts.variables === undefined || parts.variables.includes(name);
  return chosen ? Object.keys(variables).some(has) : Object.keys(variables).every(has);
}

/** Never worth a frame of their own. */
const wordy: ReadonlySet<string> = new Set(["row", "text", "news", "welcome", "dashlist", "gettingstarted"]);

/** The panels that are shown first: those that were asked for, else the first of the dashboard. */
export function firstPanels({ panels, panelIds }: Pick<DashboardMatch, "panels" | "panelIds">, parts: Pick<DashboardParts, "panels">): readonly DashboardPanel[] {
  const drawn = parts.panels.filter(({ type }) => !wordy.has(type));
  const byId = panelIds.flatMap((id) => drawn.find((panel) => panel.id === id) ?? []);
  const byTitle = panels.map((start) => drawn.filter(({ title }) => title.toLowerCase().startsWith(start.toLowerCase())));
  // The same title is often there twice, as a line and as a gauge: one of each comes first.
  const asked = byId.length > 0 ? byId : [...byTitle.flatMap((same) => same.slice(0, 1)), ...byTitle.flatMap((same) => same.slice(1))];
  return [...new Set(asked.length > 0 ? asked : drawn)].slice(0, mostPanels);
}

/** Where a dashboard is, whole or (`d-solo`) for one of its panels, made to be about something. */
export function dashboardPlace(kind: "d" | "d-solo", { uid, slug }: Pick<FoundDashboard, "uid" | "slug">, variables: Readonly<Record<string, string>>): { readonly path: string; readonly query: Readonly<Record<string, string>> } {
  return {
    path: `/${kind}/${uid}${slug === "" ? "" : `/${slug}`}`,
    query: { orgId: "1", ...Object.fromEntries(Object.entries(variables).map(([name, value]) => [`var-${name}`, value])) },
  };
}
