import { afterEach, describe, expect, it } from "vitest";
import type { FamilyMember, ObjectReport } from "@/lib/model";
import { createWire } from "@/lib/wire";
import { ago, deployment, event, manifest, now, pod, replicaSet, type Manifest } from "./fixtures/manifests";
import { upstream, type Upstream } from "./fixtures/upstream";
import { createObjectReports } from "./report";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function cluster(objects: readonly Manifest[]): Promise<Upstream> {
  const server = await upstream(objects);
  open.push(server);
  return server;
}

function reader(server: Upstream, group: string, version: string, resource: string, name: string, namespace: string | undefined = "p47-beamline") {
  const wire = createWire({ name: "Kubernetes of Pollux", url: server.url });
  open.push(wire);
  return createObjectReports({ wire, headers: async () => ({ "impersonate-user": "p47-staff" }), ref: { group, version, resource, name, ...(namespace === "" ? {} : { namespace }) }, now: () => now });
}

const lines = (member: FamilyMember, depth = 0): readonly string[] => [
  `${"  ".repeat(depth)}${member.ref.kind} ${member.ref.name}${member.self === true ? " *" : ""}: ${member.status}${member.more === undefined ? "" : ` +${member.more}`}`,
  ...member.children.flatMap((child) => lines(child, depth + 1)),
];

const app = deployment("blueapi", 2, 1);
const set = replicaSet(app, "7d9f", 2);
const old = [1, 2, 3, 4, 5].map((revision) => replicaSet(app, `old${revision}`, 0, String(revision - 1)));
const crashing = { status: { ready: false, restartCount: 4, state: { waiting: { reason: "CrashLoopBackOff", message: "back-off 5m0s" } }, lastState: { terminated: { exitCode: 127, reason: "Error", startedAt: ago(6), finishedAt: ago(6) } } } };
const pods = [pod("blueapi-7d9f-a", { owner: set }), pod("blueapi-7d9f-b", { owner: set, container: crashing })];

describe("the page of a Deployment", () => {
  async function read(): Promise<ObjectReport> {
    const server = await cluster([app, set, ...old, ...pods, event(pods[1] as Manifest, "BackOff", "Back-off restarting failed container", { count: 9 })]);
    server.logs.set("blueapi-7d9f-b/app", "\u001b[33mstarting\u001b[0m\r\nsh: bluapi: not found\n");
    return reader(server, "apps", "v1", "deployments", "blueapi")();
  }

  it("draws what belongs to it, the newest revision first and old ones only a few", async () => {
    const { family } = await read();
    expect(lines(family).slice(0, 4)).toEqual(["Deployment blueapi *: 1/2 ready +2", "  ReplicaSet blueapi-7d9f: 2/2 ready", "    Pod blueapi-7d9f-a: 1/1 ready", "    Pod blueapi-7d9f-b: CrashLoopBackOff"]);
  });

  it("tells what is wrong with its pods, with the container's last words", async () => {
    const { findings, sentence, wellness, pods: logs, events } = await read();
    expect(wellness).toBe("warning");
    expect(sentence).toContain("1 of 2 pods is ready.");
    expect(findings[0]).toMatchObject({ severity: "critical", title: "The container app ends again and again.", log: ["starting", "sh: bluapi: not found"], about: { kind: "Pod", name: "blueapi-7d9f-b" } });
    expect(findings[0]?.details.join(" ")).toContain("exit code 127 after 0 s: its command was not found in the image");
    expect(logs.map(({ name }) => name)).toEqual(["blueapi-7d9f-a", "blueapi-7d9f-b"]);
    expect(events[0]).toMatchObject({ reason: "BackOff", count: 9 });
  });
});

describe("what cannot be read", () => {
  it("is a gap with a sentence, not a failure", async () => {
    const server = await cluster([app, set, ...pods]);
    server.forbidden.push(/\/pods$/, /\/events$/);
    const { family, unread } = await reader(server, "apps", "v1", "deployments", "blueapi")();
    expect(lines(family)).toEqual(["Deployment blueapi *: 1/2 ready", "  ReplicaSet blueapi-7d9f: 2/2 ready"]);
    expect(unread).toEqual(expect.arrayContaining(["You may not read pods in p47-beamline.", "You may not read events in p47-beamline."]));
  });

  it("says which kind the person may not read, and which object is not there", async () => {
    const server = await cluster([]);
    await expect(reader(server, "apps", "v1", "deployments", "blueapi")()).rejects.toMatchObject({ code: "not-found", message: "There is no Deployment blueapi in p47-beamline." });
    server.forbidden.push(/deployments/);
    await expect(reader(server, "apps", "v1", "deployments", "blueapi")()).rejects.toMatchObject({ code: "forbidden", message: "Kubernetes does not let you read deployments.apps in p47-beamline." });
  });

  it("asks everything in the person's name", async () => {
    const server = await cluster([app, set, ...pods]);
    await reader(server, "apps", "v1", "deployments", "blueapi")();
    expect(new Set(server.requests.map(({ headers }) => headers["impersonate-user"]))).toEqual(new Set(["p47-staff"]));
  });
});

it("shows a pod under its root owner, marked, with its siblings", async () => {
  const server = await cluster([app, set, ...pods]);
  expect(lines((await reader(server, "", "v1", "pods", "blueapi-7d9f-b")()).family)).toEqual(["Deployment blueapi: 1/2 ready", "  ReplicaSet blueapi-7d9f: 2/2 ready", "    Pod blueapi-7d9f-a: 1/1 ready", "    Pod blueapi-7d9f-b *: CrashLoopBackOff"]);
});

it("draws the way down to an object whose owner may not be read", async () => {
  const server = await cluster([app, set, ...pods]);
  server.forbidden.push(/\/replicasets/);
  expect(lines((await reader(server, "", "v1", "pods", "blueapi-7d9f-b")()).family)).toEqual(["ReplicaSet blueapi-7d9f: not readable", "  Pod blueapi-7d9f-b *: CrashLoopBackOff"]);
});

it("does not call a node ill because a pod on it is", async () => {
  const node = manifest("Node", "p47-srv-01", {}, { status: { conditions: [{ type: "Ready", status: "True", reason: "KubeletReady", message: "kubelet is posting ready status" }] } });
  const broken = pod("blueapi-7d9f-b", { owner: set, container: crashing });
  const report = await reader(await cluster([node, app, set, broken]), "", "v1", "nodes", "p47-srv-01", "")();
  expect(report.wellness).toBe("well");
  expect(report.findings).toEqual([]);
  expect(report.pods).toEqual([]);
});

it("never tells a Secret's values, not in YAML and not in what kubectl apply remembers", async () => {
  const value = Buffer.from("hunter2").toString("base64");
  const applied = JSON.stringify({ kind: "Secret", data: { password: value }, stringData: { token: "hunter2" } });
  const secret = manifest("Secret", "login", { annotations: { "kubectl.kubernetes.io/last-applied-configuration": applied, note: "kept" }, managedFields: [{ manager: "kubectl", fieldsV1: { "f:data": { "f:password": {} } } }] }, { type: "Opaque", data: { password: value } });
  const server = await cluster([secret, manifest("Secret", "odd", { annotations: { "kubectl.kubernetes.io/last-applied-configuration": `not JSON ${value}` } }, { data: value })]);
  for (const name of ["login", "odd"]) {
    const report = await reader(server, "", "v1", "secrets", name)();
    expect(JSON.stringify(report)).not.toContain(value);
    expect(JSON.stringify(report)).not.toContain("hunter2");
  }
  const report = await reader(server, "", "v1", "secrets", "login")();
  expect(report.yaml).toContain("password: ••••••••");
  expect(report.yaml).not.toContain("managedFields");
  expect(report.managedFields).toContain("f:password");
  expect(report.annotations["note"]).toBe("kept");
});
