import { dig, listAt, objectAt, textAt } from "../json-value";
import type { Kind, KubeObject } from "../kind";
import { ageColumn, defineKind, orNone, shown, text, wide } from "./define-kind";

function statusWord(node: KubeObject): string {
  const ready = listAt(node, "status", "conditions").find((condition) => textAt(condition, "type") === "Ready");
  const word = ready === undefined ? "Unknown" : textAt(ready, "status") === "True" ? "Ready" : "NotReady";
  return dig(node, "spec", "unschedulable") === true ? `${word},SchedulingDisabled` : word;
}

const rolePrefix = "node-role.kubernetes.io/";

function roles({ metadata }: KubeObject): string {
  const found = Object.entries(metadata.labels ?? {}).flatMap(([key, value]) => {
    if (key.startsWith(rolePrefix)) return [key.slice(rolePrefix.length)];
    return key === "kubernetes.io/role" ? [value] : [];
  });
  return orNone([...new Set(found.filter((role) => role !== ""))].sort().join(","));
}

const address = (type: string) => (node: KubeObject) =>
  textAt(listAt(node, "status", "addresses").find((each) => textAt(each, "type") === type), "address") ?? "<none>";
const system = (key: string) => (node: KubeObject) => textAt(node, "status", "nodeInfo", key) || "<unknown>";

export const nodeKind: Kind = defineKind({
  group: "",
  version: "v1",
  kind: "Node",
  plural: "nodes",
  shortNames: ["no"],
  namespaced: false,
  subresources: ["status", "proxy"],
  shown: [
    shown("Status", statusWord),
    shown("Roles", roles),
    ageColumn,
    shown("Version", text("status", "nodeInfo", "kubeletVersion")),
    wide("Internal-IP", address("InternalIP")),
    wide("External-IP", address("ExternalIP")),
    wide("OS-Image", system("osImage")),
    wide("Kernel-Version", system("kernelVersion")),
    wide("Container-Runtime", system("containerRuntimeVersion")),
  ],
  fields: (node) => ({ "spec.unschedulable": String(dig(node, "spec", "unschedulable") === true) }),
  prepare: (node) => ({ ...node, spec: objectAt(node, "spec"), status: objectAt(node, "status") }),
});
