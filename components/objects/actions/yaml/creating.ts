import { collectionPath, readApiVersion, type ApiResource, type ObjectRef } from "@/lib/model/api-resource";
import type { ApiRequest } from "../action";
import { failureOf, send } from "../perform";
import { refusalOf, type Refusal } from "../refusal";
import { fieldManager } from "./apply-document";
import { isObject } from "./json";
import { namesOf, type Manifest } from "./manifest";

/** A document with the kind and namespace it is for. */
export interface Creation {
  readonly manifest: Manifest;
  readonly ref: ObjectRef;
}

/** Where a manifest goes, or why it goes nowhere. `namespace` is for those that name none. */
export function creationOf(manifest: Manifest, kinds: readonly ApiResource[], namespace: string): Creation | string {
  const { group, version } = readApiVersion(manifest.apiVersion);
  const kind = kinds.find((one) => one.group === group && one.version === version && one.kind === manifest.kind);
  if (kind === undefined) return `The cluster knows no ${manifest.kind} in ${manifest.apiVersion}.`;
  if (!kind.verbs.includes("create")) return `A ${manifest.kind} cannot be created.`;
  const names = namesOf(manifest);
  if (names.name === "" && typeof manifest.metadata["generateName"] !== "string") return `The ${manifest.kind} has no name.`;
  const where = names.namespace === "" ? namespace : names.namespace;
  if (kind.namespaced && where === "") return `The ${manifest.kind} ${names.name} needs a namespace: name one in it, or above.`;
  const { resource } = kind;
  return {
    ref: { group, version, resource, kind: manifest.kind, name: names.name, ...(kind.namespaced ? { namespace: where } : {}) },
    manifest: kind.namespaced ? { ...manifest, metadata: { ...manifest.metadata, namespace: where } } : manifest,
  };
}

/** Creates it; a field that the kind does not have is a mistake, not something to ignore. */
export function createRequest({ ref, manifest }: Creation): ApiRequest {
  return { method: "POST", path: `${collectionPath(ref, ref.namespace)}?fieldManager=${fieldManager}&fieldValidation=Strict`, type: "application/json", body: JSON.stringify(manifest) };
}

/** What became of one document. */
export type CreationState =
  | { readonly status: "accepted" | "created"; readonly ref: ObjectRef; readonly warnings: readonly string[] }
  | { readonly status: "refused"; readonly ref: ObjectRef; readonly refusal: Refusal }
  /** One before it was refused. */
  | { readonly status: "left"; readonly ref: ObjectRef };

/**
 * Asks what Kubernetes says to each document, or creates them one after the other in their order, up to the
 * first that is refused: what follows often needs what comes before.
 */
export async function createAll(cluster: string, creations: readonly Creation[], dryRun: boolean, onState: (states: readonly CreationState[]) => void): Promise<readonly CreationState[]> {
  const states: CreationState[] = [];
  let refused = false;
  for (const creation of creations) {
    if (refused && !dryRun) states.push({ status: "left", ref: creation.ref });
    else {
      const answer = await send(cluster, createRequest(creation), dryRun).catch(failureOf);
      const refusal = "sentence" in answer ? answer : refusalOf(answer);
      refused ||= refusal !== undefined;
      states.push(refusal === undefined ? { status: dryRun ? "accepted" : "created", ref: named(creation.ref, answer), warnings: "warnings" in answer ? answer.warnings : [] } : { status: "refused", ref: creation.ref, refusal });
    }
    onState([...states]);
  }
  return states;
}

/** With the name that the cluster gave, where the manifest left that to it. */
function named(ref: ObjectRef, answer: object): ObjectRef {
  const body = "body" in answer && isObject(answer.body) ? answer.body["metadata"] : undefined;
  const name = isObject(body) ? body["name"] : undefined;
  return ref.name === "" && typeof name === "string" ? { ...ref, name } : ref;
}
