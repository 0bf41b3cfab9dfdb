import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createWorld } from "../../../world/world";
import { crdKinds } from "../custom-kind";
import { dig, listAt, objectAt, textAt } from "../json-value";
import { apiVersion } from "../kind";
import type { KubeObject } from "../kind";
import { kinds } from "../kinds";
import { createObjectStore } from "../stored-objects";
import { createCrowd, fateOf, manifestsOf } from ".";
import { crowdPods } from "./crowd";
import type { Manifest } from "../object-store";

const at = Date.UTC(2026, 5, 15, 10, 4);
const world = createWorld({ clock: () => at, seed: 1, host: false });
const clusters = world.clusters.map((cluster) => ({ id: cluster.id, objects: manifestsOf(cluster, { at }) }));
const keyOf = (kind: string, namespace: string | undefined, name: string) => `${kind} ${namespace ?? ""}/${name}`;

/** Names that a pod's spec refers to, by kind. */
function named(spec: unknown): readonly (readonly [kind: string, name: string])[] {
  const found: [string, string | undefined][] = listAt(spec, "volumes").flatMap((volume): [string, string | undefined][] => [
    ["ConfigMap", textAt(volume, "configMap", "name")],
    ["Secret", textAt(volume, "secret", "secretName")],
    ["PersistentVolumeClaim", textAt(volume, "persistentVolumeClaim", "claimName")],
  ]);
  for (const container of [...listAt(spec, "initContainers"), ...listAt(spec, "containers")]) {
    for (const variable of listAt(container, "env")) found.push(["Secret", textAt(variable, "valueFrom", "secretKeyRef", "name")]);
    for (const from of listAt(container, "envFrom")) found.push(["ConfigMap", textAt(from, "configMapRef", "name")]);
  }
  found.push(["ServiceAccount", textAt(spec, "serviceAccountName")]);
  return found.flatMap(([kind, name]) => (name === undefined ? [] : [[kind, name] as const]));
}

/** What refers to nothing on purpose: the exercises to be repaired. */
const meant = ["ConfigMap training/no-config-settings", "Secret p38-beamline/p38-archiver"];

describe.each(clusters)("the objects of $id", ({ objects }) => {
  const present = new Set(objects.map(({ kind, metadata }) => keyOf(kind, metadata.namespace, metadata.name)));
  const of = (kind: string) => objects.filter((object) => object.kind === kind) as readonly Manifest[];
  const missing = (list: readonly string[]) => list.filter((key) => !present.has(key) && !meant.includes(key));

  it("are each of a kind that is served, in a namespace that is there, under a valid and single name", () => {
    const served = [...kinds, ...of("CustomResourceDefinition").flatMap((crd) => crdKinds(crd as KubeObject))];
    const byName = new Map(served.map((kind) => [`${apiVersion(kind)} ${kind.kind}`, kind]));
    for (const { apiVersion: version, kind, metadata } of objects) {
      const known = byName.get(`${version} ${kind}`);
      expect(known, `${version} ${kind}`).toBeDefined();
      expect(metadata.namespace !== undefined, `${kind} ${metadata.name}`).toBe(known?.namespaced);
      expect(metadata.name).toMatch(/^[a-z0-9]([a-z0-9.:-]{0,251}[a-z0-9])?$/);
      if (metadata.namespace !== undefined) expect(present, metadata.namespace).toContain(keyOf("Namespace", undefined, metadata.namespace));
    }
    expect(present.size).toBe(objects.length);
  });

  it("find the settings, secrets, claims, accounts, owners and priorities that they name", () => {
    const names = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"].flatMap(of).flatMap(({ metadata, spec }) => named(dig(spec, "template", "spec")).map(([kind, name]) => keyOf(kind, metadata.namespace, name)));
    expect(missing(names)).toEqual([]);
    const owners = objects.flatMap(({ metadata }) => listAt(metadata, "ownerReferences").map((owner) => keyOf(textAt(owner, "kind") ?? "", metadata.namespace, textAt(owner, "name") ?? "")));
    expect(missing(owners)).toEqual([]);
    const priorities = ["Deployment", "DaemonSet"].flatMap(of).flatMap(({ spec }) => textAt(spec, "template", "spec", "priorityClassName") ?? []);
    expect(missing(priorities.map((name) => keyOf("PriorityClass", undefined, name)))).toEqual([]);
  });

  it("are accepted by the rules of their own kinds", () => {
    const rules = new Map(kinds.map((kind) => [`${apiVersion(kind)} ${kind.kind}`, kind]));
    const found = objects.flatMap((object) => rules.get(`${object.apiVersion} ${object.kind}`)?.mistakes?.(object as KubeObject, { at, draw: () => 0 }).map(({ field, message }) => `${object.kind} ${object.metadata.name} ${field}: ${message}`) ?? []);
    expect(found).toEqual([]);
  });

  it("give roles that are there, and bind claims to volumes and classes that are there", () => {
    const roles = [...of("RoleBinding"), ...of("ClusterRoleBinding")].map(({ metadata, roleRef }) => keyOf(textAt(roleRef, "kind") ?? "", textAt(roleRef, "kind") === "Role" ? metadata.namespace : undefined, textAt(roleRef, "name") ?? ""));
    expect(missing(roles)).toEqual([]);
    const bound = of("PersistentVolumeClaim").filter(({ status }) => textAt(status, "phase") === "Bound");
    expect(missing(bound.flatMap(({ spec }) => [keyOf("PersistentVolume", undefined, textAt(spec, "volumeName") ?? ""), keyOf("StorageClass", undefined, textAt(spec, "storageClassName") ?? "")]))).toEqual([]);
  });

  it("lead Ingresses to Services, except the lost one", () => {
    const services = of("Ingress").flatMap(({ metadata, spec }) => listAt(spec, "rules").flatMap((rule) => listAt(rule, "http", "paths").map((path) => keyOf("Service", metadata.namespace, textAt(path, "backend", "service", "name") ?? ""))));
    expect(missing(services)).toEqual(present.has("Namespace /training") ? ["Service training/no-such-service"] : []);
  });

  it("keep Helm releases as Helm wrote them", () => {
    const releases = of("Secret").filter(({ type }) => type === "helm.sh/release.v1");
    expect(releases.length).toBeGreaterThan(2);
    for (const { metadata, data } of releases) {
      const once = Buffer.from(textAt(data, "release") ?? "", "base64").toString();
      const release = JSON.parse(gunzipSync(Buffer.from(once, "base64")).toString()) as unknown;
      expect(textAt(release, "info", "status")).toBe(metadata.labels?.status);
      expect(textAt(release, "namespace")).toBe(metadata.namespace);
    }
  });
});

describe("what becomes of an exercise", () => {
  const pollux = clusters.find(({ id }) => id === "pollux")?.objects ?? [];
  const fate = (name: string) => fateOf(listAt(objectAt(pollux.find(({ kind, metadata }) => kind === "Deployment" && metadata.name === name), "spec", "template", "spec"), "containers")[0]);

  it("follows from its spec", () => {
    expect(fate("oom-demo").run).toMatchObject({ reason: "OOMKilled", exitCode: 137 });
    expect(fate("image-typo").pull).toBe("not-found");
    expect(fate("wrong-probe")).toMatchObject({ ready: false, run: { course: "runs" } });
    expect(fate("crash-demo").run).toMatchObject({ course: "exits", after: 3_000, exitCode: 1 });
    expect(fate("cpu-hungry").cores).toBe(2);
    expect(fate("web")).toEqual({ ready: true, run: { course: "runs" } });
  });

  it("changes when the spec is repaired", () => {
    expect(fateOf({ image: "ghcr.io/epics-containers/ioc-adaravis-runtime:2026.4.3" }).pull).toBeUndefined();
    expect(fateOf({ image: "x", args: ["--vm-bytes", "250M"], resources: { limits: { memory: "300Mi" } } }).run).toEqual({ course: "runs" });
  });
});

describe("a crowd", () => {
  const cluster = world.cluster("pollux");

  it("is as large as asked, spread over sixty namespaces, and mostly well", () => {
    const crowd = crowdPods(cluster, { count: 3_000, at });
    expect(new Set(crowd.map(({ metadata }) => `${metadata.namespace ?? ""}/${metadata.name}`)).size).toBe(3_000);
    expect(new Set(crowd.map(({ metadata }) => metadata.namespace)).size).toBe(60);
    expect(new Set(crowd.map(({ spec }) => textAt(spec, "nodeName"))).size).toBeGreaterThan(4);
    const running = crowd.filter(({ status }) => textAt(status, "phase") === "Running").length;
    expect(running).toBeGreaterThan(2_600);
    expect(running).toBeLessThan(2_950);
  });

  it("changes a little with each step, and alike in every run", () => {
    const told = () => {
      const store = createObjectStore({ now: () => at, uid: () => "u" });
      for (const pod of crowdPods(cluster, { count: 200, at })) store.put({ group: "", version: "v1", plural: "pods" }, pod);
      const changes: string[] = [];
      store.follow(({ type, object }) => changes.push(`${type} ${object.metadata.name}`));
      const crowd = createCrowd(store, cluster, { count: 200, at });
      for (let step = 1; step <= 6; step++) crowd.step(at + step * 1_000);
      expect(store.list({ group: "", version: "v1", plural: "pods" })).toHaveLength(200);
      return changes;
    };
    const first = told();
    expect(first.map((change) => change.split(" ")[0])).toEqual(expect.arrayContaining(["MODIFIED", "DELETED", "ADDED"]));
    expect(first.length).toBeLessThan(12);
    expect(told()).toEqual(first);
  });
});
