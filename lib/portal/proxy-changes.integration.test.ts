import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createProxied, publicUrl, type Proxied } from "./fixtures/proxied";

let castor: Proxied;
const real = { add: undefined as unknown, complete: undefined as unknown };
beforeAll(async () => {
  castor = await createProxied();
  Object.assign(real, castor.storing);
}, 60_000);
afterAll(() => castor.close());
beforeEach(() => {
  Object.assign(castor.storing, real);
  castor.signIn();
  castor.got.length = 0;
  castor.lines.length = 0;
});

const problem = (body: string) => (JSON.parse(body) as { error: { code: string; message: string } }).error;
const pods = "/api/v1/namespaces/p47/pods";
const secret = "/api/v1/namespaces/p47/secrets/db";
/** Answers readings with one version, changes with the next. */
const versions = () =>
  castor.answers(({ method }, response) => {
    const metadata = { name: "x", resourceVersion: method === "GET" ? "41" : "42" };
    response.writeHead(method === "POST" ? 201 : 200, { "content-type": "application/json" }).end(JSON.stringify({ kind: "Pod", metadata }));
  });
const newest = async () => (await castor.store.audit.list({ limit: 1 }))[0];
const count = async () => (await castor.store.audit.list({})).length;

describe("a change", () => {
  it("is sent as the person, and written down with who, where, what, and the versions before and after", async () => {
    versions();
    const answer = await castor.change("PATCH", `${pods}/x?fieldManager=castor`, { metadata: { labels: { a: "b" } } });
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([200, { metadata: { resourceVersion: "42" } }]);
    const [before, change] = castor.got;
    expect(before).toMatchObject({ method: "GET", url: `${pods}/x`, headers: { accept: "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io", "impersonate-user": "ada" } });
    expect(change).toMatchObject({ method: "PATCH", url: `${pods}/x?fieldManager=castor`, body: '{"metadata":{"labels":{"a":"b"}}}', headers: { "content-type": "application/merge-patch+json", "impersonate-user": "ada", "impersonate-group": "p47, system:authenticated" } });
    const entry = await newest();
    expect(entry).toEqual({
      ...{ id: entry?.id, at: expect.any(Number) as number, person: { id: "https://i#ada", name: "Ada Lovelace", username: "ada" }, from: "127.0.0.1", cluster: "pollux" },
      ...{ verb: "patch", group: "", version: "v1", resource: "pods", namespace: "p47", name: "x", dryRun: false, status: 200, before: "41", after: "42" },
    });
    expect(castor.lines).toContainEqual({ message: "audit", fields: { audit: expect.objectContaining({ id: entry?.id, verb: "patch", after: "42" }) as object } });
  });

  it("is written down before it is sent", async () => {
    let written: unknown;
    castor.answers((_, response) => {
      void newest().then((entry) => {
        written = entry;
        response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify({ kind: "Pod", metadata: { name: "x-7f", resourceVersion: "1" } }));
      });
    });
    await castor.change("POST", pods, { metadata: { generateName: "x-" } });
    expect(written).toMatchObject({ verb: "create", status: 0 });
    expect(await newest()).toMatchObject({ verb: "create", status: 201, name: "x-7f", after: "1" });
  });

  it("is not made when it cannot be written down", async () => {
    castor.storing.add = () => Promise.reject(new Error("the disk is full"));
    const answer = await castor.change("DELETE", `${pods}/x`);
    expect([answer.status, problem(answer.body)]).toEqual([502, { code: "unreachable", message: "The audit log cannot be written at the moment, so nothing was changed." }]);
    expect(castor.got).toEqual([]);
  });

  it("that was made is told even when its outcome cannot be written down, and the log has it", async () => {
    versions();
    castor.storing.complete = () => Promise.reject(new Error("the disk is full"));
    expect((await castor.change("DELETE", `${pods}/x`)).status).toBe(200);
    expect(await newest()).toMatchObject({ verb: "delete", status: 0 });
    expect(castor.lines.map(({ message }) => message)).toEqual(["audit", "an entry of the audit log could not be completed"]);
  });

  it("that Kubernetes refuses is written down with its sentence", async () => {
    castor.json({ kind: "Status", code: 403, reason: "Forbidden", message: 'pods "x" is forbidden' }, 403);
    expect((await castor.change("DELETE", `${pods}/x`)).status).toBe(403);
    expect(await newest()).toMatchObject({ verb: "delete", status: 403, message: 'pods "x" is forbidden' });
  });

  it("that Castor refuses is written down, too", async () => {
    await castor.change("POST", `${pods}/x/exec`, {});
    expect(await newest()).toMatchObject({ verb: "create", resource: "pods", subresource: "exec", name: "x", status: 403 });
    expect(castor.got).toEqual([]);
  });

  it("without an answer is written down as such", async () => {
    castor.answers(({ method }, response) => (method === "GET" ? response.writeHead(404).end() : response.destroy()));
    expect((await castor.change("DELETE", `${pods}/x`)).status).toBe(502);
    expect(await newest()).toMatchObject({ verb: "delete", status: 502, message: expect.stringContaining("cannot be reached") as string });
  });

  it.each([
    ["PATCH", `${pods}/x?dryRun=All`, {}, true],
    ["DELETE", `${pods}/x?dryRun=All`, undefined, true],
    ["DELETE", `${pods}/x`, { dryRun: ["All"] }, true],
    // Kubernetes reads the body of a DELETE instead of its query.
    ["DELETE", `${pods}/x?dryRun=All`, { propagationPolicy: "Foreground" }, false],
    ["POST", `${pods}/x/eviction`, { deleteOptions: { dryRun: ["All"] } }, true],
  ] as const)("%s %s with %j is tried only: %s", async (method, path, body, dryRun) => {
    versions();
    await castor.change(method, path, body);
    expect(await newest()).toMatchObject({ dryRun });
  });

  it("of many objects at once, of a namespace, and of a subresource are written down as what they are", async () => {
    versions();
    await castor.change("DELETE", `${pods}?labelSelector=a%3Db`);
    expect(await newest()).toMatchObject({ verb: "deletecollection", resource: "pods", namespace: "p47" });
    await castor.change("DELETE", "/api/v1/namespaces/p47");
    expect(await newest()).toMatchObject({ verb: "delete", resource: "namespaces", namespace: "p47", name: "p47", before: "41" });
    castor.got.length = 0;
    await castor.change("PATCH", "/apis/apps/v1/namespaces/p47/deployments/x/scale", {});
    expect(await newest()).toMatchObject({ verb: "patch", group: "apps", resource: "deployments", subresource: "scale", before: "41" });
    expect(castor.got[0]?.url).toBe("/apis/apps/v1/namespaces/p47/deployments/x");
  });

  it("goes on when the browser leaves, and its outcome is written down", async () => {
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      castor.answers((_, response) => {
        answer = () => void response.writeHead(201, { "content-type": "application/json" }).end('{"metadata":{"name":"x"}}');
        resolve();
      });
    });
    const socket = connect(castor.port, "127.0.0.1");
    socket.write(`POST /api/clusters/pollux/kubernetes${pods} HTTP/1.1\r\nhost: x\r\ncookie: session=ada\r\norigin: ${publicUrl}\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`);
    await asked;
    socket.destroy();
    await once(socket, "close");
    answer();
    await expect.poll(newest).toMatchObject({ verb: "create", status: 201 });
  });

  it("whose answer is too large to be kept is told as made", async () => {
    castor.json({ kind: "PodList", items: ["x".repeat(5 * 1024 * 1024)] });
    const answer = await castor.change("DELETE", pods);
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([200, { kind: "Status", status: "Success" }]);
    expect(await newest()).toMatchObject({ verb: "deletecollection", status: 200 });
  });

  it("asks about rights without being one", async () => {
    castor.json({ status: { allowed: true } }, 201);
    const before = await count();
    expect((await castor.change("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", { spec: {} })).status).toBe(201);
    expect(castor.got).toMatchObject([{ body: '{"spec":{}}' }]);
    expect(await count()).toBe(before);
  });
});

describe("a Secret's change", () => {
  it("is written down without anything of what is in it", async () => {
    const value = "aHVudGVyMg==";
    castor.json({ kind: "Secret", metadata: { name: "db", resourceVersion: "8" }, data: { password: value } });
    await castor.change("PUT", secret, { kind: "Secret", metadata: { name: "db", resourceVersion: "7" }, data: { password: value } });
    expect(await newest()).toMatchObject({ resource: "secrets", name: "db", before: "7", after: "8" });
    castor.json({ kind: "Status", code: 422, reason: "Invalid", message: `data[password]: Invalid value: "${value}"` }, 422);
    await castor.change("PUT", secret, { data: { password: value } });
    expect(await newest()).toMatchObject({ status: 422, message: "Invalid" });
    expect(JSON.stringify([await castor.store.audit.list({}), castor.lines])).not.toContain(value);
  });
});

describe("a change from elsewhere", () => {
  it.each<[string, readonly string[]]>([
    ["another site", ["origin", "https://evil.example"]],
    ["a site that looks like ours", ["origin", `${publicUrl}.evil.example`]],
    ["a sandboxed frame", ["origin", "null"]],
    ["another site, says the browser", ["sec-fetch-site", "cross-site"]],
    ["a neighbour on the same host", ["sec-fetch-site", "same-site"]],
    ["ours in plain http", ["origin", publicUrl.replace("https", "http")]],
    ["nobody knows where", []],
    ["another site that adds what browsers would not send", ["origin", "https://evil.example", "sec-fetch-site", "same-origin"]],
  ])("(%s) is refused, sent nowhere, and does not fill the audit log", async (_, headers) => {
    const before = await count();
    for (const [method, path] of [["POST", pods], ["DELETE", `${pods}/x`], ["PATCH", `${pods}/x`], ["POST", `${pods}/x/exec`], ["POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"]] as const) {
      const answer = await castor.ask(path, { method, headers: [...headers, "content-type", method === "PATCH" ? "application/merge-patch+json" : "application/json"], body: "{}" });
      expect([answer.status, problem(answer.body).code]).toEqual([403, "forbidden"]);
    }
    expect(castor.got).toEqual([]);
    expect(await count()).toBe(before);
  });

  it("is taken where the browser says that it is our own page", async () => {
    versions();
    expect((await castor.ask(`${pods}/x`, { method: "DELETE", headers: ["sec-fetch-site", "same-origin"] })).status).toBe(200);
  });
});

describe("a change that is too large", () => {
  it.each(["application/json", "application/json; charset=utf-8"])("is refused by its length before it is read (%s)", async (type) => {
    const socket = connect(castor.port, "127.0.0.1");
    socket.write(`POST /api/clusters/pollux/kubernetes${pods} HTTP/1.1\r\nhost: x\r\ncookie: session=ada\r\norigin: ${publicUrl}\r\ncontent-type: ${type}\r\ncontent-length: 3145729\r\n\r\n`);
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 413/);
    socket.destroy();
    expect(castor.got).toEqual([]);
  });

  it("is refused while it arrives, where it does not tell its length; 3 MiB are taken", async () => {
    castor.json({});
    const head = `POST /api/clusters/pollux/kubernetes${pods} HTTP/1.1\r\nhost: x\r\ncookie: session=ada\r\norigin: ${publicUrl}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`;
    const socket = connect(castor.port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(head);
    const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
    for (let sent = 0; sent < 49; sent += 1) socket.write(chunk);
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 413/);
    socket.destroy();
    expect(castor.got).toEqual([]);
    expect((await castor.change("POST", pods, `"${"x".repeat(3 * 1024 * 1024 - 2)}"`)).status).toBe(200);
    expect(castor.got[0]?.body).toHaveLength(3 * 1024 * 1024);
  });

  it("that breaks off is not sent", async () => {
    const socket = connect(castor.port, "127.0.0.1");
    socket.write(`DELETE /api/clusters/pollux/kubernetes${pods}/x HTTP/1.1\r\nhost: x\r\ncookie: session=ada\r\norigin: ${publicUrl}\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{"dryRun":`);
    socket.end();
    await once(socket.resume(), "close");
    expect((await castor.ask("/api")).status).toBe(200);
    expect(castor.got.map(({ method }) => method)).toEqual(["GET"]);
  });
});
