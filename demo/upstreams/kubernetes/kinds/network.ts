import { dig, listAt, objectAt, textAt } from "../json-value";
import type { Kind, KubeObject } from "../kind";
import { ageColumn, defineKind, shown, text, textOrNone } from "./define-kind";
import { balancerAddresses, firstThree, selectorText } from "./cell-texts";

const networking = { group: "networking.k8s.io", version: "v1" } as const;

/** Of more than three rules only the first three hosts are shown, and how many rules follow. */
function hosts(ingress: KubeObject): string {
  const named = listAt(ingress, "spec", "rules").map((rule) => textAt(rule, "host") ?? "");
  if (named.every((host) => host === "")) return "*";
  return firstThree(named.filter((host) => host !== ""), "*");
}

const ingress = defineKind({
  ...networking,
  kind: "Ingress",
  plural: "ingresses",
  shortNames: ["ing"],
  namespaced: true,
  subresources: ["status"],
  shown: [
    shown("Class", textOrNone("spec", "ingressClassName")),
    shown("Hosts", hosts),
    shown("Address", (object) => balancerAddresses(object, false)),
    shown("Ports", (object) => (listAt(object, "spec", "tls").length > 0 ? "80, 443" : "80")),
    ageColumn,
  ],
  prepare: (object) => ({ ...object, status: { loadBalancer: {}, ...objectAt(object, "status") } }),
  mistakes: (object) => (listAt(object, "spec", "rules").length === 0 && dig(object, "spec", "defaultBackend") === undefined ? [{ field: "spec", reason: "FieldValueInvalid", message: "Invalid value: []: either `defaultBackend` or `rules` must be specified" }] : []),
});

const ingressClass = defineKind({
  ...networking,
  kind: "IngressClass",
  plural: "ingressclasses",
  namespaced: false,
  shown: [
    shown("Controller", text("spec", "controller")),
    shown("Parameters", (object) => {
      const parameters = dig(object, "spec", "parameters");
      if (parameters === undefined) return "<none>";
      const group = textAt(parameters, "apiGroup");
      return `${textAt(parameters, "kind") ?? ""}${group === undefined ? "" : `.${group}`}/${textAt(parameters, "name") ?? ""}`;
    }),
    ageColumn,
  ],
});

const networkPolicy = defineKind({
  ...networking,
  kind: "NetworkPolicy",
  plural: "networkpolicies",
  shortNames: ["netpol"],
  namespaced: true,
  shown: [shown("Pod-Selector", (object) => selectorText(dig(object, "spec", "podSelector"))), ageColumn],
  prepare: (object) => {
    const types = ["Ingress", ...(dig(object, "spec", "egress") === undefined ? [] : ["Egress"])];
    return { ...object, spec: { podSelector: {}, policyTypes: types, ...objectAt(object, "spec") } };
  },
});

export const networkKinds: readonly Kind[] = [ingress, ingressClass, networkPolicy];
