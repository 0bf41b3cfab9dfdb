import { describe, expect, it } from "vitest";
import { grantsTooMuch } from "./admission/escalation";
import type { KubeObject } from "./kind";
import { createRights } from "./rights";
import { createObjectStore } from "./stored-objects";

const group = "rbac.authorization.k8s.io";
const plurals: Readonly<Record<string, string>> = { Role: "roles", ClusterRole: "clusterroles", RoleBinding: "rolebindings", ClusterRoleBinding: "clusterrolebindings" };

function made() {
  let count = 0;
  const store = createObjectStore({ now: () => 0, uid: () => `u${(count += 1)}` });
  const put = (kind: string, name: string, more: object, namespace?: string, labels?: Record<string, string>) =>
    store.put({ group, version: "v1", plural: plurals[kind] ?? "" }, { apiVersion: `${group}/v1`, kind, metadata: { name, ...(namespace !== undefined && { namespace }), ...(labels && { labels }) }, ...more });
  const bind = (role: string, subject: object, namespace?: string, kind = "ClusterRole") =>
    put(namespace === undefined ? "ClusterRoleBinding" : "RoleBinding", `${role}-${String(count)}`, { roleRef: { apiGroup: group, kind, name: role }, subjects: [subject] }, namespace);
  const rights = createRights(store);
  return { store, put, bind, rights };
}
const user = (name: string, ...groups: string[]) => ({ name, groups });
const rule = (verbs: string[], resources: string[], more: object = {}) => ({ apiGroups: [""], verbs, resources, ...more });
const read = (resource: string, namespace?: string, more: object = {}) => ({ verb: "get", group: "", resource, ...(namespace !== undefined && { namespace }), ...more });

describe("RBAC", () => {
  it("allows nothing that no rule allows, and says what in Kubernetes' words", () => {
    const { rights } = made();
    expect(rights.decide(user("eve"), read("pods", "a"))).toMatchObject({ allowed: false, sentence: 'User "eve" cannot get resource "pods" in API group "" in the namespace "a"' });
  });

  it("keeps a role binding to its namespace, even with a cluster role", () => {
    const { put, bind, rights } = made();
    put("ClusterRole", "view", { rules: [rule(["get"], ["pods"])] });
    bind("view", { kind: "Group", name: "staff" }, "a");
    const may = (namespace?: string) => rights.decide(user("x", "staff"), read("pods", namespace)).allowed;
    expect([may("a"), may("b"), may()]).toEqual([true, false, false]);
  });

  it("tells subresources, names and groups of the API apart", () => {
    const { put, bind, rights } = made();
    put("ClusterRole", "some", { rules: [rule(["get"], ["pods/log", "*/scale"]), rule(["get"], ["secrets"], { resourceNames: ["mine"] }), { apiGroups: ["apps"], verbs: ["*"], resources: ["*"] }] });
    bind("some", { kind: "User", name: "x" });
    const may = (attempt: object) => rights.decide(user("x"), { verb: "get", group: "", resource: "pods", ...attempt }).allowed;
    expect([may({}), may({ subresource: "log" }), may({ subresource: "exec" }), may({ resource: "replicationcontrollers", subresource: "scale" })]).toEqual([false, true, false, true]);
    expect([may({ resource: "secrets", name: "mine" }), may({ resource: "secrets", name: "other" }), may({ resource: "secrets" })]).toEqual([true, false, false]);
    expect([may({ group: "apps", resource: "deployments", verb: "delete" }), may({ group: "batch", resource: "jobs" })]).toEqual([true, false]);
  });

  it("knows service accounts by their own name", () => {
    const { put, bind, rights } = made();
    put("Role", "r", { rules: [rule(["get"], ["configmaps"])] }, "a");
    bind("r", { kind: "ServiceAccount", name: "bot", namespace: "b" }, "a", "Role");
    expect(rights.decide(user("system:serviceaccount:b:bot"), read("configmaps", "a")).allowed).toBe(true);
    expect(rights.decide(user("system:serviceaccount:a:bot"), read("configmaps", "a")).allowed).toBe(false);
  });

  it("collects aggregated roles, and notices at once when a binding goes", () => {
    const { store, put, bind, rights } = made();
    put("ClusterRole", "all", { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { part: "of-all" } }] }, rules: [] });
    const binding = bind("all", { kind: "User", name: "x" });
    expect(rights.decide(user("x"), read("pods")).allowed).toBe(false);
    put("ClusterRole", "pods", { rules: [rule(["get"], ["pods"])] }, undefined, { part: "of-all" });
    expect(rights.decide(user("x"), read("pods")).allowed).toBe(true);
    store.remove({ group, version: "v1", plural: "clusterrolebindings" }, undefined, binding.metadata.name);
    expect(rights.decide(user("x"), read("pods")).allowed).toBe(false);
  });

  it("lets paths be read by prefix, and by cluster bindings only", () => {
    const { put, bind, rights } = made();
    put("ClusterRole", "paths", { rules: [{ nonResourceURLs: ["/version", "/apis/*"], verbs: ["get"] }] });
    bind("paths", { kind: "User", name: "x" });
    bind("paths", { kind: "User", name: "y" }, "a");
    expect([rights.mayRead(user("x"), "/apis/apps"), rights.mayRead(user("x"), "/version/x"), rights.mayRead(user("x"), "/version", "post"), rights.mayRead(user("y"), "/version")]).toEqual([true, false, false, false]);
  });

  it("lets nobody give away what they do not have", () => {
    const { put, bind, rights } = made();
    put("ClusterRole", "edit", { rules: [rule(["get", "list"], ["pods"]), { apiGroups: [group], verbs: ["create"], resources: ["roles", "rolebindings"] }] });
    put("ClusterRole", "cluster-admin", { rules: [{ apiGroups: ["*"], verbs: ["*"], resources: ["*"] }] });
    bind("edit", { kind: "User", name: "x" }, "a");
    const role = (kind: string, more: object) => ({ apiVersion: `${group}/v1`, kind, metadata: { name: "new", namespace: "a", uid: "", resourceVersion: "", creationTimestamp: "" }, ...more }) as KubeObject;
    const why = (object: KubeObject) => grantsTooMuch(rights, user("x", "staff"), object, "a");
    expect(why(role("Role", { rules: [rule(["get"], ["pods"])] }))).toBeUndefined();
    expect(why(role("Role", { rules: [rule(["get"], ["secrets"])] }))).toBe('user "x" (groups=["staff"]) is attempting to grant RBAC permissions not currently held:\n{APIGroups:[""], Resources:["secrets"], Verbs:["get"]}');
    expect(why(role("RoleBinding", { roleRef: { kind: "ClusterRole", name: "cluster-admin" } }))).toContain("not currently held");
  });
});
