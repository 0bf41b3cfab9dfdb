import { listAt, objectAt, textAt } from "../json-value";
import type { Kind, KubeObject } from "../kind";
import { ageColumn, count, createdColumn, defineKind, shown, text } from "./define-kind";

const size = (object: KubeObject, ...keys: readonly string[]) => keys.reduce((sum, key) => sum + Object.keys(objectAt(object, key)).length, 0);

const frozen = (object: KubeObject, before: KubeObject | undefined) =>
  before !== undefined && before.immutable === true && JSON.stringify([object.data, object.binaryData]) !== JSON.stringify([before.data, before.binaryData])
    ? [{ field: "data", reason: "FieldValueForbidden" as const, message: "Forbidden: field is immutable when `immutable` is set" }]
    : [];

const configMap = defineKind({
  group: "",
  version: "v1",
  kind: "ConfigMap",
  plural: "configmaps",
  shortNames: ["cm"],
  namespaced: true,
  shown: [count("Data", (object) => size(object, "data", "binaryData")), ageColumn],
  mistakes: (object, { before }) => frozen(object, before),
});

const secret = defineKind({
  group: "",
  version: "v1",
  kind: "Secret",
  plural: "secrets",
  namespaced: true,
  shown: [shown("Type", text("type")), count("Data", (object) => size(object, "data")), ageColumn],
  fields: (object) => ({ type: textAt(object, "type") ?? "" }),
  prepare: ({ stringData, ...object }) => {
    const written = Object.entries(objectAt({ stringData }, "stringData")).map(([key, value]) => [key, Buffer.from(String(value)).toString("base64")]);
    return { ...object, type: object.type ?? "Opaque", ...((written.length > 0 || object.data !== undefined) && { data: { ...objectAt(object, "data"), ...Object.fromEntries(written) } }) };
  },
  mistakes: (object, { before }) => [
    ...frozen(object, before),
    ...(before !== undefined && before.type !== object.type ? [{ field: "type", reason: "FieldValueInvalid" as const, message: `Invalid value: "${String(object.type)}": field is immutable` }] : []),
  ],
});

const serviceAccount = defineKind({
  group: "",
  version: "v1",
  kind: "ServiceAccount",
  plural: "serviceaccounts",
  shortNames: ["sa"],
  namespaced: true,
  subresources: ["token"],
  shown: [count("Secrets", (object) => listAt(object, "secrets").length), ageColumn],
});

/** `requests.cpu: 1/4, pods: 3/20`: what is used of what is allowed, of requests or of limits. */
function quota(limits: boolean) {
  return (object: KubeObject) => {
    const hard = Object.entries(objectAt(object, "status", "hard")).sort(([a], [b]) => (a < b ? -1 : 1));
    return hard
      .filter(([name]) => name.startsWith("limits") === limits)
      .map(([name, most]) => `${name}: ${textAt(object, "status", "used", name) ?? "0"}/${String(most)}`)
      .join(", ");
  };
}

const resourceQuota = defineKind({
  group: "",
  version: "v1",
  kind: "ResourceQuota",
  plural: "resourcequotas",
  shortNames: ["quota"],
  namespaced: true,
  subresources: ["status"],
  shown: [shown("Request", quota(false)), shown("Limit", quota(true)), ageColumn],
  prepare: (object) => ({ ...object, status: { hard: objectAt(object, "spec", "hard"), used: {}, ...objectAt(object, "status") } }),
});

const limitRange = defineKind({ group: "", version: "v1", kind: "LimitRange", plural: "limitranges", shortNames: ["limits"], namespaced: true, shown: [createdColumn] });

const component = (object: KubeObject) => listAt(object, "conditions").find((condition) => textAt(condition, "type") === "Healthy");

const componentStatus = defineKind({
  group: "",
  version: "v1",
  kind: "ComponentStatus",
  plural: "componentstatuses",
  shortNames: ["cs"],
  namespaced: false,
  verbs: ["get", "list"],
  shown: [
    shown("Status", (object) => (component(object) === undefined ? "Unknown" : textAt(component(object), "status") === "True" ? "Healthy" : "Unhealthy")),
    shown("Message", (object) => textAt(component(object), "message") ?? ""),
    shown("Error", (object) => textAt(component(object), "error") ?? ""),
  ],
});

export const configKinds: readonly Kind[] = [configMap, secret, serviceAccount, resourceQuota, limitRange, componentStatus];
