import { describe, expect, it } from "vitest";
import { dig, listAt, numberAt, objectAt, textAt, withAt } from "../json-value";
import type { KubeObject } from "../kind";
import { seriesSource } from "../../../world/series-source";
import { ids } from "./ids";
import { testCluster } from "./test-cluster";
import type { TestCluster } from "./test-cluster";

const second = 1_000;
const minute = 60 * second;
const beamline = "p47-beamline";

const deployment = (name: string, { replicas = 2, image = "docker.io/library/nginx:1.27.3", ...spec }: { replicas?: number; image?: string; [more: string]: unknown } = {}) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name, namespace: "default" },
  spec: { replicas, selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: "main", image, resources: { requests: { cpu: "100m", memory: "64Mi" } } }] } }, ...spec },
});
const withImage = (image: string) => (object: KubeObject) => withAt({ ...object }, ["spec", "template", "spec", "containers"], listAt(object, "spec", "template", "spec", "containers").map((container) => ({ ...(container as object), image })));
const withReplicas = (replicas: number) => (object: KubeObject) => withAt({ ...object }, ["spec", "replicas"], replicas);
const deletePod = ({ change, store }: TestCluster, namespace: string, name: string) => {
  const uid = store.get(ids.pods, namespace, name)?.metadata.uid;
  change(ids.pods, namespace, name, (pod) => ({ ...pod, metadata: { ...pod.metadata, deletionTimestamp: "2026-06-15T10:08:01Z", deletionGracePeriodSeconds: 30 } }));
  return uid;
};
const condition = (object: KubeObject | undefined, type: string) => {
  const found = listAt(object, "status", "conditions").find((each) => textAt(each, "type") === type);
  return `${textAt(found, "status") ?? ""} ${textAt(found, "reason") ?? ""}`;
};

describe("a Deployment", () => {
  it("gets pods that pull their image, start and become available", () => {
    const test = testCluster();
    test.write(ids.deployments, deployment("shop"));
    test.pass(500);
    expect(test.pods("default", "shop").map((pod) => pod.split(" ").slice(1).join(" "))).toEqual(["0/1 ContainerCreating 0", "0/1 ContainerCreating 0"]);
    test.pass(30 * second);
    expect(test.pods("default", "shop").map((pod) => pod.split(" ").slice(1).join(" "))).toEqual(["1/1 Running 0", "1/1 Running 0"]);
    const done = test.store.get(ids.deployments, "default", "shop");
    expect(done?.status).toMatchObject({ observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 2 });
    expect(condition(done, "Progressing")).toBe("True NewReplicaSetAvailable");
    const [pod] = test.store.list(ids.pods, "default");
    expect(test.said(pod?.metadata.name ?? "").map((line) => line.split(" ")[0])).toEqual(["Scheduled", "Pulling", "Pulled", "Created", "Started"]);
    expect(test.said("shop")).toEqual([expect.stringMatching(/^ScalingReplicaSet Scaled up replica set shop-\w+ from 0 to 2$/)]);
  });

  it("rolls to a new template without falling below what is asked for, and back", () => {
    const test = testCluster();
    test.write(ids.deployments, deployment("shop", { replicas: 4 }));
    test.pass(minute);
    test.change(ids.deployments, "default", "shop", withImage("docker.io/library/nginx:1.27.4"));
    let fewest = 4;
    for (let n = 0; n < 240; n++) {
      test.pass(500);
      fewest = Math.min(fewest, numberAt(test.store.get(ids.deployments, "default", "shop"), "status", "availableReplicas") ?? 0);
    }
    expect(fewest).toBe(3);
    const sets = () => test.store.list(ids.replicaSets, "default").filter(({ metadata }) => metadata.name.startsWith("shop-")).map((set) => [textAt(set, "metadata", "annotations", "deployment.kubernetes.io/revision"), numberAt(set, "spec", "replicas")]).sort();
    expect(sets()).toEqual([["1", 0], ["2", 4]]);
    test.change(ids.deployments, "default", "shop", withImage("docker.io/library/nginx:1.27.3"));
    test.pass(2 * minute);
    expect(sets()).toEqual([["2", 0], ["3", 4]]);
    expect(textAt(test.store.get(ids.deployments, "default", "shop"), "metadata", "annotations", "deployment.kubernetes.io/revision")).toBe("3");
  });

  it("stands still while it is paused, and says when it does not get on", () => {
    const test = testCluster();
    test.write(ids.deployments, deployment("shop"));
    test.pass(minute);
    test.change(ids.deployments, "default", "shop", (object) => withAt(withImage("nowhere.invalid/shop:2")(object), ["spec", "paused"], true));
    test.pass(minute);
    expect(condition(test.store.get(ids.deployments, "default", "shop"), "Progressing")).toBe("True DeploymentPaused");
    expect(test.store.list(ids.replicaSets, "default").filter(({ metadata }) => metadata.name.startsWith("shop-"))).toHaveLength(1);
    test.change(ids.deployments, "default", "shop", (object) => withAt({ ...object }, ["spec", "paused"], false));
    test.pass(minute);
    expect(test.pods("default", "shop").filter((pod) => /ErrImagePull|ImagePullBackOff/.test(pod))).toHaveLength(1);
    test.pass(11 * minute);
    expect(condition(test.store.get(ids.deployments, "default", "shop"), "Progressing")).toBe("False ProgressDeadlineExceeded");
  });
});

describe("a StatefulSet of the World", () => {
  it("brings a deleted pod back by the same name, with the network's traffic of its image", () => {
    const test = testCluster();
    const [before] = test.store.list(ids.pods, beamline).filter(({ metadata }) => metadata.name === "p47-rabbitmq-0");
    deletePod(test, beamline, "p47-rabbitmq-0");
    test.pass(200);
    expect(test.pods(beamline, "p47-rabbitmq")).toEqual(["p47-rabbitmq-0 1/1 Terminating 0"]);
    test.pass(3 * second);
    expect(test.store.get(ids.pods, beamline, "p47-rabbitmq-0")?.metadata.uid).not.toBe(before?.metadata.uid);
    test.pass(30 * second);
    expect(test.pods(beamline, "p47-rabbitmq")).toEqual(["p47-rabbitmq-0 1/1 Running 0"]);
    expect(test.said("p47-rabbitmq")).toContain("SuccessfulCreate create Pod p47-rabbitmq-0 in StatefulSet p47-rabbitmq successful");
    const ready = (at: number) => test.cluster.pods.at(at).filter(({ workload }) => workload.name === "p47-rabbitmq").length;
    expect(ready(test.world.now())).toBe(1);
  });

  it("ends its pod when it is scaled to nothing, and the metrics say so", () => {
    const test = testCluster();
    test.change(ids.statefulSets, beamline, "bl47p-synoptic", withReplicas(0));
    test.pass(5 * second);
    expect(test.pods(beamline, "bl47p-synoptic")).toEqual([]);
    test.pass(10 * minute);
    expect(test.pods(beamline, "bl47p-synoptic")).toEqual([]);
    const at = test.world.now();
    const [series] = seriesSource(test.world, "pollux").select([{ name: "__name__", op: "=", value: "kube_statefulset_replicas" }, { name: "statefulset", op: "=", value: "bl47p-synoptic" }], at - 15 * minute, at);
    expect([...new Set(series?.samples(at - 15 * minute, at).values)]).toEqual([1, 0]);
  });

  it("comes back when Argo CD finds it gone", () => {
    const test = testCluster();
    const before = test.store.remove(ids.statefulSets, beamline, "p47-rabbitmq");
    test.pass(5 * second);
    expect([test.store.get(ids.statefulSets, beamline, "p47-rabbitmq"), ...test.pods(beamline, "p47-rabbitmq")]).toEqual([undefined]);
    test.pass(minute);
    expect(test.store.get(ids.statefulSets, beamline, "p47-rabbitmq")?.metadata.uid).not.toBe(before?.metadata.uid);
    expect(test.pods(beamline, "p47-rabbitmq")).toEqual(["p47-rabbitmq-0 1/1 Running 0"]);
  });

  it("is deployed by the clock until somebody changes it, and never twice at once", () => {
    const test = testCluster();
    for (let n = 0; n < 40; n++) {
      test.pass(30 * second);
      const names = test.store.list(ids.pods, beamline).map(({ metadata }) => metadata.name);
      expect(new Set(names).size).toBe(names.length);
      for (const name of ["p47-nexus", "p47-epics-opis", "p47-ioc-monitor", "p47-epics-gateways"]) expect(names.filter((each) => each.startsWith(`${name}-`)).length).toBeLessThanOrEqual(1);
    }
    const shown = test.store.list(ids.pods, beamline).map(({ metadata }) => metadata.uid).sort();
    expect(shown).toEqual(test.cluster.pods.at(test.world.now()).filter(({ namespace }) => namespace === beamline).map(({ uid }) => uid).sort());
  });
});

describe("a DaemonSet", () => {
  it("replaces its pods one after the other", () => {
    const test = testCluster();
    test.change(ids.daemonSets, "monitoring", "node-exporter", withImage("quay.io/prometheus/node-exporter:v1.9.0"));
    let most = 0;
    for (let n = 0; n < 400; n++) {
      test.pass(500);
      most = Math.max(most, numberAt(test.store.get(ids.daemonSets, "monitoring", "node-exporter"), "status", "numberUnavailable") ?? 0);
    }
    expect(most).toBe(1);
    expect(test.store.get(ids.daemonSets, "monitoring", "node-exporter")?.status).toMatchObject({ updatedNumberScheduled: 6, numberReady: 6 });
    expect(test.store.list(ids.revisions, "monitoring").filter(({ metadata }) => metadata.name.startsWith("node-exporter-")).map((revision) => revision.revision).sort()).toEqual([1, 2]);
  });
});

describe("jobs", () => {
  it("run a pod to its end and say that they are complete", () => {
    const test = testCluster();
    test.write(ids.jobs, { apiVersion: "batch/v1", kind: "Job", metadata: { name: "count", namespace: "default" }, spec: { template: { spec: { restartPolicy: "Never", containers: [{ name: "main", image: "docker.io/library/busybox:1.37.0", command: ["sh", "-c", "echo one; sleep 4; exit 0"] }] } } } });
    test.pass(minute);
    const job = test.store.get(ids.jobs, "default", "count");
    expect(job?.status).toMatchObject({ succeeded: 1 });
    expect(condition(job, "Complete")).toBe("True CompletionsReached");
    expect(test.pods("default", "count")[0]).toMatch(/0\/1 Completed 0$/);
    expect(test.said("count").map((line) => line.split(" ")[0])).toEqual(["SuccessfulCreate", "Completed"]);
  });

  it("give up when they fail too often", () => {
    const test = testCluster();
    test.write(ids.jobs, { apiVersion: "batch/v1", kind: "Job", metadata: { name: "fails", namespace: "default" }, spec: { backoffLimit: 1, template: { spec: { restartPolicy: "Never", containers: [{ name: "main", image: "docker.io/library/busybox:1.37.0", command: ["sh", "-c", "sleep 1; exit 3"] }] } } } });
    test.pass(2 * minute);
    expect(condition(test.store.get(ids.jobs, "default", "fails"), "Failed")).toBe("True BackoffLimitExceeded");
    expect(test.pods("default", "fails").filter((pod) => pod.includes("Error"))).toHaveLength(2);
  });

  it("are made by the minute, unless their CronJob is suspended", () => {
    const test = testCluster();
    const spec = { schedule: "*/2 * * * *", jobTemplate: { spec: { template: { spec: { restartPolicy: "Never", containers: [{ name: "main", image: "docker.io/library/busybox:1.37.0", command: ["sh", "-c", "date; sleep 3; exit 0"] }] } } } } };
    test.write(ids.cronJobs, { apiVersion: "batch/v1", kind: "CronJob", metadata: { name: "tick", namespace: "default" }, spec });
    test.pass(11 * minute);
    const jobs = () => test.store.list(ids.jobs, "default").filter(({ metadata }) => metadata.name.startsWith("tick-"));
    expect(jobs()).toHaveLength(3);
    expect(textAt(test.store.get(ids.cronJobs, "default", "tick"), "status", "lastScheduleTime")).toBe("2026-06-15T10:18:00Z");
    test.change(ids.cronJobs, "default", "tick", (cron) => withAt({ ...cron }, ["spec", "suspend"], true));
    test.pass(10 * minute);
    expect(textAt(test.store.get(ids.cronJobs, "default", "tick"), "status", "lastScheduleTime")).toBe("2026-06-15T10:18:00Z");
  });
});

describe("the scheduler", () => {
  it("keeps off cordoned nodes, and says why each node does not take a pod", () => {
    const test = testCluster();
    for (const node of ["pollux-wk-01", "pollux-wk-02"]) test.change(ids.nodes, undefined, node, (object) => withAt({ ...object }, ["spec", "unschedulable"], true));
    test.pass(second);
    test.write(ids.deployments, deployment("shop", { replicas: 1 }));
    test.pass(second);
    expect(test.pods("default", "shop")[0]).toMatch(/0\/1 Pending 0$/);
    const [pod] = test.store.list(ids.pods, "default");
    expect(test.said(pod?.metadata.name ?? "")[0]).toBe("FailedScheduling 0/6 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 2 node(s) were unschedulable, 3 node(s) had untolerated taint {nodetype: beamline}. preemption: 0/6 nodes are available: 6 Preemption is not helpful for scheduling.");
    test.change(ids.nodes, undefined, "pollux-wk-02", (object) => withAt({ ...object }, ["spec", "unschedulable"], false));
    test.pass(30 * second);
    expect(textAt(test.store.get(ids.pods, "default", pod?.metadata.name ?? ""), "spec", "nodeName")).toBe("pollux-wk-02");
  });
});

describe("what is broken on purpose", () => {
  const test = testCluster("pollux", 30 * minute);
  const words = Object.fromEntries(test.pods("training", "").map((line) => [line.replace(/-[a-z0-9]+-[a-z0-9]{5} .*/, ""), line.split(" ").slice(2).join(" ")]));

  it("stands in all its kinds", () => {
    expect(words).toMatchObject({ "image-typo": expect.stringMatching(/ErrImagePull|ImagePullBackOff/) as string, "too-big": "Pending 0", "no-config": "CreateContainerConfigError 0", "waits-for-db": "Init:0/1 0" });
    const oom = test.store.list(ids.pods, "training").find(({ metadata }) => metadata.name.startsWith("oom-demo"));
    expect(textAt(oom, "status", "containerStatuses", 0, "lastState", "terminated", "reason")).toBe("OOMKilled");
    expect(condition(test.store.list(ids.replicaSets, "training").find(({ metadata }) => metadata.name.startsWith("privileged-agent")), "ReplicaFailure")).toBe("True FailedCreate");
  });

  it("is seen in the metrics too: the memory that met its limit, the throttled CPU", () => {
    const at = test.world.now();
    const read = (name: string, pod: string) => seriesSource(test.world, "pollux").select([{ name: "__name__", op: "=", value: name }, { name: "pod", op: "=~", value: `${pod}-.*` }, { name: "container", op: "=", value: "main" }], at - 30 * minute, at)[0]?.samples(at - 30 * minute, at).values ?? [];
    const memory = read("container_memory_working_set_bytes", "oom-demo");
    expect(Math.max(...memory)).toBeLessThanOrEqual(100 * 2 ** 20);
    const [throttled, periods] = [read("container_cpu_cfs_throttled_periods_total", "cpu-hungry"), read("container_cpu_cfs_periods_total", "cpu-hungry")];
    const grown = (values: readonly number[]) => (values.at(-1) ?? 0) - (values[0] ?? 0);
    expect(grown(throttled) / grown(periods)).toBeGreaterThan(0.5);
  });

  it("is repaired by whoever repairs the spec", () => {
    test.write(ids.configMaps, { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "no-config-settings", namespace: "training" }, data: {} });
    test.change(ids.deployments, "training", "image-typo", withImage("ghcr.io/epics-containers/ioc-adaravis-runtime:2026.4.3"));
    test.pass(2 * minute);
    expect(test.pods("training", "no-config")[0]).toMatch(/1\/1 Running/);
    expect(test.pods("training", "image-typo").map((line) => line.split(" ").slice(1).join(" "))).toEqual(["1/1 Running 0"]);
  });
});

describe("time", () => {
  it("gives the same objects whether it passes in one step or in many", () => {
    const [one, many] = [testCluster(), testCluster()];
    for (const test of [one, many]) test.write(ids.deployments, deployment("shop", { replicas: 3 }));
    one.pass(2 * minute);
    for (let n = 0; n < 480; n++) many.pass(250);
    const statuses = ({ store }: TestCluster) => store.list(ids.pods, "default").map((pod) => [textAt(pod, "spec", "nodeName"), dig(pod, "status", "phase"), objectAt(pod, "status").conditions]);
    expect(statuses(many)).toEqual(statuses(one));
  }, 30_000);
});
