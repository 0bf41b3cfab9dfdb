import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiSession } from "./api-session";
import type { ApiSession } from "./api-session";

let session: ApiSession;
const path = "/api/v1/namespaces/p47-beamline/configmaps";
const pods = { group: "", version: "v1", plural: "pods" };

beforeAll(async () => {
  session = await apiSession();
});
afterAll(() => session.stop());
const create = (name: string, more: object = {}) => session.send("POST", path, { metadata: { name }, data: { a: "1" }, ...more });

describe("writing", () => {
  it("gives an object everything that only the server can give", async () => {
    const { status, body } = await create("given", { metadata: { name: "given", uid: "mine", creationTimestamp: "2000-01-01T00:00:00Z" } });
    expect(status).toBe(201);
    expect(body).toMatchObject({ apiVersion: "v1", kind: "ConfigMap", metadata: { namespace: "p47-beamline", uid: expect.not.stringMatching("mine") as unknown, resourceVersion: expect.stringMatching(/^\d+$/) as unknown } });
    expect(body.metadata.creationTimestamp).not.toBe("2000-01-01T00:00:00Z");
    expect(await create("given")).toMatchObject({ status: 409, body: { reason: "AlreadyExists", message: 'configmaps "given" already exists' } });
  });

  it("makes up names, and refuses those that are none", async () => {
    const { body } = await session.send("POST", path, { metadata: { generateName: "run-" } });
    expect(body.metadata.name).toMatch(/^run-[a-z0-9]{5}$/);
    expect(await session.send("POST", path, { metadata: {} })).toMatchObject({ status: 422, body: { details: { causes: [{ field: "metadata.name", reason: "FieldValueRequired" }] } } });
    expect(await create("Big")).toMatchObject({ status: 422, body: { reason: "Invalid", details: { kind: "ConfigMap", causes: [{ field: "metadata.name", reason: "FieldValueInvalid" }] } } });
    expect(await create("labelled", { metadata: { name: "labelled", labels: { a: "two words" } } })).toMatchObject({ status: 422, body: { message: expect.stringContaining("a valid label must be an empty string") as unknown } });
  });

  it("keeps everybody from overwriting what they have not seen", async () => {
    const { body } = await create("seen");
    await session.send("PATCH", `${path}/seen`, { data: { b: "2" } }, "admin", "application/merge-patch+json");
    expect(await session.send("PUT", `${path}/seen`, { ...body, data: {} })).toMatchObject({ status: 409, body: { reason: "Conflict", message: 'Operation cannot be fulfilled on configmaps "seen": the object has been modified; please apply your changes to the latest version and try again' } });
    expect(await session.send("PATCH", `${path}/seen`, { metadata: { resourceVersion: body.metadata.resourceVersion }, data: {} }, "admin", "application/merge-patch+json")).toMatchObject({ status: 409 });
    expect(await session.send("DELETE", `${path}/seen`, { preconditions: { uid: "other" } })).toMatchObject({ status: 409 });
  });

  it("stores nothing that is only tried", async () => {
    const { revision } = session.api.store;
    expect(await session.send("POST", `${path}?dryRun=All`, { metadata: { name: "tried" } })).toMatchObject({ status: 201, body: { metadata: { name: "tried", uid: expect.any(String) as unknown } } });
    expect((await session.send("PATCH", `${path}/given?dryRun=All`, { data: { z: "1" } }, "admin", "application/merge-patch+json")).body.data).toEqual({ a: "1", z: "1" });
    expect((await session.send("DELETE", `${path}/given?dryRun=All`, {})).status).toBe(200);
    expect((await session.send("POST", `${path}?dryRun=All`, { metadata: { name: "Tried" } })).status).toBe(422);
    expect(session.api.store.revision).toBe(revision);
  });

  it("warns of fields nobody knows, refuses them, or keeps silent, as it is asked to", async () => {
    const body = { metadata: { name: "odd" }, data: { a: "1" }, dat: {}, immutableX: true };
    const post = (validation: string) => session.send("POST", `${path}?dryRun=All&fieldValidation=${validation}`, body);
    expect((await post("Warn")).warning).toBe('299 - "unknown field \\"dat\\"", 299 - "unknown field \\"immutableX\\""');
    expect((await post("Warn")).body).not.toHaveProperty("dat");
    expect(await post("Strict")).toMatchObject({ status: 400, body: { message: 'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "dat", unknown field "immutableX"' } });
    expect((await post("Ignore")).warning).toBeNull();
  });

  it("refuses what is no object, another kind, another namespace and a language it does not speak", async () => {
    expect((await session.send("POST", path, [])).status).toBe(400);
    expect(await session.send("POST", path, { kind: "Secret", metadata: { name: "x" } })).toMatchObject({ status: 400 });
    expect(await session.send("POST", path, { metadata: { name: "x", namespace: "default" } })).toMatchObject({ status: 400, body: { message: "the namespace of the provided object does not match the namespace sent on the request" } });
    expect((await session.send("POST", path, {}, "admin", "application/xml")).status).toBe(415);
    expect((await session.send("PATCH", `${path}/given`, {}, "admin", "application/json")).status).toBe(415);
    expect((await session.send("PUT", "/api/v1/namespaces", {})).status).toBe(405);
    expect((await session.send("POST", "/api/v1/namespaces/nowhere/configmaps", { metadata: { name: "x" } })).body.message).toBe('namespaces "nowhere" not found');
  });

  it("keeps status and spec apart", async () => {
    const deployment = "/apis/apps/v1/namespaces/p47-beamline/deployments/p47-proxy";
    const merge = (where: string, body: object) => session.send("PATCH", where, body, "admin", "application/merge-patch+json");
    const { body: before } = await session.ask(deployment);
    const { body: after } = await merge(`${deployment}/status?dryRun=All`, { status: { observedGeneration: 77 }, spec: { replicas: 9 } });
    expect(after).toMatchObject({ status: { observedGeneration: 77 }, spec: { replicas: (before.spec as { replicas: number }).replicas } });
    expect((await merge(`${deployment}?dryRun=All`, { status: { observedGeneration: 77 } })).body.status).toEqual(before.status);
  });
});

describe("removing", () => {
  it("waits for whoever holds a finalizer", async () => {
    await create("held", { metadata: { name: "held", finalizers: ["demo.example/hold"] } });
    expect((await session.send("DELETE", `${path}/held`, {})).body.metadata).toMatchObject({ deletionTimestamp: expect.any(String) as unknown });
    expect((await session.ask(`${path}/held`)).status).toBe(200);
    await session.send("PATCH", `${path}/held`, { metadata: { finalizers: null } }, "admin", "application/merge-patch+json");
    expect((await session.ask(`${path}/held`)).status).toBe(404);
  });

  it("removes owners in the foreground only after what they own", async () => {
    const { body } = await create("owner");
    const owner = { apiVersion: "v1", kind: "ConfigMap", name: "owner", uid: body.metadata.uid, blockOwnerDeletion: true };
    await create("owned", { metadata: { name: "owned", ownerReferences: [owner], finalizers: ["demo.example/hold"] } });
    await session.send("DELETE", `${path}/owner`, { propagationPolicy: "Foreground" });
    expect((await session.ask(`${path}/owner`)).body.metadata).toMatchObject({ finalizers: ["foregroundDeletion"] });
    await session.send("PATCH", `${path}/owned`, { metadata: { finalizers: null } }, "admin", "application/merge-patch+json");
    expect((await session.ask(`${path}/owned`)).status).toBe(404);
    expect((await session.ask(`${path}/owner`)).status).toBe(404);
  });

  it("removes all that a selector means, and nothing else", async () => {
    for (const name of ["m1", "m2"]) await create(name, { metadata: { name, labels: { batch: "m" } } });
    await session.send("DELETE", `${path}?labelSelector=batch%3Dm`, {});
    expect((await session.ask(`${path}?labelSelector=batch%3Dm`)).body.items).toEqual([]);
    expect((await session.ask(`${path}/given`)).status).toBe(200);
  });
});

describe("evictions", () => {
  it("are refused while a disruption budget needs the pod", async () => {
    const labels = { app: "guarded" };
    const ready = { phase: "Running", conditions: [{ type: "Ready", status: "True" }] };
    for (const name of ["g-0", "g-1"]) session.api.store.put(pods, { apiVersion: "v1", kind: "Pod", metadata: { name, namespace: "default", labels }, spec: { nodeName: "n", containers: [{ name: "c", image: "x" }], terminationGracePeriodSeconds: 0 }, status: ready });
    session.api.store.put({ group: "policy", version: "v1", plural: "poddisruptionbudgets" }, { apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata: { name: "guard", namespace: "default" }, spec: { minAvailable: 1, selector: { matchLabels: labels } } });
    const evict = (name: string) => session.send("POST", `/api/v1/namespaces/default/pods/${name}/eviction`, { apiVersion: "policy/v1", kind: "Eviction", metadata: { name, namespace: "default" } });
    expect((await evict("g-0")).status).toBe(201);
    expect(await evict("g-1")).toMatchObject({ status: 429, body: { reason: "TooManyRequests", message: "Cannot evict pod as it would violate the pod's disruption budget.", details: { causes: [{ reason: "DisruptionBudget", message: "The disruption budget guard needs 1 healthy pods and has 1 currently" }] } } });
  });
});
