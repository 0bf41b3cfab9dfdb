import { securityOf, violations } from "../admission/pod-security";
import { missingLabels } from "../admission/required-labels";
import type { KubeObject } from "../kind";
import { ids } from "./ids";
import type { Plane } from "./plane";

/** Why the API server would not let a controller make this pod, in its policies' words; undefined where it would. */
export function refusalOf({ store }: Plane, pod: KubeObject): string | undefined {
  const { namespace, name } = pod.metadata;
  const { enforce } = securityOf(store.get(ids.namespaces, undefined, namespace ?? ""));
  const found = violations(enforce, pod.spec);
  if (found.length > 0) return `pods "${name}" is forbidden: violates PodSecurity "${enforce}:latest": ${found.join(", ")}`;
  const { refused } = missingLabels(store, pod);
  return refused.length > 0 ? `admission webhook "validation.gatekeeper.sh" denied the request: ${refused.join("\n")}` : undefined;
}
