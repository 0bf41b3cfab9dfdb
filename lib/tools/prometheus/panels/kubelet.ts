import { definePanel } from "../../tool";
import type { InstantSample, Prometheus } from "../client";
import { exists, noData } from "../missing";
import { workloadQueries, type KubeletForm } from "../workload-queries";

async function kubeletForm(client: Prometheus, signal: AbortSignal): Promise<KubeletForm> {
  if (await exists(client, 'kubelet_running_containers{container_state="running"}', signal)) return "state";
  if (await exists(client, "kubelet_running_pods", signal)) return "plain";
  if (await exists(client, "kubelet_running_pod_count", signal)) return "old";
  throw noData(client, "kubelet_running_pods");
}

const nodeOf = ({ labels }: InstantSample) => labels["node"] ?? labels["instance"] ?? "";

export const kubelet = definePanel({
  id: "kubelet",
  title: "Run by the kubelets",
  question: "How many pods and containers does the kubelet of each node run?",
  view: "grid",
  async load(client: Prometheus, { signal, hrefs }) {
    const form = await kubeletForm(client, signal);
    const [pods, containers] = await Promise.all([
      client.query(workloadQueries.kubeletPods(form), { signal }),
      client.query(workloadQueries.kubeletContainers(form), { signal }),
    ]);
    const containersOf = new Map(containers.map((sample) => [nodeOf(sample), sample.value]));
    const rows = pods
      .map((sample) => ({ node: nodeOf(sample), named: sample.labels["node"] !== undefined, pods: sample.value, containers: containersOf.get(nodeOf(sample)) ?? null }))
      .sort((a, b) => b.pods - a.pods || (a.node < b.node ? -1 : 1));
    const sum = (values: readonly (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);
    return {
      data: {
        columns: [
          { id: "node", title: "Node" },
          { id: "pods", title: "Pods", unit: "count" },
          { id: "containers", title: "Containers", unit: "count" },
        ],
        rows: rows.map((row) => {
          const href = row.named ? hrefs?.node?.(row.node) : undefined;
          return { key: row.node, cells: [row.node, row.pods, row.containers], ...(href === undefined ? {} : { href }) };
        }),
      },
      note: `Together ${sum(rows.map((row) => row.pods))} pods and ${sum(rows.map((row) => row.containers))} containers, from ${form === "old" ? "kubelet_running_pod_count" : "kubelet_running_pods"}.`,
    };
  },
});
