import { stateOf } from "../../life";
import type { Pod } from "../../pod";
import { settledOn } from "../../pod-index";
import type { Family } from "../family";
import { catalogue, expose } from "../exposition";
import type { Exposition } from "../exposition";
import { cadvisor } from "./cadvisor";
import type { Kubelet } from "./cadvisor";
import { volumes } from "./volumes";

/** The node's pods at a moment: few come and go, so the settled ones are only counted. */
function count({ cluster, node }: Kubelet, at: number, each: (pod: Pod) => number): number {
  let sum = 0;
  for (const pod of settledOn(cluster, node.name)) sum += each(pod);
  if (cluster.pods.movesOn(node)) for (const pod of cluster.pods.moving(at, at)) if (pod.node === node && at < pod.life.gone && !isOver(pod, at)) sum += each(pod);
  return sum;
}

/** Whether nothing of a pod runs any more: a job's pod stays to be read. */
const isOver = ({ life }: Pod, at: number) => life.once === true && at >= (life.runs.at(-1)?.to ?? Infinity);
const containersOf = ({ workload }: Pod) => workload.containers.length;

const kubelet: readonly Family<Kubelet>[] = [
  {
    name: "kubelet_node_name",
    type: "gauge",
    help: "[ALPHA] The node's name. The count is always 1.",
    fixed: ({ node }) => [{ labels: { node: node.name }, value: () => 1 }],
  },
  {
    name: "kubelet_running_containers",
    type: "gauge",
    help: "[ALPHA] Number of containers currently running",
    fixed: (subject) =>
      (["created", "exited", "running"] as const).map((state) => ({
        labels: { container_state: state },
        value: (at) =>
          state === "created" ? 0 : count(subject, at, (pod) => {
            const { state: now, restarts } = stateOf(pod.life, at);
            if (state === "running") return now === "running" ? containersOf(pod) : 0;
            return now === "failed" || now === "backing-off" || restarts > 0 ? 1 : 0;
          }),
      })),
  },
  {
    name: "kubelet_running_pods",
    type: "gauge",
    help: "[ALPHA] Number of pods that have a running pod sandbox",
    fixed: (subject) => [{ labels: {}, value: (at) => count(subject, at, () => 1) }],
  },
];

const kubeletCatalogue = catalogue([...kubelet, ...volumes]);
const cadvisorCatalogue = catalogue(cadvisor);
const made = new WeakMap<Kubelet["node"], { readonly kubelet: Exposition; readonly cadvisor: Exposition }>();

/** What a node's kubelet exports, at /metrics and at /metrics/cadvisor; made once for each node. */
export function kubeletExpositions(subject: Kubelet): { readonly kubelet: Exposition; readonly cadvisor: Exposition } {
  let both = made.get(subject.node);
  if (both === undefined) made.set(subject.node, (both = { kubelet: expose(kubeletCatalogue, subject), cadvisor: expose(cadvisorCatalogue, subject, ({ cluster }) => cluster.pods.version) }));
  return both;
}
