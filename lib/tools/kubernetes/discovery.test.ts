import { afterEach, describe, expect, it } from "vitest";
import { loopback } from "@/lib/wire/fixtures/loopback";
import { kubernetesWire } from "./connection";
import { discover } from "./discovery";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

/** The kinds of an API that answers these paths; what is not there is a 404, a number a status. */
async function kindsOf(answers: Readonly<Record<string, unknown>>) {
  const server = await loopback((request, response) => {
    const found = answers[request.url ?? ""] ?? 404;
    response.writeHead(typeof found === "number" ? found : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(typeof found === "number" ? { kind: "Status", code: found } : found));
  });
  const wire = kubernetesWire({ via: "url", url: server.url, token: "t" }, { name: "Kubernetes of Pollux" });
  open.push(wire, server);
  return { kinds: await discover(wire, { "impersonate-user": "p47-staff" }), requests: server.requests };
}

const served = (resource: string, kind: string, more: object = {}) => ({ resource, responseKind: { group: "", version: "v1", kind }, scope: "Namespaced", singularResource: kind.toLowerCase(), verbs: ["list", "watch"], ...more });
const list = (...items: readonly object[]) => ({ kind: "APIGroupDiscoveryList", apiVersion: "apidiscovery.k8s.io/v2", items });

describe("aggregated discovery", () => {
  it("is two questions, in the person's name", async () => {
    const { kinds, requests } = await kindsOf({
      "/api": list({ metadata: {}, versions: [{ version: "v1", resources: [served("pods", "Pod", { shortNames: ["po"], categories: ["all"], subresources: [{ subresource: "log" }, { subresource: "status" }] })] }] }),
      "/apis": list(),
    });
    expect(kinds).toEqual([
      { group: "", version: "v1", resource: "pods", kind: "Pod", singular: "pod", namespaced: true, verbs: ["list", "watch"], shortNames: ["po"], categories: ["all"], subresources: ["log", "status"] },
    ]);
    expect(requests).toHaveLength(2);
    expect(requests[0]?.headers.accept).toContain("g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");
    expect(requests[0]?.headers.accept).toContain("v=v2beta1");
    expect(requests.every(({ headers }) => headers["impersonate-user"] === "p47-staff")).toBe(true);
  });

  it("tells each kind once, in the version that the server prefers, and older versions only of what is nowhere else", async () => {
    const { kinds } = await kindsOf({
      "/api": list(),
      "/apis": list({ metadata: { name: "gateway.networking.k8s.io" }, versions: [{ version: "v1", resources: [served("gateways", "Gateway")] }, { version: "v1beta1", resources: [served("gateways", "Gateway"), served("referencegrants", "ReferenceGrant", { scope: "Cluster", singularResource: "" })] }] }),
    });
    expect(kinds.map(({ version, resource }) => `${version}/${resource}`)).toEqual(["v1/gateways", "v1beta1/referencegrants"]);
    expect(kinds[1]).toMatchObject({ namespaced: false, singular: "referencegrant" });
  });
});

describe("legacy discovery", () => {
  const legacy = {
    "/api": { kind: "APIVersions", versions: ["v1"] },
    "/apis": { kind: "APIGroupList", groups: [{ name: "autoscaling", versions: [{ version: "v1" }, { version: "v2" }], preferredVersion: { version: "v2" } }, { name: "metrics.k8s.io", versions: [{ version: "v1beta1" }] }] },
    "/api/v1": { resources: [{ name: "pods", kind: "Pod", singularName: "", namespaced: true, verbs: ["list"], shortNames: ["po"] }, { name: "pods/log", kind: "Pod", namespaced: true, verbs: ["get"] }] },
    "/apis/autoscaling/v1": { resources: [{ name: "horizontalpodautoscalers", kind: "HorizontalPodAutoscaler", namespaced: true }] },
    "/apis/autoscaling/v2": { resources: [{ name: "horizontalpodautoscalers", kind: "HorizontalPodAutoscaler", namespaced: true }] },
  };

  it("finds the same, with subresources where they belong", async () => {
    const { kinds } = await kindsOf(legacy);
    expect(kinds.map(({ group, version, resource, subresources }) => [group, version, resource, subresources])).toEqual([
      ["", "v1", "pods", ["log"]],
      ["autoscaling", "v2", "horizontalpodautoscalers", []],
    ]);
  });

  it("leaves out a group whose own server is silent, and no other", async () => {
    const { kinds } = await kindsOf({ ...legacy, "/apis/metrics.k8s.io/v1beta1": 503 });
    expect(kinds).toHaveLength(2);
  });
});

it("fails where the API server itself does not answer", async () => {
  await expect(kindsOf({ "/api": 503 })).rejects.toMatchObject({ code: "unreachable" });
});
