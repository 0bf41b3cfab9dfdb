import type { NodeInfo } from "@/lib/model";
import { quantityOf } from "./quantity";
import type { NodeObject } from "./schema";

const rolePrefix = "node-role.kubernetes.io/";

/** A Node object as Castor shows it. Every condition but Ready is a trouble when it is True. */
export function nodeInfo({ metadata, spec, status }: NodeObject): NodeInfo {
  const conditions = status.conditions ?? [];
  const ready = conditions.some(({ type, status: holds }) => type === "Ready" && holds === "True");
  const address = status.addresses?.find(({ type }) => type === "InternalIP")?.address;
  const kubelet = status.nodeInfo?.kubeletVersion;
  const os = status.nodeInfo?.osImage;
  return {
    name: metadata.name,
    ready,
    schedulable: spec?.unschedulable !== true,
    roles: Object.keys(metadata.labels ?? {})
      .filter((label) => label.startsWith(rolePrefix) && label.length > rolePrefix.length)
      .map((label) => label.slice(rolePrefix.length))
      .sort(),
    ...(address === undefined ? {} : { address }),
    ...(kubelet === undefined ? {} : { kubelet }),
    ...(os === undefined ? {} : { os }),
    cores: quantityOf(status.capacity?.["cpu"]),
    memoryBytes: quantityOf(status.capacity?.["memory"]),
    maxPods: quantityOf(status.capacity?.["pods"]),
    conditions: conditions
      .filter(({ type, status: holds }) => (type === "Ready" ? holds !== "True" : holds === "True"))
      .map(({ type, reason, message, lastTransitionTime }) => ({ type, message: message ?? reason ?? "", since: lastTransitionTime ?? 0 })),
    created: metadata.creationTimestamp ?? 0,
  };
}
