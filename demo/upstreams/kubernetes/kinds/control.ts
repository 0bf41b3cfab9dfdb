import { dig, listAt, numberAt, objectAt, textAt } from "../json-value";
import { age } from "../kind";
import type { Kind, KubeObject } from "../kind";
import { ageColumn, count, createdColumn, defineKind, shown, text } from "./define-kind";

const orUnset = (...path: readonly string[]) => (object: KubeObject) => textAt(object, ...path) ?? "<unset>";

const lease = defineKind({ group: "coordination.k8s.io", version: "v1", kind: "Lease", plural: "leases", namespaced: true, shown: [shown("Holder", text("spec", "holderIdentity")), ageColumn] });

const runtimeClass = defineKind({ group: "node.k8s.io", version: "v1", kind: "RuntimeClass", plural: "runtimeclasses", namespaced: false, shown: [shown("Handler", text("handler")), ageColumn] });

const definition = defineKind({
  group: "apiextensions.k8s.io",
  version: "v1",
  kind: "CustomResourceDefinition",
  plural: "customresourcedefinitions",
  shortNames: ["crd", "crds"],
  namespaced: false,
  categories: ["api-extensions"],
  subresources: ["status"],
  shown: [createdColumn],
  prepare: (object) => {
    const names = objectAt(object, "spec", "names");
    const kind = textAt(names, "kind") ?? "";
    const accepted = { singular: kind.toLowerCase(), listKind: `${kind}List`, ...names };
    const since = object.metadata.creationTimestamp;
    return {
      ...object,
      spec: { conversion: { strategy: "None" }, ...objectAt(object, "spec"), names: accepted },
      status: {
        acceptedNames: accepted,
        storedVersions: listAt(object, "spec", "versions").filter((version) => dig(version, "storage") === true).map((version) => textAt(version, "name") ?? ""),
        conditions: [
          { type: "NamesAccepted", status: "True", reason: "NoConflicts", message: "no conflicts found", lastTransitionTime: since },
          { type: "Established", status: "True", reason: "InitialNamesAccepted", message: "the initial names have been accepted", lastTransitionTime: since },
        ],
        ...objectAt(object, "status"),
      },
    };
  },
  mistakes: (object) => {
    const expected = `${textAt(object, "spec", "names", "plural") ?? ""}.${textAt(object, "spec", "group") ?? ""}`;
    return object.metadata.name === expected ? [] : [{ field: "metadata.name", reason: "FieldValueInvalid", message: `Invalid value: "${object.metadata.name}": must be spec.names.plural+"."+spec.group` }];
  },
});

const available = (object: KubeObject) => {
  const condition = listAt(object, "status", "conditions").find((each) => textAt(each, "type") === "Available");
  const status = textAt(condition, "status") ?? "Unknown";
  return status === "True" ? status : `${status} (${textAt(condition, "reason") ?? ""})`;
};

const apiService = defineKind({
  group: "apiregistration.k8s.io",
  version: "v1",
  kind: "APIService",
  plural: "apiservices",
  namespaced: false,
  categories: ["api-extensions"],
  subresources: ["status"],
  shown: [
    shown("Service", (object) => (dig(object, "spec", "service") == null ? "Local" : `${textAt(object, "spec", "service", "namespace") ?? ""}/${textAt(object, "spec", "service", "name") ?? ""}`)),
    shown("Available", available),
    ageColumn,
  ],
});

const signing = defineKind({
  group: "certificates.k8s.io",
  version: "v1",
  kind: "CertificateSigningRequest",
  plural: "certificatesigningrequests",
  shortNames: ["csr"],
  namespaced: false,
  subresources: ["status", "approval"],
  shown: [
    ageColumn,
    shown("SignerName", text("spec", "signerName")),
    shown("Requestor", text("spec", "username")),
    shown("RequestedDuration", (object) => {
      const seconds = numberAt(object, "spec", "expirationSeconds");
      return seconds === undefined ? "<none>" : age(seconds * 1_000);
    }),
    shown("Condition", (object) => {
      const types = listAt(object, "status", "conditions").map((condition) => textAt(condition, "type"));
      const word = types.includes("Denied") ? "Denied" : types.includes("Approved") ? "Approved" : "Pending";
      return word + (types.includes("Failed") ? ",Failed" : "") + (textAt(object, "status", "certificate") === undefined ? "" : ",Issued");
    }),
  ],
  fields: (object) => ({ "spec.signerName": textAt(object, "spec", "signerName") ?? "" }),
});

const admission = { group: "admissionregistration.k8s.io", version: "v1", namespaced: false } as const;
const webhooks = [count("Webhooks", (object) => listAt(object, "webhooks").length), ageColumn];
const policy = { ...admission, categories: ["api-extensions"] } as const;

const flow = { group: "flowcontrol.apiserver.k8s.io", version: "v1", namespaced: false } as const;
const number = (...path: readonly string[]) => (object: KubeObject) => String(numberAt(object, ...path) ?? "<none>");

export const controlKinds: readonly Kind[] = [
  lease,
  runtimeClass,
  definition,
  apiService,
  signing,
  defineKind({ ...policy, kind: "MutatingWebhookConfiguration", plural: "mutatingwebhookconfigurations", shown: webhooks }),
  defineKind({ ...policy, kind: "ValidatingWebhookConfiguration", plural: "validatingwebhookconfigurations", shown: webhooks }),
  defineKind({
    ...policy,
    kind: "ValidatingAdmissionPolicy",
    plural: "validatingadmissionpolicies",
    subresources: ["status"],
    shown: [
      count("Validations", (object) => listAt(object, "spec", "validations").length),
      shown("ParamKind", (object) => (dig(object, "spec", "paramKind") === undefined ? "<unset>" : `${textAt(object, "spec", "paramKind", "apiVersion") ?? ""}/${textAt(object, "spec", "paramKind", "kind") ?? ""}`)),
      ageColumn,
    ],
  }),
  defineKind({
    ...policy,
    kind: "ValidatingAdmissionPolicyBinding",
    plural: "validatingadmissionpolicybindings",
    shown: [shown("PolicyName", text("spec", "policyName")), shown("ParamRef", orUnset("spec", "paramRef", "name")), ageColumn],
  }),
  defineKind({
    ...flow,
    kind: "FlowSchema",
    plural: "flowschemas",
    subresources: ["status"],
    shown: [
      shown("PriorityLevel", text("spec", "priorityLevelConfiguration", "name")),
      shown("MatchingPrecedence", number("spec", "matchingPrecedence")),
      shown("DistinguisherMethod", (object) => textAt(object, "spec", "distinguisherMethod", "type") ?? "<none>"),
      ageColumn,
      shown("MissingPL", (object) => textAt(listAt(object, "status", "conditions").find((condition) => textAt(condition, "type") === "Dangling"), "status") ?? "?"),
    ],
  }),
  defineKind({
    ...flow,
    kind: "PriorityLevelConfiguration",
    plural: "prioritylevelconfigurations",
    subresources: ["status"],
    shown: [
      shown("Type", text("spec", "type")),
      shown("NominalConcurrencyShares", number("spec", "limited", "nominalConcurrencyShares")),
      shown("Queues", number("spec", "limited", "limitResponse", "queuing", "queues")),
      shown("HandSize", number("spec", "limited", "limitResponse", "queuing", "handSize")),
      shown("QueueLengthLimit", number("spec", "limited", "limitResponse", "queuing", "queueLengthLimit")),
      ageColumn,
    ],
  }),
];
