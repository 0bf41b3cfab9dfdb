import { listAt, numberAt, objectAt, textAt } from "../json-value";
import type { KubeObject } from "../kind";
import { ids } from "./ids";
import type { IsPlayed } from "./world-pods";
import { isOver } from "./kubelets";
import { controllerOf, isGoing } from "./plane";
import type { Plane } from "./plane";
import { endPod, makePod } from "./pod-maker";
import { isPodReady } from "./pod-state";
import { currentRevision, hashLabel, podHash, templateOf } from "./revisions";

const ordinalOf = (pod: KubeObject) => Number(/-(\d+)$/.exec(pod.metadata.name)?.[1] ?? -1);

/** Keeps each StatefulSet's pods, one for each number, in their order. */
export function startStatefulSets(plane: Plane, isPlayed: IsPlayed): void {
  const { store, time } = plane;

  const reconcile = (namespace: string, name: string): void => {
    const set = store.get(ids.statefulSets, namespace, name);
    if (set === undefined || isGoing(set)) return;
    const revision = currentRevision(plane, set, "statefulSets");
    if (plane.beginning) for (let ordinal = 0; ordinal < (numberAt(set, "spec", "replicas") ?? 1); ordinal++) claim(set, `${name}-${ordinal}`);
    // What the World deploys by the clock makes and ends its pods itself.
    if (!isPlayed("StatefulSet", namespace, name)) arrange(set, revision.hash);
    report(store.get(ids.statefulSets, namespace, name) ?? set, revision.name, revision.hash);
  };

  const claim = (set: KubeObject, pod: string) => {
    for (const template of listAt(set, "spec", "volumeClaimTemplates")) {
      const claimName = `${textAt(template, "metadata", "name") ?? "data"}-${pod}`;
      const namespace = set.metadata.namespace ?? "default";
      if (store.get(ids.claims, namespace, claimName) !== undefined) continue;
      store.put(ids.claims, plane.prepared(ids.claims, {
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: { name: claimName, namespace, labels: objectAt(set, "spec", "selector", "matchLabels") as Readonly<Record<string, string>>, ...(plane.beginning && { creationTimestamp: set.metadata.creationTimestamp }), finalizers: ["kubernetes.io/pvc-protection"] },
        spec: objectAt(template, "spec"),
        status: { phase: "Pending" },
      }));
    }
  };

  const make = (set: KubeObject, ordinal: number, newest: string): void => {
    const name = `${set.metadata.name}-${ordinal}`;
    const partition = numberAt(set, "spec", "updateStrategy", "rollingUpdate", "partition") ?? 0;
    const older = textAt(set, "status", "currentRevision")?.slice(set.metadata.name.length + 1);
    const hash = ordinal < partition && older !== undefined && templateOf(plane, set, older) !== undefined ? older : newest;
    claim(set, name);
    const given = templateOf(plane, set, hash) ?? objectAt(set, "spec", "template");
    const volumes = [
      ...listAt(set, "spec", "volumeClaimTemplates").map((template) => ({ name: textAt(template, "metadata", "name") ?? "data", persistentVolumeClaim: { claimName: `${textAt(template, "metadata", "name") ?? "data"}-${name}` } })),
      ...listAt(given, "spec", "volumes"),
    ];
    makePod(plane, {
      owner: set,
      ownerKind: "statefulSets",
      template: given,
      name,
      labels: { "apps.kubernetes.io/pod-index": String(ordinal), "statefulset.kubernetes.io/pod-name": name, [hashLabel]: hash },
      spec: { hostname: name, ...(textAt(set, "spec", "serviceName") !== undefined && { subdomain: textAt(set, "spec", "serviceName") }), ...(volumes.length > 0 && { volumes }) },
      turn: ordinal,
    });
  };

  const arrange = (set: KubeObject, newest: string): void => {
    const wanted = numberAt(set, "spec", "replicas") ?? 1;
    const start = numberAt(set, "spec", "ordinals", "start") ?? 0;
    const pods = plane.podsOf(set.metadata.uid);
    const byOrdinal = new Map(pods.map((pod) => [ordinalOf(pod), pod]));
    const parallel = textAt(set, "spec", "podManagementPolicy") === "Parallel" || plane.beginning;
    for (let ordinal = start; ordinal < start + wanted; ordinal++) {
      const pod = byOrdinal.get(ordinal);
      if (pod === undefined) make(set, ordinal, newest);
      else if (isOver(pod) && !isGoing(pod)) store.remove(ids.pods, pod.metadata.namespace, pod.metadata.name);
      if (!parallel && (pod === undefined || !isPodReady(pod))) return;
    }
    const extra = pods.filter((pod) => ordinalOf(pod) >= start + wanted || ordinalOf(pod) < start).sort((a, b) => ordinalOf(b) - ordinalOf(a));
    for (const pod of extra) {
      endPod(plane, pod, set, "statefulSets");
      if (!parallel) return;
    }
    if (extra.length > 0 || textAt(set, "spec", "updateStrategy", "type") === "OnDelete") return;
    const partition = numberAt(set, "spec", "updateStrategy", "rollingUpdate", "partition") ?? 0;
    for (let ordinal = start + wanted - 1; ordinal >= Math.max(start, partition); ordinal--) {
      const pod = byOrdinal.get(ordinal);
      if (pod === undefined || isGoing(pod)) return;
      if (podHash(pod) !== newest) return endPod(plane, pod, set, "statefulSets");
      if (!isPodReady(pod)) return;
    }
  };

  const report = (set: KubeObject, revision: string, hash: string) => {
    const pods = plane.podsOf(set.metadata.uid).filter((pod) => !isOver(pod));
    const standing = pods.filter((pod) => !isGoing(pod));
    const ready = standing.filter(isPodReady).length;
    const updated = standing.filter((pod) => podHash(pod) === hash).length;
    const wanted = numberAt(set, "spec", "replicas") ?? 1;
    const whole = updated === wanted && standing.length === wanted && ready === wanted;
    const before = textAt(set, "status", "currentRevision");
    const current = before === undefined || whole ? revision : before;
    plane.status(ids.statefulSets, set, {
      observedGeneration: numberAt(set, "metadata", "generation") ?? 1,
      replicas: pods.length,
      ...(ready > 0 && { readyReplicas: ready }),
      availableReplicas: ready,
      ...(current === revision ? { currentReplicas: updated } : { currentReplicas: standing.length - updated }),
      ...(updated > 0 && { updatedReplicas: updated }),
      currentRevision: current,
      updateRevision: revision,
      collisionCount: 0,
    });
  };

  const later = (namespace: string | undefined, name: string) => time.soon(`statefulset ${namespace ?? ""}/${name}`, () => reconcile(namespace ?? "", name));
  for (const { metadata } of store.list(ids.statefulSets)) later(metadata.namespace, metadata.name);
  plane.on(ids.statefulSets, ({ type, object }) => {
    if (type !== "DELETED") later(object.metadata.namespace, object.metadata.name);
  });
  plane.on(ids.pods, ({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === "StatefulSet") later(object.metadata.namespace, owner.name);
  });
}
