import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { impersonation, kubernetes, kubernetesWire, podProxyPath, type Asker } from "./index";
import { loopback } from "@/lib/wire/fixtures/loopback";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

type Answer = (url: URL, request: IncomingMessage, body: string) => unknown;

/** A Kubernetes API that answers with what `answer` returns; a number is a status. */
async function cluster(answer: Answer, now = () => 0, bare = false) {
  const bodies: string[] = [];
  const server = await loopback((request, response: ServerResponse) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      bodies.push(body);
      const found = answer(new URL(request.url ?? "/", "http://x"), request, body);
      response.writeHead(typeof found === "number" ? found : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(typeof found === "number" ? { kind: "Status", code: found } : found));
    });
  });
  const wire = kubernetesWire({ via: "url", url: server.url, token: "castor-token" }, { name: "Kubernetes of Pollux", bare });
  open.push(wire, server);
  return { wire, client: kubernetes(wire, now), requests: server.requests, bodies };
}

const node = (name: string) => ({ metadata: { name }, status: {} });
const pod = (namespace: string, name: string, nodeName = "n1") => ({ metadata: { namespace, name }, spec: { nodeName, containers: [{ name: "c" }] }, status: { phase: "Running" } });
const event = (namespace: string, name: string, minute: number, more: object = {}) => ({
  metadata: { name: `${name}.1`, uid: `${namespace}/${name}/${minute}` },
  involvedObject: { kind: "Pod", name, namespace },
  type: "Warning",
  reason: "BackOff",
  lastTimestamp: `2026-11-20T10:${String(minute).padStart(2, "0")}:00Z`,
  ...more,
});

const staff = { username: "p47-staff", groups: ["/p47/beamline"] };
const asker = (person: typeof staff): Asker => ({ key: JSON.stringify(person), headers: async () => impersonation(person) });
const anyone = { key: "anyone", headers: async () => ({}) };
const groupsOf = (request: IncomingMessage | undefined) => request?.headersDistinct["impersonate-group"];

describe("lists", () => {
  it("come in pages of 500, with Castor's own token and nobody's name", async () => {
    const { client, requests } = await cluster((url) =>
      url.searchParams.get("continue") === null ? { metadata: { continue: "next" }, items: [node("n10"), node("n2")] } : { metadata: {}, items: [node("n1")] },
    );
    expect((await client.nodes()).map(({ name }) => name)).toEqual(["n1", "n2", "n10"]);
    expect(requests.map(({ url }) => url)).toEqual(["/api/v1/nodes?limit=500", "/api/v1/nodes?limit=500&continue=next"]);
    expect(requests[0]?.headers.authorization).toBe("Bearer castor-token");
    expect(requests[0]?.headers["impersonate-user"]).toBeUndefined();
  });

  it("begin anew once when they expire half-way, without doubling", async () => {
    let expired = 0;
    const { client } = await cluster((url) => {
      if (url.searchParams.get("continue") === null) return { metadata: { continue: "old" }, items: [node("n1")] };
      expired += 1;
      return expired === 1 ? 410 : { items: [node("n2")] };
    });
    expect((await client.nodes()).map(({ name }) => name)).toEqual(["n1", "n2"]);
    const always = await cluster((url) => (url.searchParams.get("continue") === null ? { metadata: { continue: "old" }, items: [node("n1")] } : 410));
    await expect(always.client.nodes()).rejects.toMatchObject({ code: "invalid" });
    expect(always.requests).toHaveLength(4);
  });

  it("that never end are too large", async () => {
    const { client } = await cluster(() => ({ metadata: { continue: "more" }, items: [] }));
    await expect(client.nodes()).rejects.toMatchObject({ code: "too-large" });
  });

  it("may be null, as Go writes an empty one", async () => {
    const { client } = await cluster(() => ({ metadata: null, items: null }));
    expect(await client.nodes()).toEqual([]);
  });
});

describe("in a person's name", () => {
  it("asks with user, groups and system:authenticated, for the pods of that node only", async () => {
    const { client, requests } = await cluster(() => ({ items: [pod("b", "x-10"), pod("b", "x-2"), pod("a", "z"), pod("a", "elsewhere", "n2")] }));
    const pods = await client.as(asker(staff)).podsOn("n1");
    expect(pods.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual(["a/z", "b/x-2", "b/x-10"]);
    expect(requests[0]?.url).toBe("/api/v1/pods?fieldSelector=spec.nodeName%3Dn1&limit=500");
    expect(requests[0]?.headers["impersonate-user"]).toBe("p47-staff");
    expect(groupsOf(requests[0])).toEqual(["/p47/beamline", "system:authenticated"]);
  });

  it("sends nothing at all for a person who cannot be mapped", async () => {
    const { client, requests } = await cluster(() => ({ items: [] }));
    for (const person of [{ username: "system:admin", groups: [] }, { username: "x", groups: ["a\r\nImpersonate-User: admin"] }]) {
      await expect(client.as(asker(person)).podsOn("n1")).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(requests).toHaveLength(0);
  });

  it("falls back to the namespaces that the API server allows, and remembers them for five minutes", async () => {
    let time = 0;
    const { client, requests, bodies } = await cluster((url, request, body) => {
      if (url.pathname === "/api/v1/pods") return 403;
      if (url.pathname === "/api/v1/namespaces") return groupsOf(request) === undefined ? { items: ["kube-system", "p47-beamline", "p47-test"].map((name) => ({ metadata: { name } })) } : 403;
      if (url.pathname.endsWith("selfsubjectaccessreviews")) return { status: { allowed: body.includes('"namespace":"p47-') } };
      return { items: [pod(url.pathname.split("/")[4] ?? "", "ioc-0")] };
    }, () => time);
    const names = async () => (await client.as(asker(staff)).podsOn("n1")).map(({ namespace }) => namespace);
    expect(await names()).toEqual(["p47-beamline", "p47-test"]);
    const reviews = bodies.filter((body) => body.includes("SelfSubjectAccessReview"));
    expect(JSON.parse(reviews[0] ?? "")).toMatchObject({ spec: { resourceAttributes: { verb: "list", group: "", resource: "pods", namespace: "kube-system" } } });
    expect(requests.filter(({ method }) => method === "POST").every((request) => request.headers["impersonate-user"] === "p47-staff")).toBe(true);
    const before = requests.length;
    expect(await names()).toEqual(["p47-beamline", "p47-test"]);
    expect(requests.length - before).toBe(2);
    time = 301_000;
    await names();
    expect(bodies.filter((body) => body.includes("SelfSubjectAccessReview"))).toHaveLength(6);
  });

  it("never lends one person's namespaces to another", async () => {
    const { client } = await cluster((url, request) => {
      if (url.pathname === "/api/v1/pods") return 403;
      if (url.pathname === "/api/v1/namespaces") return { items: [{ metadata: { name: "p47-beamline" } }] };
      if (url.pathname.endsWith("selfsubjectaccessreviews")) return { status: { allowed: request.headers["impersonate-user"] === "p47-staff" } };
      return { items: [pod("p47-beamline", "ioc-0")] };
    });
    expect(await client.as(asker(staff)).podsOn("n1")).toHaveLength(1);
    await expect(client.as(asker({ username: "visitor", groups: [] })).podsOn("n1")).rejects.toMatchObject({
      code: "forbidden",
      message: "Your groups may not list pods in any namespace of this cluster.",
    });
    await expect(client.as(asker({ ...staff, username: "other" })).podsOn("n1")).rejects.toMatchObject({ code: "forbidden" });
  });

  it("with people's own tokens nothing of Castor's goes with them, and what was learnt outlives a token", async () => {
    const answer: Answer = (url, request) => {
      if (url.pathname === "/api/v1/pods") return 403;
      if (url.pathname === "/api/v1/namespaces") return request.headers.authorization === "Bearer castor-token" ? { items: [{ metadata: { name: "p47-beamline" } }] } : 403;
      if (url.pathname.endsWith("selfsubjectaccessreviews")) return { status: { allowed: true } };
      return { items: [pod("p47-beamline", "ioc-0")] };
    };
    const [own, theirs] = [await cluster(answer), await cluster(answer, undefined, true)];
    const client = kubernetes(own.wire, () => 0, theirs.wire);
    let tokens = 0;
    const as = { key: "ada", headers: async () => ({ authorization: `Bearer ${(tokens += 1)}` }) };
    expect(await client.as(as).podsOn("n1")).toHaveLength(1);
    expect(own.requests.map(({ url }) => url)).toEqual(["/api/v1/namespaces?limit=500"]);
    expect(theirs.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer 1", "Bearer 2", "Bearer 3", "Bearer 4"]);
    await client.as(as).podsOn("n1");
    expect(theirs.requests.slice(4).map(({ url }) => url)).toEqual([expect.stringMatching("^/api/v1/namespaces/p47-beamline/pods")]);
    await expect(theirs.wire.text("/version")).resolves.toBeDefined();
    expect(theirs.requests.at(-1)?.headers.authorization).toBeUndefined();
  });

  it("asks where the person may look, for the namespaces they named where nobody may list any", async () => {
    const { client, bodies } = await cluster((url, _, body) => {
      if (url.pathname === "/api/v1/namespaces") return 403;
      return { status: { allowed: body.includes('"namespace":"p47"') } };
    });
    expect(await client.where(anyone, ["p47", "kube-system"])).toEqual({ all: false, names: ["p47"] });
    expect(bodies.filter((body) => body.includes("AccessReview"))).toHaveLength(3);
    expect(await client.where(anyone, [])).toEqual({ all: false, names: [] });
    await expect(client.allowed(anyone, { group: "apps", resource: "deployments" }, [])).rejects.toMatchObject({ code: "forbidden", message: "Your groups may not list deployments in any namespace of this cluster." });
  });

  it("knows all namespaces where the person may list pods in all", async () => {
    const { client } = await cluster((url) => (url.pathname === "/api/v1/namespaces" ? { items: ["b", "a"].map((name) => ({ metadata: { name } })) } : { status: { allowed: true } }));
    expect(await client.where(anyone, ["gone"])).toEqual({ all: true, names: ["a", "b"] });
  });

  it("asks about a hundred namespaces at most", async () => {
    const { client, bodies } = await cluster((url) => {
      if (url.pathname === "/api/v1/pods") return 403;
      if (url.pathname === "/api/v1/namespaces") return { items: Array.from({ length: 400 }, (_, index) => ({ metadata: { name: `n${index}` } })) };
      return { status: { allowed: false } };
    });
    await expect(client.as(asker(staff)).podsOn("n1")).rejects.toMatchObject({ code: "forbidden" });
    expect(bodies.filter((body) => body.includes("SelfSubjectAccessReview"))).toHaveLength(100);
  });

  it("tells a broken API from a forbidden one", async () => {
    const { client } = await cluster(() => 503);
    await expect(client.as(asker(staff)).podsOn("n1")).rejects.toMatchObject({ code: "unreachable" });
  });
});

describe("events", () => {
  it("of a node are its own and those of the pods on it, newest first", async () => {
    const { client } = await cluster((url) => {
      if (url.pathname === "/api/v1/pods") return { items: [pod("a", "here")] };
      if (url.searchParams.get("fieldSelector")?.includes("Node")) return { items: [event("", "n1", 5, { involvedObject: { kind: "Node", name: "n1" } }), event("", "n2", 6, { involvedObject: { kind: "Node", name: "n2" } })] };
      return { items: [event("a", "here", 1, { source: { component: "default-scheduler" }, type: "Normal" }), event("b", "pulled", 9, { source: { host: "n1" }, reason: "Pulled", type: "Normal" }), event("c", "far", 8, { source: { host: "n2" } })] };
    });
    const found = await client.as(asker(staff)).eventsOn("n1");
    expect(found.map(({ object, node: on }) => [object.name, on])).toEqual([["pulled", "n1"], ["n1", "n1"], ["here", "n1"]]);
  });

  it("of one object are asked for in its own namespace only, in the person's name", async () => {
    const { client, requests } = await cluster(() => ({ items: [event("p47-beamline", "ioc-0", 1), event("p47-beamline", "ioc-0", 3), event("p47-beamline", "other", 2)] }));
    const found = await client.as(asker(staff)).eventsOf({ kind: "Pod", namespace: "p47-beamline", name: "ioc-0" });
    expect(found.map(({ object }) => object.name)).toEqual(["ioc-0", "ioc-0"]);
    expect(found[0]?.last).toBeGreaterThan(found[1]?.last ?? Infinity);
    expect(requests.map(({ url }) => url)).toEqual(["/api/v1/namespaces/p47-beamline/events?fieldSelector=involvedObject.kind%3DPod%2CinvolvedObject.name%3Dioc-0&limit=500"]);
    await expect(client.as(asker(staff)).eventsOf({ kind: "Pod", namespace: "../../nodes", name: "x" })).rejects.toMatchObject({ code: "invalid" });
  });

  it("that warn are the recent ones of all kinds", async () => {
    const { client, requests } = await cluster(() => ({ items: [event("a", "x", 1), event("a", "y", 3), event("a", "z", 2, { type: "Normal" })] }));
    expect((await client.as(asker(staff)).warnings()).map(({ object }) => object.name)).toEqual(["y", "x"]);
    expect(requests[0]?.url).toBe("/api/v1/events?fieldSelector=type%3DWarning&limit=500");
  });
});

it("finds the exporters of a service, and the way to them through the API server", async () => {
  const { client, requests } = await cluster(() => ({
    items: [{ addressType: "IPv4", ports: [{ name: "metrics", port: 9100 }], endpoints: [{ addresses: ["127.47.0.1"], nodeName: "n1", targetRef: { kind: "Pod", name: "ne-abc", namespace: "monitoring" } }] }],
  }));
  const [target] = await client.exporterTargets({ namespace: "monitoring", service: "node-exporter" });
  expect(requests[0]?.url).toBe("/apis/discovery.k8s.io/v1/namespaces/monitoring/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dnode-exporter&limit=500");
  expect(podProxyPath(target?.pod ?? { namespace: "", name: "" }, target?.port ?? 0, "/metrics")).toBe("/api/v1/namespaces/monitoring/pods/ne-abc:9100/proxy/metrics");
  await expect(client.exporterTargets({ namespace: "../../secrets", service: "x" })).rejects.toMatchObject({ code: "invalid" });
});

it("tells its version", async () => {
  const { client } = await cluster(() => ({ gitVersion: "v1.33.1", major: "1" }));
  expect(await client.version()).toBe("v1.33.1");
});
