import { listAt, numberAt, objectAt } from "../json-value";
import { timestamp } from "../kind";
import type { KubeObject } from "../kind";
import { ids } from "./ids";
import type { IsPlayed } from "./world-pods";
import { controllerOf, isGoing } from "./plane";
import type { Plane } from "./plane";
import { endPod, makePod } from "./pod-maker";
import { firstToGo, isActive, isPodReady, withCondition } from "./pod-state";

/** Keeps as many pods of each ReplicaSet as it asks for. */
export function startReplicaSets(plane: Plane, isPlayed: IsPlayed): void {
  const { store, time } = plane;
  const refusals = new Map<string, number>();

  const reconcile = (namespace: string, name: string): void => {
    const set = store.get(ids.replicaSets, namespace, name);
    if (set === undefined || isGoing(set)) return;
    const wanted = numberAt(set, "spec", "replicas") ?? 1;
    const active = plane.podsOf(set.metadata.uid).filter(isActive);
    const owner = controllerOf(set);
    // What the World deploys by the clock makes and ends its pods itself.
    if (owner !== undefined && isPlayed(owner.kind, namespace, owner.name)) return report(set, undefined);
    let refused: string | undefined;
    for (let turn = active.length; turn < wanted && refused === undefined; turn++) {
      refused = makePod(plane, { owner: set, ownerKind: "replicaSets", template: objectAt(set, "spec", "template"), turn }).refused;
    }
    for (const pod of firstToGo(active).slice(0, Math.max(0, active.length - wanted))) endPod(plane, pod, set, "replicaSets");
    if (refused !== undefined) {
      const tries = (refusals.get(set.metadata.uid) ?? 0) + 1;
      refusals.set(set.metadata.uid, tries);
      time.soon(`again ${set.metadata.uid}`, () => reconcile(namespace, name), Math.min(1_000_000, 1_000 * 2 ** Math.min(tries, 10)));
    }
    report(set, refused ?? (active.length < wanted ? undefined : false));
  };

  /** `refused`: why pods could not be made; false where that is over. */
  const report = (set: KubeObject, refused: string | false | undefined) => {
    const pods = plane.podsOf(set.metadata.uid).filter(isActive);
    const ready = pods.filter(isPodReady).length;
    const before = listAt(set, "status", "conditions");
    const conditions = refused === undefined ? [...before] : withCondition(before, "ReplicaFailure", refused === false ? undefined : { status: "True", reason: "FailedCreate", message: refused }, timestamp(time.now()));
    plane.status(ids.replicaSets, set, {
      replicas: pods.length,
      ...(pods.length > 0 && { fullyLabeledReplicas: pods.length }),
      ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }),
      observedGeneration: numberAt(set, "metadata", "generation") ?? 1,
      ...(conditions.length > 0 && { conditions }),
    });
  };

  const later = (namespace: string | undefined, name: string) => time.soon(`replicaset ${namespace ?? ""}/${name}`, () => reconcile(namespace ?? "", name));
  for (const { metadata } of store.list(ids.replicaSets)) later(metadata.namespace, metadata.name);
  plane.on(ids.replicaSets, ({ type, object }) => {
    if (type !== "DELETED") later(object.metadata.namespace, object.metadata.name);
  });
  plane.on(ids.pods, ({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === "ReplicaSet") later(object.metadata.namespace, owner.name);
  });
}
