import type { Api } from "../call";
import { listAt, textAt } from "../json-value";
import type { KubeObject } from "../kind";
import { beginRemoval } from "../write/remove";

const namespaces = { group: "", version: "v1", plural: "namespaces" };
const accounts = { group: "", version: "v1", plural: "serviceaccounts" };
const configMaps = { group: "", version: "v1", plural: "configmaps" };

/** What every pod trusts, in every namespace: a certificate that nobody has the key of. */
const certificate = "-----BEGIN CERTIFICATE-----\nMIIBdDCCARmgAwIBAgIBADAKBggqhkjOPQQDAjAVMRMwEQYDVQQDEwprdWJlcm5l\n-----END CERTIFICATE-----\n";

/** Follows the store: a new namespace gets what every namespace has, and one that is removed is emptied first. */
export function keepNamespaces(api: Pick<Api, "store" | "kinds" | "now">): () => void {
  const { store, kinds } = api;
  const contents = (namespace: string) =>
    kinds.all().filter((kind) => kind.namespaced && kind.view === undefined && !kind.kind.endsWith("Review")).flatMap((kind) => store.list(kind, namespace).map((object) => ({ kind, object })));
  const empty = (namespace: KubeObject) => {
    const { name } = namespace.metadata;
    for (const { kind, object } of contents(name)) if (object.metadata.deletionTimestamp === undefined) beginRemoval(api, kind, object, {});
    if (contents(name).length === 0) store.remove(namespaces, undefined, name);
  };
  return store.follow(({ kind, object, type }) => {
    if (kind.group === "" && kind.plural === "namespaces") {
      const current = store.get(namespaces, undefined, object.metadata.name);
      if (current === undefined) return;
      if (current.metadata.deletionTimestamp !== undefined) return empty(current);
      if (type !== "ADDED") return;
      const { name } = current.metadata;
      if (current.metadata.labels?.["kubernetes.io/metadata.name"] !== name || textAt(current, "status", "phase") === undefined || listAt(current, "spec", "finalizers").length === 0) {
        store.put(namespaces, { ...current, metadata: { ...current.metadata, labels: { "kubernetes.io/metadata.name": name, ...current.metadata.labels } }, spec: { finalizers: ["kubernetes"] }, status: { phase: "Active" } });
      }
      if (store.get(accounts, name, "default") === undefined) store.put(accounts, { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default", namespace: name } });
      if (store.get(configMaps, name, "kube-root-ca.crt") === undefined) store.put(configMaps, { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "kube-root-ca.crt", namespace: name }, data: { "ca.crt": certificate } });
      return;
    }
    if (type !== "DELETED" || object.metadata.namespace === undefined) return;
    const home = store.get(namespaces, undefined, object.metadata.namespace);
    if (home?.metadata.deletionTimestamp !== undefined && contents(home.metadata.name).length === 0) store.remove(namespaces, undefined, home.metadata.name);
  });
}
