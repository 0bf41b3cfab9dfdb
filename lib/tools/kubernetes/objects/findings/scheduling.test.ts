import { describe, expect, it } from "vitest";
import { event, evidence, manifest, objectOf, pod } from "../fixtures/manifests";
import { claims } from "./claims";
import { readSchedulerMessage } from "./scheduler-message";
import { scheduling } from "./scheduling";

describe("the scheduler's sentence", () => {
  it("is taken apart node by node", () => {
    const message = "0/9 nodes are available: 1 Insufficient cpu, 2 Insufficient nvidia.com/gpu, 1 node(s) had untolerated taint {dedicated: p47, b21}, 1 node(s) were unschedulable, 2 node(s) didn't match Pod's node affinity/selector, 2 node(s) had volume node affinity conflict. preemption: 0/9 nodes are available: 9 Preemption is not helpful for scheduling.";
    expect(readSchedulerMessage(message)).toMatchObject({
      nodes: 9,
      refusals: [
        { nodes: 1, reason: "not enough CPU left" },
        { nodes: 2, reason: "not enough nvidia.com/gpu left" },
        { nodes: 1, reason: "a taint that the pod does not tolerate: dedicated=p47, b21" },
        { nodes: 1, reason: "cordoned" },
        { nodes: 2, reason: "not a node that the pod's nodeSelector or affinity asks for" },
        { nodes: 2, reason: "not where the pod's volume is" },
      ],
    });
  });

  it("keeps a reason that nobody knows, and knows what it is not", () => {
    expect(readSchedulerMessage("0/2 nodes are available: 2 node(s) had a bad day.")?.refusals).toEqual([{ nodes: 2, reason: "had a bad day" }]);
    expect(readSchedulerMessage('running PreBind plugin "VolumeBinding": timed out')).toBeUndefined();
  });
});

describe("pods without a node", () => {
  const pending = (message: string, reason = "Unschedulable") => pod("a", { spec: { nodeName: undefined }, status: { phase: "Pending", containerStatuses: [], conditions: [{ type: "PodScheduled", status: "False", reason, message }] } });
  const of = (message: string) => scheduling(evidence(pending(message)))[0];

  it("say why, in one sentence for each group of nodes", () => {
    const found = of("0/4 nodes are available: 1 Insufficient memory, 3 node(s) had untolerated taint {node.kubernetes.io/unschedulable: }.");
    expect(found).toMatchObject({ severity: "critical", title: "None of the 4 nodes takes the pod.", details: ["1 node: not enough memory left.", "3 nodes: cordoned."] });
    expect(found?.advice).toContain("Lower the pod's requests");
  });

  it("name the claim that is missing, and wait for those that are not bound", () => {
    expect(of('persistentvolumeclaim "data" not found')?.title).toBe("The pod waits for the claim data, which does not exist.");
    expect(of("0/4 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: …")?.title).toBe("The pod waits for its volumes.");
    expect(scheduling(evidence(pending("", "SchedulingGated")))[0]?.severity).toBe("notice");
  });

  it("are told from the event where the condition says nothing", () => {
    const raw = pod("a", { spec: { nodeName: undefined }, status: { conditions: [] } });
    expect(scheduling(evidence(raw, { events: [event(raw, "FailedScheduling", "0/1 nodes are available: 1 Too many pods.")] }))[0]?.details).toEqual(["1 node: as many pods as it may run."]);
    expect(scheduling(evidence(pod("b")))).toEqual([]);
  });
});

describe("claims without a volume", () => {
  const claim = (spec: object) => manifest("PersistentVolumeClaim", "data", {}, { spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } }, ...spec }, status: { phase: "Pending" } });
  const storageClass = (name: string, mode: string, isDefault = false) => objectOf(manifest("StorageClass", name, { annotations: isDefault ? { "storageclass.kubernetes.io/is-default-class": "true" } : {} }, { provisioner: "rook-ceph.rbd.csi.ceph.com", volumeBindingMode: mode }));
  const classes = [storageClass("ceph", "Immediate"), storageClass("local", "WaitForFirstConsumer")];
  const of = (spec: object, more: Parameters<typeof evidence>[1] = {}) => claims(evidence(claim(spec), { storageClasses: classes, ...more }))[0];

  it("name the class that does not exist, or that none is the default", () => {
    expect(of({ storageClassName: "fast" })).toMatchObject({ title: "The storage class fast does not exist.", details: ["The cluster has these: ceph, local."] });
    expect(of({})?.title).toContain("the cluster has no default one");
  });

  it("may simply wait for their first pod", () => expect(of({ storageClassName: "local" })).toMatchObject({ severity: "notice", title: "The claim waits for the first pod that uses it." }));

  it("tell what the provisioner said", () => {
    const raw = claim({ storageClassName: "ceph" });
    const found = of({ storageClassName: "ceph" }, { events: [event(raw, "ProvisioningFailed", "failed to provision volume: pool is full")] });
    expect(found).toMatchObject({ severity: "critical", title: "No volume could be made for the claim." });
    expect(found?.details.join(" ")).toContain("pool is full");
  });

  it("do not accuse what could not be read", () => expect(claims(evidence(claim({ storageClassName: "fast" })))[0]?.title).toBe("The claim has no volume yet."));
});
