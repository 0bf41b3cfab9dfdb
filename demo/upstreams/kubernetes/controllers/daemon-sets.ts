import { equal, listAt, numberAt, objectAt, textAt, withAt } from "../json-value";
import type { KubeObject } from "../kind";
import { ids } from "./ids";
import { isOver } from "./kubelets";
import { nodeObstacle } from "./node-fit";
import { controllerOf, isGoing } from "./plane";
import type { Plane } from "./plane";
import { endPod, makePod } from "./pod-maker";
import { isActive, isPodReady } from "./pod-state";
import { currentRevision, hashLabel, podHash } from "./revisions";

const generationKey = "deprecated.daemonset.template.generation";

/** What every daemon's pod bears with, whatever its template says. */
const stubborn = [["not-ready", "NoExecute"], ["unreachable", "NoExecute"], ["disk-pressure", "NoSchedule"], ["memory-pressure", "NoSchedule"], ["pid-pressure", "NoSchedule"], ["unschedulable", "NoSchedule"]].map(([key, effect]) => ({ key: `node.kubernetes.io/${key ?? ""}`, operator: "Exists", effect }));

/** The node that a daemon's pod is on or meant for. */
function nodeOf(pod: KubeObject): string {
  return textAt(pod, "spec", "nodeName") ?? textAt(pod, "spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms", 0, "matchFields", 0, "values", 0) ?? "";
}

/** Keeps one pod of each DaemonSet on every node that may have it. */
export function startDaemonSets(plane: Plane): void {
  const { store, time } = plane;

  const reconcile = (namespace: string, name: string): void => {
    const set = store.get(ids.daemonSets, namespace, name);
    if (set === undefined || isGoing(set)) return;
    const { hash, number } = currentRevision(plane, set, "daemonSets");
    const template = objectAt(set, "spec", "template");
    const probe = { ...set, metadata: { ...set.metadata, ...objectAt(template, "metadata") }, spec: { ...objectAt(template, "spec"), tolerations: [...listAt(template, "spec", "tolerations"), ...stubborn] } } as KubeObject;
    const meant = store.list(ids.nodes).filter((node) => nodeObstacle(probe, node) === undefined).map((node) => node.metadata.name);
    const pods = plane.podsOf(set.metadata.uid).filter((pod) => !isOver(pod));
    const byNode = new Map(pods.map((pod) => [nodeOf(pod), pod]));
    for (const [turn, node] of meant.entries()) {
      if (byNode.has(node)) continue;
      makePod(plane, {
        owner: set,
        ownerKind: "daemonSets",
        template,
        labels: { [hashLabel]: hash, "pod-template-generation": String(number) },
        spec: {
          tolerations: [...listAt(template, "spec", "tolerations"), ...stubborn],
          affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchFields: [{ key: "metadata.name", operator: "In", values: [node] }] }] } } },
        },
        turn,
      });
    }
    for (const pod of pods) if (!meant.includes(nodeOf(pod)) && isActive(pod)) endPod(plane, pod, set, "daemonSets");
    if (textAt(set, "spec", "updateStrategy", "type") !== "OnDelete") replaceOne(set, meant, byNode, hash);
    report(set, meant, hash);
  };

  const replaceOne = (set: KubeObject, meant: readonly string[], byNode: ReadonlyMap<string, KubeObject>, hash: string) => {
    const given = objectAt(set, "spec", "updateStrategy", "rollingUpdate").maxUnavailable ?? 1;
    const most = Math.max(1, typeof given === "string" ? Math.ceil((Number(given.replace("%", "")) * meant.length) / 100) : Number(given));
    const lacking = meant.filter((node) => {
      const pod = byNode.get(node);
      return pod === undefined || !isPodReady(pod);
    });
    let spare = most - lacking.length;
    for (const node of meant) {
      const pod = byNode.get(node);
      if (pod === undefined || isGoing(pod) || podHash(pod) === hash) continue;
      const lame = !isPodReady(pod);
      if (!lame && spare <= 0) continue;
      if (!lame) spare -= 1;
      endPod(plane, pod, set, "daemonSets");
    }
  };

  const report = (set: KubeObject, meant: readonly string[], hash: string) => {
    const pods = plane.podsOf(set.metadata.uid).filter(isActive);
    const here = pods.filter((pod) => meant.includes(nodeOf(pod)));
    const ready = here.filter(isPodReady).length;
    plane.status(ids.daemonSets, set, {
      currentNumberScheduled: here.length,
      numberMisscheduled: pods.length - here.length,
      desiredNumberScheduled: meant.length,
      numberReady: ready,
      observedGeneration: numberAt(set, "metadata", "generation") ?? 1,
      updatedNumberScheduled: here.filter((pod) => podHash(pod) === hash).length,
      ...(ready > 0 && { numberAvailable: ready }),
      ...(meant.length > ready && { numberUnavailable: meant.length - ready }),
    });
  };

  const later = (namespace: string | undefined, name: string) => time.soon(`daemonset ${namespace ?? ""}/${name}`, () => reconcile(namespace ?? "", name));
  for (const { metadata } of store.list(ids.daemonSets)) later(metadata.namespace, metadata.name);
  plane.on(ids.daemonSets, ({ type, object, previous }) => {
    if (type === "DELETED") return;
    // The template's own generation goes up with it, in an annotation that nobody dared to remove.
    if (previous !== undefined && !equal(objectAt(previous, "spec", "template"), objectAt(object, "spec", "template"))) {
      const before = Number(textAt(object, "metadata", "annotations", generationKey) ?? 1);
      store.put(ids.daemonSets, withAt({ ...object }, ["metadata", "annotations", generationKey], String(before + 1)));
    }
    later(object.metadata.namespace, object.metadata.name);
  });
  plane.on(ids.pods, ({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === "DaemonSet") later(object.metadata.namespace, owner.name);
  });
  plane.on(ids.nodes, ({ type, object, previous }) => {
    if (type === "MODIFIED" && equal(object.spec, previous?.spec) && equal(object.metadata.labels, previous?.metadata.labels)) return;
    for (const { metadata } of store.list(ids.daemonSets)) later(metadata.namespace, metadata.name);
  });
}
