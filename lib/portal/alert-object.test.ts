import { expect, it } from "vitest";
import { objectHref } from "@/lib/model";
import { alertObject } from "./alert-object";

const href = (labels: Readonly<Record<string, string>>) => {
  const found = alertObject(labels);
  return found && objectHref("pollux", found);
};

it("finds the object that an alert is about, the workload before its pod", () => {
  expect(href({ alertname: "KubePodCrashLooping", namespace: "p47-beamline", pod: "ioc-0", container: "ioc", job: "kube-state-metrics" })).toBe("/clusters/pollux/objects/core/v1/pods/p47-beamline/ioc-0");
  expect(href({ namespace: "p47-beamline", statefulset: "ioc", pod: "kube-state-metrics-x" })).toBe("/clusters/pollux/objects/apps/v1/statefulsets/p47-beamline/ioc");
  expect(href({ namespace: "p47-beamline", job_name: "scan" })).toBe("/clusters/pollux/objects/batch/v1/jobs/p47-beamline/scan");
});

it("does not take Prometheus' own job for an object, nor half a name", () => {
  expect(href({ namespace: "monitoring", job: "node-exporter" })).toBeUndefined();
  expect(href({ pod: "ioc-0" })).toBeUndefined();
});
