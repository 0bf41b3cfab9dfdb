import type { Refusal } from "../refusal";
import type { Json, JsonObject } from "./json";
import { placeWords, readPlace, valueAt, type Place } from "./place";

/** A field that somebody else set to another value than the person wants. */
export interface Conflict {
  /** As Kubernetes writes it; tells conflicts apart. */
  readonly field: string;
  readonly place: Place;
  /** "spec › replicas". */
  readonly words: string;
  /** Who set it: "helm". */
  readonly managers: readonly string[];
  /** Its value now, and the one that was to be applied; undefined where there is none. */
  readonly theirs: Json | undefined;
  readonly yours: Json | undefined;
}

/** What a person decides about each conflict, by its field; undecided is `keep`. */
export type Decisions = Readonly<Record<string, "keep" | "take">>;

const manager = /conflicts? with "((?:[^"\\]|\\.)*)"(?: with subresource "([^"]*)")?/;

/** The conflicts that Kubernetes tells, one for each field. */
export function conflictsOf({ causes }: Refusal, live: JsonObject, applied: JsonObject): readonly Conflict[] {
  const found = new Map<string, Conflict>();
  for (const { reason, message, field } of causes) {
    if (reason !== "FieldManagerConflict") continue;
    const match = manager.exec(message);
    const name = match === null ? "somebody else" : `${match[1] ?? ""}${match[2] === undefined ? "" : ` (by its ${match[2]})`}`;
    const before = found.get(field);
    if (before !== undefined) {
      found.set(field, { ...before, managers: [...new Set([...before.managers, name])] });
      continue;
    }
    const place = readPlace(field, applied, live);
    found.set(field, { field, place, words: placeWords(place), managers: [name], theirs: valueAt(live, place), yours: valueAt(applied, place) });
  }
  return [...found.values()];
}

/** Names of managers that people know by another name. */
const familiar: Readonly<Record<string, string>> = {
  "kubectl-client-side-apply": "kubectl apply",
  kubectl: "kubectl apply --server-side",
  "kubectl-edit": "kubectl edit",
  "kubectl-patch": "kubectl patch",
  "kube-controller-manager": "Kubernetes' own controllers",
  argocd: "Argo CD",
  "argocd-controller": "Argo CD",
  "kustomize-controller": "Flux (kustomize-controller)",
  "helm-controller": "Flux (helm-controller)",
  helm: "Helm",
};

/** Whose field it is, in words. */
export const managerWords = (managers: readonly string[]): string => managers.map((one) => (Object.hasOwn(familiar, one) ? (familiar[one] ?? one) : one)).join(" and ");
