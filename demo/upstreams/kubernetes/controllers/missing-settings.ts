import { dig, listAt, textAt } from "../json-value";
import type { KubeObject } from "../kind";
import { ids } from "./ids";
import type { Plane } from "./plane";

/** What a pod's containers take their environment from and nobody made, in the kubelet's words; undefined where all is there. */
export function missingSettings({ store }: Plane, pod: KubeObject): string | undefined {
  const { namespace } = pod.metadata;
  const absent = (kind: "configMaps" | "secrets", source: unknown): string | undefined => {
    const name = textAt(source, "name");
    const key = textAt(source, "key");
    if (name === undefined || dig(source, "optional") === true) return undefined;
    const found = store.get(ids[kind], namespace, name);
    if (found === undefined) return `${kind === "secrets" ? "secret" : "configmap"} "${name}" not found`;
    if (key !== undefined && dig(found, "data", key) === undefined && dig(found, "stringData", key) === undefined && dig(found, "binaryData", key) === undefined) {
      return `couldn't find key ${key} in ${kind === "secrets" ? "Secret" : "ConfigMap"} ${namespace ?? ""}/${name}`;
    }
    return undefined;
  };
  for (const container of [...listAt(pod, "spec", "initContainers"), ...listAt(pod, "spec", "containers")]) {
    for (const from of listAt(container, "envFrom")) {
      const missing = absent("configMaps", dig(from, "configMapRef")) ?? absent("secrets", dig(from, "secretRef"));
      if (missing !== undefined) return missing;
    }
    for (const variable of listAt(container, "env")) {
      const missing = absent("configMaps", dig(variable, "valueFrom", "configMapKeyRef")) ?? absent("secrets", dig(variable, "valueFrom", "secretKeyRef"));
      if (missing !== undefined) return missing;
    }
  }
  return undefined;
}
