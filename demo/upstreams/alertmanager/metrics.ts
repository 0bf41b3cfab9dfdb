import { catalogue, expose, type Exposition } from "../../world/metrics/exposition";
import type { Family, Point } from "../../world/metrics/family";
import type { Labels } from "../../series";

/** A figure as it stands now. */
export interface Figure {
  readonly name: string;
  readonly labels: Labels;
  readonly value: number;
}

const helps: Readonly<Record<string, readonly [type: "counter" | "gauge", help: string]>> = {
  alertmanager_alerts: ["gauge", "How many alerts by state."],
  alertmanager_alerts_invalid_total: ["counter", "The total number of received alerts that were invalid."],
  alertmanager_alerts_received_total: ["counter", "The total number of received alerts."],
  alertmanager_build_info: ["gauge", "A metric with a constant '1' value labeled by version, revision, branch, goversion from which alertmanager was built, and the goos and goarch for the build."],
  alertmanager_cluster_enabled: ["gauge", "Indicates whether the clustering is enabled or not."],
  alertmanager_cluster_failed_peers: ["gauge", "Number indicating the current number of failed peers in the cluster."],
  alertmanager_cluster_health_score: ["gauge", "Health score of the cluster. Lower values are better and zero means 'totally healthy'."],
  alertmanager_cluster_members: ["gauge", "Number indicating current number of members in cluster."],
  alertmanager_cluster_peer_position: ["gauge", "Position the Alertmanager instance believes it's in. The position determines a peer's behavior in the cluster."],
  alertmanager_config_last_reload_success_timestamp_seconds: ["gauge", "Timestamp of the last successful configuration reload."],
  alertmanager_config_last_reload_successful: ["gauge", "Whether the last configuration reload attempt was successful."],
  alertmanager_dispatcher_aggregation_groups: ["gauge", "Number of active aggregation groups"],
  alertmanager_integrations: ["gauge", "Number of configured integrations."],
  alertmanager_notification_requests_failed_total: ["counter", "The total number of failed notification requests."],
  alertmanager_notification_requests_total: ["counter", "The total number of attempted notification requests."],
  alertmanager_notifications_failed_total: ["counter", "The total number of failed notifications."],
  alertmanager_notifications_suppressed_total: ["counter", "The total number of notifications suppressed for being silenced, inhibited, outside of active time intervals or within muted time intervals."],
  alertmanager_notifications_total: ["counter", "The total number of attempted notifications."],
  alertmanager_receivers: ["gauge", "Number of configured receivers."],
  alertmanager_silences: ["gauge", "How many silences by state."],
  process_start_time_seconds: ["gauge", "Start time of the process since unix epoch in seconds."],
};

interface Past {
  readonly point: Point;
  readonly changes: { readonly at: number; readonly value: number }[];
}

/** How many changes of each figure are remembered. */
const most = 2_000;
/** How often they are read at most, ms: every request would be too often. */
const atMost = 1_000;

/** What an Alertmanager tells about itself, now and as its Prometheus has seen it: what a figure was before it was first noted, it is taken to have been always. */
export interface SelfTold {
  readonly exposition: Exposition;
  /** Notes the figures as they stand, once a second at most unless somebody reads them now. */
  note(at: number, now?: boolean): void;
}

export function selfTold(read: () => readonly Figure[]): SelfTold {
  const byName = new Map<string, Map<string, Past>>();
  const family = (name: string, [type, help]: readonly ["counter" | "gauge", string]): Family<undefined> => ({ name, type, help, moving: () => [...(byName.get(name)?.values() ?? [])].map(({ point }) => point) });
  let noted = -Infinity;
  const exposition = expose(catalogue(Object.entries(helps).map(([name, about]) => family(name, about))), undefined);
  return {
    exposition,
    note(at, now = false) {
      if (!now && at - noted < atMost) return;
      noted = at;
      for (const { name, labels, value } of read()) {
        const list = byName.get(name) ?? new Map<string, Past>();
        byName.set(name, list);
        const key = JSON.stringify(labels);
        let past = list.get(key);
        if (past === undefined) {
          const changes: Past["changes"] = [];
          list.set(key, (past = { changes, point: { labels, value: (moment) => (changes.findLast((change) => change.at <= moment) ?? changes[0])?.value ?? 0 } }));
        }
        if (past.changes.at(-1)?.value !== value) past.changes.push({ at, value });
        if (past.changes.length > most) past.changes.splice(0, most / 2);
      }
    },
  };
}
