import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kubectlSession, missingPrograms } from "./kubectl-session";
import type { KubectlSession } from "./kubectl-session";

describe.skipIf(missingPrograms.length > 0)("kubectl and rights", () => {
  let session: KubectlSession;
  beforeAll(async () => {
    session = await kubectlSession();
  });
  afterAll(() => session.stop());
  const can = async (who: "p47" | "i22" | "visitor" | "admin" | "castor", ...question: string[]) => (await session.refused(who, "auth", "can-i", ...question)) === "";

  it("says who is asking", async () => {
    expect(await session.kubectl("p47", "auth", "whoami")).toMatch(/Username +p47-staff\nGroups +\[p47-beamline system:authenticated\]/);
  });

  it("gives a beamline's staff their own namespace and nothing of others", async () => {
    expect(await can("p47", "delete", "pods", "-n", "p47-beamline")).toBe(true);
    expect(await can("p47", "get", "secrets", "-n", "p47-beamline")).toBe(true);
    expect(await can("p47", "get", "pods", "-n", "kube-system")).toBe(false);
    expect(await can("p47", "get", "pods", "-A")).toBe(false);
    expect(await can("p47", "create", "rolebindings", "-n", "p47-beamline")).toBe(false);
    expect(await can("i22", "get", "pods", "-n", "p47-beamline")).toBe(false);
    expect(await session.refused("p47", "get", "pods", "-n", "kube-system")).toContain('pods is forbidden: User "p47-staff" cannot list resource "pods" in API group "" in the namespace "kube-system"');
    expect(await session.refused("p47", "delete", "namespace", "p47-beamline")).toContain('namespaces "p47-beamline" is forbidden: User "p47-staff" cannot delete resource "namespaces" in API group "" in the namespace "p47-beamline"');
  });

  it("lets visitors see nodes and namespaces and nothing inside", async () => {
    expect(await session.kubectl("visitor", "get", "namespaces", "-o", "name")).toContain("namespace/kube-system");
    expect(await can("visitor", "list", "nodes")).toBe(true);
    expect(await can("visitor", "list", "pods", "-n", "p47-beamline")).toBe(false);
    expect(await session.kubectl("visitor", "auth", "can-i", "--list")).toMatch(/^nodes +\[\] +\[\] +\[.*list.*\]/m);
  });

  it("lets Castor speak for people with their rights, and nobody else", async () => {
    const as = ["--as", "p47-staff", "--as-group", "p47-beamline"];
    expect(await session.kubectl("castor", "get", "services", "-n", "p47-beamline", ...as, "-o", "name")).toContain("service/p47-rabbitmq");
    expect(await session.refused("castor", "get", "configmaps", "-n", "p47-beamline")).toContain('User "system:serviceaccount:castor:castor" cannot list resource "configmaps"');
    expect(await session.refused("castor", "get", "services", "-n", "kube-system", ...as)).toContain('User "p47-staff" cannot list');
    expect(await session.refused("p47", "get", "nodes", "--as", "admin", "--as-group", "castor-admins")).toContain('users "admin" is forbidden: User "p47-staff" cannot impersonate resource "users"');
  });

  it("gives a service account a token with exactly its rights", async () => {
    const token = (await session.kubectl("admin", "create", "token", "default", "-n", "p47-beamline")).trim();
    expect(token.length).toBeGreaterThan(20);
    await session.kubectl("admin", "create", "role", "reader", "--verb=get,list", "--resource=configmaps", "-n", "p47-beamline");
    const as = ["--as", "system:serviceaccount:p47-beamline:default"];
    const may = () => session.refused("admin", "auth", "can-i", "list", "configmaps", "-n", "p47-beamline", ...as);
    expect(await may()).toContain("no");
    await session.kubectl("admin", "create", "rolebinding", "reader", "--role=reader", "--serviceaccount=p47-beamline:default", "-n", "p47-beamline");
    expect(await may()).toBe("");
    await session.kubectl("admin", "delete", "rolebinding", "reader", "-n", "p47-beamline");
    expect(await may()).toContain("no");
  });

  it("is stopped by Pod Security and by Gatekeeper in their own words", async () => {
    const pod = await session.refused("admin", "run", "tool", "--image=busybox", "-n", "training", "--privileged");
    expect(pod).toContain('pods "tool" is forbidden: violates PodSecurity "');
    expect(pod).toContain('privileged (container "tool" must not set securityContext.privileged=true)');
    const constraint = session.file("constraint.yaml", `apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: K8sRequiredLabels\nmetadata: {name: plans-have-owners}\nspec:\n  match: {kinds: [{apiGroups: [""], kinds: [ConfigMap]}], namespaces: [default]}\n  parameters: {labels: [{key: owner}]}\n`);
    await session.kubectl("admin", "apply", "-f", constraint);
    expect(await session.refused("admin", "create", "configmap", "plan", "-n", "default")).toContain('admission webhook "validation.gatekeeper.sh" denied the request: [plans-have-owners] you must provide labels: {"owner"}');
    expect(await session.refused("admin", "create", "configmap", "plan", "-n", "default", "--dry-run=server")).toContain("denied the request");
  });
});
