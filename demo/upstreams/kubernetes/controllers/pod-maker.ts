import { seedOf, suffix, uuid } from "../../../world/dice";
import { listAt, objectAt, textsAt } from "../json-value";
import { timestamp } from "../kind";
import type { KubeObject } from "../kind";
import { refusalOf } from "./admission";
import { ids } from "./ids";
import { controlledBy, isGoing } from "./plane";
import type { Plane } from "./plane";

/** What a controller wants a pod to be beyond its template. */
export interface PodWish {
  readonly owner: KubeObject;
  readonly ownerKind: "replicaSets" | "statefulSets" | "daemonSets" | "jobs";
  readonly template: unknown;
  /** Its name; one that is drawn after the owner's when left out. */
  readonly name?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly spec?: object;
  /** Tells one pod of an owner from the next, when several are made in the same moment. */
  readonly turn: number;
}

const impatient = ["not-ready", "unreachable"].map((key) => ({ key: `node.kubernetes.io/${key}`, operator: "Exists", effect: "NoExecute", tolerationSeconds: 300 }));

/** Makes a pod and says so; where a policy refuses it, says that instead and returns the refusal. */
export function makePod(plane: Plane, { owner, ownerKind, template, name, labels = {}, annotations = {}, finalizers = [], spec = {}, turn }: PodWish): { readonly made?: KubeObject; readonly refused?: string } {
  const { store, cluster, time, events } = plane;
  const at = time.now();
  const own = seedOf(cluster.seed, `${owner.metadata.uid} ${name ?? ""} ${plane.beginning ? "first" : Math.floor(at)} ${turn}`);
  const podName = name ?? `${owner.metadata.name}-${suffix(own, "pod", 5)}`;
  const given = objectAt(template, "spec");
  const component = components[ownerKind];
  const pod = plane.prepared(ids.pods, {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: podName,
      ...(name === undefined && { generateName: `${owner.metadata.name}-` }),
      namespace: owner.metadata.namespace ?? "default",
      uid: uuid(own, "uid"),
      creationTimestamp: plane.beginning ? owner.metadata.creationTimestamp : timestamp(at),
      labels: { ...textsAt(template, "metadata", "labels"), ...labels },
      ...(Object.keys({ ...textsAt(template, "metadata", "annotations"), ...annotations }).length > 0 && { annotations: { ...textsAt(template, "metadata", "annotations"), ...annotations } }),
      ownerReferences: [controlledBy(ownerKind, owner)],
      ...(finalizers.length > 0 && { finalizers }),
    },
    spec: { ...given, tolerations: [...listAt(given, "tolerations"), ...impatient], ...spec },
  }) as KubeObject;
  const refused = refusalOf(plane, pod);
  if (refused !== undefined) {
    events.about(owner, "Warning", "FailedCreate", ownerKind === "statefulSets" ? `create Pod ${podName} in StatefulSet ${owner.metadata.name} failed error: ${refused}` : `Error creating: ${refused}`, component);
    return { refused };
  }
  const made = store.put(ids.pods, pod);
  if (!plane.beginning) events.about(owner, "Normal", "SuccessfulCreate", ownerKind === "statefulSets" ? `create Pod ${podName} in StatefulSet ${owner.metadata.name} successful` : `Created pod: ${podName}`, component);
  return { made };
}

const components = { replicaSets: "replicaset-controller", statefulSets: "statefulset-controller", daemonSets: "daemonset-controller", jobs: "job-controller" } as const;

/** Tells a pod to end, as its controller does. */
export function endPod(plane: Plane, pod: KubeObject, owner: KubeObject, ownerKind: PodWish["ownerKind"]): void {
  const { store, time, events } = plane;
  if (isGoing(pod)) return;
  const bound = objectAt(pod, "spec").nodeName !== undefined;
  events.about(owner, "Normal", "SuccessfulDelete", ownerKind === "statefulSets" ? `delete Pod ${pod.metadata.name} in StatefulSet ${owner.metadata.name} successful` : `Deleted pod: ${pod.metadata.name}`, components[ownerKind]);
  if (!bound) return void store.remove(ids.pods, pod.metadata.namespace, pod.metadata.name);
  const grace = objectAt(pod, "spec").terminationGracePeriodSeconds;
  const seconds = typeof grace === "number" ? grace : 30;
  store.put(ids.pods, { ...pod, metadata: { ...pod.metadata, deletionTimestamp: timestamp(time.now() + seconds * 1_000), deletionGracePeriodSeconds: seconds } });
}
