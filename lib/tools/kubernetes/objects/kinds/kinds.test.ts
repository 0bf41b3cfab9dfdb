import { describe, expect, it } from "vitest";
import type { FactValue } from "@/lib/model";
import { ago, deployment, evidence, manifest, objectOf, pod, replicaSet, type Manifest } from "../fixtures/manifests";
import { masked } from "../masking";
import { knowledgeOf } from "./index";

const words = (value: FactValue): string => ("chips" in value ? value.chips.join(" ") : "at" in value ? new Date(value.at).toISOString() : "ref" in value ? `→${value.ref.kind} ${value.ref.name}` : value.text);

/** The summary as lines: "Rollout / Ready: 1 of 2". */
function summary(raw: Manifest, children: readonly Manifest[] = []): readonly string[] {
  const of = evidence(raw, { children });
  return knowledgeOf(of.object).facts(of).flatMap(({ title, facts = [], table }) => [...facts.map(({ label, value }) => `${title} / ${label}: ${words(value)}`), ...(table?.rows ?? []).map((row) => `${title} / ${row.map(words).join(" | ")}`)]);
}

function told(raw: Manifest, children: readonly Manifest[] = []): string {
  const of = evidence(raw, { children });
  const { wellness, status, sentence } = knowledgeOf(of.object).state(of.object, of.children);
  return `${wellness} · ${status} · ${sentence}`;
}

describe("workloads say how they are in a sentence", () => {
  it.each([
    [deployment("a", 3, 3), "well · 3/3 ready · All 3 pods are ready."],
    [deployment("a", 1, 1), "well · 1/1 ready · Its pod is ready."],
    [deployment("a", 3, 2), "warning · 2/3 ready · 2 of 3 pods are ready."],
    [deployment("a", 3, 0), "bad · 0/3 ready · 0 of 3 pods are ready."],
    [deployment("a", 0, 0), "stopped · scaled to 0 · It is scaled to nothing: no pod runs."],
    [deployment("a", 3, 3, { status: { updatedReplicas: 1 } }), "progressing · 3/3 ready, 1 updated · A rollout is going on: 1 of 3 pods has the newest template, 3 are ready."],
    [deployment("a", 2, 2, { spec: { paused: true } }), "warning · 2/2 ready, paused · Its rollout is paused. 2 of 2 pods are ready."],
    [deployment("a", 2, 1, { status: { conditions: [{ type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded" }] } }), "bad · 1/2 ready · Its rollout is stuck: 1 of 2 pods is ready."],
    [replicaSet(deployment("a", 1, 1), "x", 0), "stopped · old revision · It is an earlier revision of its owner and runs no pod."],
    [manifest("StatefulSet", "s", {}, { spec: { replicas: 2 }, status: { readyReplicas: 1, currentRevision: "a", updateRevision: "b", updatedReplicas: 1 } }), "progressing · 1/2 ready, 1 updated · A rollout is going on: 1 of 2 pods has the newest template, 1 is ready."],
    [manifest("DaemonSet", "d", {}, { status: { desiredNumberScheduled: 8, numberReady: 8, updatedNumberScheduled: 8 } }), "well · 8/8 ready · All 8 pods are ready."],
  ])("%#", (raw, expected) => expect(told(raw)).toBe(expected));

  it("a generation that no controller has seen is not called well", () => {
    const behind = deployment("a", 2, 2, { status: { observedGeneration: 2 } });
    expect(told(behind)).toContain("progressing");
  });
});

describe("pods", () => {
  it.each([
    [pod("a"), "well · 1/1 ready · Its container runs and is ready."],
    [pod("a", { container: { status: { restartCount: 1 } } }), "well · 1/1 ready · Its container runs and is ready. It was restarted once."],
    [pod("a", { container: { status: { ready: false } } }), "warning · 0/1 ready · 0 of 1 container is ready."],
    [pod("a", { container: { status: { ready: false, state: { waiting: { reason: "ImagePullBackOff" } } } } }), "bad · ImagePullBackOff · Its state is ImagePullBackOff; 0 of 1 container is ready."],
    [pod("a", { status: { phase: "Pending", containerStatuses: [] } }), "progressing · Pending · It waits for a node."],
    [pod("a", { meta: { deletionTimestamp: ago(0) } }), "stopped · Terminating · It is being deleted."],
    [pod("a", { status: { phase: "Succeeded" }, container: { status: { ready: false, state: { terminated: { reason: "Completed", exitCode: 0 } } } } }), "stopped · Completed · It has done its work."],
  ])("%#", (raw, expected) => expect(told(raw)).toBe(expected));

  it("lead to their node and service account, and tell what each container may use", () => {
    const lines = summary(pod("a", { container: { spec: { resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { cpu: "500m", memory: "256Mi" } }, ports: [{ name: "http", containerPort: 8000 }] } }, spec: { volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }, { name: "kube-api-access-x", projected: {} }] } }));
    expect(lines).toContain("Pod / Node: →Node p47-srv-01");
    expect(lines).toContain("Containers / app | ghcr.io/diamondlightsource/blueapi:1.4.2 | 0.10 to 0.50 cores | 64.0 to 256 MiB | http 8000/TCP");
    expect(lines).toContain("Volumes / data | →PersistentVolumeClaim data | not mounted");
    expect(lines.join("\n")).not.toContain("kube-api-access");
  });
});

describe("what people meet beside workloads", () => {
  it("a service and its endpoints", () => {
    const service = manifest("Service", "blueapi", {}, { spec: { type: "NodePort", clusterIP: "10.0.0.1", selector: { app: "app" }, ports: [{ name: "http", port: 80, targetPort: "http", nodePort: 30_050 }] } });
    const slice = (...ready: readonly boolean[]) => manifest("EndpointSlice", "x", {}, { endpoints: ready.map((one) => ({ addresses: ["10.0.0.1"], conditions: { ready: one } })) });
    expect(told(service)).toContain("unknown");
    expect(told(service, [slice(true, true)])).toBe("well · 2/2 endpoints · All its 2 endpoints are ready.");
    expect(told(service, [slice(true, false)])).toContain("warning");
    expect(told(service, [slice()])).toBe("bad · 0/0 endpoints · Nothing is behind it: it has no endpoints.");
    expect(summary(service)).toContain("Ports / http | 80 | http | 30050 | TCP");
  });

  it("claims, volumes and classes", () => {
    const claim = manifest("PersistentVolumeClaim", "data", {}, { spec: { storageClassName: "ceph", volumeName: "pv-1", accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } }, status: { phase: "Bound", capacity: { storage: "10Gi" } } });
    expect(told(claim)).toBe("well · Bound, 10.0 GiB · It is bound to a volume of 10.0 GiB.");
    expect(summary(claim)).toContain("Claim / Volume: →PersistentVolume pv-1");
    const volume = manifest("PersistentVolume", "pv-1", {}, { spec: { capacity: { storage: "10Gi" }, claimRef: { name: "data", namespace: "p47-beamline" }, persistentVolumeReclaimPolicy: "Retain", nfs: { server: "nfs1", path: "/export" } }, status: { phase: "Released" } });
    expect(told(volume)).toContain("stopped · Released");
    expect(summary(volume)).toContain("Volume / Kept on: NFS nfs1 /export");
  });

  it("jobs and cron jobs", () => {
    const job = manifest("Job", "scan", {}, { spec: { completions: 3, backoffLimit: 2 }, status: { succeeded: 1, active: 1, startTime: ago(5) } });
    expect(told(job)).toBe("progressing · 1/3 done · 1 pod works on it.");
    expect(summary(job)).toContain("Job / Took: 5 min");
    const failed = manifest("Job", "scan-2", {}, { status: { startTime: ago(5), conditions: [{ type: "Failed", status: "True", reason: "BackoffLimitExceeded" }] } });
    const cron = manifest("CronJob", "nightly", {}, { spec: { schedule: "0 2 * * *", jobTemplate: {} }, status: {} });
    expect(told(cron)).toBe("well · 0 2 * * * · It runs at 0 2 * * *.");
    expect(told(cron, [failed])).toContain("warning · last job failed");
    expect(told(manifest("CronJob", "n", {}, { spec: { schedule: "* * * * *", suspend: true } }))).toContain("stopped");
  });

  it("an autoscaler", () => {
    const metric = (name: string) => ({ type: "Resource", resource: { name, target: { type: "Utilization", averageUtilization: 80 } } });
    const current = { type: "Resource", resource: { name: "cpu", current: { averageUtilization: 42 } } };
    const hpa = manifest("HorizontalPodAutoscaler", "blueapi", {}, { spec: { scaleTargetRef: { kind: "Deployment", name: "blueapi" }, minReplicas: 1, maxReplicas: 5, metrics: [metric("cpu")] }, status: { currentReplicas: 2, currentMetrics: [current] } });
    expect(told(hpa)).toBe("well · 2 pods of 1 to 5 · It runs 2 pods, between 1 and 5.");
    expect(summary(hpa)).toContain("What it follows / CPU | 42 % of the request | 80 % of the request");
    expect(summary(hpa)).toContain("Autoscaler / Scales: →Deployment blueapi");
  });

  it("a node", () => {
    const node = manifest("Node", "p47-srv-01", {}, { spec: { unschedulable: true, taints: [{ key: "dedicated", value: "p47", effect: "NoSchedule" }] }, status: { capacity: { cpu: "64", memory: "256Gi" }, allocatable: { cpu: "63500m", memory: "250Gi" }, conditions: [{ type: "Ready", status: "True" }] } });
    expect(told(node)).toContain("warning · Ready, cordoned");
    expect(summary(node)).toEqual(expect.arrayContaining(["What it has / cpu | 63.5 cores | 64.0 cores", "Taints / dedicated | p47 | NoSchedule"]));
  });

  it("a Secret's keys and sizes, never its values", () => {
    const lines = summary(manifest("Secret", "login", {}, { type: "Opaque", data: { password: Buffer.from("hunter22").toString("base64") } }));
    expect(lines).toContain(`Keys / password | 8.00 B | ${masked}`);
    expect(lines.join()).not.toContain("hunter22");
  });

  it("a canary that waits is not ill", () => {
    const rollout = (phase: string) => manifest("Rollout", "demo", {}, { spec: { replicas: 5, strategy: { canary: { steps: [{ setWeight: 20 }, { pause: {} }, { setWeight: 100 }] } } }, status: { phase, readyReplicas: 5, currentStepIndex: 1, conditions: [{ type: "Healthy", status: "False", reason: "RolloutHealthy" }] } });
    expect(told(rollout("Paused"))).toBe("progressing · Paused, 5/5 ready · Its rollout waits at step 2 of 3. 5 of 5 pods are ready.");
    expect(told(rollout("Degraded"))).toContain("bad");
    expect(summary(rollout("Paused"))).toEqual(expect.arrayContaining(["Steps / 1 | 20 % of the requests to the new version | Done", "Steps / 2 | Wait until somebody promotes it | Now"]));
  });

  it("an Argo CD application", () => {
    const app = (health: string, sync: string) => manifest("Application", "p47", {}, { spec: { source: { repoURL: "https://github.com/epics-containers/p47-services", path: "apps" }, syncPolicy: { automated: { prune: true } } }, status: { health: { status: health }, sync: { status: sync, revision: "0123456789abcdef" } } });
    expect(told(app("Healthy", "Synced"))).toBe("well · Healthy, Synced · Its health is Healthy, and what runs is what Git says.");
    expect(told(app("Healthy", "OutOfSync"))).toContain("warning");
    expect(told(app("Degraded", "Synced"))).toContain("bad");
    expect(summary(app("Healthy", "Synced"))).toContain("Application / Synchronises: By itself, removing what Git no longer has");
  });
});

describe("kinds that nobody has words for", () => {
  const ioc = (status: object) => manifest("SoftIoc", "bl47p", {}, { spec: { storageClassName: "ceph", clusterIP: "10.0.0.1", replicaCount: 2, credentialsSecretRef: { name: "login" }, since: "2026-05-04T09:00:00Z", hosts: ["a", "b"], template: { image: "x" } }, status });

  it("are summed up from what their manifest plainly says", () => {
    expect(summary(ioc({ phase: "Ready" }))).toEqual(expect.arrayContaining([
      "What it should be / Storage class name: →StorageClass ceph",
      "What it should be / Cluster IP: 10.0.0.1",
      "What it should be / Replica count: 2",
      "What it should be / Credentials secret ref: →Secret login",
      "What it should be / Since: 2026-05-04T09:00:00.000Z",
      "What it should be / Hosts: a b",
      "What it should be / Template image: x",
      "How it is / Phase: Ready",
    ]));
  });

  it.each([
    [{ phase: "Ready" }, "well · Ready"],
    [{ phase: "Failed" }, "bad · Failed"],
    [{ conditions: [{ type: "Ready", status: "True" }] }, "well · Ready"],
    [{ conditions: [{ type: "Ready", status: "False", reason: "NoDevice", message: "no such device." }] }, "bad · NoDevice · Its condition Ready is False: no such device."],
    [{ conditions: [{ type: "Ready", status: "False", reason: "Progressing" }] }, "progressing"],
    [{}, "unknown ·  · Kubernetes says nothing about how it is."],
  ])("%j", (status, expected) => expect(told(ioc(status))).toContain(expected));

  it("survive whatever stands in them", () => {
    for (const odd of [{ status: "text" }, { status: null, spec: [1, 2] }, { spec: { a: { b: { c: null } } }, status: { conditions: "no" } }]) {
      const raw = manifest("Odd", "x", {}, odd);
      expect(() => [told(raw), summary(raw)]).not.toThrow();
      expect(knowledgeOf(objectOf(raw)).control?.(objectOf(raw))).toEqual({});
    }
  });
});

it("no kind breaks on an object that is nothing but a name", () => {
  const kinds = ["Pod", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ControllerRevision", "Job", "CronJob", "HorizontalPodAutoscaler", "Node", "Service", "EndpointSlice", "Ingress", "Gateway", "HTTPRoute", "PersistentVolumeClaim", "PersistentVolume", "StorageClass", "ConfigMap", "Secret", "Namespace", "ServiceAccount", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding", "Event", "Application"];
  for (const kind of kinds) expect(() => [told(manifest(kind, "x", {}, {})), summary(manifest(kind, "x", {}, {}))], kind).not.toThrow();
});
