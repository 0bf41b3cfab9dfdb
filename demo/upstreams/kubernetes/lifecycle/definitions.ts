import type { Api } from "../call";
import { crdId } from "../kind-registry";
import { isObject, listAt, objectAt, textAt } from "../json-value";
import { timestamp } from "../kind";
import type { KubeObject } from "../kind";

/** Follows the store: a CRD is accepted as soon as it is there, and its objects go with it. */
export function establishDefinitions(api: Pick<Api, "store" | "now">): () => void {
  const { store } = api;
  return store.follow(({ kind, object, type }) => {
    if (kind.plural !== crdId.plural || kind.group !== crdId.group) return;
    if (type === "DELETED") {
      const of = { group: textAt(object, "spec", "group") ?? "", version: "", plural: textAt(object, "spec", "names", "plural") ?? "" };
      for (const { metadata } of [...store.list(of)]) store.remove(of, metadata.namespace, metadata.name);
      return;
    }
    const current = store.get(crdId, undefined, object.metadata.name);
    if (current === undefined || listAt(current, "status", "conditions").some((condition) => isObject(condition) && condition.type === "Established")) return;
    store.put(crdId, { ...current, status: established(current, timestamp(api.now())) });
  });
}

function established(crd: KubeObject, since: string): object {
  const names = objectAt(crd, "spec", "names");
  const kind = textAt(names, "kind") ?? "";
  const stored = listAt(crd, "spec", "versions").filter((version) => isObject(version) && version.storage === true).map((version) => textAt(version, "name"));
  return {
    conditions: [
      { type: "NamesAccepted", status: "True", lastTransitionTime: since, reason: "NoConflicts", message: "no conflicts found" },
      { type: "Established", status: "True", lastTransitionTime: since, reason: "InitialNamesAccepted", message: "the initial names have been accepted" },
    ],
    acceptedNames: { singular: kind.toLowerCase(), listKind: `${kind}List`, ...names },
    storedVersions: stored,
  };
}
