import { describe, expect, it } from "vitest";
import { kinds } from ".";
import type { KubeObject } from "../kind";

const at = Date.UTC(2026, 5, 15, 10, 4);
const ago = (minutes: number) => new Date(at - minutes * 60_000).toISOString();
const made = (kind: string, minutes: number, body: object, metadata: object = {}): KubeObject => ({ apiVersion: "v1", kind, metadata: { name: "x", uid: "u", resourceVersion: "1", creationTimestamp: ago(minutes), ...metadata }, ...body });

/** A row as `kubectl get` prints it: cells under their capital names, without those of `-o wide`. */
function printed(object: KubeObject, wide = false): Readonly<Record<string, unknown>> {
  const kind = kinds.find((each) => each.kind === object.kind);
  if (kind === undefined) throw new Error(`no kind ${object.kind}`);
  const cells = kind.cells(object, at);
  return Object.fromEntries(kind.columns.flatMap(({ name, priority }, index) => (priority === 0 || wide ? [[name.toUpperCase(), cells[index]]] : [])));
}

describe("a pod's row", () => {
  const containers = [{ name: "a" }, { name: "b" }];
  const running = { state: { running: {} }, ready: true, restartCount: 0 };
  const pod = (status: object, spec: object = { containers }, metadata: object = {}) => printed(made("Pod", 300, { spec, status }, metadata));

  it("counts what is ready, and says how long ago the last restart was", () => {
    const restarted = { ...running, restartCount: 5, lastState: { terminated: { finishedAt: ago(3) } } };
    expect(pod({ phase: "Running", containerStatuses: [restarted, running] })).toEqual({ NAME: "x", READY: "2/2", STATUS: "Running", RESTARTS: "5 (3m ago)", AGE: "5h" });
  });

  it("says what a container waits for or ended with rather than the phase", () => {
    const waiting = (reason: string) => [{ ...running }, { state: { waiting: { reason } }, ready: false, restartCount: 0 }];
    expect(pod({ phase: "Pending", containerStatuses: waiting("ImagePullBackOff") })).toMatchObject({ READY: "1/2", STATUS: "ImagePullBackOff" });
    expect(pod({ phase: "Failed", containerStatuses: [{ state: { terminated: { exitCode: 137, reason: "OOMKilled" } }, restartCount: 0 }] })).toMatchObject({ STATUS: "OOMKilled" });
    expect(pod({ phase: "Failed", containerStatuses: [{ state: { terminated: { exitCode: 3 } }, restartCount: 0 }] })).toMatchObject({ STATUS: "ExitCode:3" });
    expect(pod({ phase: "Failed", reason: "Evicted" })).toMatchObject({ STATUS: "Evicted", READY: "0/2" });
  });

  it("calls a pod with one finished and one running container by its readiness", () => {
    const done = { state: { terminated: { exitCode: 0, reason: "Completed" } }, ready: false, restartCount: 0 };
    expect(pod({ phase: "Running", containerStatuses: [done, running], conditions: [{ type: "Ready", status: "False" }] })).toMatchObject({ STATUS: "NotReady", READY: "1/2" });
  });

  it("tells how far initialisation got, and counts sidecars among the containers", () => {
    const spec = { containers, initContainers: [{ name: "first" }, { name: "sidecar", restartPolicy: "Always" }] };
    const first = (state: object) => ({ name: "first", state, restartCount: 0 });
    expect(pod({ phase: "Pending", initContainerStatuses: [first({ running: {} })] }, spec)).toMatchObject({ READY: "0/3", STATUS: "Init:0/2" });
    expect(pod({ phase: "Pending", initContainerStatuses: [first({ terminated: { exitCode: 1, reason: "Error" } })] }, spec)).toMatchObject({ STATUS: "Init:Error" });
    expect(pod({ phase: "Pending", initContainerStatuses: [first({ waiting: { reason: "CrashLoopBackOff" } })] }, spec)).toMatchObject({ STATUS: "Init:CrashLoopBackOff" });
    const up = [first({ terminated: { exitCode: 0 } }), { name: "sidecar", state: { running: {} }, started: true, ready: true, restartCount: 2 }];
    expect(pod({ phase: "Running", initContainerStatuses: up, containerStatuses: [running, running] }, spec)).toMatchObject({ READY: "3/3", STATUS: "Running", RESTARTS: "2" });
  });

  it("says Terminating while it is deleted, unless it is over already", () => {
    expect(pod({ phase: "Running", containerStatuses: [running, running] }, undefined, { deletionTimestamp: ago(0) })).toMatchObject({ STATUS: "Terminating" });
    expect(pod({ phase: "Succeeded", containerStatuses: [] }, undefined, { deletionTimestamp: ago(0) })).toMatchObject({ STATUS: "Succeeded" });
  });

  it("shows addresses, node and gates when wide", () => {
    const status = { phase: "Running", podIPs: [{ ip: "10.42.1.9" }], conditions: [{ type: "lb", status: "True" }] };
    expect(printed(made("Pod", 1, { spec: { nodeName: "p47-srv-01", containers, readinessGates: [{ conditionType: "lb" }, { conditionType: "dns" }] }, status }), true)).toMatchObject({ AGE: "60s", IP: "10.42.1.9", NODE: "p47-srv-01", "NOMINATED NODE": "<none>", "READINESS GATES": "1/2" });
  });
});

describe("other rows", () => {
  it("print workloads and jobs", () => {
    const spec = { replicas: 3, selector: { matchLabels: { app: "web", tier: "b" }, matchExpressions: [{ key: "old", operator: "DoesNotExist" }] }, template: { spec: { containers: [{ name: "web", image: "nginx:1" }, { name: "log", image: "busybox" }] } } };
    expect(printed(made("Deployment", 600, { spec, status: { readyReplicas: 2, updatedReplicas: 3, availableReplicas: 2 } }), true)).toEqual({ NAME: "x", READY: "2/3", "UP-TO-DATE": 3, AVAILABLE: 2, AGE: "10h", CONTAINERS: "web,log", IMAGES: "nginx:1,busybox", SELECTOR: "app=web,!old,tier=b" });
    expect(printed(made("Job", 90, { spec: { completions: 4 }, status: { succeeded: 4, startTime: ago(90), completionTime: ago(88), conditions: [{ type: "Complete", status: "True" }] } }))).toEqual({ NAME: "x", STATUS: "Complete", COMPLETIONS: "4/4", DURATION: "2m", AGE: "90m" });
    expect(printed(made("CronJob", 90, { spec: { schedule: "*/5 * * * *", suspend: true }, status: { active: [{}] } }))).toEqual({ NAME: "x", SCHEDULE: "*/5 * * * *", TIMEZONE: "<none>", SUSPEND: "True", ACTIVE: 1, "LAST SCHEDULE": "<none>", AGE: "90m" });
  });

  it("print a node that takes nothing new, with its roles", () => {
    const node = made("Node", 60 * 24 * 40, { spec: { unschedulable: true }, status: { conditions: [{ type: "Ready", status: "Unknown" }], nodeInfo: { kubeletVersion: "v1.31.4" } } }, { labels: { "node-role.kubernetes.io/worker": "", "node-role.kubernetes.io/beamline": "" } });
    expect(printed(node)).toEqual({ NAME: "x", STATUS: "NotReady,SchedulingDisabled", ROLES: "beamline,worker", AGE: "40d", VERSION: "v1.31.4" });
  });

  it("print how services are reached", () => {
    const service = (spec: object, status: object = {}) => printed(made("Service", 5, { spec, status }));
    expect(service({ type: "LoadBalancer", clusterIP: "10.96.0.9", ports: [{ port: 80, nodePort: 30_048, protocol: "TCP" }, { port: 53, protocol: "UDP" }] })).toMatchObject({ "EXTERNAL-IP": "<pending>", "PORT(S)": "80:30048/TCP,53/UDP", AGE: "5m" });
    expect(service({ type: "ExternalName", externalName: "db.example.org" })).toMatchObject({ "CLUSTER-IP": "<none>", "EXTERNAL-IP": "db.example.org", "PORT(S)": "<none>" });
    expect(printed(made("Endpoints", 5, { subsets: [{ addresses: ["1", "2", "3", "4", "5"].map((ip) => ({ ip })), ports: [{ port: 80 }] }] }))).toMatchObject({ ENDPOINTS: "1:80,2:80,3:80 + 2 more..." });
  });

  it("print what an autoscaler measures, or that it cannot", () => {
    const metrics = [{ type: "Resource", resource: { name: "cpu", target: { averageUtilization: 60 } } }, { type: "Resource", resource: { name: "memory", target: { averageValue: "100Mi" } } }, { type: "Pods", pods: {} }];
    const autoscaler = (status: object) => printed(made("HorizontalPodAutoscaler", 5, { spec: { scaleTargetRef: { kind: "Deployment", name: "web" }, minReplicas: 2, maxReplicas: 5, metrics }, status }));
    expect(autoscaler({})).toMatchObject({ REFERENCE: "Deployment/web", TARGETS: "cpu: <unknown>/60%, memory: <unknown>/100Mi + 1 more...", REPLICAS: "0" });
    expect(autoscaler({ currentReplicas: 3, currentMetrics: [{ resource: { current: { averageUtilization: 41 } } }, { resource: { current: { averageValue: "61Mi" } } }] })).toMatchObject({ TARGETS: "cpu: 41%/60%, memory: 61Mi/100Mi + 1 more...", REPLICAS: "3" });
  });

  it("print storage, access and settings", () => {
    expect(printed(made("PersistentVolumeClaim", 5, { spec: { volumeName: "v", storageClassName: "fast", volumeMode: "Filesystem" }, status: { phase: "Bound", capacity: { storage: "1Gi" }, accessModes: ["ReadWriteMany", "ReadWriteOnce"] } }))).toEqual({ NAME: "x", STATUS: "Bound", VOLUME: "v", CAPACITY: "1Gi", "ACCESS MODES": "RWO,RWX", STORAGECLASS: "fast", VOLUMEATTRIBUTESCLASS: "<unset>", AGE: "5m" });
    expect(printed(made("StorageClass", 5, { provisioner: "p" }, { annotations: { "storageclass.kubernetes.io/is-default-class": "true" } }))).toMatchObject({ NAME: "x (default)", RECLAIMPOLICY: "Delete", ALLOWVOLUMEEXPANSION: false });
    expect(printed(made("RoleBinding", 5, { roleRef: { kind: "ClusterRole", name: "edit" }, subjects: [{ kind: "Group", name: "p47" }, { kind: "ServiceAccount", namespace: "a", name: "b" }] }), true)).toEqual({ NAME: "x", ROLE: "ClusterRole/edit", AGE: "5m", USERS: "", GROUPS: "p47", SERVICEACCOUNTS: "a/b" });
    expect(printed(made("Role", 5, {}))).toEqual({ NAME: "x", "CREATED AT": ago(5) });
    expect(printed(made("Secret", 5, { type: "Opaque", data: { a: "", b: "" } }))).toEqual({ NAME: "x", TYPE: "Opaque", DATA: 2, AGE: "5m" });
    expect(printed(made("ResourceQuota", 5, { status: { hard: { pods: "9", "limits.cpu": "4" }, used: { pods: "3" } } }))).toMatchObject({ REQUEST: "pods: 3/9", LIMIT: "limits.cpu: 0/4" });
  });

  it("print events the same under both of their APIs", () => {
    const event = made("Event", 5, { involvedObject: { kind: "Pod", name: "web" }, reason: "BackOff", message: "m\n", type: "Warning", firstTimestamp: ago(9), lastTimestamp: ago(2), count: 7, source: { component: "kubelet", host: "n1" } });
    const newer = kinds.find(({ group, kind }) => group === "events.k8s.io" && kind === "Event");
    expect(printed(event, true)).toMatchObject({ "LAST SEEN": "2m", OBJECT: "pod/web", SOURCE: "kubelet, n1", MESSAGE: "m", "FIRST SEEN": "9m", COUNT: 7 });
    expect(newer?.cells(newer.view?.read(event) ?? event, at)).toEqual(kinds.find(({ kind }) => kind === "Event")?.cells(event, at));
  });
});
