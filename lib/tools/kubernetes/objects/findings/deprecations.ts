import { apiVersionOf } from "@/lib/model";
import type { Rule } from "../evidence";

/** API versions that Kubernetes no longer serves from a release on, and what takes their place. */
const ending: Readonly<Record<string, readonly [release: string, instead: string]>> = {
  "extensions/v1beta1": ["1.22", "apps/v1 or networking.k8s.io/v1"],
  "networking.k8s.io/v1beta1": ["1.22", "networking.k8s.io/v1"],
  "apps/v1beta1": ["1.16", "apps/v1"],
  "apps/v1beta2": ["1.16", "apps/v1"],
  "batch/v1beta1": ["1.25", "batch/v1"],
  "policy/v1beta1": ["1.25", "policy/v1, and Pod Security in place of PodSecurityPolicy"],
  "autoscaling/v2beta1": ["1.25", "autoscaling/v2"],
  "autoscaling/v2beta2": ["1.26", "autoscaling/v2"],
  "discovery.k8s.io/v1beta1": ["1.25", "discovery.k8s.io/v1"],
  "events.k8s.io/v1beta1": ["1.25", "events.k8s.io/v1"],
  "storage.k8s.io/v1beta1": ["1.27", "storage.k8s.io/v1"],
  "flowcontrol.apiserver.k8s.io/v1beta2": ["1.29", "flowcontrol.apiserver.k8s.io/v1"],
  "flowcontrol.apiserver.k8s.io/v1beta3": ["1.32", "flowcontrol.apiserver.k8s.io/v1"],
};

/** The version in which the object was last applied, as `kubectl apply` remembers it. */
function appliedIn(annotations: Readonly<Record<string, string>>): string | undefined {
  return /"apiVersion":\s*"([^"]+)"/.exec(annotations["kubectl.kubernetes.io/last-applied-configuration"]?.slice(0, 200) ?? "")?.[1];
}

/** Objects that are written in a version of the API that goes away. */
export const deprecations: Rule = ({ object: { ref, annotations } }) => {
  const versions = [...new Set([apiVersionOf(ref), appliedIn(annotations)])];
  return versions.flatMap((version) => {
    const found = version === undefined || !Object.hasOwn(ending, version) ? undefined : ending[version];
    if (found === undefined) return [];
    const [release, instead] = found;
    return [{ cause: `deprecated ${version ?? ""}`, severity: "notice" as const, title: `It is written in ${version ?? ""}, which Kubernetes ${release} no longer serves.`, details: [`In its place stands ${instead}.`], advice: "Change apiVersion in the manifest where it is kept, before the cluster is upgraded." }];
  });
};
