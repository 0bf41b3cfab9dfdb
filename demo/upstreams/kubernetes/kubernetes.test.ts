import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorld } from "../../world/world";
import { apiSession, namesOf } from "./api-session";
import type { ApiSession } from "./api-session";

const hour = Date.UTC(2026, 5, 15, 10);
let now = hour + 4 * 60_000;
const world = createWorld({ clock: () => now, seed: 1, nodes: 12, host: false, exporterPort: 9_321 });
let session: ApiSession;

beforeAll(async () => {
  session = await apiSession(world);
}, 60_000);
afterAll(() => session.stop());
const ask: ApiSession["ask"] = (...args) => session.ask(...args);
const as = (user: string, ...groups: string[]): RequestInit => ({ headers: { "impersonate-user": user, ...(groups[0] !== undefined && { "impersonate-group": groups[0] }) } });

describe("who may do what", () => {
  it("refuses an unknown token with 401, and nobody with 403", async () => {
    expect(await ask("/api/v1/nodes", "guessed")).toMatchObject({ status: 401, body: { kind: "Status", status: "Failure", message: "Unauthorized", reason: "Unauthorized", code: 401 } });
    expect(await ask("/api/v1/nodes", "")).toMatchObject({ status: 403, body: { message: 'nodes is forbidden: User "system:anonymous" cannot list resource "nodes" in API group "" at the cluster scope' } });
    expect((await fetch(`${session.base}/livez`)).status).toBe(200);
  });

  it("lets everybody see nodes and namespaces, and tells what else they may not in Kubernetes' words", async () => {
    expect((await ask("/api/v1/nodes", "visitor")).body.items).toHaveLength(12);
    expect((await ask("/api/v1/namespaces", "visitor")).status).toBe(200);
    expect(await ask("/api/v1/pods", "visitor")).toMatchObject({
      status: 403,
      body: { reason: "Forbidden", code: 403, details: { kind: "pods" }, message: 'pods is forbidden: User "visitor" cannot list resource "pods" in API group "" at the cluster scope' },
    });
    expect((await ask("/apis/apps/v1/namespaces/p47-beamline/statefulsets/p47-blueapi", "visitor")).body.message).toBe(
      'statefulsets.apps "p47-blueapi" is forbidden: User "visitor" cannot get resource "statefulsets" in API group "apps" in the namespace "p47-beamline"',
    );
  });

  it("keeps a beamline's staff to their own namespace", async () => {
    expect(namesOf(await ask("/api/v1/namespaces/p47-beamline/pods", "p47"))).toContain("bl47p-mo-ioc-01-0");
    expect((await ask("/api/v1/namespaces/p45-beamline/pods", "p47")).status).toBe(403);
    expect((await ask("/api/v1/namespaces/kube-system/secrets", "p47")).status).toBe(403);
    expect((await ask("/api/v1/pods", "p47")).status).toBe(403);
    expect((await ask("/api/v1/pods", "admin")).body.items.length).toBeGreaterThan(100);
  });

  it("lets Castor speak for people, with their rights and not its own", async () => {
    expect((await ask("/api/v1/namespaces/p47-beamline/pods", "castor")).status).toBe(403);
    expect((await ask("/api/v1/namespaces/p47-beamline/pods", "castor", as("p47-staff", "p47-beamline"))).status).toBe(200);
    expect((await ask("/api/v1/pods", "castor", as("visitor"))).body.message).toContain('User "visitor" cannot list');
    expect((await ask("/apis/discovery.k8s.io/v1/endpointslices", "castor", as("visitor"))).status).toBe(403);
    expect(await ask("/api/v1/nodes", "visitor", as("admin", "castor-admins"))).toMatchObject({
      status: 403,
      body: { message: 'users "admin" is forbidden: User "visitor" cannot impersonate resource "users" in API group "" at the cluster scope' },
    });
    expect((await ask("/api/v1/nodes", "castor", { headers: { "impersonate-group": "castor-admins" } })).status).toBe(500);
  });

  it("answers reviews of one's own rights", async () => {
    const review = (token: string, kind: string, spec: object) => session.send("POST", `/apis/authorization.k8s.io/v1/${kind}`, { spec }, token);
    const can = async (token: string, resourceAttributes: object) => ((await review(token, "selfsubjectaccessreviews", { resourceAttributes })).body.status as { allowed: boolean }).allowed;
    expect(await can("p47", { verb: "delete", resource: "pods", namespace: "p47-beamline" })).toBe(true);
    expect(await can("p47", { verb: "list", resource: "pods" })).toBe(false);
    expect(await can("castor", { verb: "get", resource: "pods", subresource: "proxy", namespace: "monitoring" })).toBe(true);
    const rules = await review("p47", "selfsubjectrulesreviews", { namespace: "p47-beamline" });
    expect(rules.body.status).toMatchObject({ incomplete: false, resourceRules: expect.arrayContaining([expect.objectContaining({ apiGroups: [""], resources: expect.arrayContaining(["pods"]) as unknown })]) as unknown });
    expect((await session.send("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", [], "p47")).status).toBe(400);
    expect((await review("p47", "subjectaccessreviews", { user: "admin" })).status).toBe(403);
  });
});

describe("the World", () => {
  it("is what lists show, pod by pod and as kubectl's table", async () => {
    const on = await ask("/api/v1/pods?fieldSelector=spec.nodeName%3Dp47-srv-01,status.phase!=Pending");
    expect(on.body.items.every(({ spec }) => (spec as { nodeName: string }).nodeName === "p47-srv-01")).toBe(true);
    expect(namesOf(await ask("/api/v1/pods?labelSelector=ioc%3Dtrue,domain%20in%20(p38,p45)"))).toEqual(["bl38p-di-dcam-01-0", "bl45p-mo-brick-01-0"]);
    const { body } = await ask("/api/v1/namespaces/p47-beamline/pods?includeObject=None", "admin", { headers: { accept: "application/json;as=Table;v=v1;g=meta.k8s.io, application/json" } });
    const rows = body.rows as readonly { cells: readonly unknown[]; object?: object }[];
    expect(rows.find(({ cells }) => cells[0] === "bl47p-mo-ioc-01-0")?.cells.slice(1, 4)).toEqual(["0/1", "CrashLoopBackOff", expect.stringMatching(/^\d \(\d+.* ago\)$/)]);
  });

  it("has warnings that tell why a pod is not well", async () => {
    const warnings = await ask("/api/v1/events?fieldSelector=type%3DWarning,involvedObject.name%3Dbl47p-mo-ioc-01-0");
    expect(warnings.body.items.map(({ reason }) => reason)).toContain("BackOff");
    const newer = await ask("/apis/events.k8s.io/v1/events?fieldSelector=regarding.name%3Dbl47p-mo-ioc-01-0");
    expect(newer.body.items.length).toBeGreaterThan(0);
    expect(newer.body.items[0]).toMatchObject({ apiVersion: "events.k8s.io/v1", regarding: { kind: "Pod" } });
  });

  it("goes on while somebody watches", async () => {
    const { body } = await ask("/api/v1/namespaces/p47-beamline/pods?limit=1");
    const path = `/api/v1/namespaces/p47-beamline/pods?watch=true&resourceVersion=${body.metadata.resourceVersion ?? ""}&fieldSelector=metadata.name%3Dbl47p-mo-ioc-01-0`;
    // The World deploys this IOC again and again: within half an hour the pod goes and another comes.
    const told = await session.until(path, ({ type }) => type === "ADDED", () => {
      now += 30 * 60_000;
    });
    const [gone, came] = [told.find(({ type }) => type === "DELETED"), told.find(({ type }) => type === "ADDED")];
    expect(gone?.object.metadata.deletionTimestamp).toBeDefined();
    expect(came?.object.metadata.uid).not.toBe(gone?.object.metadata.uid);
  });
});

describe("exporters", () => {
  it("are found through endpoint slices: address, port, node and pod", async () => {
    const { body } = await ask("/apis/discovery.k8s.io/v1/namespaces/monitoring/endpointslices?labelSelector=kubernetes.io/service-name%3Dnode-exporter", "castor");
    const endpoints = body.items.flatMap((slice) => slice.endpoints as { addresses: string[]; nodeName: string; targetRef: { kind: string; name: string } }[]);
    expect(body.items).toHaveLength(1);
    expect(endpoints).toHaveLength(12);
    expect(endpoints.find(({ nodeName }) => nodeName === "p47-srv-01")).toMatchObject({ addresses: ["127.47.1.2"], targetRef: { kind: "Pod" } });
    expect(body.items[0]?.ports).toEqual([{ name: "http-metrics", port: 9_321, protocol: "TCP" }]);
  });

  it("are reached through the pod proxy by Castor, and by nobody without the right", async () => {
    const pods = await ask("/api/v1/namespaces/monitoring/pods?labelSelector=app%3Dnode-exporter&fieldSelector=spec.nodeName%3Dp47-srv-01");
    const pod = namesOf(pods)[0] ?? "";
    const proxy = (name: string, token: string) => fetch(`${session.base}/api/v1/namespaces/monitoring/pods/${name}/proxy/metrics?collect[]=loadavg`, { headers: { authorization: `Bearer ${token}` } });
    for (const name of [`${pod}:9100`, `http:${pod}:9100`, `${pod}:9321`]) expect(await (await proxy(name, "castor")).text()).toMatch(/^node_load1 /m);
    expect((await proxy(`${pod}:9100`, "visitor")).status).toBe(403);
    expect((await proxy(`${pod}:22`, "castor")).status).toBe(503);
    expect((await proxy("gone:9100", "castor")).status).toBe(404);
  });
});
