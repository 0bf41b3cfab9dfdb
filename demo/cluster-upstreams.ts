import type { RequestListener } from "node:http";
import { lateListener } from "./late-listener";
import type { BrokenExporters } from "./broken-exporters";
import type { DemoSecrets } from "./secrets";
import { serveUpstream, type Upstream } from "./serve";
import { describedClusters } from "./settings";
import { scrapeTargets } from "./scrape-targets";
import { createAlertmanager, stackConfig } from "./upstreams/alertmanager";
import { createArgoCd } from "./upstreams/argo-cd";
import { createDashboard } from "./upstreams/dashboard";
import { createGrafana } from "./upstreams/grafana";
import { createGraylog } from "./upstreams/graylog";
import { castorAccount } from "./upstreams/kubernetes/account";
import { createKubernetes, type Kubernetes } from "./upstreams/kubernetes/kubernetes";
import { createPrometheus, type Prometheus } from "./upstreams/prometheus";
import { createStackrox } from "./upstreams/stackrox";
import { demoRules } from "./rules";
import { seriesSource } from "./world/series-source";
import type { World } from "./world/world";

/** Every simulated upstream of the clusters, and what runs on its own besides answering. */
export interface ClusterUpstreams {
  readonly upstreams: readonly Upstream[];
  readonly prometheuses: readonly Prometheus[];
  readonly apis: readonly Kubernetes[];
}

/** What the tools of a cluster are made with. */
interface Surroundings {
  readonly world: World;
  readonly secrets: DemoSecrets;
  readonly broken: BrokenExporters;
  /** The first port that may be taken; 0 lets the system choose each. */
  readonly port: number;
  /** How many pods the first cluster has at least. */
  readonly pods?: number;
}

/** Ports between the first upstreams of two clusters, so that each tool has the same last digit in every cluster. */
const portsEach = 10;

/** Who is told about alerts besides nobody, by cluster. */
const teams: Readonly<Record<string, Parameters<typeof stackConfig>[0]>> = {
  pollux: [{ name: "p47", matchers: ['namespace="p47-beamline"'] }],
  argus: [{ name: "operations", matchers: ['severity=~"critical|warning"'] }],
  i22: [{ name: "i22", matchers: ['namespace="i22-beamline"'] }],
};

/** Everything in there is broken on purpose. */
const trainingSilence = [{ namespace: "training", comment: "Broken on purpose: here people learn what each fault looks like" }];

/** Hosts every upstream of every cluster, except what belongs to single nodes. */
export async function serveClusters(around: Surroundings): Promise<ClusterUpstreams> {
  const upstreams: Upstream[] = [];
  const prometheuses: Prometheus[] = [];
  const apis: Kubernetes[] = [];
  for (const [index, { id, title }] of describedClusters.entries()) {
    const cluster = around.world.cluster(id);
    let next = around.port === 0 ? 0 : around.port + index * portsEach;
    const serve = async (name: string, listener: RequestListener) => {
      const upstream = await serveUpstream({ id: `${id}/${name}`, port: next, listener });
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
    const alertmanager = await serve("alertmanager", createAlertmanager({ place: title, clock, config: stackConfig(teams[id] ?? []), silenced: id === "pollux" ? trainingSilence : [] }));
    const made = createPrometheus({
      source: around.broken.source(id, seriesSource(around.world, id)),
      clock,
      rules: demoRules,
      targets: (at) => scrapeTargets(cluster, around.broken, at),
      alertmanagerUrl: alertmanager.url,
      externalLabels: { prometheus: "monitoring/k8s" },
      externalUrl: `http://localhost:${prometheus.port}`,
      place: title,
    });
    later.set(made.listener);
    prometheuses.push(made);
    await serve("grafana", createGrafana({ place: title, prometheusUrl: prometheus.url, clock }));
    await serve("stackrox", createStackrox({ cluster, place: title, token: secretOf("STACKROX_TOKEN"), clock }));
    await serve("dashboard", createDashboard({ cluster, place: title, clock }));
    if (id !== "argus") continue;
    await serve("argo-cd", createArgoCd({ world: around.world, place: title, token: around.secrets.env.ARGO_CD_TOKEN }));
    await serve("graylog", createGraylog({ world: around.world, place: title }));
  }
  return { upstreams, prometheuses, apis };
}
