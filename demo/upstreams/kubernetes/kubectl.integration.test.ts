import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import type { Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWorld } from "../../world/world";
import { castorAccount } from "./account";
import { createKubernetes } from "./kubernetes";

const missing = ["kubectl", "openssl"].filter((program) => spawnSync(program, ["version"]).error !== undefined);
if (missing.length > 0) console.warn(`SKIPPED: ${missing.join(" and ")} is not installed, so the simulated Kubernetes API is not judged by kubectl.`);

const run = promisify(execFile);
const at = Date.UTC(2026, 5, 15, 10, 4);
const world = createWorld({ clock: () => at, seed: 1, host: false });
const person = (name: string, ...groups: string[]) => ({ name, groups: [...groups, "system:authenticated"] });
const tokens = { castor: castorAccount, admin: person("admin", "castor-admins"), p47: person("p47-staff", "p47-beamline"), visitor: person("visitor") };

describe.skipIf(missing.length > 0)("kubectl", () => {
  const folder = mkdtempSync(join(tmpdir(), "castor-kubectl-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  let server: Server;

  // kubectl sends a token over TLS only.
  beforeAll(async () => {
    await run("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]);
    server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, createKubernetes({ world, cluster: "pollux", tokens }));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  async function kubectl(token: keyof typeof tokens, ...args: string[]): Promise<string> {
    const options = ["--cache-dir", join(folder, "cache"), "--certificate-authority", cert, "--server", `https://127.0.0.1:${(server.address() as AddressInfo).port}`, "--token", token];
    return (await run("kubectl", [...options, ...args], { env: { ...process.env, HOME: folder, KUBECONFIG: "" } })).stdout;
  }
  const refused = async (...args: Parameters<typeof kubectl>) => kubectl(...args).then(() => "", (error: { stderr: string; stdout: string }) => error.stdout + error.stderr);

  it("gets nodes and pods of all namespaces, wide", async () => {
    const text = await kubectl("admin", "get", "nodes,pods", "-A", "-o", "wide");
    expect(text).toMatch(/^node\/p47-srv-01 +Ready +beamline +\d+d +v1\.31\.4 +172\.23\.242\.47 /m);
    expect(text).toMatch(/^p47-beamline +pod\/bl47p-mo-ioc-01-0 +0\/1 +CrashLoopBackOff +\d \(\d+.* ago\) +\S+ +172\.23\.242\.47 +p47-srv-01 /m);
  });

  it("gets events, workloads and services of one namespace", async () => {
    expect(await kubectl("p47", "get", "events", "-n", "p47-beamline", "--field-selector", "type=Warning")).toMatch(/Warning +BackOff +pod\/bl47p-mo-ioc-01-0 +Back-off restarting failed container bl47p-mo-ioc-01/);
    const all = await kubectl("p47", "get", "all", "-n", "p47-beamline");
    expect(all).toMatch(/^statefulset\.apps\/bl47p-ea-dcam-01 +0\/0/m);
    expect(all).toMatch(/^deployment\.apps\/p47-proxy +1\/1 +1 +1/m);
    expect(all).toMatch(/^service\/p47-rabbitmq +LoadBalancer /m);
  });

  it("describes a pod with its events", async () => {
    const text = await kubectl("p47", "describe", "pod", "bl47p-mo-ioc-01-0", "-n", "p47-beamline");
    expect(text).toMatch(/Restart Count: +\d/);
    expect(text).toMatch(/Reason: +CrashLoopBackOff/);
    expect(text).toMatch(/Normal +Pulled .*Successfully pulled image "ghcr\.io\/epics-containers\/ioc-pmac-runtime:2026\.3\.1-beta\.12" in 14\.2s/);
  });

  it("is refused as RBAC refuses, and can ask what it may do", async () => {
    expect(await refused("visitor", "get", "pods", "-A")).toContain('Error from server (Forbidden): pods is forbidden: User "visitor" cannot list resource "pods" in API group "" at the cluster scope');
    expect(await kubectl("p47", "auth", "can-i", "delete", "pods", "-n", "p47-beamline")).toBe("yes\n");
    expect(await refused("visitor", "auth", "can-i", "list", "pods")).toContain("no\n");
    expect(await kubectl("visitor", "auth", "can-i", "--list")).toMatch(/^nodes +\[\] +\[\] +\[get list watch\]/m);
    expect(await kubectl("castor", "get", "pods", "-n", "p47-beamline", "--as", "p47-staff", "--as-group", "p47-beamline", "-o", "name")).toContain("pod/p47-rabbitmq-0");
  });

  it("knows the kinds and the version", async () => {
    expect(await kubectl("visitor", "version")).toContain("Server Version: v1.31.4");
    expect(await kubectl("visitor", "api-resources", "-o", "name")).toContain("endpointslices.discovery.k8s.io");
    expect(await kubectl("visitor", "get", "--raw", "/readyz")).toBe("ok");
  });
});
