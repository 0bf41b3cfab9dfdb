import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCastorError } from "@/lib/model";
import { readApiPath } from "./path";

const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return isCastorError(error) ? error.code : "broken";
  }
  return undefined;
};

describe("an address of the Kubernetes API", () => {
  it.each([
    ["/api/v1/pods", { group: "", version: "v1", resource: "pods" }],
    ["/api/v1/namespaces/p47/pods/blueapi-0", { group: "", version: "v1", resource: "pods", namespace: "p47", name: "blueapi-0" }],
    ["/api/v1/namespaces/p47/pods/blueapi-0/log", { group: "", version: "v1", resource: "pods", namespace: "p47", name: "blueapi-0", subresource: "log" }],
    ["/apis/apps/v1/namespaces/p47/statefulsets/ioc/scale", { group: "apps", version: "v1", resource: "statefulsets", namespace: "p47", name: "ioc", subresource: "scale" }],
    ["/api/v1/namespaces", { group: "", version: "v1", resource: "namespaces" }],
    ["/api/v1/namespaces/p47", { group: "", version: "v1", resource: "namespaces", namespace: "p47", name: "p47" }],
    ["/api/v1/namespaces/p47/status", { group: "", version: "v1", resource: "namespaces", namespace: "p47", name: "p47", subresource: "status" }],
    ["/api/v1/nodes/p47-srv-01", { group: "", version: "v1", resource: "nodes", name: "p47-srv-01" }],
    ["/apis/constraints.gatekeeper.sh/v1beta1/k8srequiredlabels/x", { group: "constraints.gatekeeper.sh", version: "v1beta1", resource: "k8srequiredlabels", name: "x" }],
    ["/apis/example.org/stable/things", { group: "example.org", version: "stable", resource: "things" }],
  ])("%s is understood as Kubernetes understands it", (path, target) => {
    expect(readApiPath(path)).toEqual({ path, target });
  });

  it("may name what Kubernetes allows in a name, in one spelling", () => {
    const found = readApiPath("/apis/rbac.authorization.k8s.io/v1/clusterroles/system:controller%3Anode");
    expect(found.target?.name).toBe("system:controller:node");
    expect(found.path).toBe("/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Acontroller%3Anode");
  });

  it.each(["/version", "/api", "/apis", "/api/v1", "/apis/apps", "/apis/apps/v1", "/openapi/v2", "/openapi/v3", "/openapi/v3/api/v1", "/openapi/v3/apis/apps/v1"])("%s is the API's own", (path) => {
    expect(readApiPath(path)).toEqual({ path });
  });

  it.each([
    // Climbing, in every encoding that anything behind might decode.
    "/api/v1/../../metrics", "/api/v1/namespaces/p47/../kube-system/pods", "/api/v1/namespaces/./pods", "/api/v1/pods/..", "/api/v1/pods/.",
    "/api/v1/namespaces/..%2fkube-system/pods", "/api/v1/namespaces/p47/pods/..%2f..%2fsecrets", "/api/v1/namespaces/p47/pods/..%2F..%2Fsecrets",
    "/api/v1/namespaces/p47/pods/%2e%2e", "/api/v1/namespaces/p47/pods/%2E%2E/x", "/api/v1/namespaces/p47/pods/.%2e", "/api/v1/namespaces/%2e%2e/pods",
    "/api/v1/namespaces/p47/pods/%252e%252e%252fsecrets", "/api/v1/namespaces/p47/pods/%25%32%66", "/api/v1/namespaces/p47/pods/..%5csecrets", "/api/v1/namespaces/p47/pods/..\\secrets",
    "/api/v1/namespaces/p47/pods/%c0%af", "/api/v1/namespaces/p47/pods/%c0%ae%c0%ae", "/api/v1/namespaces/p47/pods/%e0%80%af", "/api/v1/namespaces/p47/pods/%u002e", "/api/v1/namespaces/p47/pods/..;/secrets",
    "/api/v1/namespaces/p47/pods/x%00", "/api/v1/namespaces/p47/pods/x%0d%0aImpersonate-User:%20admin", "/api/v1/namespaces/p47/pods/x\r\nImpersonate-User: admin",
    "/api/v1/namespaces/p47/pods/x%3fwatch=1", "/api/v1/namespaces/p47/pods/x%23", "/api/v1/namespaces/p47/pods/x#y", "/api/v1/namespaces/p47/pods/%20x", "/api/v1/namespaces/p47/pods/x%7f", "/api/v1/namespaces/p47/pods/%e2%80%8bx",
    "/api/v1/namespaces/p47/pods/%", "/api/v1/namespaces/p47/pods/%4", "/api/v1/namespaces/p47/pods/%zz",
    // Empty segments.
    "//api/v1/pods", "/api//v1/pods", "/api/v1/pods/", "/api/v1//pods", "/api/v1/namespaces//pods", "/api/v1/namespaces/p47/pods//log", "/", "", "api/v1/pods",
    // Other servers, and other spellings of what would be refused.
    "http://evil.example/api/v1/pods", "//evil.example/api/v1/pods", "/http://evil.example/", "/\\evil.example/api",
    "/%61pi/v1/pods", "/api/v1/%73ecrets", "/api/v1/Secrets", "/API/v1/pods", "/api/v1/namespaces/p47/pods/x/%65xec", "/api/v1/namespaces/p47/pods/x/EXEC",
    // Outside the API, and old verbs in its paths.
    "/metrics", "/logs/kubelet.log", "/debug/pprof", "/healthz", "/api/v1/watch/secrets", "/api/v1/watch/namespaces/p47/secrets/x", "/api/v1/proxy/nodes/n1", "/api/v1/redirect/nodes/n1", "/apis/apps/v1/watch/deployments",
    // What lies behind a subresource.
    "/api/v1/nodes/n1/proxy/exec/a/b/c", "/api/v1/namespaces/p47/services/x/proxy/admin", "/api/v1/namespaces/p47/pods/x/log/y", "/api/v1/namespaces/p47/status/x/y/z",
    "/openapi/v3/../../metrics", "/openapi/v3/apis/../x", "/openapi/v4", "/openapi", "/version/", "/version/x",
  ])("%j is none", (path) => {
    expect(refusal(() => readApiPath(path))).toBe("invalid");
  });

  it("is not longer than names can be", () => {
    expect(refusal(() => readApiPath(`/api/v1/nodes/${"x".repeat(253)}`))).toBeUndefined();
    for (const length of [254, 3_000]) expect(refusal(() => readApiPath(`/api/v1/nodes/${"x".repeat(length)}`))).toBe("invalid");
  });
});

const word = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/).filter((text) => !["watch", "proxy", "redirect", "namespaces", "status", "finalize"].includes(text));
const group = fc.oneof(fc.constant(""), fc.stringMatching(/^[a-z][a-z0-9]{0,8}(\.[a-z][a-z0-9]{0,8}){0,3}$/));
const name = fc.oneof(word, fc.stringMatching(/^[a-z][A-Za-z0-9._:~@ äé日-]{0,30}[a-z0-9]$/));

describe("any address", () => {
  it("that the model spells is read back as what it was", () => {
    fc.assert(
      fc.property(group, word, word, fc.option(word, { nil: undefined }), fc.option(name, { nil: undefined }), fc.option(word, { nil: undefined }), (api, version, resource, namespace, found, sub) => {
        const target = {
          ...{ group: api, version, resource },
          ...(namespace === undefined ? {} : { namespace }),
          ...(found === undefined ? {} : { name: found }),
          ...(found === undefined || sub === undefined ? {} : { subresource: sub }),
        };
        const segments = [api === "" ? "api" : `apis/${api}`, version, ...(namespace === undefined ? [] : ["namespaces", namespace]), resource];
        const path = `/${[...segments, ...(found === undefined ? [] : [encodeURIComponent(found)]), ...(found === undefined || sub === undefined ? [] : [sub])].join("/")}`;
        expect(readApiPath(path)).toEqual({ path, target });
      }),
      { seed: 47, numRuns: 1_000 },
    );
  });

  it("made of hostile pieces is refused, or goes where it was read to go", () => {
    const pieces = ["api", "apis", "v1", "namespaces", "p47", "pods", "secrets", "x", "exec", "proxy", "nodes", "watch", "..", ".", "", "%2e%2e", "%2f", "%5c", "\\", "%00", "%0a", "?", "#", "%25", ";", "..;", "%c0%af", "\u2024", "．．", ":", "@", "*", "+", "%2B", " ", "\t", "http:", "evil.example"];
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("")), { maxLength: 9 }), (segments) => {
        const path = `/${segments.join("/")}`;
        let read;
        try {
          read = readApiPath(path);
        } catch (error) {
          expect(isCastorError(error)).toBe(true);
          return;
        }
        // Whatever a server behind does to a path (resolving it, decoding it once) leads to the same place.
        const resolved = new URL(read.path, "https://cluster.invalid");
        expect(resolved.origin).toBe("https://cluster.invalid");
        expect(resolved.pathname + resolved.search + resolved.hash).toBe(read.path);
        expect(decodeURIComponent(read.path).split("/").length).toBe(read.path.split("/").length);
        expect(decodeURIComponent(read.path).split("/").some((segment) => segment === ".." || segment === ".")).toBe(false);
        expect(readApiPath(read.path)).toEqual(read);
      }),
      { seed: 48, numRuns: 10_000 },
    );
  }, 30_000);

  it("of any letters at all throws nothing but Castor's own refusal", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (text) => {
        expect([undefined, "invalid"]).toContain(refusal(() => readApiPath(`/api/v1/pods/${text}`)));
        expect([undefined, "invalid"]).toContain(refusal(() => readApiPath(`/${text}`)));
      }),
      { seed: 49, numRuns: 500 },
    );
  }, 30_000);
});
