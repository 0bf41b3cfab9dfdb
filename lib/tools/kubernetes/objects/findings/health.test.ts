import { describe, expect, it } from "vitest";
import { ago, event, evidence, manifest, pod } from "../fixtures/manifests";
import { autoscaling } from "./autoscaling";
import { conditions } from "./conditions";
import { deprecations } from "./deprecations";
import { jobs } from "./jobs";
import { nodes } from "./nodes";
import { probes } from "./probes";
import { readiness } from "./readiness";

describe("probes that fail", () => {
  const probed = (ready: boolean) => pod("a", { container: { spec: { readinessProbe: { httpGet: { path: "/healthz", port: 8000 }, periodSeconds: 5 } }, status: { ready } } });
  const of = (message: string, ready = false) => probes(evidence(probed(ready), { events: [event(probed(ready), "Unhealthy", message, { count: 12 })] }))[0];

  it("say which, what was answered and how often", () => {
    const found = of("Readiness probe failed: HTTP probe failed with statuscode: 503");
    expect(found).toMatchObject({ severity: "warning", title: "The readiness probe of the container app fails." });
    expect(found?.details).toEqual(["Asked last, it answered with HTTP 503, an error of its own.", "It failed 12 times.", "It asks: GET /healthz on port 8000 every 5 s, 1 s each, 3 failures.", "While it fails, no Service sends requests there."]);
  });

  it.each([
    ['Readiness probe failed: Get "http://10.0.0.1:8000/healthz": dial tcp 10.0.0.1:8000: connect: connection refused', "nothing listens on that port"],
    ['Readiness probe failed: Get "http://10.0.0.1:8000/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)', "did not answer in time"],
  ])("explain %j", (message, words) => expect(of(message)?.details[0]).toContain(words));

  it("are a notice where the container is ready again, and forgotten when they are old", () => {
    expect(of("Readiness probe failed: x", true)?.severity).toBe("notice");
    expect(probes(evidence(probed(true), { events: [event(probed(true), "Unhealthy", "Readiness probe failed: x", { minutes: 50 })] }))).toEqual([]);
  });
});

it("tells of pods that have not been ready for long, unless something else explains it", () => {
  const slow = (more: object) => pod("a", { container: { status: { ready: false, ...more } }, status: { conditions: [{ type: "Ready", status: "False", lastTransitionTime: ago(20) }] } });
  expect(readiness(evidence(slow({})))[0]?.title).toBe("The pod has not been ready for 20 min.");
  expect(readiness(evidence(slow({ state: { waiting: { reason: "CrashLoopBackOff" } } })))).toEqual([]);
  expect(readiness(evidence(slow({}), { events: [event(slow({}), "Unhealthy", "Readiness probe failed: x")] }))).toEqual([]);
});

describe("jobs", () => {
  const failed = (reason: string) => manifest("Job", "scan", {}, { spec: { activeDeadlineSeconds: 600 }, status: { failed: 7, conditions: [{ type: "Failed", status: "True", reason, message: "Job has reached the specified backoff limit", lastTransitionTime: ago(3) }] } });

  it("that were given up", () => {
    expect(jobs(evidence(failed("BackoffLimitExceeded")))[0]).toMatchObject({ severity: "critical", title: "The job was given up after 7 failed attempts." });
    expect(jobs(evidence(failed("DeadlineExceeded")))[0]?.title).toBe("The job was ended because it took longer than 10 min.");
  });

  it("of a cron job that failed in a row", () => {
    const cron = manifest("CronJob", "nightly", {}, { spec: { schedule: "0 2 * * *" }, status: {} });
    const [found] = jobs(evidence(cron, { children: [failed("BackoffLimitExceeded"), { ...failed("BackoffLimitExceeded"), metadata: { name: "scan-1", uid: "2", namespace: "p47-beamline" } }] }));
    expect(found).toMatchObject({ severity: "critical", title: "Its last 2 jobs failed.", about: { kind: "Job", name: "scan" } });
  });
});

describe("autoscalers", () => {
  const hpa = (conditions: readonly object[], current = 3) => manifest("HorizontalPodAutoscaler", "blueapi", {}, { spec: { minReplicas: 1, maxReplicas: 3 }, status: { currentReplicas: current, conditions } });

  it("that are blind, at their end, or simply off", () => {
    const blind = { type: "ScalingActive", status: "False", reason: "FailedGetResourceMetric", message: "unable to get metrics for resource cpu: no metrics returned" };
    expect(autoscaling(evidence(hpa([blind])))[0]).toMatchObject({ severity: "critical", title: "The autoscaler does not get the figures it follows." });
    expect(autoscaling(evidence(hpa([{ type: "ScalingLimited", status: "True", reason: "TooManyReplicas" }])))[0]?.title).toContain("maximum of 3 pods");
    expect(autoscaling(evidence(hpa([{ type: "ScalingLimited", status: "True", reason: "TooFewReplicas" }], 1)))).toEqual([]);
    expect(autoscaling(evidence(hpa([{ ...blind, reason: "ScalingDisabled" }])))).toEqual([]);
  });
});

it("tells what is wrong with a node", () => {
  const node = (conditions: readonly object[], spec: object = {}) => manifest("Node", "p47-srv-01", {}, { spec, status: { conditions } });
  expect(nodes(evidence(node([{ type: "Ready", status: "Unknown", message: "Kubelet stopped posting node status." }])))[0]).toMatchObject({ severity: "critical", title: "The node no longer says anything." });
  expect(nodes(evidence(node([{ type: "Ready", status: "True" }, { type: "DiskPressure", status: "True" }], { unschedulable: true }))).map(({ title }) => title)).toEqual(["The node runs short of disk.", "The node is cordoned: it takes no new pods."]);
  expect(nodes(evidence(node([{ type: "Ready", status: "True" }])))).toEqual([]);
});

it("judges conditions of kinds that it has never heard of", () => {
  const of = (...list: readonly object[]) => conditions(evidence(manifest("Beamline", "p47", {}, { status: { conditions: list } }))).map(({ title, severity }) => `${severity}: ${title}`);
  expect(of({ type: "Ready", status: "False", reason: "BadConfig" }, { type: "DeviceFailure", status: "True" }, { type: "Shiny", status: "False" }, { type: "Stalled", status: "False" })).toEqual(["warning: The condition Ready is False: BadConfig.", "warning: The condition DeviceFailure is True."]);
  expect(of({ type: "Ready", status: "False", reason: "Reconciling" })).toEqual(["notice: The condition Ready is False: Reconciling."]);
});

it("warns of versions that go away, also of the one that was applied", () => {
  const applied = manifest("Ingress", "x", { annotations: { "kubectl.kubernetes.io/last-applied-configuration": '{"apiVersion":"networking.k8s.io/v1beta1","kind":"Ingress"}' } }, {});
  expect(deprecations(evidence(applied))[0]?.title).toContain("networking.k8s.io/v1beta1, which Kubernetes 1.22");
  expect(deprecations(evidence(manifest("Ingress", "x", {}, {})))).toEqual([]);
});

it("tells which init container the others wait for, and its last words", () => {
  const raw = pod("a", {
    spec: { initContainers: [{ name: "wait-for-db", image: "x" }] },
    container: { status: { ready: false, state: { waiting: { reason: "PodInitializing" } } } },
    status: { phase: "Pending", initContainerStatuses: [{ name: "wait-for-db", state: { running: { startedAt: ago(30) } } }], conditions: [{ type: "Ready", status: "False", lastTransitionTime: ago(30) }] },
  });
  expect(readiness(evidence(raw, { lastLines: new Map([["wait-for-db", ["no db yet"]]]) }))[0]).toMatchObject({ title: "The pod waits for its init container wait-for-db, which has run for 30 min.", log: ["no db yet"] });
});
