import type { RequestListener } from "node:http";
import { lateListener } from "./late-listener";
import type { BrokenExporters } from "./broken-exporters";
import type { DemoSecrets } from "./secrets";
import type { Fault } from "./fault";
import { serveUpstream, type ServeOptions, type Upstream } from "./serve";
import { describedClusters } from "./settings";
import { scrapeTargets } from "./scrape-targets";
import { alertmanagerConfigs, standingSilencesOf } from "./alertmanager-configs";
import { createAlertmanager, createMesh, stackConfig, type Alertmanager, type Mesh } from "./upstreams/alertmanager";
import { createArgoCd } from "./upstreams/argo-cd";
import { createDashboard } from "./upstreams/dashboard";
import { createGrafana } from "./upstreams/grafana";
import { createGraylog } from "./upstreams/graylog";
import { castorAccount } from "./upstreams/kubernetes/account";
import { createKubernetes, type Kubernetes } from "./upstreams/kubernetes/kubernetes";
import { createPrometheus, type Prometheus } from "./upstreams/prometheus";
import { prometheusSelf } from "./upstreams/prometheus/self";
import { createStackrox } from "./upstreams/stackrox";
import { recalledAlerts, rulesOf } from "./rules";
import { hex } from "./world/dice";
import { scrapeInterval, targetsOf } from "./world/targets";
import type { Pod } from "./world/pod";
import { seriesSource } from "./world/series-source";
import type { World } from "./world/world";

/** Every simulated upstream of the clusters, and what runs on its own besides answering. */
export interface ClusterUpstreams {
  readonly upstreams: readonly Upstream[];
  readonly prometheuses: readonly Prometheus[];
  readonly apis: readonly Kubernetes[];
  readonly alertmanagers: readonly Alertmanager[];
  /** From now on until this moment (ms) no e-mail leaves any Alertmanager. */
  mailDown(until: number): void;
  stop(): void;
}

/** What the tools of a cluster are made with. */
interface Surroundings {
  readonly world: World;
  readonly secrets: DemoSecrets;
  readonly broken: BrokenExporters;
  /** The identity provider's realm, whose ID tokens tools take. */
  readonly issuer: string;
  /** The first port that may be taken; 0 lets the system choose each. */
  readonly port: number;
  /** How many pods the first cluster has at least. */
  readonly pods?: number;
}

/** Ports between the first upstreams of two clusters, so that each tool has the same last digit in every cluster. */
const portsEach = 10;

/** How many series a Prometheus holds for each node of its cluster, about. */
const seriesPerNode = 2_600;

/** How often Alertmanagers do what is due while nobody asks them anything, ms. */
const alertmanagerBeat = 1_000;

/** Hosts every upstream of every cluster, except what belongs to single nodes. */
export async function serveClusters(around: Surroundings): Promise<ClusterUpstreams> {
  const upstreams: Upstream[] = [];
  const prometheuses: Prometheus[] = [];
  const apis: Kubernetes[] = [];
  const alertmanagers: Alertmanager[] = [];
  let mailUntil = 0;
  for (const [index, { id, title }] of describedClusters.entries()) {
    const cluster = around.world.cluster(id);
    let next = around.port === 0 ? 0 : around.port + index * portsEach;
    const serve = async (name: string, listener: RequestListener, onFault?: ServeOptions["onFault"]) => {
      const upstream = await serveUpstream({ id: `${id}/${name}`, port: next, listener, ...(onFault && { onFault }) });
      if (next !== 0) next = upstream.port + 1;
      upstreams.push(upstream);
      return upstream;
    };
    const clock = around.world.now;
    const secretOf = (name: "TOKEN" | "STACKROX_TOKEN") => around.secrets.env[`${id.toUpperCase() as Uppercase<typeof id>}_${name}`];

    const api = createKubernetes({ world: around.world, cluster: id, tokens: { [secretOf("TOKEN")]: castorAccount }, ...(index === 0 && around.pods !== undefined && { pods: around.pods }) });
    apis.push(api);
    await serve("kubernetes", api);
    const later = lateListener();
    const prometheus = await serve("prometheus", later.listener);
    const pods = cluster.pods.fixed.filter(({ workload }) => workload.name === "alertmanager-main");
    const mesh = createMesh();
    const hosted = pods.map((pod) => hostAlertmanager(pod, { place: title, clock, mesh, alone: pods.length === 1, cluster: id, mailUntil: () => mailUntil }));
    hosted.forEach(({ alertmanager }, index) => cluster.programs.set(pods[index]?.name ?? "", alertmanager.exposition));
    alertmanagers.push(...hosted.map(({ alertmanager }) => alertmanager));
    const [first, ...more] = hosted;
    if (first === undefined) throw new Error(`${id} has no Alertmanager.`);
    const told = [await serve("alertmanager", first.alertmanager, first.onFault)];
    await serve("grafana", createGrafana({ place: title, prometheusUrl: prometheus.url, clock, beamlines: cluster.namespaces.filter((name) => name.endsWith("-beamline")) }));
    await serve("stackrox", createStackrox({ cluster, place: title, token: secretOf("STACKROX_TOKEN"), clock }));
    await serve("dashboard", createDashboard({ cluster, place: title, clock, issuer: around.issuer }));
    for (const [index, { alertmanager, onFault }] of more.entries()) told.push(await serve(`alertmanager-${index + 2}`, alertmanager, onFault));
    // It reads its own metrics as it reads everything else, so they must be there before it.
    const late: { prometheus?: Prometheus } = {};
    const targets: Record<string, number> = {};
    for (const { job } of targetsOf(cluster)) targets[job] = (targets[job] ?? 0) + 1;
    const startedAt = clock();
    const self = prometheusSelf(() => late.prometheus && { groups: late.prometheus.rules.groups, poster: late.prometheus.poster, version: late.prometheus.version, series: cluster.nodes.length * seriesPerNode, targets, scrapeInterval, startedAt });
    const [own] = cluster.pods.fixed.filter(({ workload }) => workload.name === "prometheus-k8s");
    cluster.programs.set(own?.name ?? "", self.exposition);
    const made = createPrometheus({
      evaluated: (at) => self.note(at),
      source: around.broken.source(id, seriesSource(around.world, id)),
      clock,
      rules: rulesOf(id),
      recalled: recalledAlerts,
      targets: (at) => scrapeTargets(cluster, around.broken, at),
      alertmanagerUrls: told.map(({ url }) => url),
      externalLabels: { prometheus: "monitoring/k8s" },
      externalUrl: `http://localhost:${prometheus.port}`,
      place: title,
    });
    late.prometheus = made;
    later.set(made.listener);
    prometheuses.push(made);
    if (id !== "argus") continue;
    await serve("argo-cd", createArgoCd({ world: around.world, place: title, token: around.secrets.env.ARGO_CD_TOKEN, issuer: around.issuer }));
    await serve("graylog", createGraylog({ world: around.world, place: title }));
  }
  const beat = setInterval(() => alertmanagers.forEach((each) => each.catchUp()), alertmanagerBeat);
  beat.unref();
  return { upstreams, prometheuses, apis, alertmanagers, mailDown: (until) => void (mailUntil = until), stop: () => clearInterval(beat) };
}

/** An Alertmanager of a cluster with what the network does to it: its peers do not reach it while it is down. */
function hostAlertmanager(pod: Pod, { place, clock, mesh, alone, cluster, mailUntil }: { readonly place: string; readonly clock: () => number; readonly mesh: Mesh; readonly alone: boolean; readonly cluster: string; readonly mailUntil: () => number }): { readonly alertmanager: Alertmanager; readonly onFault: (fault: Fault) => void } {
  let reachable = true;
  const alertmanager = createAlertmanager({
    place,
    clock,
    config: alertmanagerConfigs[cluster] ?? stackConfig([]),
    broken: ({ integration }) => (integration === "email" && clock() < mailUntil() ? "other" : undefined),
    standing: standingSilencesOf[cluster] ?? [],
    ...(!alone && { cluster: { mesh, name: `01K0${hex(pod.seed, "peer", 22).toUpperCase()}`, address: `${pod.ip}:9094`, reachable: () => reachable } }),
  });
  return { alertmanager, onFault: (fault) => void (reachable = fault !== "stopped" && fault !== "hang") };
}
