import { describe, expect, it } from "vitest";
import { anAlert, inP47, smallTopology } from "./fixtures/small-cluster";
import { aboutOf, subjectOf } from "./subject";
import { unknownTopology } from "./topology";

const about = (name: string, labels: Readonly<Record<string, string>>) => aboutOf(anAlert(name, labels), smallTopology);
const title = (name: string, labels: Readonly<Record<string, string>>) => {
  const { kind, title: text } = about(name, labels).subject;
  return `${kind} ${text}`;
};
/** What kube-state-metrics puts on everything that names no pod of its own. */
const byStateMetrics = { job: "kube-state-metrics", instance: "10.42.2.9:8080", pod: "kube-state-metrics-5d8f9c7b6d-q2w3e", container: "kube-state-metrics" };
const byNodeExporter = { job: "node-exporter", namespace: "monitoring", pod: "node-exporter-aaaaa", container: "node-exporter" };

describe("what an alert is about", () => {
  it("is the pod, with the workload above it", () => {
    expect(title("KubePodCrashLooping", inP47({ pod: "blueapi-7d9f8c6b5f-abcde", job: "kube-state-metrics" }))).toBe("pod p47-beamline/blueapi-7d9f8c6b5f-abcde");
    expect(about("KubePodCrashLooping", inP47({ pod: "blueapi-7d9f8c6b5f-abcde" })).workload).toBe("Deployment/p47-beamline/blueapi");
  });

  it("is the workload though the exporter's own pod stands beside it", () => {
    expect(title("KubeDeploymentReplicasMismatch", inP47({ ...byStateMetrics, deployment: "blueapi" }))).toBe("workload p47-beamline/blueapi");
    expect(title("MyOwnReplicasAlert", inP47({ ...byStateMetrics, statefulset: "nexus" }))).toBe("workload p47-beamline/nexus");
    expect(title("KubeJobFailed", inP47({ ...byStateMetrics, job_name: "backup-1" }))).toBe("workload p47-beamline/backup-1");
  });

  it("is not the exporter's namespace where the exporter's own labels were kept apart", () => {
    expect(title("KubePodNotReady", { namespace: "monitoring", pod: "kube-state-metrics-x", exported_namespace: "p47-beamline", exported_pod: "nexus-0" })).toBe("pod p47-beamline/nexus-0");
  });

  it("is the node of an exporter's instance, never the exporter's pod", () => {
    expect(title("NodeFilesystemAlmostOutOfSpace", { ...byNodeExporter, instance: "10.0.0.2:9100" })).toBe("node srv-2");
    expect(title("NodeClockSkewDetected", { ...byNodeExporter, instance: "srv-3.example.org:9100" })).toBe("node srv-3");
    expect(title("DisksOfMine", { ...byNodeExporter, instance: "10.0.0.2:9100" })).toBe("node srv-2");
    expect(title("KubeNodeNotReady", { ...byStateMetrics, namespace: "monitoring", node: "srv-1" })).toBe("node srv-1");
    expect(title("NodeFilesystemAlmostOutOfSpace", { ...byNodeExporter, instance: "192.0.2.1:9100" })).toBe("target node-exporter at 192.0.2.1:9100");
  });

  it("is the exporter's pod where that is what is wrong", () => {
    expect(title("KubePodCrashLooping", { ...byStateMetrics, namespace: "monitoring", pod: "kube-state-metrics-x" })).toBe("pod monitoring/kube-state-metrics-x");
  });

  it("is the claim, the autoscaled workload, the cron job above the job", () => {
    expect(about("KubePersistentVolumeFillingUp", inP47({ persistentvolumeclaim: "data", job: "kubelet", instance: "10.0.0.1:10250" }))).toMatchObject({ claim: "p47-beamline/data", subject: { kind: "claim" } });
    expect(about("KubeHpaMaxedOut", inP47({ horizontalpodautoscaler: "blueapi-scaler" })).workload).toBe("Deployment/p47-beamline/blueapi");
    expect(about("KubeHpaMaxedOut", inP47({ horizontalpodautoscaler: "nexus" })).workload).toBe("StatefulSet/p47-beamline/nexus");
    expect(about("KubeJobFailed", inP47({ job_name: "backup-1" })).workload).toBe("CronJob/p47-beamline/backup");
  });

  it("is a target, a namespace or the whole cluster where it is no object", () => {
    expect(title("TargetDown", { job: "grafana", namespace: "monitoring", service: "grafana" })).toBe("target grafana");
    expect(title("KubeQuotaExceeded", inP47({ resource: "cpu" }))).toBe("namespace p47-beamline");
    expect(title("KubeCPUOvercommit", { namespace: "monitoring", job: "kube-state-metrics" })).toBe("cluster the whole cluster");
    expect(title("Odd", {})).toBe("cluster the whole cluster");
  });

  it("knows whose a pod was after it is gone, where its workload is known", () => {
    expect(about("KubePodNotReady", inP47({ pod: "blueapi-7d9f8c6b5f-zzzzz" })).workload).toBe("Deployment/p47-beamline/blueapi");
    expect(about("KubePodNotReady", inP47({ pod: "nexus-7" })).workload).toBe("StatefulSet/p47-beamline/nexus");
    expect(about("KubePodNotReady", inP47({ pod: "stranger-0" })).workload).toBeUndefined();
  });

  it("is told from the labels alone where nothing is known of the cluster", () => {
    expect(subjectOf(anAlert("KubePodNotReady", inP47({ pod: "nexus-0" })), unknownTopology)).toMatchObject({ kind: "pod", href: "/clusters/pollux/objects/core/v1/pods/p47-beamline/nexus-0" });
    expect(subjectOf(anAlert("KubeNodeNotReady", { node: "srv-1" }), unknownTopology)).toMatchObject({ kind: "node", href: "/clusters/pollux/nodes/srv-1" });
  });

  it("leads nowhere with half a name", () => {
    expect(title("KubePodNotReady", { pod: "nexus-0" })).toBe("cluster the whole cluster");
    expect(title("KubePodNotReady", inP47({ pod: "" }))).toBe("namespace p47-beamline");
  });
});
