import { containerFigures } from "../../../world/container-figures";
import { equal, listAt, numberAt, objectAt, textAt, withAt } from "../json-value";
import { timestamp } from "../kind";
import type { KindId, KubeObject } from "../kind";
import { bytesOf } from "../manifests/quantities";
import { ids } from "./ids";
import type { Kubelets } from "./kubelets";
import type { Plane } from "./plane";
import { isPodReady, withCondition } from "./pod-state";

/** How often autoscalers look, ms. */
const period = 30_000;
const component = "horizontal-pod-autoscaler";
const targets: Readonly<Record<string, KindId>> = { Deployment: ids.deployments, StatefulSet: ids.statefulSets, ReplicaSet: ids.replicaSets };

interface Measured {
  readonly status: object;
  /** How many replicas this metric asks for. */
  readonly wanted: number;
}

/** Measures what each autoscaler's pods use, and changes how many there are: by one at a time. */
export function startAutoscalers(plane: Plane, kubelets: Kubelets): void {
  const { store, time, events, cluster } = plane;

  /** What a pod uses of a resource: cores over the last minute, or bytes. */
  const used = (pod: KubeObject, resource: string, at: number): number => {
    const world = kubelets.podOf(pod.metadata.uid);
    if (world === undefined) return 0;
    return world.workload.containers.reduce((sum, spec) => {
      const figures = containerFigures(world, spec, cluster.origin);
      return sum + (resource === "cpu" ? (figures.cpu(at) - figures.cpu(at - 60_000)) / 60 : figures.memory(at));
    }, 0);
  };

  const measure = (metric: unknown, pods: readonly KubeObject[], replicas: number, at: number): Measured | string => {
    const resource = textAt(metric, "resource", "name");
    if (resource === undefined) return { status: metric as object, wanted: replicas };
    const amounts = pods.map((pod) => used(pod, resource, at));
    const mean = amounts.length === 0 ? 0 : amounts.reduce((sum, each) => sum + each, 0) / amounts.length;
    const shown = resource === "cpu" ? `${Math.round(mean * 1_000)}m` : `${Math.round(mean / 2 ** 20)}Mi`;
    const utilization = numberAt(metric, "resource", "target", "averageUtilization");
    const value = bytesOf(textAt(metric, "resource", "target", "averageValue"));
    if (utilization === undefined) return { status: { type: "Resource", resource: { name: resource, current: { averageValue: shown } } }, wanted: value === undefined ? replicas : stepped(replicas, mean / value) };
    for (const pod of pods) for (const container of listAt(pod, "spec", "containers")) {
      if (textAt(container, "resources", "requests", resource) === undefined) return `failed to get ${resource} utilization: missing request for ${resource} in container ${textAt(container, "name") ?? ""} of Pod ${pod.metadata.name}`;
    }
    const asked = pods.map((pod) => listAt(pod, "spec", "containers").reduce<number>((sum, container) => sum + (bytesOf(textAt(container, "resources", "requests", resource)) ?? 0), 0));
    const request = asked.length === 0 ? 1 : asked.reduce((sum, each) => sum + each, 0) / asked.length;
    const percent = Math.round((mean / request) * 100);
    return { status: { type: "Resource", resource: { name: resource, current: { averageUtilization: percent, averageValue: shown } } }, wanted: stepped(replicas, percent / utilization) };
  };

  const look = (scaler: KubeObject): void => {
    const at = time.now();
    const { namespace = "" } = scaler.metadata;
    const kind = targets[textAt(scaler, "spec", "scaleTargetRef", "kind") ?? ""];
    const target = kind && store.get(kind, namespace, textAt(scaler, "spec", "scaleTargetRef", "name") ?? "");
    if (kind === undefined || target === undefined) return;
    const replicas = numberAt(target, "spec", "replicas") ?? 1;
    const selector = objectAt(target, "spec", "selector", "matchLabels");
    const pods = store.list(ids.pods, namespace).filter((pod) => isPodReady(pod) && Object.entries(selector).every(([key, value]) => pod.metadata.labels?.[key] === value));
    const measured = listAt(scaler, "spec", "metrics").map((metric) => measure(metric, pods, replicas, at));
    const failure = measured.find((each) => typeof each === "string");
    const good = measured.filter((each) => typeof each !== "string");
    const [least, most] = [numberAt(scaler, "spec", "minReplicas") ?? 1, numberAt(scaler, "spec", "maxReplicas") ?? replicas];
    const asked = replicas === 0 ? 0 : good.length === 0 ? replicas : Math.max(...good.map(({ wanted }) => wanted));
    const desired = replicas === 0 ? 0 : Math.min(most, Math.max(least, asked));
    const now = timestamp(at);
    let conditions = withCondition(listAt(scaler, "status", "conditions"), "AbleToScale", { status: "True", reason: "ReadyForNewScale", message: "recommended size matches current size" }, now);
    if (failure !== undefined) events.about(scaler, "Warning", "FailedGetResourceMetric", failure, component);
    conditions = withCondition(conditions, "ScalingActive", replicas === 0
      ? { status: "False", reason: "ScalingDisabled", message: "scaling is disabled since the replica count of the target is zero" }
      : failure !== undefined && good.length === 0
        ? { status: "False", reason: "FailedGetResourceMetric", message: `the HPA was unable to compute the replica count: ${failure}` }
        : { status: "True", reason: "ValidMetricFound", message: "the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)" }, now);
    if (replicas > 0 && good.length > 0) conditions = withCondition(conditions, "ScalingLimited", asked < least
      ? { status: "True", reason: "TooFewReplicas", message: "the desired replica count is less than the minimum replica count" }
      : asked > most
        ? { status: "True", reason: "TooManyReplicas", message: "the desired replica count is more than the maximum replica count" }
        : { status: "False", reason: "DesiredWithinRange", message: "the desired count is within the acceptable range" }, now);
    const rescaled = desired !== replicas && !plane.beginning;
    if (rescaled) {
      store.put(kind, withAt({ ...target }, ["spec", "replicas"], desired));
      events.about(scaler, "Normal", "SuccessfulRescale", `New size: ${desired}; reason: ${desired > replicas ? (asked <= least ? "Current number of replicas below Spec.MinReplicas" : "cpu resource utilization (percentage of request) above target") : "All metrics below target"}`, component);
    }
    const status = { observedGeneration: numberAt(scaler, "metadata", "generation"), currentReplicas: replicas, desiredReplicas: desired, currentMetrics: good.length > 0 ? good.map((each) => each.status) : null, conditions, ...(rescaled ? { lastScaleTime: now } : textAt(scaler, "status", "lastScaleTime") !== undefined && { lastScaleTime: textAt(scaler, "status", "lastScaleTime") }) };
    if (!equal(status, scaler.status)) plane.status(ids.autoscalers, scaler, status);
  };

  const round = (): void => {
    for (const scaler of store.list(ids.autoscalers)) look(scaler);
    time.at(time.now() + period, round);
  };
  time.at(time.now() + 1_000, round);
}

/** One replica more or less than now, where the measure is off by more than a tenth. */
function stepped(replicas: number, ratio: number): number {
  return ratio > 1.1 ? replicas + 1 : ratio < 0.9 ? Math.max(1, Math.min(replicas, Math.ceil(replicas * ratio))) : replicas;
}
