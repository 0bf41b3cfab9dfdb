import { describe, expect, it } from "vitest";
import { isCastorError } from "@/lib/model";
import { readApiRequest } from "./request";

const ask = (method: string, url: string, headers: Record<string, string> = {}) => readApiRequest({ method, url, headers });
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return isCastorError(error) ? error.code : "broken";
  }
  return undefined;
};

const json = { "content-type": "application/json" };
const pod = "/api/v1/namespaces/p47/pods/x";
const secret = "/api/v1/namespaces/p47/secrets/x";

describe("a request for the Kubernetes API", () => {
  it.each([
    ["GET", "/api/v1/pods", "list"], ["GET", "/api/v1/pods?watch=true", "watch"], ["GET", "/api/v1/pods?watch=1", "watch"], ["GET", "/api/v1/pods?watch=0", "list"], ["GET", pod, "get"],
    ["POST", "/api/v1/namespaces/p47/pods", "create"], ["PUT", pod, "update"], ["DELETE", pod, "delete"], ["DELETE", "/api/v1/namespaces/p47/pods", "deletecollection"], ["POST", `${pod}/eviction`, "create"],
  ])("%s %s means %s", (method, url, verb) => {
    expect(ask(method, url, json).verb).toBe(verb);
  });

  it.each([["POST", pod], ["PUT", "/api/v1/pods"], ["PATCH", "/api/v1/pods"], ["HEAD", pod], ["OPTIONS", pod], ["CONNECT", pod], ["TRACE", pod], ["get", pod], ["constructor", pod], ["POST", "/version"], ["DELETE", "/apis"]])("%s %s means nothing", (method, url) => {
    expect(refusal(() => ask(method, url, json))).toBe("invalid");
  });

  it.each([
    ["POST", `${pod}/exec`], ["GET", `${pod}/exec`], ["POST", `${pod}/exec?command=sh&stdin=true`], ["POST", `${pod}/attach`], ["GET", `${pod}/attach`], ["POST", `${pod}/portforward`], ["GET", `${pod}/portforward`], ["GET", `${pod}/proxy`], ["POST", `${pod}/proxy`],
    ["GET", "/api/v1/nodes/n1/proxy"], ["POST", "/api/v1/nodes/n1/proxy"], ["GET", "/api/v1/nodes/n1:10250/proxy"], ["GET", "/api/v1/nodes/https%3An1%3A10250/proxy"], ["GET", "/api/v1/nodes/n1/log"], ["GET", "/api/v1/nodes/n1/metrics"], ["GET", "/api/v1/nodes/n1/stats"],
    ["GET", "/api/v1/namespaces/p47/services/x/proxy"], ["GET", "/api/v1/namespaces/p47/services/https:x:443/proxy"],
    ["POST", "/api/v1/namespaces/p47/serviceaccounts/default/token"], ["POST", "/apis/authentication.k8s.io/v1/tokenreviews"],
    ["PUT", "/apis/certificates.k8s.io/v1/certificatesigningrequests/x/approval"], ["PATCH", "/apis/certificates.k8s.io/v1/certificatesigningrequests/x/approval"], ["PUT", "/apis/certificates.k8s.io/v1/certificatesigningrequests/x/status"], ["POST", "/apis/certificates.k8s.io/v1/certificatesigningrequests"],
    ["PATCH", `${pod}/ephemeralcontainers`], ["PUT", `${pod}/ephemeralcontainers`], ["POST", `${pod}/binding`], ["PUT", "/api/v1/namespaces/p47/finalize"],
    ["GET", "/apis/subresources.kubevirt.io/v1/namespaces/p47/virtualmachineinstances/x/console"], ["GET", "/apis/subresources.kubevirt.io/v1/namespaces/p47/virtualmachineinstances/x/vnc"], ["GET", "/apis/example.org/v1/namespaces/p47/pods/x/log"],
    ["GET", "/api/v1/secrets?watch=true"], ["GET", `${secret}/status`], ["POST", `${pod}/log`],
  ])("%s %s is never passed on", (method, url) => {
    expect(refusal(() => ask(method, url, { ...json, ...(method === "PATCH" ? { "content-type": "application/merge-patch+json" } : {}) }))).toBe("forbidden");
  });

  it.each([["GET", `${pod}/log?follow=true`], ["GET", `${pod}/status`], ["PUT", `${pod}/resize`], ["GET", "/apis/apps/v1/namespaces/p47/deployments/x/scale"], ["POST", `${pod}/eviction`], ["GET", "/apis/certificates.k8s.io/v1/certificatesigningrequests/x"]])("%s %s is", (method, url) => {
    expect(refusal(() => ask(method, url, json))).toBeUndefined();
  });

  it.each([
    "watch=yes", "watch=", "watch=TRUE", "watch=true&watch=false", "watch=false&watch=true", "%77atch=true&watch=false", "command=sh", "insecureSkipTLSVerifyBackend=true", "stdin=true", "as=admin", "dryRun=None", "dryRun=", "impersonate=x",
    "fieldManager=%0d%0a", "limit=-1", "limit=1e9", "x=1", "__proto__=1", "constructor=1", "labelSelector=a%00b", "limit=1;watch=true", "a b", "limit=1\\", "limit=1#x",
  ])("with ?%s is refused", (query) => {
    expect(refusal(() => ask("GET", `/api/v1/pods?${query}`))).toBe("invalid");
  });

  it("spells its query anew, so that nobody reads another one", () => {
    expect(ask("GET", "/api/v1/pods?labelSelector=app.kubernetes.io%2Fname%3Dx%2Cy%20in%20(a%2Cb)&limit=500&watch=1").query).toBe("?labelSelector=app.kubernetes.io%2Fname%3Dx%2Cy+in+%28a%2Cb%29&limit=500&watch=true");
  });

  it("takes nothing from the client's headers but the form of the answer and of the body", () => {
    const smuggled = { authorization: "Bearer x", cookie: "a=b", "impersonate-user": "admin", "impersonate_user": "admin", "x-remote-user": "admin", "x-forwarded-for": "1.2.3.4", connection: "Impersonate-User", "x-http-method-override": "DELETE", te: "trailers", "content-encoding": "gzip" };
    expect(ask("PUT", pod, { ...json, ...smuggled }).headers).toEqual({ accept: "application/json", "content-type": "application/json" });
    expect(ask("GET", pod, smuggled).headers).toEqual({ accept: "application/json" });
  });

  it.each([
    ["application/json;as=Table;v=v1;g=meta.k8s.io, application/json", "application/json;as=Table;v=v1;g=meta.k8s.io, application/json"],
    ["application/json; g=meta.k8s.io; v=v1; as=Table;q=0.9", "application/json;as=Table;v=v1;g=meta.k8s.io"],
    ["application/vnd.kubernetes.protobuf", "application/json"], ["application/cbor, */*", "application/json"], ["application/yaml", "application/json"], ["text/html", "application/json"], ["", "application/json"], ["application/json\r\nx: y", "application/json"],
  ])("that accepts %j asks for %j", (accept, asked) => {
    expect(ask("GET", pod, { accept }).headers["accept"]).toBe(asked);
  });

  it.each(["application/vnd.kubernetes.protobuf", "application/cbor", "application/yaml", "multipart/form-data", "text/plain", "application/x-www-form-urlencoded"])("does not carry a body of %s", (type) => {
    expect(refusal(() => ask("PUT", pod, { "content-type": type }))).toBe("invalid");
    expect(refusal(() => ask("PATCH", pod, { "content-type": type }))).toBe("invalid");
  });

  it.each([{ upgrade: "websocket" }, { upgrade: "SPDY/3.1" }, { upgrade: "h2c" }, { "sec-websocket-key": "x" }, { "sec-websocket-protocol": "base64url.bearer.authorization.k8s.io.eA" }])("that would take the connection over (%j) is refused", (headers) => {
    expect(refusal(() => ask("GET", pod, headers as Record<string, string>))).toBe("forbidden");
  });

  it("changes something, or only asks", () => {
    expect(ask("GET", pod)).toMatchObject({ changes: false, guarded: false });
    expect(ask("DELETE", pod)).toMatchObject({ changes: true, guarded: true });
    expect(ask("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", json)).toMatchObject({ changes: false, guarded: true });
    expect(ask("POST", "/apis/authorization.k8s.io/v1/namespaces/p47/localsubjectaccessreviews", json)).toMatchObject({ changes: true, guarded: true });
  });
});

describe("Secrets", () => {
  it.each(["application/json", "application/vnd.kubernetes.protobuf", "application/cbor", "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io", "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io", "application/json, application/json;as=Table;v=v1;g=meta.k8s.io", "*/*", ""])("are asked for as a table without objects, whatever is accepted: %s", (accept) => {
    for (const url of [secret, "/api/v1/secrets", "/api/v1/namespaces/p47/secrets?includeObject=Object", "/api/v1/secrets?includeObject=Metadata&limit=5"]) {
      const asked = ask("GET", url, { accept });
      expect(asked).toMatchObject({ secret: true, headers: { accept: "application/json;as=Table;v=v1;g=meta.k8s.io" } });
      expect(new URLSearchParams(asked.query).getAll("includeObject")).toEqual(["None"]);
    }
  });

  it("may be written and deleted", () => {
    for (const [method, url] of [["POST", "/api/v1/namespaces/p47/secrets"], ["PUT", secret], ["DELETE", secret]] as const) expect(ask(method, url, json)).toMatchObject({ secret: true, changes: true });
  });
});
