import { dig, isObject, listAt, numberAt, objectAt } from "../json-value";
import type { Kind, KubeObject } from "../kind";

const percent = (metric: unknown) => dig(metric, "resource", "name") === "cpu" && dig(metric, "resource", "target", "averageUtilization") !== undefined;

/** The older form: one target, the share of the CPU that is asked for. */
function read(stored: KubeObject): KubeObject {
  const { metrics: _metrics, behavior: _behavior, ...spec } = objectAt(stored, "spec");
  const { currentMetrics: _current, conditions: _conditions, ...status } = objectAt(stored, "status");
  const target = numberAt(listAt(stored, "spec", "metrics").find(percent), "resource", "target", "averageUtilization");
  const current = numberAt(listAt(stored, "status", "currentMetrics").find((metric) => dig(metric, "resource", "name") === "cpu"), "resource", "current", "averageUtilization");
  return {
    ...stored,
    apiVersion: "autoscaling/v1",
    spec: { ...spec, ...(target !== undefined && { targetCPUUtilizationPercentage: target }) },
    status: { currentReplicas: 0, desiredReplicas: 0, ...status, ...(current !== undefined && { currentCPUUtilizationPercentage: current }) },
  };
}

function write(sent: KubeObject): KubeObject {
  const { targetCPUUtilizationPercentage: target, ...spec } = objectAt(sent, "spec");
  const { currentCPUUtilizationPercentage: _, ...status } = objectAt(sent, "status");
  const metrics = typeof target === "number" ? [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: target } } }] : [];
  return { ...sent, apiVersion: "autoscaling/v2", spec: { minReplicas: 1, ...spec, metrics }, status: isObject(sent.status) ? status : { currentReplicas: 0, desiredReplicas: 0 } };
}

/** A kind served in an older version beside its own: `kubectl autoscale` still writes it. */
export function olderAutoscaler(kind: Kind): Kind {
  return { ...kind, version: "v1", prepare: (object) => object, cells: (object, at) => kind.cells(write(object), at), view: { of: { group: kind.group, version: kind.version, plural: kind.plural }, read, write } };
}
