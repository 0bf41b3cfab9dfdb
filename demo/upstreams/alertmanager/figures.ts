import type { AlertmanagerConfig } from "./config";
import type { Dispatcher } from "./dispatcher";
import type { JudgedAlert } from "./judge";
import type { Mesh, Peer } from "./mesh";
import type { Figure } from "./metrics";
import type { Way } from "./receivers";
import type { SilenceBook } from "./silences";
import type { Tally } from "./tally";

/** What an Alertmanager's figures are read from. */
interface Readable {
  readonly version: string;
  /** ms. */
  readonly started: number;
  readonly tally: Tally;
  readonly silences: SilenceBook;
  readonly dispatcher: Dispatcher;
  readonly config: AlertmanagerConfig;
  readonly ways: ReadonlyMap<string, readonly Way[]>;
  readonly mesh: Mesh;
  readonly peer: Peer;
  readonly judged: readonly JudgedAlert[];
}

/** Everything that `/metrics` of an Alertmanager tells at this moment, by the real one's names. */
export function figuresOf({ version, started, tally, silences, dispatcher, config, ways, mesh, peer, judged }: Readable): readonly Figure[] {
  const seen = mesh.seenBy(peer);
  const clustered = mesh.size > 1;
  const suppressed = judged.filter(({ silencedBy, inhibitedBy }) => silencedBy.length + inhibitedBy.length > 0).length;
  const counts = { active: 0, pending: 0, expired: 0 };
  for (const silence of silences.list()) counts[silences.state(silence)] += 1;
  const figure = (name: string, value: number, labels: Figure["labels"] = {}): Figure => ({ name, labels, value });
  return [
    ...tally.counters(),
    figure("alertmanager_alerts", judged.length - suppressed, { state: "active" }),
    figure("alertmanager_alerts", suppressed, { state: "suppressed" }),
    figure("alertmanager_alerts", 0, { state: "unprocessed" }),
    figure("alertmanager_build_info", 1, { branch: "HEAD", goarch: "amd64", goos: "linux", goversion: "go1.23.7", revision: "demo", version }),
    figure("alertmanager_cluster_enabled", Number(clustered)),
    ...(clustered
      ? [figure("alertmanager_cluster_failed_peers", mesh.size - seen.length), figure("alertmanager_cluster_health_score", 0), figure("alertmanager_cluster_members", seen.length), figure("alertmanager_cluster_peer_position", seen.indexOf(peer))]
      : []),
    figure("alertmanager_config_last_reload_success_timestamp_seconds", Math.floor(started / 1_000)),
    figure("alertmanager_config_last_reload_successful", 1),
    figure("alertmanager_dispatcher_aggregation_groups", dispatcher.groups().length),
    figure("alertmanager_integrations", [...ways.values()].flat().length),
    figure("alertmanager_receivers", config.receivers.length),
    ...Object.entries(counts).map(([state, count]) => figure("alertmanager_silences", count, { state })),
    figure("process_start_time_seconds", Math.floor(started / 1_000)),
  ];
}
