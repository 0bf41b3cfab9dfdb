import type { WorldCluster } from "../../cluster";
import { conditionsOf, silences } from "../../conditions";
import type { WorldNode } from "../../node";
import type { Family, Point } from "../family";

const perNode = (name: string, help: string, points: (node: WorldNode, cluster: WorldCluster) => readonly Point[]): Family<WorldCluster> =>
  ({ name, type: "gauge", help, fixed: (cluster) => cluster.nodes.flatMap((node) => points(node, cluster)) });

/** What a node has of each resource, and what it keeps for itself. */
const resources = ({ machine }: WorldNode) => {
  const memory = Math.floor((machine.memoryBytes * 0.982) / 1_024) * 1_024;
  return [
    ["cpu", "core", machine.cores, 0.5],
    ["memory", "byte", memory, 2 ** 30],
    ["pods", "integer", 110, 0],
    ["ephemeral_storage", "byte", 75_125_227_520, 7_512_522_752],
  ] as const;
};

export const nodes: readonly Family<WorldCluster>[] = [
  perNode("kube_node_created", "Unix creation timestamp", (node) => [{ labels: { node: node.name }, value: () => Math.floor(node.joined / 1_000) }]),
  perNode("kube_node_info", "Information about a cluster node.", (node, { version }) => [
    {
      labels: { node: node.name, container_runtime_version: "containerd://1.7.24", internal_ip: node.machine.ip, kernel_version: "4.18.0-553.30.1.el8_10.x86_64", kubelet_version: version, kubeproxy_version: version, os_image: "Red Hat Enterprise Linux 8.10 (Ootpa)", system_uuid: node.uid },
      value: () => 1,
    },
  ]),
  perNode("kube_node_role", "The role of a cluster node.", (node) => [{ labels: { node: node.name, role: node.machine.role }, value: () => 1 }]),
  perNode("kube_node_spec_unschedulable", "Whether a node can schedule new pods.", ({ name }, { demands }) => [{ labels: { node: name }, value: (at) => Number(demands.isCordoned(name, at)) }]),
  {
    name: "kube_node_spec_taint",
    type: "gauge",
    help: "The taint of a cluster node.",
    moving: ({ nodes: all }, from, to) => all.flatMap((node) => {
      const spans = silences(node, from, to).map((silence) => ({ from: silence.from, to: silence.to }));
      return spans.length === 0 ? [] : ["NoSchedule", "NoExecute"].map((effect): Point => ({ labels: { node: node.name, key: "node.kubernetes.io/unreachable", value: "", effect }, value: () => 1, spans }));
    }),
  },
  perNode("kube_node_status_allocatable", "The allocatable for different resources of a node that are available for scheduling.", (node) =>
    resources(node).map(([resource, unit, has, keeps]) => ({ labels: { node: node.name, resource, unit }, value: () => has - keeps }))),
  perNode("kube_node_status_capacity", "The capacity for different resources of a node.", (node) =>
    resources(node).map(([resource, unit, has]) => ({ labels: { node: node.name, resource, unit }, value: () => has }))),
  perNode("kube_node_status_condition", "The condition of a cluster node.", (node) =>
    (["DiskPressure", "MemoryPressure", "PIDPressure", "Ready"] as const).flatMap((condition) =>
      (["true", "false", "unknown"] as const).map((status) => ({
        labels: { node: node.name, condition, status },
        value: (at: number) => Number(conditionsOf(node, at).find(({ type }) => type === condition)?.status.toLowerCase() === status),
      })))),
];
