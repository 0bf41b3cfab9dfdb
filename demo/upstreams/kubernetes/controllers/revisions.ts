import { seedOf, suffix } from "../../../world/dice";
import { equal, listAt, numberAt, objectAt, textAt, textsAt } from "../json-value";
import type { KubeObject } from "../kind";
import { ids } from "./ids";
import { controlledBy, controllerOf } from "./plane";
import type { Plane } from "./plane";

/** The end of a name that stands for a template. */
export function hashOf(seed: number, template: unknown): string {
  return suffix(seedOf(seed, JSON.stringify(template)), "template", 9);
}

/** One revision of a StatefulSet or DaemonSet. */
export interface Revision {
  readonly name: string;
  readonly hash: string;
  readonly number: number;
}

const hashLabel = "controller-revision-hash";

export function revisionsOf(plane: Plane, owner: KubeObject): KubeObject[] {
  return plane.dependents(owner.metadata.uid).filter(({ kind }) => kind.plural === ids.revisions.plural).map(({ object }) => object).sort((a, b) => (numberAt(a, "revision") ?? 0) - (numberAt(b, "revision") ?? 0));
}

/** The revision that stands for the owner's template, made where there is none; an older one that says the same comes back as the newest. */
export function currentRevision(plane: Plane, owner: KubeObject, kind: "statefulSets" | "daemonSets"): Revision {
  const { store } = plane;
  const template = objectAt(owner, "spec", "template");
  const data = { spec: { template: { ...template, $patch: "replace" } } };
  const known = revisionsOf(plane, owner);
  const highest = numberAt(known.at(-1), "revision") ?? 0;
  const same = known.find((revision) => equal(objectAt(revision, "data"), data));
  if (same !== undefined) {
    if (same !== known.at(-1)) store.put(ids.revisions, { ...same, revision: highest + 1 });
    return { name: same.metadata.name, hash: same.metadata.labels?.[hashLabel] ?? "", number: same === known.at(-1) ? highest : highest + 1 };
  }
  const hash = hashOf(plane.cluster.seed, template);
  const name = `${owner.metadata.name}-${hash}`;
  store.put(ids.revisions, {
    apiVersion: "apps/v1",
    kind: "ControllerRevision",
    metadata: {
      name,
      namespace: owner.metadata.namespace ?? "default",
      ...(plane.beginning && { creationTimestamp: owner.metadata.creationTimestamp }),
      labels: { ...textsAt(template, "metadata", "labels"), [hashLabel]: hash },
      annotations: objectAt(owner, "metadata", "annotations"),
      ownerReferences: [controlledBy(kind, owner)],
    },
    data,
    revision: highest + 1,
  });
  const limit = numberAt(owner, "spec", "revisionHistoryLimit") ?? 10;
  const used = new Set(plane.podsOf(owner.metadata.uid).map((pod) => textAt(pod, "metadata", "labels", hashLabel)));
  const old = known.filter((revision) => !used.has(revision.metadata.labels?.[hashLabel]));
  for (const revision of old.slice(0, Math.max(0, old.length - limit))) store.remove(ids.revisions, revision.metadata.namespace, revision.metadata.name);
  return { name, hash, number: highest + 1 };
}

/** The template of a revision, by its hash; undefined for one that is forgotten. */
export function templateOf(plane: Plane, owner: KubeObject, hash: string): unknown {
  const revision = revisionsOf(plane, owner).find((each) => each.metadata.labels?.[hashLabel] === hash);
  if (revision === undefined || controllerOf(revision)?.uid !== owner.metadata.uid) return undefined;
  const { $patch: _, ...template } = objectAt(revision, "data", "spec", "template");
  return listAt(template, "spec", "containers").length > 0 ? template : undefined;
}

/** The hash of the revision that a pod was made from. */
export const podHash = (pod: KubeObject): string => pod.metadata.labels?.[hashLabel] ?? "";
export { hashLabel };
