import { describe, expect, it } from "vitest";
import { ago, deployment, event, evidence, manifest, now, pod, replicaSet } from "../fixtures/manifests";
import { admission } from "./admission";
import { deletion } from "./deletion";
import { evictions } from "./evictions";
import { rollout } from "./rollout";

describe("pods that are refused before they exist", () => {
  const set = { ...replicaSet(deployment("app", 2, 0), "1", 2), status: { replicas: 0 } };
  const of = (message: string) => admission(evidence(set, { events: [event(set, "FailedCreate", message, { count: 14 })] }))[0];

  it("Gatekeeper: the constraint and its message", () => {
    const found = of('Error creating: admission webhook "validation.gatekeeper.sh" denied the request: [must-have-limits] container <app> has no resource limits [only-our-registry] container <app> has an invalid image repo');
    expect(found?.title).toBe("The cluster's policies refuse the pods.");
    expect(found?.details).toEqual(["must-have-limits (a Gatekeeper constraint) says: container <app> has no resource limits", "only-our-registry (a Gatekeeper constraint) says: container <app> has an invalid image repo"]);
  });

  it("Pod Security: the level, and what to set", () => {
    const found = of('Error creating: pods "app-1-x" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "app" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "app" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "app" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")');
    expect(found?.title).toBe("The namespace's Pod Security level restricted refuses the pods.");
    expect(found?.details).toHaveLength(4);
    expect(found?.advice).toBe("Set in the pod template: securityContext.allowPrivilegeEscalation: false; securityContext.capabilities.drop: [ALL]; securityContext.runAsNonRoot: true; securityContext.seccompProfile.type: RuntimeDefault.");
  });

  it("quotas, other webhooks, service accounts", () => {
    expect(of('Error creating: pods "a" is forbidden: exceeded quota: small, requested: cpu=2, used: cpu=3, limited: cpu=4')).toMatchObject({ title: "The namespace's quota small leaves no room for another pod.", details: ["Asked for cpu=2; in use cpu=3; allowed cpu=4."] });
    expect(of('Error creating: pods "a" is forbidden: failed quota: small: must specify limits.memory for: app')?.details).toEqual(["Missing: limits.memory for app."]);
    expect(of('Error creating: Internal error occurred: failed calling webhook "mutate.istio.io": Post "https://…": dial tcp: connection refused')?.title).toContain("does not answer");
    expect(of('Error creating: pods "a" is forbidden: error looking up service account p47/robot: serviceaccount "robot" not found')?.title).toBe("The service account robot does not exist.");
    expect(of("Error creating: something new")).toMatchObject({ title: "Its pods cannot be created.", details: ["Error creating: something new"] });
  });

  it("are the past once there are enough pods", () => {
    const full = { ...set, status: { replicas: 2 } };
    expect(admission(evidence(full, { events: [event(full, "FailedCreate", "Error creating: x")] }))).toEqual([]);
  });
});

describe("deletions that do not end", () => {
  const held = (minutes: number, finalizers: readonly string[]) => manifest("PersistentVolumeClaim", "data", { deletionTimestamp: ago(minutes), finalizers }, { spec: {}, status: { phase: "Bound" } });

  it("name who removes each finalizer", () => {
    const [found] = deletion(evidence(held(30, ["kubernetes.io/pvc-protection", "example.org/mine"])));
    expect(found).toMatchObject({ severity: "warning", title: "It should have been gone for 30 min." });
    expect(found?.details[0]).toContain("when no pod mounts the claim any more");
    expect(found?.details[1]).toContain("the controller that set it");
  });

  it("get some patience first", () => expect(deletion(evidence(held(1, ["kubernetes.io/pvc-protection"])))).toEqual([]));

  it("of a pod point at its node", () => expect(deletion(evidence(pod("a", { meta: { deletionTimestamp: ago(10) } })))[0]?.advice).toContain("kubectl delete pod a -n p47-beamline --force"));
});

it("tells why a pod was evicted", () => {
  const gone = pod("a", { status: { phase: "Failed", reason: "Evicted", message: "The node was low on resource: memory. Threshold quantity: 100Mi, available: 50Mi.", containerStatuses: [] } });
  expect(evictions(evidence(gone))[0]?.title).toBe("The pod was evicted because its node ran out of memory.");
  expect(evictions(evidence(pod("b")))).toEqual([]);
});

it("tells a stuck rollout, and one that is paused half-way", () => {
  const stuck = deployment("app", 3, 2, { status: { updatedReplicas: 1, conditions: [{ type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded", message: "timed out", lastTransitionTime: ago(4) }] } });
  expect(rollout(evidence(stuck))[0]).toMatchObject({ severity: "warning", since: now - 240_000 });
  expect(rollout(evidence(stuck))[0]?.advice).toContain("kubectl rollout undo deployment/app -n p47-beamline");
  expect(rollout(evidence(deployment("app", 3, 3, { spec: { paused: true }, status: { updatedReplicas: 1 } })))[0]?.title).toContain("paused");
  expect(rollout(evidence(deployment("app", 3, 3)))).toEqual([]);
});
