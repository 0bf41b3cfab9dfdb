import { afterEach, expect, it, vi } from "vitest";
import type { ApiResource } from "@/lib/model";
import { createAll, createRequest, creationOf, type Creation } from "./creating";
import type { Manifest } from "./manifest";

const kind = (group: string, resource: string, name: string, namespaced: boolean, verbs = ["create"]): ApiResource => ({ group, version: "v1", resource, kind: name, singular: "", namespaced, verbs, shortNames: [], categories: [], subresources: [] });
const kinds = [kind("", "configmaps", "ConfigMap", true), kind("", "namespaces", "Namespace", false), kind("", "bindings", "Binding", true, []), kind("example.org", "widgets", "Widget", true)];
const manifest = (apiVersion: string, name: string, metadata: Manifest["metadata"]): Manifest => ({ apiVersion, kind: name, metadata });
const made = (found: Creation | string): Creation => {
  if (typeof found === "string") throw new Error(found);
  return found;
};

afterEach(() => vi.unstubAllGlobals());

it("sends each document where its kind and namespace are", () => {
  const widget = made(creationOf(manifest("example.org/v1", "Widget", { name: "w" }), kinds, "p47"));
  expect(createRequest(widget)).toMatchObject({ method: "POST", path: "/apis/example.org/v1/namespaces/p47/widgets?fieldManager=castor&fieldValidation=Strict" });
  expect(JSON.parse(createRequest(widget).body ?? "")).toMatchObject({ metadata: { name: "w", namespace: "p47" } });
  expect(createRequest(made(creationOf(manifest("v1", "ConfigMap", { name: "c", namespace: "p45" }), kinds, "p47"))).path).toContain("/namespaces/p45/configmaps");
  expect(createRequest(made(creationOf(manifest("v1", "Namespace", { name: "new" }), kinds, "p47"))).path).toBe("/api/v1/namespaces?fieldManager=castor&fieldValidation=Strict");
});

it.each([
  [manifest("v1", "Nonsense", { name: "x" }), "p47", "The cluster knows no Nonsense in v1."],
  [manifest("v1", "Binding", { name: "x" }), "p47", "A Binding cannot be created."],
  [manifest("v1", "ConfigMap", { name: "x" }), "", "The ConfigMap x needs a namespace: name one in it, or above."],
  [manifest("v1", "ConfigMap", {}), "p47", "The ConfigMap has no name."],
])("says why %j goes nowhere", (one, namespace, sentence) => expect(creationOf(one, kinds, namespace)).toBe(sentence));

it("asks about all, but creates only up to the first that is refused", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    const { metadata } = JSON.parse(init.body as string) as { metadata: { name: string } };
    asked.push(`${metadata.name}${url.includes("dryRun=All") ? "?" : ""}`);
    return metadata.name === "b" ? Response.json({ kind: "Status", reason: "AlreadyExists", message: "exists" }, { status: 409 }) : Response.json({ metadata }, { status: 201 });
  });
  const creations = ["a", "b", "c"].map((name) => made(creationOf(manifest("v1", "ConfigMap", { name }), kinds, "p47")));
  const statuses = async (dryRun: boolean) => (await createAll("pollux", creations, dryRun, () => undefined)).map(({ status }) => status);
  expect(await statuses(true)).toEqual(["accepted", "refused", "accepted"]);
  expect(await statuses(false)).toEqual(["created", "refused", "left"]);
  expect(asked).toEqual(["a?", "b?", "c?", "a", "b"]);
});
