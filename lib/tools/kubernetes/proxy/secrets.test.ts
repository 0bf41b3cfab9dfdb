import { describe, expect, it } from "vitest";
import { withoutContents } from "./secrets";

const value = "aHVudGVyMg==";
const object = { kind: "Secret", apiVersion: "v1", metadata: { name: "db", namespace: "p47", uid: "u", resourceVersion: "7", annotations: { "kubectl.kubernetes.io/last-applied-configuration": value }, managedFields: [value] }, data: { password: value }, stringData: { password: value } };
const told = (verb: Parameters<typeof withoutContents>[0], body: unknown) => withoutContents(verb, JSON.stringify(body));

describe("what is told of Secrets", () => {
  it("is the cells of the table, even where the upstream adds the objects", () => {
    const table = { kind: "Table", apiVersion: "meta.k8s.io/v1", metadata: { resourceVersion: "9", continue: "next" }, columnDefinitions: [{ name: "Name", type: "string", extra: value }], rows: [{ cells: ["db", "Opaque", 1, "3d"], object }], data: value };
    const text = told("list", table);
    expect(text).not.toContain(value);
    expect(JSON.parse(text)).toEqual({ kind: "Table", apiVersion: "meta.k8s.io/v1", metadata: { resourceVersion: "9", continue: "next" }, columnDefinitions: [{ name: "Name", type: "string" }], rows: [{ cells: ["db", "Opaque", 1, "3d"] }] });
  });

  it.each([["the object", object], ["a list", { kind: "SecretList", items: [object] }], ["rows of objects", { kind: "Table", apiVersion: "v1", columnDefinitions: [], rows: [{ cells: [object] }] }], ["a text", value]])("is nothing where the upstream sends %s instead", (_, body) => {
    for (const verb of ["get", "list"] as const) expect(() => told(verb, body)).toThrow("not the table");
    expect(() => withoutContents("get", value)).toThrow("not the table");
  });

  it("is of a change only which object it was", () => {
    for (const verb of ["create", "update", "patch"] as const) {
      expect(JSON.parse(told(verb, object))).toEqual({ kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata: { name: "db", namespace: "p47", uid: "u", resourceVersion: "7" } });
    }
    for (const body of [object, { kind: "SecretList", items: [object] }]) {
      for (const verb of ["delete", "deletecollection"] as const) expect(JSON.parse(told(verb, body))).toEqual({ kind: "Status", apiVersion: "v1", status: "Success" });
    }
  });
});
