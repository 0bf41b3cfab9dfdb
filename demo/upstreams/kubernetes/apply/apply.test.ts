import { describe, expect, it } from "vitest";
import { column } from "../kind";
import type { KubeObject } from "../kind";
import { schemaOf } from "../schema/kind-schema";
import { Refusal } from "../status";
import { applied } from "./apply";
import { ownersOf, updatedOwners } from "./managed-fields";
import { fromFieldsV1, toFieldsV1 } from "./field-set";

const schema = schemaOf({ group: "apps", version: "v1", kind: "Deployment", plural: "deployments", namespaced: true, columns: [column("Name")], cells: () => [] });
const now = Date.UTC(2026, 0, 1);
const base = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "d", namespace: "a" } };
const config = (spec: object, labels?: Record<string, string>) => ({ ...base, metadata: { ...base.metadata, ...(labels && { labels }) }, spec }) as unknown as KubeObject;
const apply = (live: KubeObject | undefined, wanted: KubeObject, manager = "one", force = false) => applied({ live, config: wanted, schema, writer: { manager, operation: "Apply", apiVersion: "apps/v1" }, force, now });
const update = (live: KubeObject, change: (object: KubeObject) => object, manager = "kubectl") => updatedOwners(live, change(live) as KubeObject, { manager, operation: "Update", apiVersion: "apps/v1" }, schema, now);
const fields = (object: KubeObject, manager: string) => [...(ownersOf(object).find((owner) => owner.manager === manager)?.fields ?? [])].map((path) => path.replaceAll("\n", "/"));
const pod = (...containers: object[]) => ({ template: { spec: { containers } } });
const conflicts = (attempt: () => unknown) => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof Refusal) return error.status;
  }
  return undefined;
};

describe("server-side apply", () => {
  it("creates, and writes down who owns what", () => {
    const live = apply(undefined, config({ replicas: 2, ...pod({ name: "web", image: "x:1", ports: [{ containerPort: 80 }] }) }, { app: "x" }));
    expect(fields(live, "one")).toEqual(expect.arrayContaining(["f:metadata/f:labels/f:app", "f:spec/f:replicas", 'f:spec/f:template/f:spec/f:containers/k:{"name":"web"}/f:image', 'f:spec/f:template/f:spec/f:containers/k:{"name":"web"}/f:ports/k:{"containerPort":80,"protocol":"TCP"}/f:containerPort']));
    expect(fields(live, "one")).not.toContain("f:metadata/f:name");
  });

  it("refuses to take a field from another manager, names it, and takes it when forced", () => {
    const live = update(apply(undefined, config({ replicas: 2, ...pod({ name: "web", image: "x:1" }) })), (object) => ({ ...object, spec: { ...(object.spec as object), replicas: 5 } }));
    const status = conflicts(() => apply(live, config({ replicas: 2, ...pod({ name: "web", image: "x:1" }) })));
    expect(status).toMatchObject({ code: 409, reason: "Conflict", message: 'Apply failed with 1 conflict: conflict with "kubectl" using apps/v1 at 2026-01-01T00:00:00Z: .spec.replicas', details: { causes: [{ reason: "FieldManagerConflict", field: ".spec.replicas" }] } });
    const forced = apply(live, config({ replicas: 2, ...pod({ name: "web", image: "x:1" }) }), "one", true);
    expect(forced.spec).toMatchObject({ replicas: 2 });
    expect(ownersOf(forced).map(({ manager }) => manager)).toEqual(["one"]);
  });

  it("shares a field on which all agree, and keeps it while anybody still wants it", () => {
    const first = apply(undefined, config({ replicas: 2, paused: true }));
    const shared = apply(first, config({ replicas: 2 }), "two");
    const left = apply(shared, config({ paused: true }));
    expect(left.spec).toMatchObject({ replicas: 2, paused: true });
    expect(apply(left, config({}), "two").spec).not.toHaveProperty("replicas");
  });

  it("removes what its manager no longer names, a container by name and a label by key", () => {
    const first = apply(undefined, config(pod({ name: "web", image: "x:1" }, { name: "side", image: "y:1" }), { app: "x", old: "1" }));
    const touched = update(first, (object) => ({ ...object, metadata: { ...object.metadata, labels: { ...object.metadata.labels, mine: "1" } } }));
    const second = apply(touched, config(pod({ name: "web", image: "x:1" }), { app: "x" }));
    expect(second.spec).toEqual(pod({ name: "web", image: "x:1" }));
    expect(second.metadata.labels).toEqual({ app: "x", mine: "1" });
  });

  it("does not silently take what was written before anybody noted owners", () => {
    const live = config({ replicas: 2, paused: true });
    expect(conflicts(() => apply(live, config({ replicas: 3 })))?.message).toBe('Apply failed with 1 conflict: conflict with "before-first-apply" using apps/v1: .spec.replicas');
    expect(apply(live, config({ replicas: 2 })).spec).toEqual({ replicas: 2, paused: true });
  });

  it("names an item of a list in a conflict as people read it", () => {
    const live = update(apply(undefined, config(pod({ name: "web", image: "x:1" }))), (object) => ({ ...object, spec: pod({ name: "web", image: "x:2" }) }), "kubectl-set");
    expect(conflicts(() => apply(live, config(pod({ name: "web", image: "x:1" }))))?.message).toContain('.spec.template.spec.containers[name="web"].image');
  });
});

describe("ordinary writes", () => {
  it("take only the fields that they change", () => {
    const live = update(apply(undefined, config({ replicas: 2, paused: true })), (object) => ({ ...object, spec: { replicas: 3, paused: true } }));
    expect(fields(live, "kubectl")).toEqual(["f:spec/f:replicas"]);
    expect(fields(live, "one")).toEqual(["f:spec/f:paused"]);
  });
});

describe("FieldsV1", () => {
  it("says the same after a way through it", () => {
    const set = new Set(["f:spec", "f:spec\nf:replicas", 'f:spec\nk:{"name":"a"}', 'f:spec\nk:{"name":"a"}\nf:image']);
    expect(fromFieldsV1(toFieldsV1(set))).toEqual(set);
    expect(toFieldsV1(set)).toEqual({ "f:spec": { ".": {}, "f:replicas": {}, 'k:{"name":"a"}': { ".": {}, "f:image": {} } } });
  });
});
