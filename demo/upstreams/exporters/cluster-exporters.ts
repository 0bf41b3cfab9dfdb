import type { RequestListener } from "node:http";
import { kubeStateExposition } from "../../world/metrics/kube-state/families";
import { kubeletExpositions } from "../../world/metrics/kubelet/kubelet";
import { kubeletAnswers } from "../../world/conditions";
import { expositionText } from "../../world/metrics/text";
import type { World } from "../../world/world";
import { answerText, metricsListener, urlOf } from "./metrics-answer";

/** A cluster's kube-state-metrics. */
export function kubeStateListener(world: World, cluster: string): RequestListener {
  const exposition = kubeStateExposition(world.cluster(cluster));
  return metricsListener("Kube-metrics", () => ({ status: 200, text: expositionText(exposition, world.now()) }));
}

/** A node's kubelet: its own metrics and, under /metrics/cadvisor, its containers'. It says nothing while it is silent. */
export function kubeletListener(world: World, cluster: string, name: string): RequestListener {
  const found = world.cluster(cluster);
  const node = found.node(name);
  if (node === undefined) throw new RangeError(`The cluster ${cluster} has no node ${name}.`);
  const { kubelet, cadvisor } = kubeletExpositions({ cluster: found, node });
  return (request, response) => {
    const { pathname } = urlOf(request);
    if (!kubeletAnswers(node, world.now())) response.destroy();
    else if (pathname === "/metrics") answerText(request, response, 200, expositionText(kubelet, world.now()));
    else if (pathname === "/metrics/cadvisor") answerText(request, response, 200, expositionText(cadvisor, world.now()));
    else answerText(request, response, 404, "404 page not found\n", "text/plain; charset=utf-8");
  };
}
