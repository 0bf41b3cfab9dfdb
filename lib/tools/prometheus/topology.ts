import type { Labels, Prometheus } from "./client";

/**
 * What kube-state-metrics knows of who belongs to whom, each question in one query that answers only the
 * labels that are used. What a cluster does not export answers nothing.
 */
export const topologyQueries = {
  pods: "max by (namespace, pod, node, created_by_kind, created_by_name, pod_ip, host_network) (kube_pod_info)",
  /** For kube-state-metrics that tell no `created_by`. */
  podOwners: 'max by (namespace, pod, owner_kind, owner_name) (kube_pod_owner{owner_is_controller="true"})',
  replicaSets: 'max by (namespace, replicaset, owner_kind, owner_name) (kube_replicaset_owner{owner_kind!="<none>",owner_kind!=""})',
  jobs: 'max by (namespace, job_name, owner_kind, owner_name) (kube_job_owner{owner_kind!="<none>",owner_kind!=""})',
  mounts: "max by (namespace, pod, persistentvolumeclaim) (kube_pod_spec_volumes_persistentvolumeclaims_info)",
  endpoints: "max by (namespace, endpoint, ip) (kube_endpoint_address)",
  unready: 'max by (namespace, pod) (kube_pod_status_ready{condition="false"}) == 1',
  autoscalers: "max by (namespace, horizontalpodautoscaler, scaletargetref_kind, scaletargetref_name) (kube_horizontalpodautoscaler_info)",
  nodes: "max by (node, internal_ip) (kube_node_info)",
} as const;

/** Not ready, though it has done what it should. */
export const completedQuery = 'max by (namespace, pod) (kube_pod_status_phase{phase="Succeeded"}) == 1';

const text = (labels: Labels, name: string) => labels[name] ?? "";

/** The parts of a cluster's structure, each asked by itself, so that one that fails or is missing costs no other. */
export function topologyOf(client: Prometheus) {
  const ask = async (expression: string, signal?: AbortSignal) => (await client.query(expression, { signal })).map(({ labels }) => labels);
  const owners = async (kind: string, label: string, expression: string, signal?: AbortSignal) =>
    (await ask(expression, signal)).map((labels) => ({ namespace: text(labels, "namespace"), kind, name: text(labels, label), ownerKind: text(labels, "owner_kind"), ownerName: text(labels, "owner_name") }));
  return {
    async pods(signal?: AbortSignal) {
      const found = await ask(topologyQueries.pods, signal);
      const told = found.length === 0 || found.some((labels) => text(labels, "created_by_kind") !== "");
      const controllers = new Map((told ? [] : await ask(topologyQueries.podOwners, signal)).map((labels) => [`${text(labels, "namespace")}/${text(labels, "pod")}`, labels]));
      return found.map((labels) => {
        const [namespace, name] = [text(labels, "namespace"), text(labels, "pod")];
        const owner = controllers.get(`${namespace}/${name}`);
        return {
          ...{ namespace, name, node: text(labels, "node"), address: text(labels, "pod_ip"), hostNetwork: labels["host_network"] === "true" },
          ownerKind: owner === undefined ? text(labels, "created_by_kind") : text(owner, "owner_kind"),
          ownerName: owner === undefined ? text(labels, "created_by_name") : text(owner, "owner_name"),
        };
      });
    },
    replicaSets: (signal?: AbortSignal) => owners("ReplicaSet", "replicaset", topologyQueries.replicaSets, signal),
    jobs: (signal?: AbortSignal) => owners("Job", "job_name", topologyQueries.jobs, signal),
    mounts: async (signal?: AbortSignal) =>
      (await ask(topologyQueries.mounts, signal)).map((labels) => ({ namespace: text(labels, "namespace"), pod: text(labels, "pod"), claim: text(labels, "persistentvolumeclaim") })),
    endpoints: async (signal?: AbortSignal) =>
      (await ask(topologyQueries.endpoints, signal)).map((labels) => ({ namespace: text(labels, "namespace"), service: text(labels, "endpoint"), address: text(labels, "ip") })),
    async unready(signal?: AbortSignal) {
      const pods = async (expression: string) => (await ask(expression, signal)).map((labels) => ({ namespace: text(labels, "namespace"), pod: text(labels, "pod") }));
      const [waiting, completed] = await Promise.all([pods(topologyQueries.unready), pods(completedQuery)]);
      const done = new Set(completed.map(({ namespace, pod }) => `${namespace}/${pod}`));
      return waiting.filter(({ namespace, pod }) => !done.has(`${namespace}/${pod}`));
    },
    autoscalers: async (signal?: AbortSignal) =>
      (await ask(topologyQueries.autoscalers, signal)).map((labels) => ({ namespace: text(labels, "namespace"), name: text(labels, "horizontalpodautoscaler"), targetKind: text(labels, "scaletargetref_kind"), targetName: text(labels, "scaletargetref_name") })),
    /** Names of nodes with their addresses. */
    nodes: async (signal?: AbortSignal) => (await ask(topologyQueries.nodes, signal)).map((labels) => ({ name: text(labels, "node"), address: text(labels, "internal_ip") })),
  };
}
