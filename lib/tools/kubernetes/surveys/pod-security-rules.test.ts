import { describe, expect, it } from "vitest";
import { violations } from "./pod-security-rules";
import type { PodSpec } from "./pod-spec";

const careful = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
  capabilities: { drop: ["ALL"] },
};
const pod = (container: object = {}, spec: Partial<PodSpec> = {}): PodSpec => ({ containers: [{ name: "app", securityContext: careful, ...container }], ...spec });

describe("the Pod Security Standards", () => {
  it("let a careful pod in at every level", () => {
    for (const level of ["privileged", "baseline", "restricted"] as const) expect(violations(pod(), level)).toEqual([]);
  });

  it.each<[string, PodSpec]>([
    ["the host's network", pod({}, { hostNetwork: true })],
    ["a path of the host", pod({}, { volumes: [{ name: "x", hostPath: { path: "/" } }] })],
    ["a privileged container", pod({ securityContext: { ...careful, privileged: true } })],
    ["a privileged init container", pod({}, { initContainers: [{ name: "init", securityContext: { ...careful, privileged: true } }] })],
    ["a capability", pod({ securityContext: { ...careful, capabilities: { drop: ["ALL"], add: ["NET_ADMIN"] } } })],
    ["a port of the host", pod({ ports: [{ hostPort: 80 }] })],
    ["no seccomp", pod({}, { securityContext: { seccompProfile: { type: "Unconfined" } } })],
    ["an unsafe sysctl", pod({}, { securityContext: { sysctls: [{ name: "kernel.msgmax" }] } })],
    ["a process of a Windows host", pod({}, { securityContext: { windowsOptions: { hostProcess: true } } })],
  ])("refuse %s from baseline on", (_, spec) => {
    expect(violations(spec, "privileged")).toEqual([]);
    expect(violations(spec, "baseline")).toHaveLength(1);
    expect(violations(spec, "restricted").length).toBeGreaterThanOrEqual(1);
  });

  it.each<[string, PodSpec, RegExp]>([
    ["root", pod({ securityContext: { ...careful, runAsNonRoot: undefined } }), /run as root: app/],
    ["user 0", pod({ securityContext: { ...careful, runAsUser: 0 } }), /user 0/],
    ["privilege escalation by default", pod({ securityContext: { ...careful, allowPrivilegeEscalation: undefined } }), /escalation: app/],
    ["capabilities that are kept", pod({ securityContext: { ...careful, capabilities: {} } }), /keeps capabilities/],
    ["an NFS volume", pod({}, { volumes: [{ name: "data", nfs: {} }] }), /kind nfs/],
    ["a container without a seccomp profile", pod({ securityContext: { ...careful, seccompProfile: null } }), /no seccomp profile: app/],
  ])("refuse %s only when restricted", (_, spec, words) => {
    expect(violations(spec, "baseline")).toEqual([]);
    expect(violations(spec, "restricted").join("; ")).toMatch(words);
  });

  it("take what the pod says where a container says nothing", () => {
    const spec: PodSpec = {
      containers: [{ name: "app", securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } } }],
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "Localhost" } },
    };
    expect(violations(spec, "restricted")).toEqual([]);
  });
});
