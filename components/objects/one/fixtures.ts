import type { Cluster, FamilyMember, ObjectRef, ObjectReport } from "@/lib/model";

export const now = Date.UTC(2026, 4, 4, 10);

export const cluster: Cluster = { id: "pollux", title: "Pollux", purpose: "", stage: "staging", accent: "violet", tiles: [], panels: [] };

const ref = (kind: string, group: string, resource: string, name: string): ObjectRef => ({ group, version: "v1", resource, kind, namespace: "p47-beamline", name });
export const podRef = (name: string): ObjectRef => ref("Pod", "", "pods", name);
export const deploymentRef = ref("Deployment", "apps", "deployments", "blueapi");
export const setRef = ref("ReplicaSet", "apps", "replicasets", "blueapi-1");

export const family: FamilyMember = {
  ref: deploymentRef,
  wellness: "bad",
  status: "1/2 ready",
  self: true,
  children: [
    {
      ref: setRef,
      wellness: "warning",
      status: "1/2 ready",
      children: [
        { ref: podRef("blueapi-1-a"), wellness: "well", status: "1/1 ready", children: [] },
        { ref: podRef("blueapi-1-b"), wellness: "bad", status: "CrashLoopBackOff", children: [], more: 3 },
      ],
    },
  ],
};

/** A report as the server makes one. */
export function report(more: Partial<ObjectReport> = {}): ObjectReport {
  return {
    ref: deploymentRef,
    uid: "1",
    resourceVersion: "7",
    created: now - 3_600_000,
    labels: { app: "blueapi" },
    annotations: { "example.org/note": "kept" },
    wellness: "bad",
    sentence: "1 of 2 pods is ready.",
    findings: [
      {
        severity: "critical",
        title: "The container app ends again and again.",
        details: ["It ended with exit code 127."],
        advice: "Check the spelling. To see all of it: kubectl logs blueapi-1-b -n p47-beamline --previous",
        about: podRef("blueapi-1-b"),
        log: ["sh: bluapi: not found"],
        since: now - 60_000,
      },
    ],
    facts: [
      { title: "Rollout", facts: [{ label: "Ready", value: { part: 1, of: 2, text: "1 of 2" } }] },
      { title: "Containers", table: { columns: ["Name", "Image"], rows: [[{ text: "app" }, { text: "ghcr.io/diamondlightsource/blueapi:1.4.2" }]] } },
    ],
    conditions: [
      { type: "Available", status: "True", good: true },
      { type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded", good: false },
    ],
    family,
    events: [{ id: "e", type: "Warning", reason: "BackOff", message: "Back-off restarting failed container", object: { kind: "Pod", name: "blueapi-1-b", namespace: "p47-beamline" }, first: now - 90_000, last: now - 30_000, count: 9 }],
    yaml: "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: blueapi\n",
    managedFields: "- manager: kubectl\n",
    pods: [{ namespace: "p47-beamline", name: "blueapi-1-a", containers: [] }],
    control: { replicas: 2 },
    unread: [],
    ...more,
  };
}
