import { definePanel } from "../../tool";
import type { InstantSample, Prometheus } from "../client";
import { noData } from "../missing";
import { workloadQueries } from "../workload-queries";
import { cadvisorForm, nothingIn, podKey, podOf } from "./pods";

const metric = "container_cpu_usage_seconds_total";

const byPod = (samples: readonly InstantSample[]) => new Map(samples.map(({ labels, value }) => [podKey(podOf(labels)), value]));

interface Row {
  readonly namespace: string;
  readonly name: string;
  pods: number;
  cpu: number | null;
  memory: number | null;
}

const plus = (sum: number | null, value: number | undefined) => (value === undefined || !Number.isFinite(value) ? sum : (sum ?? 0) + value);

export const statefulSets = definePanel({
  id: "statefulsets",
  title: "StatefulSets",
  question: "How much CPU and memory does each StatefulSet use?",
  view: "grid",
  args: ["namespace", "statefulset"],
  async load(client: Prometheus, { args: { namespace, statefulset }, signal }) {
    const form = await cadvisorForm(client, metric, signal);
    const [owned, cpuOf, memoryOf] = await Promise.all([
      client.query(workloadQueries.statefulSetPods(namespace), { signal }),
      client.query(workloadQueries.podCpu(form, namespace), { signal }).then(byPod),
      client.query(workloadQueries.podMemory(form, namespace), { signal }).then(byPod),
    ]);
    if (owned.length === 0) throw namespace ? nothingIn(client, "kube_pod_owner", namespace) : noData(client, "kube_pod_owner", "with the label owner_kind StatefulSet");
    const rows = new Map<string, Row>();
    for (const { labels } of owned) {
      const name = labels["owner_name"] ?? "";
      if (statefulset && name !== statefulset) continue;
      const pod = podOf(labels);
      const key = `${pod.namespace}/${name}`;
      const row = rows.get(key) ?? { namespace: pod.namespace, name, pods: 0, cpu: null, memory: null };
      rows.set(key, row);
      row.pods += 1;
      row.cpu = plus(row.cpu, cpuOf.get(podKey(pod)));
      row.memory = plus(row.memory, memoryOf.get(podKey(pod)));
    }
    if (rows.size === 0) throw noData(client, "kube_pod_owner", `with owner_name ${statefulset ?? ""}`);
    const sorted = [...rows].sort(([a, x], [b, y]) => (y.cpu ?? -1) - (x.cpu ?? -1) || (a < b ? -1 : 1));
    return {
      data: {
        columns: [
          { id: "name", title: "StatefulSet" },
          { id: "namespace", title: "Namespace" },
          { id: "pods", title: "Pods", unit: "count" },
          { id: "cpu", title: "CPU", unit: "cores" },
          { id: "memory", title: "Memory", unit: "bytes" },
        ],
        rows: sorted.map(([key, row]) => ({ key, cells: [row.name, row.namespace, row.pods, row.cpu, row.memory] })),
      },
      note: `From ${metric} and container_memory_working_set_bytes, measured for each ${form}, and kube_pod_owner.`,
    };
  },
});
