import type { Labels } from "../series";
import type { WorldCluster } from "./cluster";
import { silences } from "./conditions";
import { seedOf } from "./dice";
import { hostRecorder } from "./host/recorder";
import type { Exposition } from "./metrics/exposition";
import { kubeStateExposition } from "./metrics/kube-state/families";
import { kubeletExpositions } from "./metrics/kubelet/kubelet";
import { nodeExposition } from "./metrics/node-exporter/exporter";
import type { WorldNode } from "./node";

/** Something that the cluster's Prometheus scrapes. */
export interface Target {
  readonly job: string;
  readonly instance: string;
  /** All labels that the scrape adds, `job` and `instance` among them; a series' own labels win over them. */
  readonly labels: Labels;
  /** Where it listens on this machine. */
  readonly address: { readonly host: string; readonly port: number; readonly path: string };
  /** When within each scrape interval it is scraped, ms. */
  readonly offset: number;
  readonly exposition: Exposition;
  /** The stretches in (from, to] in which it did not answer, oldest first. */
  outages(from: number, to: number): readonly { readonly from: number; readonly to: number }[];
}

export const scrapeInterval = 15_000;

const never = () => [];

function target(cluster: WorldCluster, labels: Labels & { readonly job: string; readonly instance: string }, address: Target["address"], exposition: Exposition, outages: Target["outages"] = never): Target {
  const { job, instance } = labels;
  return { job, instance, labels, address, offset: seedOf(cluster.seed, `scrape ${job} ${instance} ${address.path}`) % scrapeInterval, exposition, outages };
}

/** When a node's kubelet does not answer. */
function kubeletOutages(node: WorldNode): Target["outages"] {
  return (from, to) => silences(node, from, to).map((silence) => ({ from: silence.since, to: silence.to }));
}

/** When a node itself does not answer: its exporter is silent only where the machine is. */
function machineOutages(node: WorldNode): Target["outages"] {
  return (from, to) => node.failures.list().filter((failure) => failure.since <= to && failure.to >= from).map((failure) => ({ from: failure.since, to: failure.to }));
}

const made = new WeakMap<WorldCluster, readonly Target[]>();

/** Everything that a cluster's Prometheus scrapes, with the labels that kube-prometheus' ServiceMonitors give. */
export function targetsOf(cluster: WorldCluster): readonly Target[] {
  let targets = made.get(cluster);
  if (targets === undefined) made.set(cluster, (targets = makeTargets(cluster)));
  return targets;
}

function makeTargets(cluster: WorldCluster): Target[] {
  const monitored = (job: string, port: number, endpoint: string, expositionOf: (pod: string) => Exposition): Target[] =>
    cluster.pods.fixed
      .filter(({ workload }) => workload.name === job)
      .map((pod) => {
        const labels = { container: job, endpoint, instance: `${pod.ip}:${port}`, job, namespace: pod.namespace, pod: pod.name, service: job };
        return target(cluster, labels, { host: `127.47.${clusterByte(cluster)}.254`, port, path: "/metrics" }, expositionOf(pod.name));
      });
  const program = (pod: string): Exposition => ({
    get families() {
      return cluster.programs.get(pod)?.families ?? [];
    },
    points: (name, from, to) => cluster.programs.get(pod)?.points(name, from, to) ?? [],
  });
  const exporters = new Map(cluster.pods.fixed.filter(({ workload }) => workload.name === "node-exporter").map((pod) => [pod.node, pod.name]));
  const perNode = cluster.nodes.flatMap((node): Target[] => {
    const { machine, exporter } = node;
    const kubelet = (path: string, exposition: Exposition) =>
      target(
        cluster,
        { endpoint: "https-metrics", instance: `${machine.ip}:10250`, job: "kubelet", metrics_path: path, namespace: "kube-system", node: node.name, service: "kubelet" },
        { host: exporter.host, port: kubeletPort, path },
        exposition,
        kubeletOutages(node),
      );
    const both = kubeletExpositions({ cluster, node });
    return [
      target(
        cluster,
        { container: "node-exporter", endpoint: "http-metrics", instance: `${machine.ip}:9100`, job: "node-exporter", namespace: "monitoring", pod: exporters.get(node) ?? "", service: "node-exporter" },
        { ...exporter, path: "/metrics" },
        node.host ? hostRecorder() : nodeExposition(node),
        machineOutages(node),
      ),
      kubelet("/metrics", both.kubelet),
      kubelet("/metrics/cadvisor", both.cadvisor),
    ];
  });
  return [
    ...perNode,
    ...monitored("kube-state-metrics", 8080, "http", () => kubeStateExposition(cluster)),
    ...monitored("prometheus-k8s", 9090, "web", program),
    ...monitored("alertmanager-main", 9093, "web", program),
  ];
}

const kubeletPort = 10_250;
const clusterByte = (cluster: WorldCluster) => cluster.nodes[0]?.exporter.host.split(".")[2] ?? "0";

