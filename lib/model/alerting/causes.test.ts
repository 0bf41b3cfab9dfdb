import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Alert } from "./alert";
import { causeWords } from "./cause-words";
import { groupByCause, type Cause } from "./causes";
import { anAlert, inP47, smallFacts, smallTopology } from "./fixtures/small-cluster";
import { radiusOf } from "./radius";
import { joinTopology, unknownTopology } from "./topology";

const group = (...alerts: readonly Alert[]) => groupByCause(alerts, smallTopology);
const drawn = (causes: readonly Cause[]) => Object.fromEntries(causes.map(({ id, located }) => [id.replace("pollux/", ""), located.map(({ alert }) => alert.name).sort()]));
const crashing = (pod: string, more: object = {}) => anAlert("KubePodCrashLooping", inP47({ pod }), more);
const lacking = (statefulset: string) => anAlert("KubeStatefulSetReplicasMismatch", inP47({ statefulset, job: "kube-state-metrics" }));
const first = (causes: readonly Cause[]): Cause => {
  const [found] = causes;
  if (found === undefined) throw new Error("there is no group");
  return found;
};

describe("a node that has an alert of its own", () => {
  const notReady = anAlert("KubeNodeNotReady", { node: "srv-2" }, { severity: "critical" });

  it("takes in the alerts of pods on it and of workloads whose troubled pods are there, and nothing else", () => {
    expect(drawn(group(notReady, crashing("daq-0"), lacking("daq"), crashing("blueapi-7d9f8c6b5f-fghij"), crashing("nexus-0")))).toEqual({
      "node/srv-2": ["KubeNodeNotReady", "KubePodCrashLooping", "KubePodCrashLooping", "KubeStatefulSetReplicasMismatch"],
      "workload/StatefulSet/p47-beamline/nexus": ["KubePodCrashLooping"],
    });
  });

  it("leaves a workload its own alert where it is in trouble elsewhere, too", () => {
    const mismatch = anAlert("KubeDeploymentReplicasMismatch", inP47({ deployment: "blueapi" }));
    expect(drawn(group(notReady, mismatch, crashing("blueapi-7d9f8c6b5f-fghij"), crashing("blueapi-7d9f8c6b5f-abcde")))).toEqual({
      "node/srv-2": ["KubeNodeNotReady", "KubePodCrashLooping"],
      "workload/Deployment/p47-beamline/blueapi": ["KubeDeploymentReplicasMismatch", "KubePodCrashLooping"],
    });
  });

  it("is known by its exporter's address, and says what runs on it", () => {
    const disk = anAlert("NodeFilesystemAlmostOutOfSpace", { instance: "10.0.0.1:9100", job: "node-exporter", namespace: "monitoring", pod: "node-exporter-bbbbb", mountpoint: "/var" });
    const causes = group(disk, crashing("nexus-0"));
    expect(causeWords(first(causes))).toEqual({ title: "/var of srv-1 is almost full", why: "1 alert of 1 workload is about what runs on srv-1, which has trouble of its own.", href: "/clusters/pollux/nodes/srv-1" });
    expect(radiusOf(first(causes), smallTopology)).toEqual({
      pods: 3,
      workloads: ["p47-beamline/blueapi", "p47-beamline/nexus"],
      services: ["p47-beamline/blueapi", "p47-beamline/nexus"],
      applications: ["blueapi"],
      namespaces: ["p47-beamline"],
    });
  });

  it("is called by what is worst about it", () => {
    const pressure = anAlert("KubeNodePressure", { node: "srv-2" }, { severity: "critical", since: 9_000 });
    expect(causeWords(first(group(pressure, notReady))).title).toBe("srv-2 is not ready");
  });

  it("is no cause of anything by a clock that is wrong", () => {
    const clock = (n: number) => anAlert("NodeClockNotSynchronising", { instance: `10.0.0.${n}:9100`, job: "node-exporter" });
    expect(Object.keys(drawn(group(clock(1), crashing("nexus-0"))))).toEqual(["node/srv-1", "workload/StatefulSet/p47-beamline/nexus"]);
    expect(causeWords(first(group(clock(1)))).why).toBe("It is the only alert about srv-1.");
    expect(Object.keys(drawn(group(clock(1), clock(2), clock(3))))).toEqual(["alert/NodeClockNotSynchronising"]);
  });
});

it("takes alerts of pods that mount a claim to the claim's own alert", () => {
  const full = anAlert("KubePersistentVolumeFillingUp", inP47({ persistentvolumeclaim: "data", job: "kubelet" }), { severity: "critical" });
  const causes = group(full, crashing("daq-0"), lacking("writer"), crashing("nexus-0"));
  expect(drawn(causes)).toEqual({
    "claim/p47-beamline/data": ["KubePersistentVolumeFillingUp", "KubePodCrashLooping", "KubeStatefulSetReplicasMismatch"],
    "workload/StatefulSet/p47-beamline/nexus": ["KubePodCrashLooping"],
  });
  expect(causeWords(first(causes))).toEqual({
    title: "data is filling up",
    why: "2 alerts are about pods that mount the claim p47-beamline/data, which has trouble of its own.",
    href: "/clusters/pollux/objects/core/v1/persistentvolumeclaims/p47-beamline/data",
  });
});

describe("a workload", () => {
  it("is one cause with its pods, its autoscaler and its missing replicas", () => {
    const causes = group(
      crashing("blueapi-7d9f8c6b5f-abcde"),
      crashing("blueapi-7d9f8c6b5f-fghij"),
      anAlert("KubeDeploymentReplicasMismatch", inP47({ deployment: "blueapi" })),
      anAlert("KubeHpaMaxedOut", inP47({ horizontalpodautoscaler: "blueapi-scaler" })),
    );
    expect(drawn(causes)).toEqual({ "workload/Deployment/p47-beamline/blueapi": ["KubeDeploymentReplicasMismatch", "KubeHpaMaxedOut", "KubePodCrashLooping", "KubePodCrashLooping"] });
    expect(causeWords(first(causes)).why).toBe("All 4 alerts are about the Deployment p47-beamline/blueapi and 2 of its pods.");
  });

  it("is one cause with its jobs; a pod without one stands alone", () => {
    expect(drawn(group(anAlert("KubeJobFailed", inP47({ job_name: "backup-1" })), crashing("backup-1-xyzzy"), crashing("lonely")))).toEqual({
      "pod/p47-beamline/lonely": ["KubePodCrashLooping"],
      "workload/CronJob/p47-beamline/backup": ["KubeJobFailed", "KubePodCrashLooping"],
    });
  });
});

it("takes several workloads of one Argo CD application together", () => {
  const causes = group(crashing("daq-0"), lacking("writer"));
  expect(drawn(causes)).toEqual({ "application/argocd/data": ["KubePodCrashLooping", "KubeStatefulSetReplicasMismatch"] });
  expect(causeWords(first(causes)).title).toBe("2 workloads of data are in trouble");
  expect(radiusOf(first(causes), smallTopology).applications).toEqual(["data"]);
});

describe("a node without an alert of its own", () => {
  const three = [crashing("ioc-a-0"), lacking("ioc-b"), crashing("ioc-c-0")];

  it("is suspected where three workloads have all their trouble on it", () => {
    const causes = group(...three);
    expect(Object.keys(drawn(causes))).toEqual(["node/srv-3"]);
    expect(causeWords(first(causes))).toMatchObject({ title: "srv-3 is probably in trouble", why: "All that is wrong with 3 workloads is on srv-3, although no alert says that the node itself is not well." });
  });

  it("is not suspected for two, nor for pods that their own CPU limit holds back", () => {
    expect(Object.keys(drawn(group(...three.slice(1)))).every((id) => id.startsWith("workload/"))).toBe(true);
    const throttled = ["ioc-a-0", "ioc-b-0", "ioc-c-0"].map((pod) => anAlert("CPUThrottlingHigh", inP47({ pod }), { severity: "info" }));
    expect(group(...throttled)).toHaveLength(3);
  });

  it("is not suspected where most of what runs on it is well", () => {
    const busy = ["d", "e", "f", "g"].map((name) => ({ namespace: "p47-beamline", name: `ioc-${name}-0`, node: "srv-3", ownerKind: "StatefulSet", ownerName: `ioc-${name}`, address: "" }));
    const elsewhere = busy.map((pod, at) => ({ ...pod, name: `far-${at}`, node: "srv-1" }));
    expect(groupByCause(three, joinTopology({ ...smallFacts, pods: [...smallFacts.pods, ...busy, ...elsewhere] }, 1))).toHaveLength(3);
  });

  it("is not suspected where most pods are on it anyway", () => {
    const crowded = joinTopology({ ...smallFacts, pods: smallFacts.pods.map((pod) => ({ ...pod, node: "srv-3" })) }, 1);
    expect(groupByCause(three, crowded)).toHaveLength(3);
  });

  it("is not suspected for a pod that no node has taken", () => {
    expect(drawn(group(crashing("pending-0"), ...three.slice(1)))).toHaveProperty("workload/StatefulSet/p47-beamline/pending");
  });
});

it("takes what comes from one target together, and at last what has only its name in common", () => {
  const causes = group(
    anAlert("TargetDown", { job: "grafana", namespace: "monitoring" }),
    anAlert("SlowAnswers", { job: "grafana", instance: "10.42.9.9:3000" }),
    anAlert("KubeQuotaExceeded", inP47({ resource: "cpu" })),
    anAlert("KubeQuotaExceeded", inP47({ resource: "memory" })),
    anAlert("KubeQuotaExceeded", { namespace: "i22", resource: "memory" }),
  );
  expect(drawn(causes)).toEqual({ "target/grafana": ["SlowAnswers", "TargetDown"], "alert/KubeQuotaExceeded/p47-beamline": ["KubeQuotaExceeded", "KubeQuotaExceeded"], "alert/KubeQuotaExceeded/i22": ["KubeQuotaExceeded"] });
});

it("keeps a cause's id when the suspected node gets an alert of its own", () => {
  const three = [crashing("ioc-a-0"), lacking("ioc-b"), crashing("ioc-c-0")];
  expect(first(group(...three)).id).toBe(first(group(...three, anAlert("KubeNodeNotReady", { node: "srv-3" }))).id);
});

describe("whatever fires", () => {
  const names = ["KubePodCrashLooping", "KubeNodeNotReady", "NodeClockNotSynchronising", "KubePersistentVolumeFillingUp", "KubeStatefulSetReplicasMismatch", "TargetDown", "KubeQuotaExceeded", "Own", "CPUThrottlingHigh", "a/b"];
  const labels = fc.dictionary(
    fc.constantFrom("pod", "namespace", "node", "instance", "job", "statefulset", "deployment", "persistentvolumeclaim", "exported_pod"),
    fc.constantFrom("p47-beamline", ...smallFacts.pods.map(({ name }) => name), "srv-1", "srv-2", "srv-3", "10.0.0.3:9100", "data", "nexus", "ioc-a", "grafana", "a/b", "%", ""),
    { maxKeys: 6 },
  );
  const alerts = fc
    .array(fc.tuple(fc.constantFrom(...names), labels, fc.constantFrom("firing", "pending", "suppressed", "resolved" as const), fc.nat(5)), { maxLength: 60 })
    .map((told) => [...new Map(told.map(([name, of, state, since]) => anAlert(name, { namespace: "p47-beamline", ...of }, { state, since })).map((alert) => [alert.id, alert])).values()]);
  const known = fc.constantFrom(smallTopology, unknownTopology);
  const ids = (causes: readonly Cause[]) => causes.map(({ id, located }) => [id, located.map(({ alert }) => alert.id)]);

  it("each alert is in exactly one group, and no two groups share an id", () => {
    fc.assert(
      fc.property(alerts, known, (some, topology) => {
        const causes = groupByCause(some, topology);
        expect(causes.flatMap(({ located }) => located.map(({ alert }) => alert.id)).sort()).toEqual(some.map(({ id }) => id).sort());
        expect(new Set(causes.map(({ id }) => id)).size).toBe(causes.length);
      }),
    );
  });

  it("the order in which alerts come changes nothing", () => {
    fc.assert(
      fc.property(alerts.chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))), known, ([some, shuffled], topology) => {
        expect(ids(groupByCause(shuffled, topology))).toEqual(ids(groupByCause(some, topology)));
      }),
    );
  });

  it("every group has a title, a reason and a radius", () => {
    fc.assert(
      fc.property(alerts, known, (some, topology) => {
        for (const cause of groupByCause(some, topology)) {
          const { title, why } = causeWords(cause);
          expect(title).not.toBe("");
          expect(why).toMatch(/\.$/);
          expect(radiusOf(cause, topology).pods).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
