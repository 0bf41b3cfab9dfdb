import { at, count, fact, group, link, part, table } from "../fact";
import type { Field } from "../field";
import { defineKind, state } from "../kind-knowledge";
import { wellKnownKind } from "@/lib/model";

const holds = (body: Field, type: string, status: string) => body.at("status.conditions").list.some((condition) => condition.at("type").text === type && condition.at("status").text === status);

export const horizontalPodAutoscaler = defineKind({
  kind: "autoscaling/HorizontalPodAutoscaler",
  state({ body }) {
    const [current, min, max] = [body.at("status.currentReplicas").number ?? 0, body.at("spec.minReplicas").number ?? 1, body.at("spec.maxReplicas").number ?? 0];
    const status = `${count(current, "pod")} of ${min} to ${max}`;
    if (holds(body, "ScalingActive", "False")) {
      const disabled = body.at("status.conditions").list.some((condition) => condition.at("reason").text === "ScalingDisabled");
      return disabled ? state("stopped", "off", "Its target is scaled to 0, so it does nothing.") : state("bad", "not scaling", "It cannot scale: it does not get the figures it needs.");
    }
    if (holds(body, "AbleToScale", "False")) return state("bad", "not scaling", "It cannot scale its target.");
    if (current >= max && max > 0 && holds(body, "ScalingLimited", "True")) return state("warning", status, `It is at its maximum of ${count(max, "pod")} and would add more.`);
    return state("well", status, `It runs ${count(current, "pod")}, between ${min} and ${max}.`);
  },
  facts({ object: { body, ref } }) {
    const spec = body.at("spec");
    const target = spec.at("scaleTargetRef");
    const known = wellKnownKind(target.at("kind").text ?? "");
    const name = target.at("name").text ?? "";
    const [current, max] = [body.at("status.currentReplicas").number ?? 0, spec.at("maxReplicas").number];
    return [
      ...group(
        "Autoscaler",
        fact("Scales", known === undefined ? `${target.at("kind").text ?? ""} ${name}` : link({ group: known.group, version: known.version, resource: known.resource, kind: known.kind, name, ...(ref.namespace === undefined ? {} : { namespace: ref.namespace }) }, `${known.kind} ${name}`)),
        fact("Pods now", part(current, max, `${current} of at most ${max ?? "?"}`)),
        fact("Pods wanted", body.at("status.desiredReplicas").number),
        fact("Never fewer than", spec.at("minReplicas").number ?? 1),
        fact("Last changed", at(body.at("status.lastScaleTime").time)),
      ),
      ...table("What it follows", ["Figure", "Now", "Target"], spec.at("metrics").list.map((metric, index) => [metricName(metric), metricValue(currentOf(body, metric, index)), metricValue(metric, "target")])),
    ];
  },
});

const kinds = ["resource", "containerResource", "pods", "object", "external"] as const;
const inside = (metric: Field) => kinds.map((kind) => metric.at(kind)).find((place) => place.exists) ?? metric;

/** The figure of `status.currentMetrics` that answers one of the spec; they stand in the same order. */
const currentOf = (body: Field, metric: Field, index: number): Field => {
  const found = body.at("status.currentMetrics").list;
  return found.find((one) => one.at("type").text === metric.at("type").text && metricName(one) === metricName(metric)) ?? found[index] ?? body.at("none");
};

export function metricName(metric: Field): string {
  const of = inside(metric);
  const name = of.at("name").text ?? of.at("metric.name").text ?? metric.at("type").text ?? "";
  const words: Readonly<Record<string, string>> = { cpu: "CPU", memory: "Memory" };
  const container = of.at("container").text;
  return `${words[name] ?? name}${container === undefined ? "" : ` of ${container}`}`;
}

function metricValue(metric: Field, of: "current" | "target" = "current"): string {
  const place = inside(metric).at(of);
  const utilisation = place.at("averageUtilization").number;
  if (utilisation !== undefined) return `${utilisation} % of the request`;
  const average = place.at("averageValue").text;
  return average === undefined ? (place.at("value").text ?? "unknown") : `${average} a pod`;
}
