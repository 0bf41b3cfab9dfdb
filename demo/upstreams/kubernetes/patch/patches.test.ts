import { describe, expect, it } from "vitest";
import { schemaOf } from "../schema/kind-schema";
import { column } from "../kind";
import { jsonPatch } from "./json-patch";
import { mergePatch } from "./merge-patch";
import { strategicPatch } from "./strategic-patch";

const schema = schemaOf({ group: "apps", version: "v1", kind: "Deployment", plural: "deployments", namespaced: true, columns: [column("Name")], cells: () => [] });
const container = (name: string, more: object = {}) => ({ name, image: `${name}:1`, ...more });
const deployment = (containers: object[], more: object = {}) => ({ metadata: { finalizers: ["a", "b"] }, spec: { template: { spec: { containers, ...more } } } });
const patched = (target: object, spec: object) => (strategicPatch(target, { spec: { template: { spec } } }, schema) as ReturnType<typeof deployment>).spec.template.spec as Record<string, unknown>;

describe("strategic merge patches", () => {
  it("merge containers by name and their variables by name", () => {
    const target = deployment([container("a", { env: [{ name: "X", value: "1" }, { name: "Y", value: "2" }] }), container("b")]);
    expect(patched(target, { containers: [{ name: "a", image: "a:2", env: [{ name: "Y", value: "3" }] }, { name: "c" }] }).containers).toEqual([
      { name: "a", image: "a:2", env: [{ name: "X", value: "1" }, { name: "Y", value: "3" }] },
      container("b"),
      { name: "c" },
    ]);
  });

  it("delete and replace where they say so", () => {
    const target = deployment([container("a"), container("b")], { nodeSelector: { disk: "ssd" }, dnsPolicy: "Default" });
    expect(patched(target, { containers: [{ name: "a", $patch: "delete" }] }).containers).toEqual([container("b")]);
    expect(patched(target, { containers: [{ $patch: "replace" }, { name: "z" }] }).containers).toEqual([{ name: "z" }]);
    expect(patched(target, { nodeSelector: { $patch: "replace", zone: "x" } }).nodeSelector).toEqual({ zone: "x" });
    expect(patched(target, { dnsPolicy: null })).not.toHaveProperty("dnsPolicy");
  });

  it("keep only the keys that are named, and put items in the order that is asked for", () => {
    const strategy = strategicPatch({ spec: { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1 } } } }, { spec: { strategy: { $retainKeys: ["type"], type: "Recreate" } } }, schema);
    expect(strategy).toEqual({ spec: { strategy: { type: "Recreate" } } });
    const target = deployment([container("a"), container("b"), container("c")]);
    expect((patched(target, { "$setElementOrder/containers": [{ name: "c" }, { name: "a" }], containers: [] }).containers as { name: string }[]).map(({ name }) => name)).toEqual(["c", "a", "b"]);
  });

  it("treat finalizers as a set and atomic lists as one value", () => {
    expect(strategicPatch(deployment([]), { metadata: { "$deleteFromPrimitiveList/finalizers": ["a"], finalizers: ["c"] } }, schema)).toMatchObject({ metadata: { finalizers: ["b", "c"] } });
    expect(patched(deployment([container("a", { command: ["x", "y"] })]), { containers: [{ name: "a", command: ["z"] }] }).containers).toEqual([container("a", { command: ["z"] })]);
  });

  it("refuse items without the key that tells them apart", () => {
    expect(() => patched(deployment([container("a")]), { containers: [{ image: "x" }] })).toThrow("does not contain declared merge key: name");
  });
});

describe("merge patches", () => {
  it("replace lists and remove by null", () => {
    expect(mergePatch({ a: [1, 2], b: { c: 1, d: 2 }, e: 1 }, { a: [3], b: { c: null }, e: null })).toEqual({ a: [3], b: { d: 2 } });
  });
});

describe("JSON patches", () => {
  it("change what they name and leave the original alone", () => {
    const target = { a: { b: ["x"] } };
    expect(jsonPatch(target, [{ op: "add", path: "/a/b/-", value: "y" }, { op: "test", path: "/a/b/0", value: "x" }])).toEqual({ a: { b: ["x", "y"] } });
    expect(target).toEqual({ a: { b: ["x"] } });
  });

  it("refuse a failed test, a missing path and what is no list", () => {
    expect(() => jsonPatch({ a: 1 }, [{ op: "test", path: "/a", value: 2 }])).toThrow("testing value /a failed");
    expect(() => jsonPatch({ a: 1 }, [{ op: "remove", path: "/b/c" }])).toThrow("missing path: /b/c");
    expect(() => jsonPatch({ a: 1 }, { a: 2 })).toThrow("jsonpatch.Patch");
  });
});
