import { replicaSetOf } from "../../../world/pod";
import { equal, listAt, numberAt, objectAt, textAt, textsAt, withAt } from "../json-value";
import { timestamp } from "../kind";
import type { KubeObject } from "../kind";
import { ids } from "./ids";
import { controlledBy, controllerOf, isGoing } from "./plane";
import type { Plane } from "./plane";
import { isActive, isPodReady, withUpdatedCondition } from "./pod-state";
import { hashOf } from "./revisions";

const revisionKey = "deployment.kubernetes.io/revision";
const hashKey = "pod-template-hash";
const component = "deployment-controller";

/** A count, or a share of the replicas. */
function counted(value: unknown, of: number, round: (x: number) => number): number {
  return typeof value === "string" && value.endsWith("%") ? round((Number(value.slice(0, -1)) * of) / 100) : Number(value ?? 0);
}

const replicasOf = (object: KubeObject) => numberAt(object, "spec", "replicas") ?? 1;
const revisionOf = (set: KubeObject) => Number(textAt(set, "metadata", "annotations", revisionKey) ?? 0);

/** The set's template as its Deployment wrote it. */
function plainTemplate(set: KubeObject): unknown {
  const template = objectAt(set, "spec", "template");
  const { [hashKey]: _, ...labels } = textsAt(template, "metadata", "labels");
  return { ...template, metadata: { ...objectAt(template, "metadata"), labels } };
}

/** Moves each Deployment from one ReplicaSet to the next, as its strategy says. */
export function startDeployments(plane: Plane): void {
  const { store, time, events, cluster } = plane;
  const setsOf = (deployment: KubeObject) => plane.dependents(deployment.metadata.uid).filter(({ kind, object }) => kind.plural === "replicasets" && !isGoing(object)).map(({ object }) => object).sort((a, b) => revisionOf(a) - revisionOf(b));

  const make = (deployment: KubeObject, revision: number, replicas: number): KubeObject => {
    const { namespace = "default", name } = deployment.metadata;
    const template = objectAt(deployment, "spec", "template");
    const own = plane.beginning ? cluster.workloads.find((workload) => workload.kind === "Deployment" && workload.namespace === namespace && workload.name === name) : undefined;
    const given = own && replicaSetOf(cluster.seed, own);
    const hash = given?.hash ?? hashOf(cluster.seed, template);
    const labels = { ...textsAt(template, "metadata", "labels"), [hashKey]: hash } as Readonly<Record<string, string>>;
    return store.put(ids.replicaSets, plane.prepared(ids.replicaSets, {
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      metadata: {
        name: `${name}-${hash}`,
        namespace,
        ...(given && { uid: given.uid }),
        creationTimestamp: plane.beginning ? deployment.metadata.creationTimestamp : timestamp(time.now()),
        labels,
        annotations: { ...annotationsOf(deployment), "deployment.kubernetes.io/desired-replicas": String(replicasOf(deployment)), "deployment.kubernetes.io/max-replicas": String(replicasOf(deployment) + surge(deployment)), [revisionKey]: String(revision) },
        ownerReferences: [controlledBy("deployments", deployment)],
      },
      spec: { replicas, selector: withAt(objectAt(deployment, "spec", "selector"), ["matchLabels", hashKey], hash), template: { ...template, metadata: { ...objectAt(template, "metadata"), labels } } },
    }));
  };

  const scale = (deployment: KubeObject, set: KubeObject, replicas: number): void => {
    const before = replicasOf(set);
    if (before === replicas) return;
    store.put(ids.replicaSets, withAt({ ...set }, ["spec", "replicas"], replicas));
    if (!plane.beginning) events.about(deployment, "Normal", "ScalingReplicaSet", `Scaled ${replicas > before ? "up" : "down"} replica set ${set.metadata.name} from ${before} to ${replicas}`, component);
  };

  const reconcile = (namespace: string, name: string): void => {
    const deployment = store.get(ids.deployments, namespace, name);
    if (deployment === undefined || isGoing(deployment)) return;
    const template = objectAt(deployment, "spec", "template");
    const sets = setsOf(deployment);
    const wanted = replicasOf(deployment);
    const paused = objectAt(deployment, "spec").paused === true;
    let current = sets.find((set) => equal(plainTemplate(set), withLabels(template)));
    const highest = Math.max(0, ...sets.map(revisionOf));
    if (current === undefined && !paused) {
      const first = sets.length === 0;
      const recreate = textAt(deployment, "spec", "strategy", "type") === "Recreate";
      const others = sets.reduce((sum, set) => sum + replicasOf(set), 0);
      const room = first ? wanted : recreate ? 0 : Math.max(0, Math.min(wanted, wanted + surge(deployment) - others));
      current = make(deployment, plane.beginning ? Math.max(1, Number(textAt(deployment, "metadata", "annotations", revisionKey) ?? 1)) : highest + 1, room);
      if (!plane.beginning && room > 0) events.about(deployment, "Normal", "ScalingReplicaSet", `Scaled up replica set ${current.metadata.name} from 0 to ${room}`, component);
    } else if (current !== undefined && !paused && revisionOf(current) < highest) {
      current = store.put(ids.replicaSets, withAt({ ...current }, ["metadata", "annotations", revisionKey], String(highest + 1)));
    }
    if (current !== undefined) {
      const revision = textAt(current, "metadata", "annotations", revisionKey);
      if (revision !== undefined && textAt(deployment, "metadata", "annotations", revisionKey) !== revision) store.put(ids.deployments, withAt({ ...(store.get(ids.deployments, namespace, name) ?? deployment) }, ["metadata", "annotations", revisionKey], revision));
    }
    if (paused) proportional(deployment, sets, wanted);
    else if (current !== undefined) roll(deployment, current, setsOf(deployment).filter(({ metadata }) => metadata.uid !== current.metadata.uid), wanted);
    if (!paused) forgetOld(deployment, current);
    report(store.get(ids.deployments, namespace, name) ?? deployment, current, paused);
  };

  /** While a rollout is paused, the sets there are share what is asked for. */
  const proportional = (deployment: KubeObject, sets: readonly KubeObject[], wanted: number) => {
    const newest = sets.filter((set) => replicasOf(set) > 0).at(-1) ?? sets.at(-1);
    const sum = sets.reduce((total, set) => total + replicasOf(set), 0);
    if (newest !== undefined && sum !== wanted && replicasOf(newest) === sum) scale(deployment, newest, wanted);
  };

  const roll = (deployment: KubeObject, current: KubeObject, old: readonly KubeObject[], wanted: number) => {
    const activeOld = old.filter((set) => replicasOf(set) > 0);
    if (textAt(deployment, "spec", "strategy", "type") === "Recreate") {
      for (const set of activeOld) scale(deployment, set, 0);
      const left = old.some((set) => plane.podsOf(set.metadata.uid).length > 0);
      if (!left || replicasOf(current) > wanted) scale(deployment, current, wanted);
      return;
    }
    const oldSum = activeOld.reduce((sum, set) => sum + replicasOf(set), 0);
    const most = wanted + surge(deployment);
    if (replicasOf(current) > wanted) scale(deployment, current, wanted);
    else if (replicasOf(current) < wanted) scale(deployment, current, Math.max(replicasOf(current), Math.min(wanted, most - oldSum)));
    const now = store.get(ids.replicaSets, current.metadata.namespace, current.metadata.name) ?? current;
    const available = (set: KubeObject) => plane.podsOf(set.metadata.uid).filter(isPodReady).length;
    const least = wanted - unavailable(deployment);
    // Pods of old sets that never became ready go first: nobody misses them.
    for (const set of activeOld) {
      const bad = replicasOf(set) - available(set);
      const spare = oldSum + replicasOf(now) - least - (replicasOf(now) - available(now));
      if (bad > 0 && spare > 0 && replicasOf(now) > 0) scale(deployment, set, replicasOf(set) - Math.min(bad, spare));
    }
    // What was asked to go is still there for a moment: neither count alone can be trusted.
    const asked = activeOld.reduce((sum, set) => sum + replicasOf(store.get(ids.replicaSets, set.metadata.namespace, set.metadata.name) ?? set), 0);
    let spare = Math.min([...activeOld, now].reduce((sum, set) => sum + available(set), 0), asked + available(now)) - least;
    for (const set of activeOld) {
      if (spare <= 0) break;
      const fresh = store.get(ids.replicaSets, set.metadata.namespace, set.metadata.name) ?? set;
      const down = Math.min(replicasOf(fresh), spare);
      spare -= down;
      scale(deployment, fresh, replicasOf(fresh) - down);
    }
  };

  const forgetOld = (deployment: KubeObject, current: KubeObject | undefined) => {
    const limit = numberAt(deployment, "spec", "revisionHistoryLimit") ?? 10;
    const idle = setsOf(deployment).filter((set) => set.metadata.uid !== current?.metadata.uid && replicasOf(set) === 0 && plane.podsOf(set.metadata.uid).length === 0);
    for (const set of idle.slice(0, Math.max(0, idle.length - limit))) store.remove(ids.replicaSets, set.metadata.namespace, set.metadata.name);
  };

  const report = (deployment: KubeObject, current: KubeObject | undefined, paused: boolean) => {
    const wanted = replicasOf(deployment);
    const pods = setsOf(deployment).flatMap((set) => plane.podsOf(set.metadata.uid)).filter(isActive);
    const updated = current === undefined ? 0 : plane.podsOf(current.metadata.uid).filter(isActive).length;
    const available = pods.filter(isPodReady).length;
    const now = timestamp(plane.beginning ? Date.parse(deployment.metadata.creationTimestamp) + 60_000 : time.now());
    const before = listAt(deployment, "status", "conditions");
    const enough = available >= wanted - unavailable(deployment);
    const complete = updated === wanted && pods.length === wanted && available === wanted;
    const set = current?.metadata.name ?? "";
    const failure = listAt(current, "status", "conditions").find((condition) => textAt(condition, "type") === "ReplicaFailure");
    const deadline = (numberAt(deployment, "spec", "progressDeadlineSeconds") ?? 600) * 1_000;
    const progressing = before.find((condition) => textAt(condition, "type") === "Progressing");
    const signature = `${updated} ${available} ${pods.length}`;
    const moved = `${numberAt(deployment, "status", "updatedReplicas") ?? 0} ${numberAt(deployment, "status", "availableReplicas") ?? 0} ${numberAt(deployment, "status", "replicas") ?? 0}` !== signature || textAt(progressing, "message")?.includes(`"${set}"`) === false;
    const since = moved ? time.now() : Date.parse(textAt(progressing, "lastUpdateTime") ?? now);
    const given = !moved && textAt(progressing, "reason") === "ProgressDeadlineExceeded";
    const late = !complete && !paused && (given || time.now() - since >= deadline);
    if (!complete && !paused && !late) time.soon(`deadline ${deployment.metadata.uid} ${since}`, () => reconcile(deployment.metadata.namespace ?? "", deployment.metadata.name), Math.max(1_000, since + deadline - time.now()));
    let conditions = withUpdatedCondition(before, "Available", enough ? { status: "True", reason: "MinimumReplicasAvailable", message: "Deployment has minimum availability." } : { status: "False", reason: "MinimumReplicasUnavailable", message: "Deployment does not have minimum availability." }, now);
    const progress = paused
      ? { status: (textAt(progressing, "status") ?? "True") as "True", reason: "DeploymentPaused", message: "Deployment is paused" }
      : complete
        ? { status: "True" as const, reason: "NewReplicaSetAvailable", message: `ReplicaSet "${set}" has successfully progressed.` }
        : late
          ? { status: "False" as const, reason: "ProgressDeadlineExceeded", message: `ReplicaSet "${set}" has timed out progressing.` }
          : { status: "True" as const, reason: "ReplicaSetUpdated", message: `ReplicaSet "${set}" is progressing.` };
    conditions = withUpdatedCondition(conditions, "Progressing", progress, now).map((condition) => (moved && textAt(condition, "type") === "Progressing" && !complete ? { ...condition, lastUpdateTime: now } : condition));
    conditions = withUpdatedCondition(conditions, "ReplicaFailure", failure === undefined ? undefined : { status: "True", reason: textAt(failure, "reason") ?? "FailedCreate", message: textAt(failure, "message") ?? "" }, now);
    const lacking = Math.max(0, wanted - available);
    plane.status(ids.deployments, deployment, {
      observedGeneration: numberAt(deployment, "metadata", "generation") ?? 1,
      ...(pods.length > 0 && { replicas: pods.length }),
      ...(updated > 0 && { updatedReplicas: updated }),
      ...(available > 0 && { readyReplicas: available, availableReplicas: available }),
      ...(lacking > 0 && { unavailableReplicas: lacking }),
      conditions,
    });
  };

  const later = (namespace: string | undefined, name: string) => time.soon(`deployment ${namespace ?? ""}/${name}`, () => reconcile(namespace ?? "", name));
  for (const { metadata } of store.list(ids.deployments)) later(metadata.namespace, metadata.name);
  plane.on(ids.deployments, ({ type, object }) => {
    if (type !== "DELETED") later(object.metadata.namespace, object.metadata.name);
  });
  plane.on(ids.replicaSets, ({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === "Deployment") later(object.metadata.namespace, owner.name);
  });
  plane.on(ids.pods, ({ object, type }) => {
    const set = controllerOf(object);
    if (set?.kind !== "ReplicaSet" || type !== "DELETED") return;
    const found = store.get(ids.replicaSets, object.metadata.namespace, set.name);
    const owner = found && controllerOf(found);
    if (owner) later(object.metadata.namespace, owner.name);
  });
}

const withLabels = (template: Readonly<Record<string, unknown>>) => ({ ...template, metadata: { ...objectAt(template, "metadata"), labels: textsAt(template, "metadata", "labels") } });
const surge = (deployment: KubeObject) => {
  const [most, least] = [rolling(deployment, "maxSurge", Math.ceil), rolling(deployment, "maxUnavailable", Math.floor)];
  return textAt(deployment, "spec", "strategy", "type") === "Recreate" ? 0 : most === 0 && least === 0 ? 1 : most;
};
const unavailable = (deployment: KubeObject) => (textAt(deployment, "spec", "strategy", "type") === "Recreate" ? replicasOf(deployment) : rolling(deployment, "maxUnavailable", Math.floor));
const rolling = (deployment: KubeObject, key: string, round: (x: number) => number) => counted(objectAt(deployment, "spec", "strategy", "rollingUpdate")[key] ?? "25%", replicasOf(deployment), round);

/** What a ReplicaSet says of its Deployment's annotations. */
function annotationsOf(deployment: KubeObject): object {
  const { "kubectl.kubernetes.io/last-applied-configuration": _, [revisionKey]: __, ...rest } = objectAt(deployment, "metadata", "annotations");
  return rest;
}
