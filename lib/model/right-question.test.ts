import { describe, expect, it } from "vitest";
import { readRights } from "./right-question";

const right = { verb: "patch", group: "apps", resource: "deployments" };

describe("a question about rights", () => {
  it("is a list of rights, of which only what a right has is kept", () => {
    expect(readRights({ rights: [right, { ...right, group: "", subresource: "scale", namespace: "p47", name: "system:x", spec: { user: "admin" } }] })).toEqual([right, { ...right, group: "", subresource: "scale", namespace: "p47", name: "system:x" }]);
  });

  it.each([undefined, null, [], {}, { rights: {} }, { rights: [null] }, { rights: ["get"] }, { rights: [{ ...right, verb: "GET" }] }, { rights: [{ ...right, group: undefined }] }, { rights: [{ ...right, namespace: "a/b" }] }, { rights: [{ ...right, name: "" }] }, { rights: [{ ...right, resource: { $ne: 1 } }] }])("is not %j", (body) => {
    expect(() => readRights(body)).toThrow();
  });

  it("asks about sixty at most", () => {
    expect(readRights({ rights: Array.from({ length: 60 }, () => right) })).toHaveLength(60);
    expect(() => readRights({ rights: Array.from({ length: 61 }, () => right) })).toThrow("At most 60");
  });
});
