import { definePanel } from "../../tool";
import type { Prometheus } from "../client";
import { explained } from "../missing";
import { workloadQueries } from "../workload-queries";

const metric = "node_memory_MemAvailable_bytes";

export const nodeMemory = definePanel({
  id: "node-memory",
  title: "Memory of the nodes",
  question: "How full is each node's memory, in per cent and in bytes?",
  view: "meters",
  async load(client: Prometheus, { signal, hrefs }) {
    const [used, total, machines] = await Promise.all([
      client.query(workloadQueries.nodeMemoryUsed(), { signal }),
      client.query(workloadQueries.nodeMemoryTotal(), { signal }),
      client.query("node_uname_info", { signal }),
    ]);
    if (used.length === 0) throw await explained(client, metric, "beside node_memory_MemTotal_bytes", signal);
    const totals = new Map(total.map(({ labels, value }) => [labels["instance"], value]));
    const names = new Map(machines.map(({ labels }) => [labels["instance"], labels["node"] ?? labels["nodename"]]));
    const meters = used
      .flatMap(({ labels, value }) => {
        const all = totals.get(labels["instance"]);
        if (all === undefined || !(all > 0) || !Number.isFinite(value)) return [];
        const node = labels["node"] ?? names.get(labels["instance"]);
        const href = node === undefined ? undefined : hrefs?.node?.(node);
        return [{ label: node ?? labels["instance"] ?? "", used: value, total: all, unit: "bytes" as const, ...(href === undefined ? {} : { href }) }];
      })
      .sort((a, b) => b.used / b.total - a.used / a.total || (a.label < b.label ? -1 : 1));
    return { data: { meters }, note: `In use is what ${metric} leaves of node_memory_MemTotal_bytes.` };
  },
});
