import type { Cause, Rule } from "../evidence";
import { count } from "../fact";

const advices: Readonly<Record<string, string>> = {
  FailedGetResourceMetric: "Check that every container of the target has a request for this resource, and that metrics-server runs: kubectl top pods",
  FailedGetContainerResourceMetric: "Check the container's name in the metric, and that it has a request.",
  FailedGetPodsMetric: "Check that the adapter for custom metrics runs and knows this metric: kubectl get --raw /apis/custom.metrics.k8s.io/v1beta1",
  FailedGetObjectMetric: "Check that the adapter for custom metrics runs and that the object exists.",
  FailedGetExternalMetric: "Check that the adapter for external metrics (KEDA, prometheus-adapter) runs and knows this metric.",
  FailedGetScale: "Check the name and kind in spec.scaleTargetRef: there is no such workload.",
  InvalidMetricSourceType: "Correct the metric's type in the manifest.",
  InvalidSelector: "Correct the selector of the target.",
  AmbiguousSelector: "Another autoscaler scales the same pods: delete one of them.",
};

/** Autoscalers that are blind, and those that would go further than they may. */
export const autoscaling: Rule = ({ object }) => {
  if (object.ref.kind !== "HorizontalPodAutoscaler") return [];
  const { body } = object;
  const conditions = body.at("status.conditions").list;
  const of = (type: string) => conditions.find((one) => one.at("type").text === type);
  const blind = ["ScalingActive", "AbleToScale"].flatMap((type): readonly Cause[] => {
    const condition = of(type);
    const reason = condition?.at("reason").text ?? "";
    if (condition?.at("status").text !== "False" || reason === "ScalingDisabled" || reason === "BackoffDownscale" || reason === "BackoffBoth") return [];
    const since = condition.at("lastTransitionTime").time;
    return [
      {
        cause: `hpa ${reason}`,
        severity: "critical",
        title: reason === "FailedGetScale" ? "The autoscaler does not find what it is to scale." : "The autoscaler does not get the figures it follows.",
        details: condition.at("message").text === undefined ? [] : [condition.at("message").text ?? ""],
        advice: advices[reason] ?? "Read the message, and whether the source of the figures runs.",
        ...(since === undefined ? {} : { since }),
      },
    ];
  });
  const limited = of("ScalingLimited");
  const [current, max] = [body.at("status.currentReplicas").number ?? 0, body.at("spec.maxReplicas").number ?? 0];
  if (limited?.at("status").text !== "True" || current < max || limited.at("reason").text !== "TooManyReplicas") return blind;
  const since = limited.at("lastTransitionTime").time;
  return [
    ...blind,
    {
      cause: "hpa maximum",
      severity: "warning",
      title: `The autoscaler is at its maximum of ${count(max, "pod")} and would add more.`,
      details: limited.at("message").text === undefined ? [] : [limited.at("message").text ?? ""],
      advice: "Raise spec.maxReplicas if the cluster has room, or make each pod do more.",
      ...(since === undefined ? {} : { since }),
    },
  ];
};
