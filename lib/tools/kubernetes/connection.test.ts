import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { json, loopback } from "@/lib/wire/fixtures/loopback";
import { kubernetes, kubernetesWire, type KubernetesAccess } from "./index";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

const plain = { "insecure-skip-tls-verify": true };

async function kubeconfig(server: string, user: object, cluster: object = plain): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "castor-kubeconfig-"));
  open.push({ close: () => rm(folder, { recursive: true, force: true }) });
  const file = join(folder, "config");
  await writeFile(
    file,
    JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      "current-context": "other",
      clusters: [{ name: "pollux", cluster: { server, ...cluster } }, { name: "other", cluster: { server: "http://127.0.0.1:1" } }],
      users: [{ name: "castor", user }],
      contexts: [{ name: "pollux", context: { cluster: "pollux", user: "castor" } }, { name: "other", context: { cluster: "other", user: "castor" } }],
    }),
  );
  return file;
}

function version(access: KubernetesAccess) {
  const wire = kubernetesWire(access, { name: "Kubernetes of Pollux" });
  open.push(wire);
  return kubernetes(wire).version();
}

async function api() {
  const server = await loopback(json({ gitVersion: "v1.33.1" }));
  open.push(server);
  return server;
}

it("uses the named context of a kubeconfig, with its token", async () => {
  const server = await api();
  expect(await version({ via: "context", context: "pollux", kubeconfig: await kubeconfig(server.url, { token: "kube-token" }) })).toBe("v1.33.1");
  expect(server.requests[0]?.headers.authorization).toBe("Bearer kube-token");
});

it("runs a credential plugin", async () => {
  const server = await api();
  const credential = { apiVersion: "client.authentication.k8s.io/v1", kind: "ExecCredential", status: { token: "plugin-token" } };
  const exec = { apiVersion: credential.apiVersion, command: process.execPath, args: ["-e", `console.log(${JSON.stringify(JSON.stringify(credential))})`], interactiveMode: "Never" };
  await version({ via: "context", context: "pollux", kubeconfig: await kubeconfig(server.url, { exec }) });
  expect(server.requests[0]?.headers.authorization).toBe("Bearer plugin-token");
});

it("says what a failing credential plugin means, but not what it printed", async () => {
  const server = await api();
  const exec = { apiVersion: "client.authentication.k8s.io/v1", command: process.execPath, args: ["-e", "console.error('s3cr3t'); process.exit(1)"], interactiveMode: "Never" };
  const failed = version({ via: "context", context: "pollux", kubeconfig: await kubeconfig(server.url, { exec }) });
  await expect(failed).rejects.toMatchObject({ code: "unauthorized", message: "Castor has no valid credentials for Kubernetes of Pollux." });
  await failed.catch((error: Error & { detail?: string }) => expect(`${error.message}${error.detail ?? ""}`).not.toContain("s3cr3t"));
  expect(server.requests).toHaveLength(0);
});

it("does not send credentials unencrypted by accident", async () => {
  const server = await api();
  await expect(version({ via: "context", context: "pollux", kubeconfig: await kubeconfig(server.url, { token: "x" }, {}) })).rejects.toMatchObject({ code: "invalid" });
  expect(server.requests).toHaveLength(0);
});

it("names a context that is not there, and a file that cannot be read, and tries again next time", async () => {
  const server = await api();
  const file = await kubeconfig(server.url, { token: "x" });
  await expect(version({ via: "context", context: "castor", kubeconfig: file })).rejects.toMatchObject({ code: "invalid", message: "The kubeconfig has no context castor." });
  const wire = kubernetesWire({ via: "context", context: "pollux", kubeconfig: `${file}.later` }, { name: "Kubernetes of Pollux" });
  open.push(wire);
  await expect(kubernetes(wire).version()).rejects.toMatchObject({ code: "invalid" });
  await writeFile(`${file}.later`, JSON.stringify({ clusters: [{ name: "c", cluster: { server: server.url, ...plain } }], users: [{ name: "u", user: {} }], contexts: [{ name: "pollux", context: { cluster: "c", user: "u" } }] }));
  expect(await kubernetes(wire).version()).toBe("v1.33.1");
});
