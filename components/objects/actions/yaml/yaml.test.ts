import { describe, expect, it } from "vitest";
import { refusalOf } from "../refusal";
import { applyDocument, removals } from "./apply-document";
import { conflictsOf, managerWords } from "./conflicts";
import { applyRequest, otherObject, removalRequest } from "./editing";
import type { Json } from "./json";
import { printed, readManifests, written, type Manifest } from "./manifest";
import { rebased } from "./rebase";
import { placeWords, pointerTo, readPlace, valueAt, withoutPlace } from "./place";

const container = (name: string, image: string, more: object = {}) => ({ name, image, ports: [{ containerPort: 80, protocol: "TCP" }], ...more });
/** A Deployment that helm made, whose replicas an autoscaler sets, with a label of Castor's. */
const live = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: {
    ...{ name: "web", namespace: "p47-beamline", uid: "u", resourceVersion: "41", generation: 3, creationTimestamp: "2026-11-20T10:00:00Z" },
    labels: { "app.kubernetes.io/name": "web", owner: "controls" },
    annotations: { "kubectl.kubernetes.io/last-applied-configuration": "{…}" },
    managedFields: [
      {
        ...{ manager: "helm", operation: "Update", apiVersion: "apps/v1", fieldsType: "FieldsV1" },
        fieldsV1: {
          "f:metadata": { "f:labels": { ".": {}, "f:app.kubernetes.io/name": {} } },
          "f:spec": {
            "f:selector": {},
            "f:template": { "f:spec": { "f:containers": { 'k:{"name":"app"}': { ".": {}, "f:name": {}, "f:image": {}, "f:args": {}, "f:ports": { 'k:{"containerPort":80,"protocol":"TCP"}': { ".": {}, "f:containerPort": {}, "f:protocol": {} } } }, 'k:{"name":"side"}': { "f:name": {}, "f:image": {} } } } },
          },
        },
      },
      { manager: "kube-controller-manager", operation: "Update", subresource: "scale", fieldsV1: { "f:spec": { "f:replicas": {} } } },
      { manager: "castor", operation: "Apply", fieldsV1: { "f:metadata": { "f:labels": { "f:owner": {} } } } },
    ],
  },
  spec: { replicas: 2, selector: { matchLabels: { app: "web" } }, template: { spec: { containers: [container("app", "web:1", { args: ["-v"] }), container("side", "side:1")] } } },
  status: { replicas: 2 },
};
const base = written(live);
function edit(change: (copy: typeof live) => void): Manifest {
  const copy = structuredClone(base) as unknown as typeof live;
  change(copy);
  return copy;
}
const document = (change: (copy: typeof live) => void) => applyDocument(live, base, edit(change));
const identity = { apiVersion: "apps/v1", kind: "Deployment" };
const metadata = { name: "web", namespace: "p47-beamline", labels: { owner: "controls" } };
const gone = (change: (copy: typeof live) => void) => removals(live as unknown as Manifest, base, edit(change)).map(placeWords);
const first = (copy: typeof live) => copy.spec.template.spec.containers[0] as Record<string, unknown>;

describe("what is edited", () => {
  it("has neither status nor what the cluster keeps about it", () => {
    expect(Object.keys(base)).toEqual(["apiVersion", "kind", "metadata", "spec"]);
    expect(base.metadata).toEqual({ name: "web", namespace: "p47-beamline", labels: live.metadata.labels });
  });

  it("is read back as it was printed, also where YAML is tricky", () => {
    const tricky = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "x" }, data: { a: "on", b: "1e3", c: "0x1f", d: "12:30:45", e: "null", f: " x", g: "a\nb\n", h: "~", i: "2001-01-01", j: "#x", k: "- a", l: "yes", m: "0o14", n: "" } };
    expect(readManifests(printed(tricky))).toEqual([tricky]);
    expect(printed(tricky)).toContain('a: "on"');
  });

  it.each([
    ["a: [", /./, 1],
    ["apiVersion: v1\nkind: Pod", /metadata are missing/, 1],
    ["kind: Pod\nmetadata: {}", /apiVersion is missing/, 1],
    ["- a", /begins with apiVersion/, 1],
    ["", /no object/, undefined],
    ["a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]", /too many aliases/, 1],
    ["apiVersion: v1\nkind: Pod\nmetadata: {}\nkind: Job", /unique/, 4],
  ])("says what is wrong with %j", (text, sentence, line) => {
    const found = readManifests(text);
    expect(found).toMatchObject({ sentence: expect.stringMatching(sentence) as string });
    if (line !== undefined) expect(found).toMatchObject({ line });
  });

  it("may be several documents, or a List", () => {
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "a" } };
    expect(readManifests(`---\n${printed(pod)}---\n---\n${printed({ apiVersion: "v1", kind: "List", items: [pod], metadata: {} })}`)).toEqual([pod, pod]);
  });

  it("stays the same object", () => {
    expect(otherObject(base, edit((copy) => (copy.metadata.name = "other")))).toBe("The name cannot be changed: that would be another object.");
    expect(otherObject(base, edit(first))).toBeUndefined();
  });
});

describe("what is applied", () => {
  it("is only what the person changed, and what Castor had applied before", () => {
    expect(document((copy) => (copy.spec.replicas = 3))).toEqual({ ...identity, metadata, spec: { replicas: 3 } });
  });

  it("names an item of a list by its keys, and nothing else of it that did not change", () => {
    expect(document((copy) => (first(copy)["image"] = "web:2"))).toEqual({ ...identity, metadata, spec: { template: { spec: { containers: [{ name: "app", image: "web:2" }] } } } });
    const added = container("new", "new:1");
    expect(document((copy) => copy.spec.template.spec.containers.push(added))["spec"]).toEqual({ template: { spec: { containers: [added] } } });
  });

  it("is the whole of a list or map that the cluster does not merge", () => {
    expect(document((copy) => (first(copy)["args"] = ["-v", "-x"]))["spec"]).toEqual({ template: { spec: { containers: [{ name: "app", args: ["-v", "-x"] }] } } });
    expect(document((copy) => Object.assign(copy.spec.selector.matchLabels, { tier: "a" }))["spec"]).toEqual({ selector: { matchLabels: { app: "web", tier: "a" } } });
  });

  it("no longer has what Castor had applied, once the person removes it: then Kubernetes removes it", () => {
    expect(document((copy) => Reflect.deleteProperty(copy.metadata.labels, "owner")).metadata).toEqual({ name: "web", namespace: "p47-beamline" });
  });

  it("is everything where nobody knows who set what: nothing is lost by that", () => {
    const { managedFields: _, ...plain } = live.metadata;
    expect(applyDocument({ ...live, metadata: plain }, base, edit((copy) => (copy.spec.replicas = 3)))["spec"]).toEqual({ ...live.spec, replicas: 3 });
  });

  it("is sent for exactly the version it was made for", () => {
    const ref = { group: "apps", version: "v1", resource: "deployments", kind: "Deployment", namespace: "p47-beamline", name: "web" };
    const { path, type, body, method } = applyRequest(ref, base, { version: "41", force: true });
    expect([method, path, type]).toEqual(["PATCH", "/apis/apps/v1/namespaces/p47-beamline/deployments/web?fieldManager=castor&fieldValidation=Strict&force=true", "application/apply-patch+yaml"]);
    expect(JSON.parse(body ?? "")).toMatchObject({ metadata: { resourceVersion: "41" } });
    expect(JSON.parse(removalRequest(ref, live as unknown as Manifest, [readPlace(".metadata.labels.app.kubernetes.io/name", live as unknown as Json), [{ field: "spec" }, { field: "template" }, { field: "spec" }, { field: "containers" }, { keys: { name: "side" } }]]).body ?? "")).toEqual([
      { op: "test", path: "/metadata/resourceVersion", value: "41" },
      { op: "remove", path: "/spec/template/spec/containers/1" },
      { op: "remove", path: "/metadata/labels/app.kubernetes.io~1name" },
    ]);
  });
});

it("knows what was removed, by name", () => {
  expect(gone((copy) => Reflect.deleteProperty(copy.metadata.labels, "app.kubernetes.io/name"))).toEqual(["metadata › labels › app.kubernetes.io/name"]);
  expect(gone((copy) => copy.spec.template.spec.containers.pop())).toEqual(["spec › template › spec › containers “side”"]);
  expect(gone((copy) => Reflect.deleteProperty(first(copy), "ports"))).toEqual(["spec › template › spec › containers “app” › ports"]);
  expect(gone((copy) => (copy.spec.replicas = 9))).toEqual([]);
});

describe("a place in an object", () => {
  const object = live as unknown as Json;
  it.each([
    ['.spec.template.spec.containers[name="app"].image', "spec › template › spec › containers “app” › image", "web:1", "/spec/template/spec/containers/0/image"],
    ['.spec.template.spec.containers[name="side"].ports[containerPort=80,protocol="TCP"].protocol', "spec › template › spec › containers “side” › ports “80, TCP” › protocol", "TCP", "/spec/template/spec/containers/1/ports/0/protocol"],
    [".metadata.labels.app.kubernetes.io/name", "metadata › labels › app.kubernetes.io/name", "web", "/metadata/labels/app.kubernetes.io~1name"],
    ['.spec.template.spec.containers[name="app"].args[="-v"]', "spec › template › spec › containers “app” › args “-v”", "-v", "/spec/template/spec/containers/0/args/0"],
    [".spec.template.spec.containers[1].name", "spec › template › spec › containers 2 › name", "side", "/spec/template/spec/containers/1/name"],
  ])("%s is read, told in words, and found", (text, words, value, pointer) => {
    const place = readPlace(text, object);
    expect([placeWords(place), valueAt(object, place), pointerTo(object, place)]).toEqual([words, value, pointer]);
  });

  it("that is nowhere is nothing, and never the prototype's", () => {
    for (const text of [".spec.nowhere.at.all", ".constructor.name", ".__proto__.x", '.spec.template.spec.containers[name="no"].image', ".", "[", "[=", "[a"]) expect(valueAt(object, readPlace(text, object))).toBeUndefined();
  });

  it("can be left out, with what is empty then", () => {
    const applied = { spec: { replicas: 3, template: { spec: { containers: [{ name: "app", image: "x" }] } } } };
    expect(withoutPlace(applied, readPlace('.spec.template.spec.containers[name="app"].image', applied))).toEqual({ spec: { replicas: 3 } });
    expect(withoutPlace(applied, readPlace(".spec.replicas", applied))).toEqual({ spec: { template: applied.spec.template } });
  });
});

describe("conflicts", () => {
  const causes = [
    { reason: "FieldManagerConflict", message: 'conflict with "helm" using apps/v1', field: '.spec.template.spec.containers[name="app"].image' },
    { reason: "FieldManagerConflict", message: 'conflict with "kube-controller-manager" with subresource "scale" using apps/v1', field: ".spec.replicas" },
    { reason: "FieldManagerConflict", message: 'conflict with "argocd-controller" using apps/v1', field: ".spec.replicas" },
  ];
  const refusal = refusalOf({ status: 409, body: { kind: "Status", reason: "Conflict", message: "Apply failed with 3 conflicts", details: { causes } } });
  const applied = document((copy) => {
    first(copy)["image"] = "web:2";
    copy.spec.replicas = 3;
  });

  it("are told field by field: whose it is, its value now and yours", () => {
    if (refusal === undefined) throw new Error("no refusal");
    expect(refusal.kind).toBe("conflict");
    expect(conflictsOf(refusal, live as unknown as Manifest, applied).map(({ words, managers, theirs, yours }) => [words, managerWords(managers), theirs, yours])).toEqual([
      ["spec › template › spec › containers “app” › image", "Helm", "web:1", "web:2"],
      ["spec › replicas", "kube-controller-manager (by its scale) and Argo CD", 2, 3],
    ]);
  });
});

describe("an edit of something that was changed meanwhile", () => {
  const onto = (mine: (copy: typeof live) => void, theirs: (copy: typeof live) => void) => rebased(base, edit(mine), edit(theirs));

  it("keeps what both did", () => {
    const both = onto((copy) => (first(copy)["image"] = "web:2"), (copy) => {
      copy.spec.replicas = 4;
      first(copy)["args"] = ["-q"];
      copy.spec.template.spec.containers.push(container("new", "new:1"));
    });
    expect(both).toEqual(edit((copy) => {
      copy.spec.replicas = 4;
      Object.assign(first(copy), { image: "web:2", args: ["-q"] });
      copy.spec.template.spec.containers.push(container("new", "new:1"));
    }));
    expect(onto((copy) => Reflect.deleteProperty(copy.metadata.labels, "owner"), (copy) => (copy.spec.replicas = 4))?.metadata["labels"]).toEqual({ "app.kubernetes.io/name": "web" });
  });

  it("is none where both changed the same field to different values", () => {
    expect(onto((copy) => (copy.spec.replicas = 3), (copy) => (copy.spec.replicas = 4))).toBeUndefined();
    expect(onto((copy) => (first(copy)["args"] = ["a"]), (copy) => (first(copy)["args"] = ["b"]))).toBeUndefined();
    expect(onto((copy) => (copy.spec.replicas = 3), (copy) => (copy.spec.replicas = 3))).toBeDefined();
  });
});
