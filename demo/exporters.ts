import type { RequestListener } from "node:http";
import type { BrokenExporters } from "./broken-exporters";
import { isTaken, serveUpstream, type ServeOptions, type Upstream } from "./serve";
import { kubeletListener, kubeStateListener } from "./upstreams/exporters/cluster-exporters";
import { nodeExporterListener } from "./upstreams/exporters/node-exporter";
import { targetsOf, type Target } from "./world/targets";
import type { WorldCluster } from "./world/cluster";
import type { World } from "./world/world";

/** The loopback address that stands for all addresses of node exporters: whoever has a port here has it on all. */
const lockHost = "127.47.0.1";

/** Claims one port for all node exporters, the first free one from here on: the World must know it when it is made. */
export function claimExporterPort(port: number): Promise<Upstream> {
  return serveUpstream({ id: "exporter-port", host: lockHost, port, listener: (_req, res) => void res.writeHead(404).end() });
}

/**
 * Hosts everything that a Prometheus scrapes where the World says that it listens: node exporters,
 * which the portal reads too, kubelets and kube-state-metrics. What breaks is noted in `broken`.
 */
export async function serveExporters(world: World, broken: BrokenExporters): Promise<readonly Upstream[]> {
  const served = await Promise.all(world.clusters.flatMap((cluster) => exportersOf(world, cluster).map(({ target, id, listener, needed }) => {
    const { job, instance, address: { host, port } } = target;
    const onFault: ServeOptions["onFault"] = (fault) => broken.note(cluster.id, { job, instance }, fault);
    const serving = serveUpstream({ id: `${cluster.id}/${id}`, host, port, exact: true, listener, onFault });
    return needed ? serving : serving.catch(leaveOut);
  })));
  return served.filter((upstream) => upstream !== undefined);
}

/** Only a real Prometheus asks a kubelet here; where another demo has its port, this one does without. */
function leaveOut(error: unknown): undefined {
  if (!isTaken(error)) throw error;
}

interface Exporter {
  readonly target: Target;
  readonly id: string;
  readonly listener: RequestListener;
  readonly needed: boolean;
}

function exportersOf(world: World, { id, nodes }: WorldCluster): readonly Exporter[] {
  const targets = targetsOf(world.cluster(id));
  const nodeAt = new Map(nodes.map((node) => [node.exporter.host, node.name]));
  return targets.flatMap((target): readonly Exporter[] => {
    const { job, address: { host, path } } = target;
    const node = nodeAt.get(host);
    if (job === "kube-state-metrics") return [{ target, id: job, listener: kubeStateListener(world, id), needed: false }];
    if (node === undefined) return [];
    if (job === "node-exporter") return [{ target, id: `${job}/${node}`, listener: nodeExporterListener(world, id, node), needed: true }];
    // A kubelet is several targets of one server.
    return job === "kubelet" && path === "/metrics" ? [{ target, id: `${job}/${node}`, listener: kubeletListener(world, id, node), needed: false }] : [];
  });
}
