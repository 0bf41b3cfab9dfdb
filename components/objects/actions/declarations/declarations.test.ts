import { describe, expect, it } from "vitest";
import type { ApiResource, ObjectRef } from "@/lib/model";
import type { Action, Material, Target, Values } from "../action";
import { kubectlLine } from "../kubectl";
import { actionsFor } from "./index";

const discovered = (ref: ObjectRef, subresources: readonly string[] = [], verbs: readonly string[] = ["get", "delete", "patch"]): ApiResource => ({
  ...{ group: ref.group, version: ref.version, resource: ref.resource, kind: ref.kind, singular: "", namespaced: ref.namespace !== undefined },
  ...{ verbs, shortNames: [], categories: [], subresources },
});
const ref = (group: string, resource: string, kind: string, name: string): ObjectRef => ({ group, version: "v1", resource, kind, name, namespace: "p47-beamline" });
function target(of: ObjectRef, more: Partial<Target> & { readonly subresources?: readonly string[] } = {}): Target {
  const { subresources, ...rest } = more;
  return { ref: of, uid: "uid-1", control: {}, resource: discovered(of, subresources), owned: [], ...rest };
}

const web = ref("apps", "deployments", "Deployment", "web");
const deployment = (more: Parameters<typeof target>[1] = {}) => target(web, { subresources: ["scale", "status"], control: { replicas: 2 }, ...more });
const cron = target(ref("batch", "cronjobs", "CronJob", "nightly"));
const pod = (owner?: string) => target(ref("", "pods", "Pod", "ioc-0"), owner === undefined ? {} : { owner: ref("apps", "statefulsets", owner, "ioc") });
const node = (unschedulable: boolean) => target({ group: "", version: "v1", resource: "nodes", kind: "Node", name: "n1" }, { control: { unschedulable } });
const ids = (of: Target) => actionsFor(of).map(({ id }) => id);
const find = (of: Target, id: string): Action => {
  const found = actionsFor(of).find((action) => action.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};
const material: Material = { now: Date.parse("2026-11-21T14:00:00.123Z") };
const asks = (of: Target, id: string, values: Values = {}, more: Partial<Material> = {}) =>
  find(of, id).requests(of, values, { ...material, ...more }).map(({ body, ...rest }) => ({ ...rest, body: JSON.parse(body ?? "null") as unknown }));
const line = (of: Target, id: string, values: Values = {}) => kubectlLine("pollux", of.ref.namespace, find(of, id).kubectl(of, values));
const at = "/apis/apps/v1/namespaces/p47-beamline/deployments/web";

describe("which actions an object has", () => {
  it("follows its kind and how it is", () => {
    expect(ids(deployment())).toEqual(["scale", "restart", "roll-back", "pause", "delete"]);
    expect(ids(deployment({ control: { paused: true } }))).toEqual(["scale", "resume", "delete"]);
    expect(ids(pod())).toEqual(["delete"]);
    expect(ids(pod("StatefulSet"))).toEqual(["restart-pod", "delete"]);
    expect(ids(pod("Node"))).toEqual(["delete"]);
    expect(ids(cron)).toEqual(["trigger", "suspend", "delete"]);
    expect(ids(target(cron.ref, { control: { suspended: true } }))).toEqual(["trigger", "unsuspend", "delete"]);
    expect([ids(node(false)), ids(node(true))]).toEqual([["cordon", "delete"], ["uncordon", "delete"]]);
  });

  it("follows discovery for kinds that nobody knows", () => {
    const custom = ref("example.org", "widgets", "Widget", "w");
    expect(ids(target(custom, { subresources: ["scale"] }))).toEqual(["scale", "delete"]);
    expect(ids({ ...target(custom), resource: discovered(custom, [], ["get", "list"]) })).toEqual([]);
    expect(ids({ ...target(custom), resource: undefined })).toEqual([]);
  });

  it("does not delete twice", () => expect(ids(deployment({ deleting: true }))).not.toContain("delete"));
  it("does not take another group's deployments for Kubernetes' own", () => expect(ids(target(ref("example.org", "deployments", "Deployment", "web")))).toEqual(["delete"]));
});

describe("what each action asks, needs and says to kubectl", () => {
  it("scale", () => {
    expect(asks(deployment(), "scale", { replicas: "3" })).toEqual([{ method: "PATCH", path: `${at}/scale`, type: "application/merge-patch+json", body: { spec: { replicas: 3 } } }]);
    expect(line(deployment(), "scale", { replicas: "3" })).toBe("kubectl --context pollux -n p47-beamline scale deployments.apps/web --replicas=3");
    expect(find(deployment(), "scale").rights(deployment())).toEqual([{ verb: "patch", group: "apps", resource: "deployments", subresource: "scale", namespace: "p47-beamline", name: "web" }]);
    const scale = find(deployment(), "scale");
    expect([scale.danger(deployment(), { replicas: "0" }), scale.danger(deployment(), { replicas: "1" })]).toEqual(["high", "some"]);
    expect(scale.says(deployment(), { replicas: "0" })).toContain("will have no pods");
    expect(scale.wrong?.(deployment(), { replicas: "2" })).toBe("It has 2 replicas already.");
  });

  it("restart", () => {
    const annotations = { "kubectl.kubernetes.io/restartedAt": "2026-11-21T14:00:00Z" };
    expect(asks(deployment(), "restart")).toEqual([{ method: "PATCH", path: at, type: "application/merge-patch+json", body: { spec: { template: { metadata: { annotations } } } } }]);
    expect(line(deployment(), "restart")).toBe("kubectl --context pollux -n p47-beamline rollout restart deployments.apps/web");
  });

  it("roll back", () => {
    const revisions = [{ number: 2, current: false, created: 0, images: [], template: "", patch: { type: "application/json-patch+json" as const, body: "[]" } }];
    expect(asks(deployment(), "roll-back", { revision: "2" }, { revisions })).toEqual([{ method: "PATCH", path: at, type: "application/json-patch+json", body: [] }]);
    expect(asks(deployment(), "roll-back", { revision: "7" }, { revisions })).toEqual([]);
    expect(line(deployment(), "roll-back", { revision: "2" })).toBe("kubectl --context pollux -n p47-beamline rollout undo deployments.apps/web --to-revision=2");
  });

  it("pause and resume", () => {
    const paused = deployment({ control: { paused: true } });
    expect(asks(deployment(), "pause")[0]?.body).toEqual({ spec: { paused: true } });
    expect(asks(paused, "resume")[0]?.body).toEqual({ spec: { paused: null } });
    expect(line(paused, "resume")).toContain("rollout resume deployments.apps/web");
  });

  it("restart a pod: deletes exactly this one", () => {
    const of = pod("StatefulSet");
    expect(asks(of, "restart-pod")).toEqual([
      { method: "DELETE", path: "/api/v1/namespaces/p47-beamline/pods/ioc-0", type: "application/json", body: { apiVersion: "v1", kind: "DeleteOptions", propagationPolicy: "Background", preconditions: { uid: "uid-1" } } },
    ]);
    expect(find(of, "restart-pod").says(of, {})).toBe("Pod ioc-0 will be deleted; its StatefulSet ioc brings it back as a new pod.");
    expect(line(of, "restart-pod")).toBe("kubectl --context pollux -n p47-beamline delete pods/ioc-0");
  });

  it("delete, with what belongs to it", () => {
    const of = deployment({ owned: [{ ref: ref("apps", "replicasets", "ReplicaSet", "web-1"), wellness: "well", status: "", children: [] }] });
    expect(asks(of, "delete", { propagation: "foreground" })[0]?.body).toMatchObject({ propagationPolicy: "Foreground" });
    expect(line(of, "delete", { propagation: "orphan" })).toBe("kubectl --context pollux -n p47-beamline delete deployments.apps/web --cascade=orphan");
    const namespace = target({ group: "", version: "v1", resource: "namespaces", kind: "Namespace", name: "p47-beamline" });
    expect(find(namespace, "delete").says(namespace, {})).toContain("with everything in it");
  });

  it("cordon and uncordon", () => {
    expect(asks(node(false), "cordon")).toEqual([{ method: "PATCH", path: "/api/v1/nodes/n1", type: "application/merge-patch+json", body: { spec: { unschedulable: true } } }]);
    expect(asks(node(true), "uncordon")[0]?.body).toEqual({ spec: { unschedulable: null } });
    expect(find(node(true), "uncordon").rights(node(true))).toEqual([{ verb: "patch", group: "", resource: "nodes", name: "n1" }]);
    expect(line(node(true), "uncordon")).toBe("kubectl --context pollux uncordon n1");
  });

  it("suspend", () => {
    expect(asks(cron, "suspend")[0]?.body).toEqual({ spec: { suspend: true } });
    expect(line(cron, "suspend")).toBe(`kubectl --context pollux -n p47-beamline patch cronjobs.batch/nightly --type=merge -p '{"spec":{"suspend":true}}'`);
  });

  it("trigger: a Job of the template that belongs to the CronJob", () => {
    const object = { spec: { jobTemplate: { metadata: { labels: { a: "b" }, annotations: { x: "y" } }, spec: { template: {} } } } };
    expect(asks(cron, "trigger", { name: "nightly-1" }, { object })).toEqual([
      {
        method: "POST",
        path: "/apis/batch/v1/namespaces/p47-beamline/jobs",
        type: "application/json",
        body: {
          apiVersion: "batch/v1",
          kind: "Job",
          metadata: {
            name: "nightly-1",
            namespace: "p47-beamline",
            labels: { a: "b" },
            annotations: { x: "y", "cronjob.kubernetes.io/instantiate": "manual" },
            ownerReferences: [{ apiVersion: "batch/v1", kind: "CronJob", name: "nightly", uid: "uid-1", controller: true }],
          },
          spec: { template: {} },
        },
      },
    ]);
    expect(line(cron, "trigger", { name: "nightly-1" })).toBe("kubectl --context pollux -n p47-beamline create job nightly-1 --from=cronjob/nightly");
    const [field] = find(cron, "trigger").fields?.(target(ref("batch", "cronjobs", "CronJob", "n".repeat(52))), material.now) ?? [];
    expect(field?.kind === "text" ? field.initial : "").toMatch(/^n+-manual-[a-z0-9]+$/);
    expect(find(cron, "trigger").wrong?.(cron, { name: "Nope!" })).toBeTruthy();
  });
});

it("names that attack stay names, in addresses and in the shell", () => {
  const of = target({ group: "rbac.authorization.k8s.io", version: "v1", resource: "clusterroles", kind: "ClusterRole", name: "x; $(reboot) ../../nodes" });
  expect(asks(of, "delete")[0]?.path).toBe("/apis/rbac.authorization.k8s.io/v1/clusterroles/x%3B%20%24(reboot)%20..%2F..%2Fnodes");
  expect(line(of, "delete")).toBe("kubectl --context pollux delete 'clusterroles.rbac.authorization.k8s.io/x; $(reboot) ../../nodes'");
});
