import { conditionsOf, nodeChanges } from "../../../world/conditions";
import type { WorldNode } from "../../../world/node";
import type { WorldCluster } from "../../../world/cluster";
import { age, column, timestamp } from "../kind";
import type { Entry, Kind, KubeObject } from "../kind";

const image = { os: "Red Hat Enterprise Linux 8.10 (Ootpa)", kernel: "4.18.0-553.30.1.el8_10.x86_64", runtime: "containerd://1.7.24" };

const roleLabels = (node: WorldNode): Record<string, string> => {
  const { role } = node.machine;
  if (role === "control-plane") return { "node-role.kubernetes.io/control-plane": "" };
  return { [`node-role.kubernetes.io/${role}`]: "" };
};

const labelsOf = (node: WorldNode) => ({
  "beta.kubernetes.io/arch": "amd64",
  "beta.kubernetes.io/os": "linux",
  "kubernetes.io/arch": "amd64",
  "kubernetes.io/hostname": node.name,
  "kubernetes.io/os": "linux",
  ...roleLabels(node),
});

/** The taints that conditions and roles bring. */
function taintsOf(node: WorldNode, at: number): object[] {
  const by = Object.fromEntries(conditionsOf(node, at).map(({ type, status, since }) => [type, { status, since }]));
  const taints: object[] = [];
  if (node.machine.role === "control-plane" && node.cluster !== "i22") taints.push({ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" });
  if (by.Ready?.status === "Unknown") {
    taints.push({ key: "node.kubernetes.io/unreachable", effect: "NoSchedule", timeAdded: timestamp(by.Ready.since) }, { key: "node.kubernetes.io/unreachable", effect: "NoExecute", timeAdded: timestamp(by.Ready.since) });
  }
  if (by.MemoryPressure?.status === "True") taints.push({ key: "node.kubernetes.io/memory-pressure", effect: "NoSchedule", timeAdded: timestamp(by.MemoryPressure.since) });
  if (by.DiskPressure?.status === "True") taints.push({ key: "node.kubernetes.io/disk-pressure", effect: "NoSchedule", timeAdded: timestamp(by.DiskPressure.since) });
  return taints;
}

function nodeObject(cluster: WorldCluster, node: WorldNode, at: number): KubeObject {
  const { machine } = node;
  const conditions = conditionsOf(node, at);
  const changed = Math.max(...conditions.map(({ heartbeat, since }) => Math.max(heartbeat, since)));
  const taints = taintsOf(node, at);
  const memory = Math.floor((machine.memoryBytes * 0.982) / 1_024);
  const subnet = cluster.nodes.indexOf(node);
  const cidr = `10.${42 + Math.floor(subnet / 256)}.${subnet % 256}.0/24`;
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name: node.name,
      uid: node.uid,
      resourceVersion: String(Math.floor(changed)),
      creationTimestamp: timestamp(node.joined),
      labels: labelsOf(node),
      annotations: { "node.alpha.kubernetes.io/ttl": "0", "volumes.kubernetes.io/controller-managed-attach-detach": "true" },
    },
    spec: { podCIDR: cidr, podCIDRs: [cidr], ...(taints.length > 0 && { taints }) },
    status: {
      capacity: { cpu: String(machine.cores), "ephemeral-storage": "73364480Ki", "hugepages-2Mi": "0", memory: `${memory}Ki`, pods: "110" },
      allocatable: { cpu: `${machine.cores * 1_000 - 500}m`, "ephemeral-storage": "67612704768", "hugepages-2Mi": "0", memory: `${memory - 1_048_576}Ki`, pods: "110" },
      conditions: conditions.map(({ type, status, reason, message, since, heartbeat }) => ({
        type,
        status,
        lastHeartbeatTime: timestamp(heartbeat),
        lastTransitionTime: timestamp(since),
        reason,
        message,
      })),
      addresses: [{ type: "InternalIP", address: machine.ip }, { type: "Hostname", address: node.name }],
      daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
      nodeInfo: {
        machineID: node.uid.replaceAll("-", ""),
        systemUUID: node.uid,
        bootID: node.uid,
        kernelVersion: image.kernel,
        osImage: image.os,
        containerRuntimeVersion: image.runtime,
        kubeletVersion: cluster.version,
        kubeProxyVersion: cluster.version,
        operatingSystem: "linux",
        architecture: "amd64",
      },
    },
  };
}

function entryOf(cluster: WorldCluster, node: WorldNode, at: number): Entry {
  const ready = conditionsOf(node, at).at(-1)?.status === "True";
  return {
    name: node.name,
    labels: labelsOf(node),
    fields: { "metadata.name": node.name, "spec.unschedulable": "false" },
    object: () => nodeObject(cluster, node, at),
    cells: () => [node.name, ready ? "Ready" : "NotReady", node.machine.role, age(at - node.joined), cluster.version, node.machine.ip, "<none>", image.os, image.kernel, image.runtime],
  };
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

export const nodeKind: Kind = {
  group: "",
  version: "v1",
  kind: "Node",
  plural: "nodes",
  shortNames: ["no"],
  namespaced: false,
  columns: [column("Name"), column("Status"), column("Roles"), column("Age"), column("Version"), column("Internal-IP", 1), column("External-IP", 1), column("OS-Image", 1), column("Kernel-Version", 1), column("Container-Runtime", 1)],
  entries: (cluster, at) => [...cluster.nodes].sort(byName).map((node) => entryOf(cluster, node, at)),
  changes: (cluster, from, to) =>
    cluster.nodes
      .flatMap((node) => nodeChanges(node, from, to).map((at) => ({ at, type: "MODIFIED" as const, entry: entryOf(cluster, node, at) })))
      .sort((a, b) => a.at - b.at),
};
