import type { WorldCluster } from "../../cluster";
import type { Demand } from "../../demands";
import { replicaSetOf } from "../../pod";
import { readyReplicas, wantedReplicas } from "../../replicas";
import type { Workload } from "../../workload";
import type { Family, Point } from "../family";

type Read = (cluster: WorldCluster, workload: Workload) => (at: number) => number;

/** The stretch in which somebody asks for a workload; nothing where that is always. */
const asLongAs = ({ since, until }: Pick<Demand, "since" | "until">) => (since === 0 && until === Infinity ? {} : { spans: [{ from: since === 0 ? -Infinity : since, to: until }] });

const labelOf = { StatefulSet: "statefulset", Deployment: "deployment", DaemonSet: "daemonset" } as const;

const wanted: Read = (cluster, workload) => (at) => wantedReplicas(cluster, workload, at);
const ready: Read = (cluster, workload) => (at) => readyReplicas(cluster, workload, at);
const missing: Read = (cluster, workload) => (at) => wantedReplicas(cluster, workload, at) - readyReplicas(cluster, workload, at);
const one: Read = () => () => 1;
const none: Read = () => () => 0;
const created: Read = ({ origin }) => () => Math.floor(origin / 1_000);

function metrics(kind: Workload["kind"], list: Readonly<Record<string, readonly [help: string, read: Read]>>): Family<WorldCluster>[] {
  return Object.entries(list).map(([name, [help, read]]) => ({
    name: `kube_${labelOf[kind]}_${name}`,
    type: "gauge",
    help,
    fixed: (cluster) =>
      cluster.demands
        .list(kind)
        .map((demand): Point => ({ labels: { namespace: demand.workload.namespace, [labelOf[kind]]: demand.workload.name }, value: read(cluster, demand.workload), ...asLongAs(demand) })),
  }));
}

/** A metric of ReplicaSets: those of the World's own Deployments, and those that people's Deployments made. */
const replicaSets = (name: string, help: string, points: (cluster: WorldCluster, workload: Workload) => Point): Family<WorldCluster> => ({
  name,
  type: "gauge",
  help,
  moving: ({ noted }) => noted.points(name),
  fixed: (cluster) => cluster.workloads.filter(({ kind }) => kind === "Deployment").map((workload) => points(cluster, workload)),
});

/** A metric of failed jobs and of pods that no node takes: both come from people alone. */
const fromPeople = (name: string, help: string, points: (cluster: WorldCluster) => readonly Point[]): Family<WorldCluster> => ({ name, type: "gauge", help, fixed: points });

const replicaSetLabels = (cluster: WorldCluster, workload: Workload) => ({ namespace: workload.namespace, replicaset: replicaSetOf(cluster.seed, workload).name });

export const workloads: readonly Family<WorldCluster>[] = [
  ...metrics("StatefulSet", {
    created: ["Unix creation timestamp", created],
    metadata_generation: ["Sequence number representing a specific generation of the desired state for the StatefulSet.", one],
    replicas: ["Number of desired pods for a StatefulSet.", wanted],
    status_observed_generation: ["The generation observed by the StatefulSet controller.", one],
    status_replicas: ["The number of replicas per StatefulSet.", wanted],
    status_replicas_available: ["The number of available replicas per StatefulSet.", ready],
    status_replicas_current: ["The number of current replicas per StatefulSet.", wanted],
    status_replicas_ready: ["The number of ready replicas per StatefulSet.", ready],
    status_replicas_updated: ["The number of updated replicas per StatefulSet.", wanted],
  }),
  ...metrics("Deployment", {
    created: ["Unix creation timestamp", created],
    metadata_generation: ["Sequence number representing a specific generation of the desired state.", one],
    spec_paused: ["Whether the deployment is paused and will not be processed by the deployment controller.", none],
    spec_replicas: ["Number of desired pods for a deployment.", wanted],
    status_observed_generation: ["The generation observed by the deployment controller.", one],
    status_replicas: ["The number of replicas per deployment.", wanted],
    status_replicas_available: ["The number of available replicas per deployment.", ready],
    status_replicas_ready: ["The number of ready replicas per deployment.", ready],
    status_replicas_unavailable: ["The number of unavailable replicas per deployment.", missing],
    status_replicas_updated: ["The number of updated replicas per deployment.", wanted],
  }),
  ...metrics("DaemonSet", {
    created: ["Unix creation timestamp", created],
    status_current_number_scheduled: ["The number of nodes running at least one daemon pod and are supposed to.", wanted],
    status_desired_number_scheduled: ["The number of nodes that should be running the daemon pod.", wanted],
    status_number_available: ["The number of nodes that should be running the daemon pod and have one or more of the daemon pod running and available", ready],
    status_number_misscheduled: ["The number of nodes running a daemon pod but are not supposed to.", none],
    status_number_ready: ["The number of nodes that should be running the daemon pod and have one or more of the daemon pod running and ready.", ready],
    status_number_unavailable: ["The number of nodes that should be running the daemon pod and have none of the daemon pod running and available", missing],
    status_updated_number_scheduled: ["The total number of nodes that are running updated daemon pod", wanted],
  }),
  {
    name: "kube_statefulset_labels",
    type: "gauge",
    help: "Kubernetes labels converted to Prometheus labels.",
    fixed: (cluster) =>
      cluster.demands
        .list("StatefulSet")
        .map(({ workload: { namespace, name, labels }, since, until }) => ({
          ...asLongAs({ since, until }),
          labels: { namespace, statefulset: name, ...Object.fromEntries(Object.entries(labels).map(([key, value]) => [`label_${key.replaceAll(/[^a-zA-Z0-9]/g, "_")}`, value])) },
          value: () => 1,
        })),
  },
  {
    name: "kube_namespace_status_phase",
    type: "gauge",
    help: "kubernetes namespace status phase.",
    fixed: ({ namespaces }) => namespaces.flatMap((namespace) => ["Active", "Terminating"].map((phase) => ({ labels: { namespace, phase }, value: () => Number(phase === "Active") }))),
  },
  fromPeople("kube_job_failed", "The job has failed its execution.", ({ demands }) =>
    [...demands.failedJobs.values()].map(({ namespace, name, failed, removed }) => ({ labels: { namespace, job_name: name, condition: "true" }, value: () => 1, spans: [{ from: failed, to: removed }] }))),
  fromPeople("kube_job_status_failed", "The number of pods which reached Phase Failed and the reason for failure.", ({ demands }) =>
    [...demands.failedJobs.values()].map(({ namespace, name, reason, failed, removed }) => ({ labels: { namespace, job_name: name, reason }, value: () => 1, spans: [{ from: failed, to: removed }] }))),
  fromPeople("kube_pod_status_unschedulable", "Describes the unschedulable status for the pod.", ({ demands }) =>
    [...demands.waiting.values()].map(({ namespace, name, uid, from, to }) => ({ labels: { namespace, pod: name, uid }, value: () => 1, spans: [{ from, to }] }))),
  replicaSets("kube_replicaset_owner", "Information about the ReplicaSet's owner.", (cluster, workload) => ({
    labels: { ...replicaSetLabels(cluster, workload), owner_is_controller: "true", owner_kind: "Deployment", owner_name: workload.name },
    value: () => 1,
  })),
  replicaSets("kube_replicaset_spec_replicas", "Number of desired pods for a ReplicaSet.", (cluster, workload) => ({ labels: replicaSetLabels(cluster, workload), value: () => workload.replicas })),
  replicaSets("kube_replicaset_status_ready_replicas", "The number of ready replicas per ReplicaSet.", (cluster, workload) => ({ labels: replicaSetLabels(cluster, workload), value: (at) => readyReplicas(cluster, workload, at) })),
];
