import { isObject, listAt, textAt } from "../json-value";
import type { KubeObject } from "../kind";
import { fits } from "../label-selector";
import type { ObjectStore } from "../object-store";

const constraints = { group: "constraints.gatekeeper.sh", version: "v1beta1", plural: "k8srequiredlabels" };

/** What Gatekeeper's constraints on labels say about an object: what they refuse, and what they only warn of. */
export function missingLabels(store: ObjectStore, object: KubeObject): { readonly refused: readonly string[]; readonly doubted: readonly string[] } {
  const [refused, doubted]: [string[], string[]] = [[], []];
  for (const constraint of store.list(constraints)) {
    if (!isMeant(constraint, object, store)) continue;
    const labels = object.metadata.labels ?? {};
    const wanted = listAt(constraint, "spec", "parameters", "labels");
    const missing = wanted.map((each) => (typeof each === "string" ? each : (textAt(each, "key") ?? ""))).filter((key) => !Object.hasOwn(labels, key));
    const unlike = wanted.filter((each) => {
      const [key, form] = [textAt(each, "key") ?? "", textAt(each, "allowedRegex") ?? ""];
      return form !== "" && Object.hasOwn(labels, key) && !new RegExp(form).test(labels[key] ?? "");
    });
    const sentences = [
      ...(missing.length > 0 ? [`[${constraint.metadata.name}] ${textAt(constraint, "spec", "parameters", "message") ?? `you must provide labels: {${missing.map((key) => JSON.stringify(key)).join(", ")}}`}`] : []),
      ...unlike.map((each) => `[${constraint.metadata.name}] Label <${textAt(each, "key") ?? ""}: ${labels[textAt(each, "key") ?? ""] ?? ""}> does not satisfy allowed regex: ${textAt(each, "allowedRegex") ?? ""}`),
    ];
    const action = textAt(constraint, "spec", "enforcementAction") ?? "deny";
    if (action === "deny") refused.push(...sentences);
    else if (action === "warn") doubted.push(...sentences);
  }
  return { refused, doubted };
}

function isMeant(constraint: KubeObject, object: KubeObject, store: ObjectStore): boolean {
  const match = isObject(constraint.spec) && isObject(constraint.spec.match) ? constraint.spec.match : {};
  const group = object.apiVersion.includes("/") ? (object.apiVersion.split("/")[0] ?? "") : "";
  const has = (list: readonly unknown[], value: string) => list.includes("*") || list.includes(value);
  const kinds = listAt(match, "kinds");
  if (kinds.length > 0 && !kinds.some((each) => has(listAt(each, "apiGroups"), group) && has(listAt(each, "kinds"), object.kind))) return false;
  const namespace = object.kind === "Namespace" ? object.metadata.name : object.metadata.namespace;
  const named = (pattern: unknown) => typeof pattern === "string" && namespace !== undefined && (pattern.endsWith("*") ? namespace.startsWith(pattern.slice(0, -1)) : pattern === namespace);
  const [only, except] = [listAt(match, "namespaces"), listAt(match, "excludedNamespaces")];
  if (only.length > 0 && !only.some(named)) return false;
  if (except.some(named)) return false;
  if (match.namespaceSelector !== undefined && namespace !== undefined && !fits(match.namespaceSelector, store.get({ group: "", version: "v1", plural: "namespaces" }, undefined, namespace)?.metadata.labels)) return false;
  return match.labelSelector === undefined || fits(match.labelSelector, object.metadata.labels);
}
