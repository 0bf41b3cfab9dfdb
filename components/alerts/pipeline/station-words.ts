import type { LucideIcon } from "lucide-react";
import { BellOff, Gauge, Hourglass, Layers, ListChecks, Send, VolumeX } from "lucide-react";
import type { PipelineStation } from "@/lib/model/alerting/pipeline";
import { alertsHref } from "@/lib/model/alerting/hrefs";
import type { Cluster } from "@/lib/model/cluster";

export type StationId = PipelineStation["id"];

/** What one can read about a station, and where to go from it. */
interface StationWords {
  readonly icon: LucideIcon;
  /** Who does this. */
  readonly home: "Prometheus" | "Alertmanager";
  /** For whoever wants to know more; each a sentence or two. */
  readonly more: readonly string[];
  readonly links: (cluster: Cluster) => readonly { readonly title: string; readonly href: string }[];
}

/** A page of a tool, where the person has its tile. */
function toolPage({ tiles }: Cluster, tool: string, path: string, title: string) {
  const tile = tiles.find(({ id }) => id === tool);
  return tile === undefined ? [] : [{ title, href: `${tile.href.replace(/\/$/, "")}${path}` }];
}

export const stationWords: Readonly<Record<StationId, StationWords>> = {
  exporters: {
    icon: Gauge,
    home: "Prometheus",
    more: [
      "Nodes, Kubernetes itself and most programs offer their figures as a plain page of text. Prometheus reads each of these pages, its targets, every few seconds and keeps what it read for weeks.",
      "A target that does not answer is known by the series up: it is 0. Rules about anything else that it measures see nothing, and nothing is not an alert.",
    ],
    links: (cluster) => [...toolPage(cluster, "prometheus", "/targets", "Targets in Prometheus"), { title: "Nodes, live", href: `/clusters/${cluster.id}/nodes` }],
  },
  rules: {
    icon: ListChecks,
    home: "Prometheus",
    more: [
      "A rule is an expression such as “free space < 5 %”. Prometheus evaluates it every so often; each series that comes out is one alert, with that series’ labels and those that the rule adds.",
      "A rule with an error, or one that joins series which do not exist, never fires. Silence is no proof that all is well.",
    ],
    links: (cluster) => [...toolPage(cluster, "prometheus", "/rules", "Rules in Prometheus"), ...toolPage(cluster, "prometheus", "/alerts", "Alerts in Prometheus")],
  },
  pending: {
    icon: Hourglass,
    home: "Prometheus",
    more: [
      "A rule’s for says how long its expression must hold before it fires. Until then the alert is pending: only Prometheus knows of it, and nobody is told.",
      "keep_firing_for is the same at the other end: how long it goes on firing after it no longer holds. What fires is sent to every Alertmanager, again and again until it ends.",
    ],
    links: (cluster) => [{ title: "Alerts that are pending now", href: alertsHref(cluster.id, "triage", { filter: "@state=pending" }) }],
  },
  grouping: {
    icon: Layers,
    home: "Alertmanager",
    more: [
      "Each alert walks down a tree of routes by its labels until no child matches; where it stops stands its receiver. Alerts with equal group_by labels become one message there.",
      "group_wait holds the first message back for what else belongs to it, group_interval is the time between two messages of a group that changed, and repeat_interval between two of one that did not.",
    ],
    links: (cluster) => [{ title: "Who hears of what", href: alertsHref(cluster.id, "routing") }, ...toolPage(cluster, "alertmanager", "/#/alerts", "Groups in Alertmanager")],
  },
  inhibition: {
    icon: VolumeX,
    home: "Alertmanager",
    more: [
      "An inhibition rule names a source and a target: while the first fires, the second is kept quiet where certain labels are equal. So a critical alert silences the warning about the same thing.",
      "It mutes only what is told to people. The alert stays visible here and in Alertmanager.",
    ],
    links: (cluster) => [{ title: "Alerts that are suppressed now", href: alertsHref(cluster.id, "triage", { filter: "@state=suppressed" }) }, { title: "The rules of inhibition", href: alertsHref(cluster.id, "routing") }],
  },
  silences: {
    icon: BellOff,
    home: "Alertmanager",
    more: [
      "A silence is a set of matchers with an end, a reason and a name. While it is in force, no message goes out about what it matches. It ends by itself.",
      "Routes may also keep quiet at certain hours (mute and active time intervals): at night, on weekends, in maintenance windows.",
    ],
    links: (cluster) => [{ title: "Silences", href: alertsHref(cluster.id, "silences") }, { title: "Alerts that are suppressed now", href: alertsHref(cluster.id, "triage", { filter: "@state=suppressed" }) }],
  },
  receivers: {
    icon: Send,
    home: "Alertmanager",
    more: [
      "A receiver is a name with ways to reach somebody. Out of the box there is one called null that has none: everything is evaluated, and nobody is told.",
      "A message that cannot be delivered is tried again for a while. If it fails for good, Alertmanager only counts it and writes it into its log.",
    ],
    links: (cluster) => [{ title: "Who hears of what", href: alertsHref(cluster.id, "routing") }, { title: "What happened", href: alertsHref(cluster.id, "history") }],
  },
};
