import type { PodSource } from "../../../world/pod";
import type { ContainerSpec } from "../../../world/workload";
import { listAt, objectAt, textAt, textsAt } from "../json-value";
import type { KubeObject } from "../kind";
import { fateOf } from "../manifests";
import { bytesOf } from "../manifests/quantities";

/** What the World must know of a container: names, and what it may use. */
export function containerSpec(container: unknown): ContainerSpec {
  const amount = (kind: "requests" | "limits", name: string) => bytesOf(textAt(container, "resources", kind, name));
  const cpu = amount("limits", "cpu");
  const memory = amount("limits", "memory");
  const { cores } = fateOf(container);
  return {
    name: textAt(container, "name") ?? "",
    image: textAt(container, "image") ?? "",
    cpu: { request: amount("requests", "cpu") ?? cpu ?? 0, ...(cpu !== undefined && { limit: cpu }) },
    memory: { request: amount("requests", "memory") ?? memory ?? 0, ...(memory !== undefined && { limit: memory }) },
    ...(cores !== undefined && cpu !== undefined && cores > cpu && { throttled: Math.min(0.97, 1 - cpu / cores + 0.06) }),
  };
}

/** What the World must know of a pod that somebody asks the API server for. */
export function podSourceOf(pod: KubeObject, owner: { readonly kind: string; readonly name: string }): PodSource {
  return {
    kind: owner.kind,
    namespace: pod.metadata.namespace ?? "default",
    name: owner.name,
    labels: textsAt(pod, "metadata", "labels"),
    containers: listAt(pod, "spec", "containers").map(containerSpec),
    hostNetwork: objectAt(pod, "spec").hostNetwork === true,
  };
}

/** What a pod asks a node for: the sum of its containers' requests, or what an init container asks for if that is more. */
export function requestsOf(pod: KubeObject): { readonly cpu: number; readonly memory: number } {
  const specs = listAt(pod, "spec", "containers").map(containerSpec);
  const first = listAt(pod, "spec", "initContainers").map(containerSpec);
  const most = (of: (spec: ContainerSpec) => number) => Math.max(specs.reduce((sum, spec) => sum + of(spec), 0), ...first.map(of));
  return { cpu: most(({ cpu }) => cpu.request), memory: most(({ memory }) => memory.request) };
}
