import { replicaSetOf } from "../../../world/pod";
import type { Pod } from "../../../world/pod";
import { equal, listAt, objectAt, textAt, textsAt } from "../json-value";
import { timestamp } from "../kind";
import type { KubeObject } from "../kind";
import { ids } from "./ids";
import { controlledBy } from "./plane";
import type { Kubelets } from "./kubelets";
import type { Plane } from "./plane";
import { hashLabel, hashOf } from "./revisions";

/** Whether the World deploys a workload by the clock, so that no controller may meddle. */
export type IsPlayed = (kind: string, namespace: string, name: string) => boolean;

const minute = 60_000;
/** How far ahead the World's deployments are looked up. */
const ahead = 10 * minute;

const kinds = { Deployment: ids.deployments, StatefulSet: ids.statefulSets, DaemonSet: ids.daemonSets } as const;
const isKind = (kind: string): kind is keyof typeof kinds => kind in kinds;
const impatient = ["not-ready", "unreachable"].map((key) => ({ key: `node.kubernetes.io/${key}`, operator: "Exists", effect: "NoExecute", tolerationSeconds: 300 }));

/** What the World says of its own pods, as the objects that their workloads' templates make of them. */
function objectFor(plane: Plane, pod: Pod): KubeObject | undefined {
  const { store, cluster } = plane;
  const { namespace, name, uid, workload, owner, life, node } = pod;
  if (!isKind(workload.kind)) return undefined;
  const set = store.get(kinds[workload.kind], namespace, workload.name);
  if (set === undefined) return undefined;
  const template = objectAt(set, "spec", "template");
  const hash = hashOf(cluster.seed, template);
  const extra = {
    Deployment: () => ({ "pod-template-hash": replicaSetOf(cluster.seed, { ...workload, kind: "Deployment", replicas: 1 }).hash }),
    StatefulSet: () => ({ "apps.kubernetes.io/pod-index": name.slice(workload.name.length + 1), "statefulset.kubernetes.io/pod-name": name, [hashLabel]: hash }),
    DaemonSet: () => ({ [hashLabel]: hash, "pod-template-generation": "1" }),
  }[workload.kind]();
  const spec = objectAt(template, "spec");
  const claims = workload.kind !== "StatefulSet" ? [] : listAt(set, "spec", "volumeClaimTemplates").map((claim) => ({ name: textAt(claim, "metadata", "name") ?? "data", persistentVolumeClaim: { claimName: `${textAt(claim, "metadata", "name") ?? "data"}-${name}` } }));
  const volumes = [...claims, ...listAt(spec, "volumes")];
  return plane.prepared(ids.pods, {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name,
      ...(workload.kind !== "StatefulSet" && { generateName: `${owner.name}-` }),
      namespace,
      uid,
      creationTimestamp: timestamp(life.created),
      labels: { ...textsAt(template, "metadata", "labels"), ...extra },
      ownerReferences: [{ ...controlledBy("statefulSets", set), kind: owner.kind, name: owner.name, uid: owner.uid }],
    },
    spec: {
      ...spec,
      ...(volumes.length > 0 && { volumes }),
      ...(workload.kind === "StatefulSet" && { hostname: name, subdomain: textAt(set, "spec", "serviceName") }),
      nodeName: node.name,
      tolerations: [...listAt(spec, "tolerations"), ...impatient],
    },
    // Whoever sees a pod without this takes it for one to be scheduled.
    status: { phase: "Running" },
  }) as KubeObject;
}

/** Shows the pods that the World has by itself, and those that it deploys by the clock until somebody changes them. */
export function createWorldPods(plane: Plane): { readonly isPlayed: IsPlayed; readonly ended: (pod: Pod) => void; start(kubelets: Kubelets): void } {
  const { store, time, cluster } = plane;
  const played = new Set<string>();
  const keyOf = (kind: string, namespace: string, name: string) => `${kind} ${namespace}/${name}`;
  let kubelets: Kubelets | undefined;

  const show = (pod: Pod): void => {
    const object = objectFor(plane, pod);
    if (object === undefined) return;
    store.put(ids.pods, object);
    kubelets?.adopt(pod);
  };

  const lookAhead = (from: number): void => {
    for (const pod of cluster.pods.moving(from, from + ahead)) {
      const { kind, namespace, name } = pod.workload;
      if (pod.life.created <= from || pod.life.created > from + ahead || !played.has(keyOf(kind, namespace, name))) continue;
      time.at(pod.life.created, () => {
        if (played.has(keyOf(kind, namespace, name))) show(pod);
      });
    }
    time.at(from + ahead, () => lookAhead(from + ahead));
  };

  /** From now on people decide about this workload. */
  const release = (kind: string, namespace: string, name: string, except?: string): void => {
    if (!played.delete(keyOf(kind, namespace, name))) return;
    const at = time.now();
    const standing = cluster.pods.at(at).filter(({ workload }) => workload.kind === kind && workload.name === name && workload.namespace === namespace);
    cluster.pods.release({ namespace, name }, at);
    for (const { uid, life } of standing) if (uid !== except && life.killed > at) kubelets?.relive(uid, { ...life, killed: Infinity, gone: Infinity });
  };

  return {
    isPlayed: (kind, namespace, name) => played.has(keyOf(kind, namespace, name)),
    ended: ({ workload, uid }) => release(workload.kind, workload.namespace, workload.name, uid),
    start(given) {
      kubelets = given;
      const at = time.now();
      for (const { workload } of cluster.pods.moving(at, at + 60 * minute)) played.add(keyOf(workload.kind, workload.namespace, workload.name));
      for (const pod of cluster.pods.at(at)) show(pod);
      lookAhead(at);
      for (const [kind, id] of Object.entries(kinds)) {
        plane.on(id, ({ type, object, previous }) => {
          const { namespace = "", name } = object.metadata;
          if (!played.has(keyOf(kind, namespace, name))) return;
          if (type === "DELETED" || (previous !== undefined && !equal(previous.spec, object.spec))) release(kind, namespace, name);
        });
      }
    },
  };
}
