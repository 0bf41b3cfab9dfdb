import { dig, listAt, objectAt, textAt } from "../json-value";
import { column } from "../kind";
import type { Kind, KubeObject, Mistake } from "../kind";
import { defineKind, shown } from "./define-kind";
import { labelsText } from "./cell-texts";
import { podCells } from "./pod-cells";
import { podSpecDefaults, qualityOf, withTemplate } from "./pod-defaults";
import { podSpecMistakes } from "./pod-mistakes";

/** What Kubernetes lets nobody change in a pod once it is there: nearly everything. */
const changeable = ["containers", "initContainers", "activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds", "schedulingGates"];

function specChanged(before: KubeObject, object: KubeObject): readonly Mistake[] {
  const frozen = (spec: unknown) => JSON.stringify(Object.entries(objectAt({ spec }, "spec")).filter(([key]) => !changeable.includes(key) && key !== "nodeName").sort());
  const moved = textAt(before, "spec", "nodeName") !== undefined && textAt(before, "spec", "nodeName") !== textAt(object, "spec", "nodeName");
  if (!moved && frozen(before.spec) === frozen(object.spec)) return [];
  return [{ field: "spec", reason: "FieldValueForbidden", message: "Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)" }];
}

const podKind: Kind = {
  group: "",
  version: "v1",
  kind: "Pod",
  plural: "pods",
  shortNames: ["po"],
  namespaced: true,
  categories: ["all"],
  subresources: ["status", "log", "eviction", "binding", "exec", "attach", "portforward", "proxy", "ephemeralcontainers"],
  columns: [column("Name"), column("Ready"), column("Status"), column("Restarts"), column("Age"), column("IP", 1), column("Node", 1), column("Nominated Node", 1), column("Readiness Gates", 1)],
  cells: podCells,
  fields: (pod) => ({
    "spec.nodeName": textAt(pod, "spec", "nodeName") ?? "",
    "spec.restartPolicy": textAt(pod, "spec", "restartPolicy") ?? "",
    "spec.schedulerName": textAt(pod, "spec", "schedulerName") ?? "",
    "spec.serviceAccountName": textAt(pod, "spec", "serviceAccountName") ?? "",
    "spec.hostNetwork": String(dig(pod, "spec", "hostNetwork") === true),
    "status.phase": textAt(pod, "status", "phase") ?? "",
    "status.podIP": textAt(pod, "status", "podIP") ?? "",
    "status.podIPs": textAt(pod, "status", "podIP") ?? "",
    "status.nominatedNodeName": textAt(pod, "status", "nominatedNodeName") ?? "",
  }),
  prepare: (pod) => {
    const spec = podSpecDefaults(objectAt(pod, "spec"));
    return { ...pod, spec, status: { phase: "Pending", qosClass: qualityOf(spec), ...objectAt(pod, "status") } };
  },
  mistakes: (pod, { before }) => [...podSpecMistakes(pod.spec, "spec"), ...(before === undefined ? [] : specChanged(before, pod))],
};

const templateKind = defineKind({
  group: "",
  version: "v1",
  kind: "PodTemplate",
  plural: "podtemplates",
  namespaced: true,
  shown: [
    shown("Containers", (object) => listAt(object, "template", "spec", "containers").map((container) => textAt(container, "name")).join(",")),
    shown("Images", (object) => listAt(object, "template", "spec", "containers").map((container) => textAt(container, "image")).join(",")),
    shown("Pod Labels", (object) => labelsText(objectAt(object, "template", "metadata", "labels"))),
  ],
  prepare: (object) => ({ ...object, template: withTemplate(objectAt(object, "template")) }),
});

export const podKinds: readonly Kind[] = [podKind, templateKind];
