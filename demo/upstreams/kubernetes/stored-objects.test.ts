import { describe, expect, it } from "vitest";
import type { StoreChange } from "./object-store";
import { createObjectStore, remembered } from "./stored-objects";

const configMaps = { group: "", version: "v1", plural: "configmaps" };
const deployments = { group: "apps", version: "v1", plural: "deployments" };

function made() {
  let [now, count] = [Date.UTC(2026, 0, 1), 0];
  const store = createObjectStore({ now: () => now, uid: () => `uid-${(count += 1)}` });
  const put = (name: string, data: object = {}, namespace = "a") => store.put(configMaps, { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace }, data });
  return { store, put, pass: (ms: number) => (now += ms) };
}

describe("the store", () => {
  it("lists by namespace and name, whatever the order of writing", () => {
    const { store, put } = made();
    for (const [name, namespace] of [["b", "z"], ["b", "a"], ["a", "z"], ["c", "a-b"], ["a", "a"]] as const) put(name, {}, namespace);
    const names = (namespace?: string) => store.list(configMaps, namespace).map(({ metadata }) => `${metadata.namespace ?? ""}/${metadata.name}`);
    expect(names()).toEqual(["a/a", "a/b", "a-b/c", "z/a", "z/b"]);
    expect(names("a")).toEqual(["a/a", "a/b"]);
    store.remove(configMaps, "a", "a");
    put("aa");
    expect(names("a")).toEqual(["a/aa", "a/b"]);
  });

  it("gives identity once, a new version with each change, and none for an equal object", () => {
    const { store, put, pass } = made();
    const first = put("x", { a: "1" });
    pass(60_000);
    const { revision } = store;
    expect(put("x", { a: "1" })).toBe(first);
    expect(store.revision).toBe(revision);
    const second = put("x", { a: "2" });
    expect(second.metadata).toMatchObject({ uid: first.metadata.uid, creationTimestamp: "2026-01-01T00:00:00Z" });
    expect(Number(second.metadata.resourceVersion)).toBeGreaterThan(Number(first.metadata.resourceVersion));
  });

  it("counts generations by spec alone", () => {
    const { store } = made();
    const put = (replicas: number, ready: number) => store.put(deployments, { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "d", namespace: "a" }, spec: { replicas }, status: { ready } }).metadata.generation;
    expect([put(1, 0), put(1, 1), put(2, 1)]).toEqual([1, 1, 2]);
  });

  it("remembers changes of one kind for a while, and says when it has forgotten", () => {
    const { store, put, pass } = made();
    const begun = store.revision;
    put("x", { a: "1" });
    store.put(deployments, { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "d", namespace: "a" } });
    put("x", { a: "2" });
    store.remove(configMaps, "a", "x");
    expect(store.changesSince(configMaps, begun)?.map(({ type }) => type)).toEqual(["ADDED", "MODIFIED", "DELETED"]);
    expect(store.changesSince(configMaps, store.revision)).toEqual([]);
    pass(remembered + 1);
    put("y");
    expect(store.changesSince(configMaps, begun)).toBeUndefined();
    expect(store.changesSince(configMaps, store.revision - 1)?.map(({ object }) => object.metadata.name)).toEqual(["y"]);
  });

  it("tells everybody of all changes in the same order, those that listeners make too", () => {
    const { store, put } = made();
    const heard: string[][] = [[], []];
    const word = ({ type, object }: StoreChange) => `${type} ${object.metadata.name}`;
    store.follow((change) => {
      heard[0]?.push(word(change));
      if (change.object.metadata.name === "cause" && change.type === "ADDED") put("effect");
    });
    store.follow((change) => heard[1]?.push(word(change)));
    put("cause");
    expect(heard[1]).toEqual(["ADDED cause", "ADDED effect"]);
    expect(heard[0]).toEqual(heard[1]);
  });
});
