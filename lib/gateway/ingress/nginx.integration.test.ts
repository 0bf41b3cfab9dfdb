import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, request as send, type IncomingHttpHeaders, type Server } from "node:http";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createPlain, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ada, createTestIngress } from "./fixtures/test-ingress";

// Debian keeps it where an ordinary user's PATH does not look.
const nginx = ["nginx", "/usr/sbin/nginx"].find((name) => spawnSync(name, ["-v"], { stdio: "ignore" }).status === 0);
if (nginx === undefined) console.warn("SKIPPED, LOUDLY: Debian's nginx is not installed, so the recipe in docs/other-ingresses.md was not tried.");

/** The recipe as people read it. */
const recipe = /^```nginx\n([^]*?)^```$/m.exec(readFileSync("docs/other-ingresses.md", "utf8"))?.[1] ?? "";

/** The recipe with this test's ports, and without TLS, which ends elsewhere. Each line must be there, so that the two cannot drift apart. */
function filledIn(ports: { readonly nginx: number; readonly castor: number; readonly app: number }): string {
  const changes: readonly [RegExp, string][] = [
    [/^ *listen 443 ssl;$/m, `listen 127.0.0.1:${ports.nginx};`],
    [/^ *ssl_certificate .*$/m, ""],
    [/^ *ssl_certificate_key .*$/m, ""],
    [/^ *proxy_ssl_server_name on;$/m, ""],
    [/^ *proxy_ssl_verify on;$/m, ""],
    [/^ *proxy_ssl_trusted_certificate .*$/m, ""],
    [/proxy_pass https:\/\/castor\.example\.org\//, `proxy_pass http://127.0.0.1:${ports.castor}/`],
    [/proxy_pass http:\/\/127\.0\.0\.1:8080;/, `proxy_pass http://127.0.0.1:${ports.app};`],
  ];
  return changes.reduce((text, [line, changed]) => {
    expect(text).toMatch(line);
    return text.replace(line, changed);
  }, recipe);
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe.skipIf(nginx === undefined)("the nginx recipe of the docs, in Debian's nginx", () => {
  const folder = mkdtempSync(join(tmpdir(), "castor-nginx-"));
  let ingress = createTestIngress();
  let castor: Server;
  let app: Server;
  let process: ChildProcess;
  let port = 0;
  /** Raw names and values, as the app got them. */
  let seen: readonly string[] = [];
  let asked: readonly string[] = [];

  const listening = async (server: Server) => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  };
  const ask = (path: string, headers: Readonly<Record<string, string | readonly string[]>> = {}, method = "GET", body?: string) =>
    new Promise<Answer>((resolve, reject) => {
      const request = send({ host: "127.0.0.1", port, path, method, headers: { host: "app.example.org", ...headers } as Record<string, string>, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }));
      });
      request.on("error", reject).end(body);
    });
  const gotten = (name: string) => seen.filter((_, index) => index % 2 === 1 && seen[index - 1]?.toLowerCase() === name.toLowerCase());

  beforeAll(async () => {
    castor = createServer((request, response) => {
      asked = [...asked, `${request.method} ${request.url}`];
      ingress.handle(request, response).catch(() => response.destroy());
    });
    app = createServer((request, response) => {
      seen = request.rawHeaders;
      request.resume().on("end", () => response.end("the app"));
    });
    const spare = createPlain().listen(0, "127.0.0.1");
    await once(spare, "listening");
    port = (spare.address() as AddressInfo).port;
    spare.close();
    await once(spare, "close");
    const ports = { nginx: port, castor: await listening(castor), app: await listening(app) };
    const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${join(folder, name)};`).join("\n");
    const file = join(folder, "nginx.conf");
    writeFileSync(file, `daemon off;\nmaster_process off;\npid ${join(folder, "pid")};\nerror_log stderr notice;\nevents {}\nhttp {\naccess_log off;\n${places}\n${filledIn(ports)}\n}\n`);
    process = spawn(nginx ?? "", ["-p", folder, "-c", file], { stdio: ["ignore", "ignore", "pipe"] });
    // It listens before it says which system it runs on.
    let told = "";
    await new Promise<void>((resolve, reject) => {
      process.once("exit", () => reject(new Error(`nginx ended: ${told}`)));
      process.stderr?.on("data", (chunk: Buffer) => {
        told += chunk.toString();
        if (told.includes("OS: ")) resolve();
      });
    });
  });

  afterAll(async () => {
    process.removeAllListeners("exit");
    process.kill("SIGKILL");
    await once(process, "exit");
    for (const server of [castor, app]) {
      server.closeAllConnections();
      server.close();
    }
    rmSync(folder, { recursive: true });
  });

  beforeEach(() => {
    ingress = createTestIngress();
    [seen, asked] = [[], []];
  });

  it("sends somebody who is signed out to Castor, and the app hears nothing of it", async () => {
    const { status, headers } = await ask("/d/x?y=1&z=%2F");
    expect([status, headers.location]).toEqual([302, "https://castor.example.org/oauth2/start?rd=https://app.example.org/d/x?y=1&z=%2F"]);
    expect(seen).toEqual([]);
  });

  it("leads all the way: to Castor, to the sign-in and back to the very page", async () => {
    const page = "/d/x?y=1&z=%2F";
    const toCastor = new URL((await ask(page)).headers.location ?? "");
    const path = `${toCastor.pathname}${toCastor.search}`;
    const toSignIn = (await ingress.ask(path)).headers["location"] ?? "";
    const again = new URL(toSignIn).searchParams.get("to") ?? "";
    const back = await ingress.ask(again, { headers: { cookie: ingress.signIn() } });
    expect(back.headers["location"]).toBe(`https://app.example.org${page}`);
    const cookie = back.headers["set-cookie"]?.split(";")[0] ?? "";
    expect((await ask(page, { cookie })).body).toBe("the app");
  });

  it("lets a member in, and the app hears who it is", async () => {
    const { status, body } = await ask("/d", { cookie: await ingress.admitted() });
    expect([status, body]).toEqual([200, "the app"]);
    expect(gotten("x-auth-request-user")).toEqual(["ada"]);
    expect(gotten("x-auth-request-email")).toEqual(["ada@example.org"]);
    expect(gotten("x-auth-request-groups")).toEqual(["p47-beamline,staff"]);
    expect(gotten("x-auth-request-preferred-username")).toEqual(["ada"]);
  });

  const spellings = ["X-Auth-Request-User", "x-auth-request-user", "X_Auth_Request_User", "X-Auth_Request-User", "X.Auth.Request.User", "X-AUTH-REQUEST-USER", "X-Forwarded-User", "X_Forwarded_User", "Remote-User", "REMOTE_USER", "X-Auth-Request-Access-Token"];
  it.each(spellings)("takes a browser's own %s away (CVE-2025-64484)", async (name) => {
    const cookie = await ingress.admitted();
    for (const value of [["root"], ["root", "ada"]]) {
      await ask("/d", { cookie, [name]: value });
      expect(gotten("x-auth-request-user")).toEqual(["ada"]);
      expect(seen.join("\n")).not.toContain("root");
    }
  });

  it.each(["X-Auth-Request-User", "X-Auth-Request-Email, X-Auth-Request-Groups"])("tells it all the same where the browser says Connection: %s (CVE-2024-45410)", async (names) => {
    await ask("/d", { cookie: await ingress.admitted(), connection: `close, ${names}` });
    expect([gotten("x-auth-request-user"), gotten("x-auth-request-email"), gotten("x-auth-request-groups")]).toEqual([["ada"], ["ada@example.org"], ["p47-beamline,staff"]]);
  });

  it("leaves no header of the browser's where Castor knows nothing", async () => {
    const { email: _, ...nobody } = ada;
    await ask("/d", { cookie: await ingress.admitted(nobody), "x-auth-request-email": "root@example.org" });
    expect(gotten("x-auth-request-email")).toEqual([]);
  });

  it("denies somebody who is not in the group (GHSA-652x-m2gr-hppm)", async () => {
    const { status, headers } = await ask("/d", { cookie: await ingress.admitted({ ...ada, groups: ["staff"] }) });
    expect([status, headers.location, seen]).toEqual([403, undefined, []]);
    expect(ingress.refusals).toMatchObject([{ reason: "rule", person: "Ada" }]);
  });

  it("cannot be asked with other rules: the browser's own address is not part of the question", async () => {
    const cookie = await ingress.admitted({ ...ada, groups: ["staff"] });
    for (const path of ["/d?allowed_groups=staff", "/castor-auth?allowed_groups=staff", "/castor-auth", "/oauth2/auth?allowed_groups=staff", "/d%3Fallowed_groups=staff", "/d;allowed_groups=staff"]) {
      expect([403, 404]).toContain((await ask(path, { cookie, "x-forwarded-uri": "/oauth2/auth?allowed_groups=staff", "x-original-url": "/ping" })).status);
    }
    expect(seen).toEqual([]);
    expect(new Set(asked)).toEqual(new Set(["GET /oauth2/auth?allowed_groups=p47-beamline"]));
  });

  it("asks without the body, which the app gets", async () => {
    const cookie = await ingress.admitted();
    expect((await ask("/d", { cookie, "content-type": "text/plain" }, "POST", "x".repeat(10_000))).status).toBe(200);
    expect(gotten("content-length")).toEqual(["10000"]);
  });

  it("sends nobody in while Castor cannot look", async () => {
    const cookie = await ingress.admitted();
    ingress.world.down = true;
    expect((await ask("/d", { cookie })).status).toBe(500);
    expect(seen).toEqual([]);
  });

  it("sends them to sign in again once the session has ended (CVE-2026-34454)", async () => {
    const cookie = await ingress.admitted();
    expect((await ask("/d", { cookie })).status).toBe(200);
    ingress.end();
    seen = [];
    expect((await ask("/d", { cookie })).status).toBe(302);
    expect(seen).toEqual([]);
  });

  it("gives the browser no cookie by the question, and the app no cookie of Castor's", async () => {
    const castors = await ingress.admitted();
    const cookies: readonly [string, readonly string[]][] = [
      [castors, []],
      [`theme=dark; ${castors}`, ["theme=dark"]],
      [`${castors}; theme=dark`, ["theme=dark"]],
      [`theme=dark; ${castors}; lang=en`, ["theme=dark; lang=en"]],
      [`theme=dark;${castors};lang=en`, ["theme=dark;lang=en"]],
      // Another app of the domain may have set a second one to have the first stripped alone.
      [`theme=dark; ${castors}; __Secure-castor.ingress=junk; lang=en`, []],
    ];
    for (const [cookie, left] of cookies) {
      const { status, headers } = await ask("/d", { cookie });
      expect([status, headers["set-cookie"]]).toEqual([200, undefined]);
      expect(gotten("cookie")).toEqual(left);
    }
    await ask("/d", { cookie: castors, authorization: "Bearer of-the-browser" });
    expect(gotten("authorization")).toEqual([]);
  });
});
