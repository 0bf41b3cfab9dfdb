import { describe, expect, it } from "vitest";
import { column } from "./kind";
import type { Kind, KubeObject } from "./kind";
import { selectionOf } from "./selectors";

const kind: Kind = { group: "", version: "v1", kind: "Pod", plural: "pods", namespaced: true, columns: [column("Name")], cells: () => [], fields: (object) => ({ "spec.nodeName": (object.spec as { nodeName?: string } | undefined)?.nodeName ?? "" }) };
const pod = (labels: Record<string, string>, nodeName = "n1"): KubeObject => ({ apiVersion: "v1", kind: "Pod", metadata: { name: "p", namespace: "ns", uid: "u", resourceVersion: "1", creationTimestamp: "", labels }, spec: { nodeName } });
const meant = (query: Record<string, string>, object: KubeObject) => selectionOf(kind, new URLSearchParams(query))?.(object) ?? true;

describe("label selectors", () => {
  it.each([
    ["app=web", true], ["app==web", true], ["app!=web", false], ["tier!=back", true], ["tier!=front", false],
    ["app in (web, api)", true], ["app in(web)", true], ["app notin (web)", false], ["none notin (web)", true], ["none in (web)", false],
    ["app", true], ["!app", false], ["!none", true], ["size>3", true], ["size<3", false], ["app=web,tier=front", true], ["app=web,tier=back", false],
    ["example.com/part=x", true], ["empty=", true], ["", true],
  ])("%s", (labelSelector, expected) => {
    expect(meant({ labelSelector }, pod({ app: "web", tier: "front", size: "4", "example.com/part": "x", empty: "" }))).toBe(expected);
  });

  it("is refused when nobody can read it", () => {
    expect(() => meant({ labelSelector: "app in web" }, pod({}))).toThrow("unable to parse requirement");
    expect(() => meant({ labelSelector: "a=b=c" }, pod({}))).toThrow("unable to parse requirement");
  });

  it("does not take what every object has for a label", () => {
    expect(meant({ labelSelector: "constructor" }, pod({}))).toBe(false);
  });
});

describe("field selectors", () => {
  it.each([["metadata.name=p", true], ["metadata.name!=p", false], ["spec.nodeName=n1,metadata.namespace==ns", true], ["spec.nodeName=", false]])("%s", (fieldSelector, expected) => {
    expect(meant({ fieldSelector }, pod({}))).toBe(expected);
  });

  it("are refused by name where the kind knows no such field, even with nothing to list", () => {
    expect(() => selectionOf(kind, new URLSearchParams({ fieldSelector: "spec.hostname=x" }))).toThrow("field label not supported: spec.hostname");
  });
});
