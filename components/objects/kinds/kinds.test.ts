import { describe, expect, it } from "vitest";
import type { ApiResource } from "@/lib/model";
import { findKinds } from "./find-kinds";
import { grouped, pluralKind } from "./kind-groups";

const kind = (group: string, resource: string, name: string, shortNames: readonly string[] = [], verbs: readonly string[] = ["get", "list"]): ApiResource => ({
  ...{ group, version: "v1", resource, kind: name, singular: name.toLowerCase(), namespaced: true },
  ...{ verbs, shortNames, categories: [], subresources: [] },
});

const kinds = [
  kind("", "pods", "Pod", ["po"]),
  kind("", "podtemplates", "PodTemplate"),
  kind("apps", "deployments", "Deployment", ["deploy"]),
  kind("apps", "controllerrevisions", "ControllerRevision"),
  kind("policy", "poddisruptionbudgets", "PodDisruptionBudget", ["pdb"]),
  kind("networking.k8s.io", "networkpolicies", "NetworkPolicy", ["netpol"]),
  kind("argoproj.io", "rollouts", "Rollout", ["ro"]),
  kind("constraints.gatekeeper.sh", "k8srequiredlabels", "K8sRequiredLabels"),
  kind("beamline.example.org", "shutters", "Shutter", ["sh"]),
  kind("metrics.k8s.io", "pods", "PodMetrics"),
  kind("authorization.k8s.io", "selfsubjectaccessreviews", "SelfSubjectAccessReview", [], ["create"]),
];

describe("the tree", () => {
  const sections = Object.fromEntries(grouped(kinds).map(({ title, kinds: members }) => [title, members.map((each) => each.kind)]));

  it("puts kinds where people learn them", () => {
    expect(sections).toEqual({
      Workloads: ["Pod", "Deployment", "PodTemplate", "ControllerRevision"],
      Network: ["NetworkPolicy"],
      Delivery: ["Rollout"],
      Policy: ["PodDisruptionBudget", "K8sRequiredLabels"],
      Monitoring: ["PodMetrics"],
      "beamline.example.org": ["Shutter"],
    });
  });

  it("has what nobody knew of under its own group, last, and nothing that cannot be listed", () => {
    expect(grouped(kinds).at(-1)?.title).toBe("beamline.example.org");
    expect(JSON.stringify(sections)).not.toContain("Review");
  });
});

describe("finding", () => {
  const found = (text: string) => findKinds(kinds, text).map(({ kind: { resource }, filter }) => `${resource}|${filter}`);

  it.each([
    ["po", "pods|"],
    ["po blueapi", "pods|blueapi"],
    ["pods p47 ioc", "pods|p47 ioc"],
    ["deploy", "deployments|"],
    ["Deployment", "deployments|"],
    ["sh", "shutters|"],
    ["netpol", "networkpolicies|"],
    ["rollouts.argoproj.io", "rollouts|"],
    ["policies", "networkpolicies|"],
  ])("%j finds %s first", (text, first) => {
    expect(found(text)[0]).toBe(first);
  });

  it("offers no other kinds where a name with a filter says which", () => {
    expect(found("po blueapi")).toEqual(["pods|blueapi"]);
    expect(found("po").length).toBeGreaterThan(1);
  });

  it("finds nothing for words that are no kind, or empty", () => {
    expect(found("")).toEqual([]);
    expect(found("zebra crossing")).toEqual([]);
    expect(found("disruption window")).toEqual([]);
  });
});

it.each([
  ["Pod", "pods", "Pods"],
  ["NetworkPolicy", "networkpolicies", "NetworkPolicies"],
  ["Ingress", "ingresses", "Ingresses"],
  ["Endpoints", "endpoints", "Endpoints"],
  ["PodMetrics", "pods", "Pods"],
  ["Foo", "zebras", "Foo"],
])("calls many of %s (%s) %s", (name, resource, plural) => {
  expect(pluralKind({ kind: name, resource })).toBe(plural);
});
