import { afterEach, expect, it } from "vitest";
import { parse } from "yaml";
import { kubernetesWire, revisions } from "./index";
import { labelSelectorText } from "./label-selector";
import { loopback } from "@/lib/wire/fixtures/loopback";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

/** An API that answers each path with its value; every other one is not found. */
async function api(answers: Readonly<Record<string, unknown>>) {
  const server = await loopback((request, response) => {
    const found = answers[new URL(request.url ?? "/", "http://x").pathname];
    response.writeHead(found === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(found ?? { kind: "Status", code: 404 }));
  });
  const wire = kubernetesWire({ via: "url", url: server.url, token: "t" }, { name: "Kubernetes of Pollux" });
  open.push(wire, server);
  return { wire, requests: server.requests };
}

const meta = (name: string, more: object = {}) => ({ name, uid: `uid-${name}`, creationTimestamp: "2026-11-20T10:00:00Z", ...more });
const owned = { ownerReferences: [{ uid: "uid-web", controller: true }] };
const template = (image: string, hash?: string) => ({
  metadata: { labels: { app: "web", ...(hash === undefined ? {} : { "pod-template-hash": hash }) } },
  spec: { containers: [{ name: "app", image, terminationMessagePath: "/dev/termination-log" }], restartPolicy: "Always" },
});
const set = (number: string, image: string, more: object = {}) => ({
  metadata: meta(`web-${number}`, { ...owned, annotations: { "deployment.kubernetes.io/revision": number, ...more } }),
  spec: { template: template(image, number) },
});
const ns = "/apis/apps/v1/namespaces/p47-beamline";
const deployment = { metadata: meta("web", { annotations: { "deployment.kubernetes.io/revision": "3" } }), spec: { selector: { matchLabels: { app: "web" } } } };
const ask = { headers: { "impersonate-user": "p47-staff" } };
const ref = { group: "apps", resource: "deployments", namespace: "p47-beamline", name: "web" };

it("finds a Deployment's revisions in its own ReplicaSets, newest first, asked in the person's name", async () => {
  const stranger = { metadata: meta("other", { ownerReferences: [{ uid: "uid-other", controller: true }], annotations: { "deployment.kubernetes.io/revision": "9" } }), spec: { template: template("other:9") } };
  const { wire, requests } = await api({
    [`${ns}/deployments/web`]: deployment,
    [`${ns}/replicasets`]: { items: [set("1", "web:1", { "kubernetes.io/change-cause": "first" }), set("3", "web:3"), stranger, set("none", "web:0")] },
  });
  const found = await revisions(wire, ref, ask);
  expect(found.map(({ number, current, images, cause }) => [number, current, images, cause])).toEqual([
    [3, true, ["web:3"], undefined],
    [1, false, ["web:1"], "first"],
  ]);
  expect(requests.every(({ headers }) => headers["impersonate-user"] === "p47-staff")).toBe(true);
  expect(new URL(requests[1]?.url ?? "", "http://x").searchParams.get("labelSelector")).toBe("app=web");
});

it("goes back to a Deployment's whole template and its cause, without the ReplicaSet's own label", async () => {
  const { wire } = await api({ [`${ns}/deployments/web`]: deployment, [`${ns}/replicasets`]: { items: [set("1", "web:1", { "kubernetes.io/change-cause": "first" })] } });
  const [one] = await revisions(wire, ref, ask);
  expect(one?.patch.type).toBe("application/json-patch+json");
  expect(JSON.parse(one?.patch.body ?? "")).toEqual([
    { op: "replace", path: "/spec/template", value: template("web:1") },
    { op: "add", path: "/metadata/annotations/kubernetes.io~1change-cause", value: "first" },
  ]);
  expect(parse(one?.template ?? "")).toEqual(template("web:1"));
});

it("finds a StatefulSet's and a DaemonSet's revisions in ControllerRevisions, whose data is the patch", async () => {
  const data = (image: string) => ({ spec: { template: { ...template(image), $patch: "replace" } } });
  const items = [1, 2].map((number) => ({ metadata: meta(`web-${number}`, owned), revision: number, data: data(`web:${number}`) }));
  const { wire } = await api({
    [`${ns}/statefulsets/web`]: { ...deployment, status: { updateRevision: "web-1" } },
    [`${ns}/daemonsets/web`]: deployment,
    [`${ns}/controllerrevisions`]: { items },
  });
  const ofSet = await revisions(wire, { ...ref, resource: "statefulsets" }, ask);
  expect(ofSet.map(({ number, current }) => [number, current])).toEqual([[2, false], [1, true]]);
  expect(ofSet[0]?.patch).toEqual({ type: "application/strategic-merge-patch+json", body: expect.any(String) as string });
  expect(JSON.parse(ofSet[0]?.patch.body ?? "")).toEqual(data("web:2"));
  expect(ofSet[0]?.template).not.toContain("$patch");
  expect((await revisions(wire, { ...ref, resource: "daemonsets" }, ask)).map(({ current }) => current)).toEqual([true, false]);
});

it("asks nothing for kinds without revisions and for names that climb", async () => {
  const { wire, requests } = await api({});
  await expect(revisions(wire, { ...ref, resource: "pods" }, ask)).rejects.toMatchObject({ code: "invalid" });
  await expect(revisions(wire, { ...ref, group: "example.org" }, ask)).rejects.toMatchObject({ code: "invalid" });
  await expect(revisions(wire, { ...ref, namespace: ".." }, ask)).rejects.toMatchObject({ code: "invalid" });
  expect(requests).toHaveLength(0);
});

it("writes every operator of a selector", () => {
  const matchExpressions = [
    { key: "tier", operator: "In", values: ["a", "b"] },
    { key: "zone", operator: "NotIn", values: ["x"] },
    { key: "has", operator: "Exists" },
    { key: "not", operator: "DoesNotExist" },
  ];
  expect(labelSelectorText({ matchLabels: { app: "web" }, matchExpressions })).toBe("app=web,tier in (a,b),zone notin (x),has,!not");
});
