import type { WorldCluster } from "../../../world/cluster";
import { replicaSetOf, workloadUid } from "../../../world/pod";
import { readyReplicas, wantedReplicas } from "../../../world/replicas";
import type { Workload } from "../../../world/workload";
import { age, column, timestamp } from "../kind";
import type { Column, Kind, KubeObject } from "../kind";

interface Shape {
  readonly kind: "StatefulSet" | "Deployment" | "DaemonSet" | "ReplicaSet";
  readonly of: Workload["kind"];
  readonly plural: string;
  readonly shortName: string;
  readonly columns: readonly Column[];
  readonly cells: (wanted: number, ready: number) => readonly (string | number)[];
  readonly status: (wanted: number, ready: number, since: string) => object;
}

const images = ({ containers }: Workload) => containers.map(({ image }) => image).join(",");
const names = ({ containers }: Workload) => containers.map(({ name }) => name).join(",");
const wide = [column("Containers", 1), column("Images", 1)];
const selectorColumn = column("Selector", 1);
const number = (name: string) => column(name, 0, "integer");

const shapes: readonly Shape[] = [
  {
    kind: "StatefulSet",
    of: "StatefulSet",
    plural: "statefulsets",
    shortName: "sts",
    columns: [column("Ready")],
    cells: (wanted, ready) => [`${ready}/${wanted}`],
    status: (replicas, readyReplicas) => ({ observedGeneration: 1, replicas, readyReplicas, availableReplicas: readyReplicas, currentReplicas: replicas, updatedReplicas: replicas, collisionCount: 0 }),
  },
  {
    kind: "Deployment",
    of: "Deployment",
    plural: "deployments",
    shortName: "deploy",
    columns: [column("Ready"), number("Up-to-date"), number("Available")],
    cells: (wanted, ready) => [`${ready}/${wanted}`, wanted, ready],
    status: (replicas, ready, since) => ({
      observedGeneration: 1,
      replicas,
      updatedReplicas: replicas,
      ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }),
      ...(ready < replicas && { unavailableReplicas: replicas - ready }),
      conditions: [
        { type: "Available", status: ready === replicas ? "True" : "False", lastTransitionTime: since, lastUpdateTime: since, reason: ready === replicas ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable", message: `Deployment ${ready === replicas ? "has" : "does not have"} minimum availability.` },
      ],
    }),
  },
  {
    kind: "DaemonSet",
    of: "DaemonSet",
    plural: "daemonsets",
    shortName: "ds",
    columns: [number("Desired"), number("Current"), number("Ready"), number("Up-to-date"), number("Available"), column("Node Selector")],
    cells: (wanted, ready) => [wanted, wanted, ready, wanted, ready, "<none>"],
    status: (wanted, ready) => ({ observedGeneration: 1, currentNumberScheduled: wanted, desiredNumberScheduled: wanted, updatedNumberScheduled: wanted, numberMisscheduled: 0, numberReady: ready, numberAvailable: ready, ...(ready < wanted && { numberUnavailable: wanted - ready }) }),
  },
  {
    kind: "ReplicaSet",
    of: "Deployment",
    plural: "replicasets",
    shortName: "rs",
    columns: [number("Desired"), number("Current"), number("Ready")],
    cells: (wanted, ready) => [wanted, wanted, ready],
    status: (replicas, ready) => ({ observedGeneration: 1, replicas, fullyLabeledReplicas: replicas, ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }) }),
  },
];

function named(cluster: WorldCluster, workload: Workload, kind: Shape["kind"]): { name: string; uid: string; hash?: string } {
  if (kind === "ReplicaSet") return replicaSetOf(cluster.seed, workload);
  return { name: workload.name, uid: workloadUid(cluster.seed, workload) };
}

function workloadObject(cluster: WorldCluster, workload: Workload, shape: Shape, at: number): KubeObject {
  const { name, uid, hash } = named(cluster, workload, shape.kind);
  const wanted = wantedReplicas(cluster, workload);
  const ready = readyReplicas(cluster, workload, at);
  const extra = hash === undefined ? {} : { "pod-template-hash": hash };
  return {
    apiVersion: "apps/v1",
    kind: shape.kind,
    metadata: {
      name,
      namespace: workload.namespace,
      uid,
      resourceVersion: String(cluster.origin),
      generation: 1,
      creationTimestamp: timestamp(cluster.origin),
      labels: { ...workload.labels, ...extra },
      ...(hash !== undefined && { ownerReferences: [{ apiVersion: "apps/v1", kind: "Deployment", name: workload.name, uid: workloadUid(cluster.seed, workload), controller: true, blockOwnerDeletion: true }] }),
    },
    spec: {
      ...(shape.kind !== "DaemonSet" && { replicas: wanted }),
      selector: { matchLabels: { app: workload.name, ...extra } },
      ...(shape.kind === "StatefulSet" && { serviceName: workload.name }),
      template: { metadata: { labels: { ...workload.labels, ...extra } }, spec: { containers: workload.containers.map(({ name: container, image }) => ({ name: container, image })) } },
    },
    status: shape.status(wanted, ready, timestamp(cluster.origin)),
  };
}

const key = ({ namespace, name }: Workload) => `${namespace}/${name}`;

/** StatefulSets, Deployments, DaemonSets and ReplicaSets. */
export const workloadKinds: readonly Kind[] = shapes.map((shape) => ({
  group: "apps",
  version: "v1",
  kind: shape.kind,
  plural: shape.plural,
  shortNames: [shape.shortName],
  namespaced: true,
  everyday: true,
  columns: [column("Name"), ...shape.columns, column("Age"), ...wide, ...(shape.kind === "StatefulSet" ? [] : [selectorColumn])],
  entries: (cluster, at) =>
    cluster.workloads
      .filter(({ kind }) => kind === shape.of)
      .sort((a, b) => (key(a) < key(b) ? -1 : 1))
      .map((workload) => {
        const { name } = named(cluster, workload, shape.kind);
        return {
          namespace: workload.namespace,
          name,
          labels: workload.labels,
          fields: { "metadata.name": name, "metadata.namespace": workload.namespace },
          object: () => workloadObject(cluster, workload, shape, at),
          cells: () => [
            name,
            ...shape.cells(wantedReplicas(cluster, workload), readyReplicas(cluster, workload, at)),
            age(at - cluster.origin),
            names(workload),
            images(workload),
            ...(shape.kind === "StatefulSet" ? [] : [`app=${workload.name}`]),
          ],
        };
      }),
}));
