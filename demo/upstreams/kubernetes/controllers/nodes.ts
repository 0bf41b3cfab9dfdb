import { conditionsOf, nodeChanges, troublesOf } from "../../../world/conditions";
import type { WorldNode } from "../../../world/node";
import { nodeOccurrences } from "../../../world/node-occurrences";
import { strandedOccurrences } from "../../../world/pod-occurrences";
import { listAt, objectAt, textAt } from "../json-value";
import { timestamp } from "../kind";
import type { KubeObject } from "../kind";
import { ids } from "./ids";
import type { Kubelets } from "./kubelets";
import type { Plane } from "./plane";

const image = { os: "Red Hat Enterprise Linux 8.10 (Ootpa)", kernel: "4.18.0-553.30.1.el8_10.x86_64", runtime: "containerd://1.7.24" };
const own = "node.kubernetes.io/";
const minute = 60_000;

function labelsOf(node: WorldNode): Readonly<Record<string, string>> {
  const { role } = node.machine;
  return {
    "beta.kubernetes.io/arch": "amd64",
    "beta.kubernetes.io/os": "linux",
    "kubernetes.io/arch": "amd64",
    "kubernetes.io/hostname": node.name,
    "kubernetes.io/os": "linux",
    [`node-role.kubernetes.io/${role}`]: "",
    ...(role === "beamline" && { nodetype: "beamline" }),
  };
}

/** Taints that a node joined with: who may use the machine at all. */
function lastingTaints(node: WorldNode): object[] {
  const { role } = node.machine;
  if (node.host) return [{ key: "nodetype", value: "workstation", effect: "NoSchedule" }];
  // i22's three machines do everything by themselves.
  if (node.cluster === "i22") return [];
  if (role === "control-plane") return [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }];
  return role === "beamline" ? [{ key: "nodetype", value: "beamline", effect: "NoSchedule" }] : [];
}

/** Taints that conditions bring. */
function passingTaints(node: WorldNode, at: number): object[] {
  const by = Object.fromEntries(conditionsOf(node, at).map(({ type, status, since }) => [type, { status, since }]));
  const taint = (key: string, effect: string, since: number) => ({ key: `${own}${key}`, effect, timeAdded: timestamp(since) });
  return [
    ...(by.Ready?.status === "Unknown" ? [taint("unreachable", "NoSchedule", by.Ready.since), taint("unreachable", "NoExecute", by.Ready.since)] : []),
    ...(by.MemoryPressure?.status === "True" ? [taint("memory-pressure", "NoSchedule", by.MemoryPressure.since)] : []),
    ...(by.DiskPressure?.status === "True" ? [taint("disk-pressure", "NoSchedule", by.DiskPressure.since)] : []),
  ];
}

/** Shows the World's nodes and what they report, and takes people's word on whether a node takes pods. */
export function startNodes(plane: Plane, kubelets: () => Kubelets): void {
  const { store, time, cluster, events } = plane;

  const statusOf = (node: WorldNode, at: number) => {
    const { machine } = node;
    const memory = Math.floor((machine.memoryBytes * 0.982) / 1_024);
    const images = [...new Set(kubelets().on(node.name).flatMap(({ workload }) => workload.containers.map((container) => container.image)))].sort();
    return {
      capacity: { cpu: String(machine.cores), "ephemeral-storage": "73364480Ki", "hugepages-2Mi": "0", memory: `${memory}Ki`, pods: "110" },
      allocatable: { cpu: `${machine.cores * 1_000 - 500}m`, "ephemeral-storage": "67612704768", "hugepages-2Mi": "0", memory: `${memory - 1_048_576}Ki`, pods: "110" },
      conditions: conditionsOf(node, at).map(({ type, status, reason, message, since, heartbeat }) => ({ type, status, lastHeartbeatTime: timestamp(heartbeat), lastTransitionTime: timestamp(since), reason, message })),
      addresses: [{ type: "InternalIP", address: machine.ip }, { type: "Hostname", address: node.name }],
      daemonEndpoints: { kubeletEndpoint: { Port: 10_250 } },
      nodeInfo: { machineID: node.uid.replaceAll("-", ""), systemUUID: node.uid, bootID: node.uid, kernelVersion: image.kernel, osImage: image.os, containerRuntimeVersion: image.runtime, kubeletVersion: cluster.version, kubeProxyVersion: cluster.version, operatingSystem: "linux", architecture: "amd64" },
      images: images.map((name) => ({ names: [name], sizeBytes: 40_000_000 + name.length * 3_217_411 })),
    };
  };

  const show = (node: WorldNode): void => {
    const at = time.now();
    const current = store.get(ids.nodes, undefined, node.name);
    const subnet = cluster.nodes.indexOf(node);
    const cidr = `10.${42 + Math.floor(subnet / 256)}.${subnet % 256}.0/24`;
    const given = objectAt(current, "spec");
    const people = current === undefined ? lastingTaints(node) : (listAt(current, "spec", "taints") as object[]).filter((taint) => !(textAt(taint, "key") ?? "").startsWith(own));
    const cordoned = given.unschedulable === true;
    const known = listAt(current, "spec", "taints").find((taint) => textAt(taint, "key") === `${own}unschedulable`);
    const taints = [...people, ...passingTaints(node, at), ...(cordoned ? [known ?? { key: `${own}unschedulable`, effect: "NoSchedule", timeAdded: timestamp(at) }] : [])];
    const { taints: _, ...spec } = given;
    store.put(ids.nodes, {
      apiVersion: "v1",
      kind: "Node",
      ...current,
      metadata: current?.metadata ?? {
        name: node.name,
        uid: node.uid,
        creationTimestamp: timestamp(node.joined),
        labels: labelsOf(node),
        annotations: { "node.alpha.kubernetes.io/ttl": "0", "volumes.kubernetes.io/controller-managed-attach-detach": "true" },
      },
      spec: { podCIDR: cidr, podCIDRs: [cidr], ...spec, ...(taints.length > 0 && { taints }) },
      status: statusOf(node, at),
    });
  };

  const follow = (node: WorldNode, from: number): void => {
    const troubled = Object.keys(troublesOf(node)).length > 0;
    // Of a node that is always well only the newest report counts, however late it is asked for.
    const changes = nodeChanges(node, from, Math.max(from + 6 * minute, troubled ? 0 : plane.world.now()));
    const next = (troubled ? changes[0] : changes.findLast((moment) => moment <= plane.world.now()) ?? changes[0]) ?? from + 6 * minute;
    time.at(next, () => {
      show(node);
      if (troublesOf(node).Ready !== undefined) kubelets().refresh(node.name);
      follow(node, next);
    });
  };

  /** What is said about nodes and their pods in the next minutes. */
  const lookAhead = (from: number): void => {
    const to = from + 10 * minute;
    const said = [...cluster.nodes.flatMap((node) => nodeOccurrences(node, from, to)), ...strandedOccurrences(cluster.pods.fixed, from, to)];
    for (const occurrence of said) for (const moment of occurrence.seen) if (moment > from && moment <= to) time.at(moment, () => events.report(occurrence));
    time.at(to, () => lookAhead(to));
  };

  const at = time.now();
  for (const node of cluster.nodes) {
    show(node);
    follow(node, at);
    node.failures.follow((failure) => {
      const again = () => {
        show(node);
        kubelets().refresh(node.name);
      };
      const told = [...nodeOccurrences(node, failure.from - 1, failure.to), ...strandedOccurrences(cluster.pods.fixed.filter((pod) => pod.node === node), failure.from - 1, failure.from)];
      for (const moment of [failure.from, failure.to]) time.at(moment, again);
      for (const occurrence of told) for (const moment of occurrence.seen) if (moment === failure.from || moment === failure.to) time.at(moment, () => events.report(occurrence));
    });
  }
  lookAhead(at);
  plane.on(ids.nodes, ({ type, object, previous }) => {
    const node = cluster.node(object.metadata.name);
    if (node === undefined) return;
    // The machine is still there: its kubelet registers it again.
    if (type === "DELETED") return time.soon(`join ${node.name}`, () => show(node), 10_000);
    const [before, after] = [isCordoned(previous), isCordoned(object)];
    if (before === after) return;
    cluster.demands.cordon(node.name, time.now(), after);
    const word = after ? "NodeNotSchedulable" : "NodeSchedulable";
    events.report({ type: "Normal", reason: word, message: `Node ${node.name} status is now: ${word}`, about: { kind: "Node", apiVersion: "v1", name: node.name, uid: node.name }, component: "kubelet", host: node.name });
    time.soon(`cordon ${node.name}`, () => show(node));
  });
}

const isCordoned = (node: KubeObject | undefined) => objectAt(node, "spec").unschedulable === true;

/** How often a kubelet says that it lives, ms. */
const renewal = 10_000;

/** Renews the leases by which nodes say that they live: only the latest of those that are due, as nobody reads the others. */
export function leaseRenewer({ store, cluster, kinds }: Plane): (at: number) => void {
  let renewed = 0;
  return (at) => {
    const due = Math.floor(at / renewal) * renewal;
    if (due <= renewed || kinds.find(ids.leases) === undefined) return;
    renewed = due;
    for (const node of cluster.nodes) {
      if (conditionsOf(node, due).at(-1)?.status !== "True") continue;
      store.put(ids.leases, {
        apiVersion: "coordination.k8s.io/v1",
        kind: "Lease",
        metadata: { name: node.name, namespace: "kube-node-lease", creationTimestamp: timestamp(node.joined), ownerReferences: [{ apiVersion: "v1", kind: "Node", name: node.name, uid: node.uid }] },
        spec: { holderIdentity: node.name, leaseDurationSeconds: 40, renewTime: new Date(due).toISOString().replace("Z", "000Z") },
      });
    }
  };
}
