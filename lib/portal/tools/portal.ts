import type { DashboardSubject, Dashboards, EmbeddedDashboard, FoundTools, Opening, Person, Refusals, TimeRange, ToolPage } from "@/lib/model";

/** What pages may ask about tools. Every function refuses what the person may not have. */
export interface ToolsPortal {
  /** The page that shows a tool; `not-found` where the cluster has no such tool. Never waits for an upstream. */
  page(person: Person, cluster: string, tool: string): ToolPage;
  /** Looks now whether a tool can be shown, and if not why: asks the tool and the names service. */
  opening(person: Person, cluster: string, tool: string, signal: AbortSignal): Promise<Opening>;
  /** The dashboards that the cluster's Grafana shows this person; asked in the person's name. */
  dashboards(person: Person, cluster: string, signal: AbortSignal): Promise<Dashboards>;
  /** Where one dashboard is kept; undefined where in Grafana itself. */
  dashboardSource(person: Person, cluster: string, uid: string, signal: AbortSignal): Promise<{ readonly from: string } | undefined>;
  /** The dashboards about something, with their variables filled in: only those that exist. Empty where Grafana is not behind the sign-in or this person may not open it. */
  dashboardsAbout(person: Person, cluster: string, subject: DashboardSubject, range: TimeRange, signal: AbortSignal): Promise<readonly EmbeddedDashboard[]>;
  /** What the cluster itself says of tools and links. Administrators only. */
  found(person: Person, cluster: string): FoundTools;
  /** What was refused since this Castor started. Administrators only. */
  refusals(person: Person): Refusals;
}
