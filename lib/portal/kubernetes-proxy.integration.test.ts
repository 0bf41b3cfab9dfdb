import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ada, createProxied, publicUrl, type Proxied } from "./fixtures/proxied";

let castor: Proxied;
beforeAll(async () => (castor = await createProxied()), 60_000);
afterAll(() => castor.close());
beforeEach(() => {
  castor.signIn();
  castor.json({ kind: "PodList", items: [] });
  castor.got.length = 0;
});

const problem = (body: string) => (JSON.parse(body) as { error: { code: string; message: string } }).error;
const pod = "/api/v1/namespaces/p47/pods/x";
/** A text as it goes over the wire, which no client would write. */
async function raw(text: string): Promise<string> {
  const socket = connect(castor.port, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk: Buffer) => {
    answer += chunk.toString("latin1");
    socket.end();
  });
  socket.write(text);
  await once(socket, "close");
  return answer;
}

describe("the Kubernetes API through Castor", () => {
  it("is asked as the person, with what the browser asked and nothing else of it", async () => {
    const answer = await castor.ask("/api/v1/namespaces/p47/pods?labelSelector=a%3Db&limit=5", { headers: ["accept", "application/json;as=Table;v=v1;g=meta.k8s.io"] });
    expect(answer).toMatchObject({ status: 200, body: '{"kind":"PodList","items":[]}', headers: { "content-type": "application/json", "cache-control": "no-store" } });
    expect(castor.got).toEqual([
      {
        ...{ method: "GET", url: "/api/v1/namespaces/p47/pods?labelSelector=a%3Db&limit=5", body: "", raw: expect.anything() as unknown },
        headers: { host: expect.any(String) as string, connection: "keep-alive", accept: "application/json;as=Table;v=v1;g=meta.k8s.io", authorization: "Bearer castor-token", "impersonate-user": "ada", "impersonate-group": "p47, system:authenticated" },
      },
    ]);
  });

  it("passes Kubernetes' own refusals on as they are", async () => {
    const status = { kind: "Status", status: "Failure", reason: "Forbidden", code: 403, message: 'pods is forbidden: User "ada" cannot list' };
    castor.json(status, 403, { "retry-after": "3", warning: '299 - "old"' });
    const answer = await castor.ask("/api/v1/pods");
    expect([answer.status, JSON.parse(answer.body)]).toEqual([403, status]);
    expect(answer.headers).toMatchObject({ "retry-after": "3", warning: '299 - "old"' });
  });

  it("is nobody's who is signed out, and nothing is asked", async () => {
    for (const cookie of ["", "session=nobody", "other=ada"]) {
      const answer = await castor.ask("/api/v1/pods", { cookie });
      expect([answer.status, problem(answer.body).code]).toEqual([401, "unauthorized"]);
    }
    expect(castor.got).toEqual([]);
  });

  it("of a cluster that the person may not see is not found", async () => {
    for (const path of ["/api/clusters/argus/kubernetes/api", "/api/clusters/pollux-2/kubernetes/api/v1/pods"]) expect((await castor.open(path)).statusCode).toBe(404);
    for (const path of ["/api/clusters/../kubernetes/api", "/api/clusters/pollux%2f../kubernetes/api", "/api/clusters/pollux/kubernetesx/api", "/api/clusters/pollux/%6bubernetes/api", "/api/clusters//kubernetes/api", "/api/clusters/pollux/kubernetes@evil.example/api"]) {
      expect((await castor.open(path)).statusCode).toBe(404);
    }
    expect(castor.got).toEqual([]);
  });

  it("is asked nothing for a person whose names Kubernetes would take for its own", async () => {
    for (const person of [{ ...ada, username: "system:admin" }, { ...ada, groups: ["system:masters"] }, { ...ada, username: "system:serviceaccount:kube-system:x" }, { ...ada, username: "a\r\nImpersonate-User: admin" }]) {
      castor.signIn("odd", person);
      const answer = await castor.ask("/api/v1/pods", { cookie: "session=odd" });
      expect([answer.status, problem(answer.body).code]).toEqual([403, "forbidden"]);
    }
    expect(castor.got).toEqual([]);
  });
});

describe("a smuggled identity", () => {
  const spellings = ["Impersonate-User", "impersonate-user", "IMPERSONATE-USER", "Impersonate_User", "Impersonate-Group", "Impersonate-Uid", "Impersonate-Extra-Scopes", "X-Remote-User", "X-Remote-Group", "X_Remote_User", "X-Remote-Extra-Scopes", "Authorization", "Proxy-Authorization", "X-Forwarded-User", "X-Forwarded-Client-Cert", "Audit-Id", "X-Http-Method-Override", "Forwarded", "X-Original-Url"];
  it.each(spellings)("in %s never arrives", async (name) => {
    await castor.ask("/api/v1/pods", { headers: [name, "system:admin", name, "second"] });
    const [got] = castor.got;
    expect(got?.raw.map((text) => text.toLowerCase()).filter((text) => text.includes("system:admin") || text === "second")).toEqual([]);
    expect(got?.headers).toMatchObject({ authorization: "Bearer castor-token", "impersonate-user": "ada", "impersonate-group": "p47, system:authenticated" });
  });

  it.each(["Impersonate-User", "Impersonate-Group", "Authorization", "close, Impersonate-User", "keep-alive, authorization, impersonate-group", "Host"])("Connection: %s takes no header away", async (value) => {
    await castor.ask("/api/v1/pods", { headers: ["connection", value] });
    expect(castor.got[0]?.headers).toMatchObject({ authorization: "Bearer castor-token", "impersonate-user": "ada", "impersonate-group": "p47, system:authenticated", connection: "keep-alive" });
  });

  it("in a trailer, or in a second request behind the first, gets nowhere", async () => {
    const head = `POST /api/clusters/pollux/kubernetes/api/v1/namespaces/p47/pods HTTP/1.1\r\nhost: x\r\ncookie: session=ada\r\norigin: ${publicUrl}\r\ncontent-type: application/json\r\n`;
    const both = `${head}content-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n`;
    expect(await raw(both)).toMatch(/^HTTP\/1\.1 400/);
    expect(castor.got).toEqual([]);
    await raw(`${head}transfer-encoding: chunked\r\ntrailer: impersonate-user\r\n\r\n2\r\n{}\r\n0\r\nimpersonate-user: admin\r\n\r\n`);
    expect(castor.got.map(({ headers }) => headers["impersonate-user"])).toEqual(["ada"]);
  });
});

describe("a path that is not what it seems", () => {
  const paths = [
    "/api/v1/namespaces/p47/../kube-system/secrets", "/api/v1/namespaces/p47/..%2fkube-system/secrets", "/api/v1/namespaces/p47/pods/..%2F..%2Fsecrets", "/api/v1/namespaces/p47/pods/%2e%2e/%2e%2e/secrets", "/api/v1/namespaces/p47/pods/%252e%252e%252fsecrets",
    "/api/v1/namespaces/p47/pods/..%5csecrets", "/api/v1/namespaces/p47/pods/x%00", "//api/v1/secrets", "/api/v1//secrets", "/api/v1/./secrets", "/%2e%2e/metrics", "/api/v1/watch/secrets", "/metrics", "/api/v1/namespaces/p47/pods/%c0%ae%c0%ae/secrets", "/api/v1/namespaces/p47/pods/x%0d%0aX:%20y", "", "/", "?watch=true", "/http://evil.example/api",
  ];
  it.each(paths)("%s is refused, and nothing is asked", async (path) => {
    const answer = await castor.ask(path);
    expect([answer.status, problem(answer.body).code]).toEqual([400, "invalid"]);
    expect(castor.got).toEqual([]);
  });

  it.each([
    ["backslashes", "GET /api/clusters/pollux/kubernetes/api/v1/namespaces/p47/pods/..\\..\\secrets HTTP/1.1"],
    ["absolute form", "GET http://evil.example/api/clusters/pollux/kubernetes/api/v1/pods HTTP/1.1"],
    ["absolute form of the upstream", "GET http://127.0.0.1/api/v1/secrets HTTP/1.1"],
    ["a fragment", "GET /api/clusters/pollux/kubernetes/api/v1/pods#x HTTP/1.1"],
    ["a tab", "GET /api/clusters/pollux/kubernetes/api/v1/\tpods HTTP/1.1"],
    ["other letters than ASCII", "GET /api/clusters/pollux/kubernetes/api/v1/pods/\u00e9 HTTP/1.1"],
    ["CONNECT", "CONNECT /api/clusters/pollux/kubernetes/api/v1/pods HTTP/1.1"],
    ["OPTIONS *", "OPTIONS * HTTP/1.1"],
  ])("with %s is refused, and nothing is asked", async (_, line) => {
    const answer = await raw(`${line}\r\nhost: castor.example.org\r\ncookie: session=ada\r\nsec-fetch-site: same-origin\r\nconnection: close\r\n\r\n`);
    expect(answer === "" || /^HTTP\/1\.1 4\d\d/.test(answer)).toBe(true);
    expect(castor.got).toEqual([]);
  });
});

describe("what is never passed on", () => {
  it.each([
    ["POST", `${pod}/exec?command=sh`], ["GET", `${pod}/exec?command=sh&stdin=true`], ["POST", `${pod}/attach`], ["GET", `${pod}/portforward`], ["GET", `${pod}/proxy`], ["GET", "/api/v1/nodes/n1/proxy"], ["GET", "/api/v1/nodes/n1:10250/proxy"], ["POST", "/api/v1/nodes/n1/proxy"], ["GET", "/api/v1/namespaces/p47/services/x/proxy"],
    ["POST", "/api/v1/namespaces/p47/serviceaccounts/default/token"], ["PUT", "/apis/certificates.k8s.io/v1/certificatesigningrequests/x/approval"], ["PUT", "/apis/certificates.k8s.io/v1/certificatesigningrequests/x/status"], ["PATCH", `${pod}/ephemeralcontainers`],
  ])("%s %s is refused", async (method, path) => {
    const answer = method === "GET" ? await castor.ask(path) : await castor.change(method, path, {});
    expect([answer.status, problem(answer.body).code]).toEqual([403, "forbidden"]);
    expect(castor.got).toEqual([]);
  });

  it.each([["GET", "/api/v1/nodes/n1/proxy/exec/a/b/c?command=sh"], ["GET", "/api/v1/proxy/nodes/n1/exec"], ["HEAD", pod], ["PROPFIND", pod]])("%s %s is refused", async (method, path) => {
    expect((await castor.ask(path, { method, headers: ["origin", publicUrl] })).status).toBe(400);
    expect(castor.got).toEqual([]);
  });

  it.each([["websocket"], ["SPDY/3.1"], ["h2c"]])("an upgrade to %s is refused", async (protocol) => {
    const answer = await castor.ask(`${pod}/log`, { headers: ["connection", "upgrade", "upgrade", protocol, "sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ==", "sec-websocket-version", "13"] });
    expect(answer.status).toBe(403);
    expect(castor.got).toEqual([]);
  });
});

describe("an answer that is not what it seems", () => {
  it.each([301, 302, 303, 307, 308, 304])("a redirect (%s) is neither followed nor passed on", async (status) => {
    castor.answers((_, response) => void response.writeHead(status, { location: "https://evil.example/", "content-type": "application/json" }).end());
    const answer = await castor.ask("/api/v1/pods");
    expect([answer.status, answer.headers.location]).toEqual([502, undefined]);
    expect(castor.got).toHaveLength(1);
    const changed = await castor.change("DELETE", pod);
    expect([changed.status, changed.headers.location]).toEqual([502, undefined]);
  });

  it("loses its cookies and every header that is not known to be harmless", async () => {
    castor.json({}, 200, { "set-cookie": ["castor.session=x", "b=c"], location: "https://evil.example", "access-control-allow-origin": "*", "content-security-policy": "none", "strict-transport-security": "max-age=0", "clear-site-data": '"*"', "service-worker-allowed": "/", link: "<x>", refresh: "0;url=x", "x-frame-options": "ALLOWALL", "audit-id": "x", server: "x" });
    const { headers } = await castor.ask("/api/v1/pods");
    expect(Object.keys(headers).sort()).toEqual(["cache-control", "connection", "content-type", "date", "transfer-encoding"]);
  });

  it.each([["text/html; charset=utf-8"], ["image/svg+xml"], ["application/xhtml+xml"], ["application/javascript"], ["application/octet-stream"], ["application/vnd.kubernetes.protobuf"], [undefined]])("of the type %s is not passed on", async (type) => {
    castor.answers((_, response) => void response.writeHead(200, type === undefined ? {} : { "content-type": type }).end("<script>alert(1)</script>"));
    const answer = await castor.ask("/api/v1/pods");
    expect([answer.status, problem(answer.body).code, answer.body.includes("script")]).toEqual([502, "unexpected-shape", false]);
  });

  it("is plain text where it is a log, whatever it says it is", async () => {
    castor.answers((_, response) => void response.writeHead(200, { "content-type": "text/html" }).end("<script>alert(1)</script>"));
    expect(await castor.ask(`${pod}/log`)).toMatchObject({ status: 200, headers: { "content-type": "text/plain; charset=utf-8" }, body: "<script>alert(1)</script>" });
  });

  it("that refuses Castor's credentials does not sign the person out", async () => {
    castor.json({ kind: "Status", code: 401 }, 401);
    expect((await castor.ask("/api/v1/pods")).status).toBe(502);
  });

  it("that breaks off is cut off, not ended", async () => {
    castor.answers((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"items":[');
      setImmediate(() => response.destroy());
    });
    await expect(castor.ask("/api/v1/pods")).rejects.toThrow();
  });
});

describe("Secrets", () => {
  const value = "aHVudGVyMg==";
  const object = { kind: "Secret", apiVersion: "v1", metadata: { name: "db", namespace: "p47", resourceVersion: "7", annotations: { "kubectl.kubernetes.io/last-applied-configuration": value } }, data: { password: value } };
  const secret = "/api/v1/namespaces/p47/secrets/db";

  it.each(["application/json", "application/vnd.kubernetes.protobuf", "application/cbor", "application/yaml", "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io", "*/*"])("are asked for only as a table, and an upstream that sends more is not believed (Accept: %s)", async (accept) => {
    for (const path of [secret, "/api/v1/secrets?includeObject=Object", "/api/v1/namespaces/p47/secrets"]) {
      castor.got.length = 0;
      castor.json(path === secret ? object : { kind: "SecretList", items: [object] });
      const answer = await castor.ask(path, { headers: ["accept", accept] });
      expect(castor.got[0]).toMatchObject({ url: expect.stringContaining("includeObject=None") as string, headers: { accept: "application/json;as=Table;v=v1;g=meta.k8s.io" } });
      expect([answer.status, answer.body.includes(value)]).toEqual([502, false]);
    }
  });

  it("are told as a table", async () => {
    castor.json({ kind: "Table", apiVersion: "meta.k8s.io/v1", columnDefinitions: [{ name: "Name", type: "string" }], rows: [{ cells: ["db"], object }] });
    const answer = await castor.ask("/api/v1/secrets");
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([200, { rows: [{ cells: ["db"] }] }]);
    expect(answer.body).not.toContain(value);
  });

  it("can be written and deleted; what comes back holds nothing of them", async () => {
    for (const [method, path] of [["POST", "/api/v1/namespaces/p47/secrets"], ["PUT", secret], ["PATCH", secret], ["DELETE", secret], ["DELETE", "/api/v1/namespaces/p47/secrets"]] as const) {
      castor.json(method === "DELETE" ? { kind: "SecretList", items: [object] } : object);
      const answer = await castor.change(method, `${path}${method === "PATCH" ? "?dryRun=All" : ""}`, object);
      expect([answer.status, answer.body.includes(value)]).toEqual([200, false]);
    }
  });

  it("are not watched, and their refusals are passed on", async () => {
    expect((await castor.ask("/api/v1/secrets?watch=true")).status).toBe(403);
    castor.json({ kind: "Status", code: 403, message: "no", data: value }, 403);
    const answer = await castor.ask(secret);
    expect([answer.status, answer.body.includes(value)]).toEqual([403, false]);
  });
});
