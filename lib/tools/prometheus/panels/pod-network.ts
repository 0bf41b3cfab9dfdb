import { definePanel } from "../../tool";
import type { Prometheus } from "../client";
import { explained } from "../missing";
import { workloadQueries } from "../workload-queries";
import { nothingIn, podKey, podOf, ranking } from "./pods";

const metric = "container_network_receive_bytes_total";

export const podNetwork = definePanel({
  id: "pod-network",
  title: "Network by pod",
  question: "Which pod uses the network most, and which least?",
  view: "ranking",
  args: ["namespace"],
  async load(client: Prometheus, { args: { namespace }, signal }) {
    const [samples, onHost] = await Promise.all([
      client.query(workloadQueries.podNetwork(namespace), { signal }),
      client.query(workloadQueries.podsOnHostNetwork(namespace), { signal }),
    ]);
    if (samples.length === 0) throw namespace ? nothingIn(client, metric, namespace) : await explained(client, metric, "with a label pod", signal);
    const hosts = new Set(onHost.map(({ labels }) => podKey(podOf(labels))));
    const own = samples.filter(({ labels }) => !hosts.has(podKey(podOf(labels))));
    const left = samples.length - own.length;
    // The counters of a pod on the host's network are the whole machine's: ranking it would be wrong.
    const note = left === 0 ? "" : ` Left out: ${left} on their host's network, whose traffic cannot be told from the machine's.`;
    return { data: ranking(own, "bytes/s"), note: `Received and sent together, from ${metric} and its counterpart.${note}` };
  },
});
