import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createWorld } from "../../world/world";
import { castorAccount } from "./account";
import { createKubernetes } from "./kubernetes";

const hour = Date.UTC(2026, 5, 15, 10);
let now = hour;
const world = createWorld({ clock: () => now, seed: 1, nodes: 120, host: false, exporterPort: 9_321 });
const person = (name: string, ...groups: string[]) => ({ name, groups: [...groups, "system:authenticated"] });
const tokens = { castor: castorAccount, admin: person("admin", "castor-admins"), p47: person("p47-staff", "p47-beamline"), visitor: person("visitor") };
const server = createServer(createKubernetes({ world, cluster: "pollux", tokens }));
let base = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  now = hour + 4 * 60_000;
});

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> & { readonly items: readonly Item[]; readonly metadata: Readonly<Record<string, string | number>> };
}
interface Item {
  readonly metadata: Readonly<Record<string, string>>;
  readonly [more: string]: unknown;
}

async function ask(path: string, token?: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(base + path, { ...init, headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...(init.headers as Record<string, string> | undefined) } });
  return { status: response.status, body: (await response.json()) as Answer["body"] };
}
const as = (user: string, ...groups: string[]): RequestInit => ({ headers: { "impersonate-user": user, ...(groups[0] !== undefined && { "impersonate-group": groups[0] }) } });
const names = ({ body }: Answer) => body.items.map(({ metadata }) => metadata.name);

describe("who may do what", () => {
  it("refuses an unknown token with 401, and nobody with 403", async () => {
    expect(await ask("/api/v1/nodes", "guessed")).toMatchObject({ status: 401, body: { kind: "Status", status: "Failure", message: "Unauthorized", reason: "Unauthorized", code: 401 } });
    expect(await ask("/api/v1/nodes")).toMatchObject({ status: 403, body: { message: 'nodes is forbidden: User "system:anonymous" cannot list resource "nodes" in API group "" at the cluster scope' } });
    expect((await fetch(`${base}/livez`)).status).toBe(200);
  });

  it("lets everybody see nodes and namespaces, and tells what else they may not in Kubernetes' words", async () => {
    expect((await ask("/api/v1/nodes", "visitor")).body.items).toHaveLength(120);
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
    expect(names(await ask("/api/v1/namespaces/p47-beamline/pods", "p47"))).toContain("bl47p-mo-ioc-01-0");
    expect((await ask("/api/v1/namespaces/p45-beamline/pods", "p47")).status).toBe(403);
    expect((await ask("/api/v1/pods", "p47")).status).toBe(403);
    expect((await ask("/api/v1/pods", "admin")).body.items.length).toBeGreaterThan(400);
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
  });

  it("answers reviews of one's own rights", async () => {
    const can = async (token: string, resourceAttributes: object) =>
      (await ask("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", token, { method: "POST", body: JSON.stringify({ spec: { resourceAttributes } }) })).body.status;
    expect(await can("p47", { verb: "delete", resource: "pods", namespace: "p47-beamline" })).toEqual({ allowed: true });
    expect(await can("p47", { verb: "list", resource: "pods" })).toEqual({ allowed: false });
    expect(await can("castor", { verb: "get", resource: "pods", subresource: "proxy", namespace: "monitoring" })).toEqual({ allowed: true });
    const rules = await ask("/apis/authorization.k8s.io/v1/selfsubjectrulesreviews", "p47", { method: "POST", body: JSON.stringify({ spec: { namespace: "p47-beamline" } }) });
    expect(rules.body.status).toMatchObject({ incomplete: false, resourceRules: expect.arrayContaining([{ verbs: ["*"], apiGroups: ["*"], resources: ["*"] }]) as unknown });
    expect((await ask("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", "p47", { method: "POST", body: "[]" })).status).toBe(400);
  });
});

describe("lists", () => {
  it("come in pages that together are one state, even while it changes", async () => {
    const whole = names(await ask("/api/v1/pods", "admin"));
    const found: (string | undefined)[] = [];
    let next = "";
    do {
      const page = await ask(`/api/v1/pods?limit=150&continue=${next}`, "admin");
      found.push(...names(page));
      next = String(page.body.metadata.continue ?? "");
      now += 60_000;
    } while (next !== "");
    expect(found).toEqual(whole);
  });

  it("cannot be continued for ever", async () => {
    const first = await ask("/api/v1/pods?limit=10", "admin");
    expect(first.body.metadata.remainingItemCount).toBeGreaterThan(300);
    now += 6 * 60_000;
    expect(await ask(`/api/v1/pods?limit=10&continue=${first.body.metadata.continue ?? ""}`, "admin")).toMatchObject({ status: 410, body: { reason: "Expired", code: 410 } });
    expect((await ask("/api/v1/pods?continue=nonsense", "admin")).status).toBe(400);
  });

  it("are narrowed by fields and labels", async () => {
    const on = await ask("/api/v1/pods?fieldSelector=spec.nodeName%3Dp47-srv-01,status.phase!=Pending", "admin");
    expect(on.body.items.map(({ spec }) => (spec as { nodeName: string }).nodeName).every((node) => node === "p47-srv-01")).toBe(true);
    expect(names(await ask("/api/v1/pods?labelSelector=ioc%3Dtrue,domain%20in%20(p38,p45)", "admin"))).toEqual(["bl38p-di-dcam-01-0", "bl45p-mo-brick-01-0"]);
    expect(await ask("/api/v1/pods?fieldSelector=spec.hostname%3Dx", "admin")).toMatchObject({ status: 400, body: { message: "field label not supported: spec.hostname" } });
    const warnings = await ask("/api/v1/events?fieldSelector=type%3DWarning,involvedObject.name%3Dbl47p-mo-ioc-01-0", "admin");
    expect(warnings.body.items.every(({ reason }) => reason === "BackOff")).toBe(true);
    expect(warnings.body.items.length).toBeGreaterThan(0);
  });

  it("are told apart from what does not exist", async () => {
    expect(await ask("/api/v1/nodes/nowhere", "admin")).toMatchObject({ status: 404, body: { message: 'nodes "nowhere" not found', details: { name: "nowhere", kind: "nodes" } } });
    expect(await ask("/apis/nothing.io/v1/things", "admin")).toMatchObject({ status: 404, body: { reason: "NotFound" } });
    expect((await ask("/api/v1/nodes/p47-srv-01", "admin", { method: "DELETE" })).status).toBe(405);
  });

  it("are tables for those who ask for them", async () => {
    const table = (path: string) => ask(path, "admin", { headers: { accept: "application/json;as=Table;v=v1;g=meta.k8s.io, application/json" } });
    const { body } = await table("/api/v1/namespaces/p47-beamline/pods?includeObject=None");
    expect(body).toMatchObject({ kind: "Table", columnDefinitions: expect.arrayContaining([expect.objectContaining({ name: "Restarts", priority: 0 })]) as unknown });
    const rows = body.rows as readonly { cells: readonly unknown[]; object?: object }[];
    expect(rows.find(({ cells }) => cells[0] === "bl47p-mo-ioc-01-0")?.cells.slice(1, 4)).toEqual(["0/1", "CrashLoopBackOff", expect.stringMatching(/^\d \(\d+.* ago\)$/)]);
    expect(rows.every(({ object }) => object === undefined)).toBe(true);
    expect((await ask("/api/v1/nodes", "admin", { headers: { accept: "application/vnd.kubernetes.protobuf" } })).status).toBe(406);
  });
});

describe("exporters", () => {
  it("are found through endpoint slices: address, port, node and pod", async () => {
    const { body } = await ask("/apis/discovery.k8s.io/v1/namespaces/monitoring/endpointslices?labelSelector=kubernetes.io/service-name%3Dnode-exporter", "castor");
    const endpoints = body.items.flatMap((slice) => slice.endpoints as { addresses: string[]; nodeName: string; targetRef: { kind: string; name: string } }[]);
    expect(body.items).toHaveLength(2);
    expect(endpoints).toHaveLength(120);
    expect(endpoints.find(({ nodeName }) => nodeName === "p47-srv-01")).toMatchObject({ addresses: ["127.47.1.2"], targetRef: { kind: "Pod" } });
    expect(body.items[0]?.ports).toEqual([{ name: "http-metrics", port: 9_321, protocol: "TCP" }]);
  });

  it("are reached through the pod proxy by Castor, and by nobody without the right", async () => {
    const pod = world.cluster("pollux").pods.fixed.find(({ workload, node }) => workload.name === "node-exporter" && node.name === "p47-srv-01")?.name ?? "";
    const proxy = (name: string, token: string) => fetch(`${base}/api/v1/namespaces/monitoring/pods/${name}/proxy/metrics?collect[]=loadavg`, { headers: { authorization: `Bearer ${token}` } });
    for (const name of [`${pod}:9100`, `http:${pod}:9100`, `${pod}:9321`]) expect(await (await proxy(name, "castor")).text()).toMatch(/^node_load1 /m);
    expect((await proxy(`${pod}:9100`, "visitor")).status).toBe(403);
    expect((await proxy(`${pod}:22`, "castor")).status).toBe(503);
    expect((await proxy("gone:9100", "castor")).status).toBe(404);
  });
});

describe("a watch", () => {
  interface Told {
    readonly type: string;
    readonly object: { readonly kind: string; readonly code?: number; readonly metadata: Readonly<Record<string, string>>; readonly [more: string]: unknown };
  }

  /** Reads lines until one satisfies, then leaves. */
  async function until(path: string, wanted: (told: Told) => boolean): Promise<Told[]> {
    const leaving = new AbortController();
    const response = await fetch(base + path, { headers: { authorization: "Bearer admin" }, signal: leaving.signal });
    const told: Told[] = [];
    let rest = "";
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      told.push(...lines.map((line) => JSON.parse(line) as Told));
      if (told.some(wanted)) break;
    }
    leaving.abort();
    return told;
  }

  it("tells of a pod's whole life since the version it begins at", async () => {
    const { body } = await ask("/api/v1/namespaces/p47-beamline/pods?limit=1", "admin");
    now = hour + 5 * 60_000;
    const version = String(body.metadata.resourceVersion);
    now += 3 * 60_000;
    const told = await until(`/api/v1/namespaces/p47-beamline/pods?watch=true&resourceVersion=${version}&allowWatchBookmarks=true`, ({ type }) => type === "BOOKMARK");
    const [gone, came] = [told.find(({ type }) => type === "DELETED"), told.find(({ type }) => type === "ADDED")];
    expect(gone?.object.metadata.deletionTimestamp).toBeDefined();
    expect(came?.object.metadata.uid).not.toBe(gone?.object.metadata.uid);
    const versions = told.map(({ object }) => Number(object.metadata.resourceVersion));
    expect(versions.every((each) => each > Number(version))).toBe(true);
    expect(told.at(-1)).toMatchObject({ type: "BOOKMARK", object: { kind: "Pod" } });
  });

  it("tells first of what is there when it is given no version", async () => {
    const told = await until("/api/v1/nodes?watch=true", ({ object }) => object.metadata.name === "pollux-wk-02");
    expect(told.every(({ type }) => type === "ADDED")).toBe(true);
  });

  it("counts events up", async () => {
    const told = await until(`/api/v1/events?watch=true&resourceVersion=${hour + 10_000}&fieldSelector=reason%3DBackOff`, () => true);
    expect(told[0]).toMatchObject({ type: "ADDED", object: { reason: "BackOff", count: 1 } });
    expect(told[1]).toMatchObject({ type: "MODIFIED", object: { count: 2 } });
  });

  it("ends with 410 where it begins too long ago", async () => {
    const told = await until(`/api/v1/pods?watch=1&resourceVersion=${hour - 3_600_000}`, () => true);
    expect(told).toMatchObject([{ type: "ERROR", object: { kind: "Status", code: 410, reason: "Expired" } }]);
  });
});
