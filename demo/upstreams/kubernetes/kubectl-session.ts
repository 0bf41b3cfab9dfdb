import { execFile, spawn, spawnSync } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createWorld } from "../../world/world";
import { castorAccount } from "./account";
import { createKubernetes } from "./kubernetes";
import type { Kubernetes } from "./kubernetes";

/** What the judge needs and this machine lacks. */
export const missingPrograms = ["kubectl", "openssl"].filter((program) => spawnSync(program, ["version"]).error !== undefined);
if (missingPrograms.length > 0) console.warn(`SKIPPED: ${missingPrograms.join(" and ")} is not installed, so the simulated Kubernetes API is not judged by kubectl.`);

const run = promisify(execFile);
const person = (name: string, ...groups: string[]) => ({ name, groups: [...groups, "system:authenticated"] });
const tokens = { castor: castorAccount, admin: person("admin", "castor-admins"), p47: person("p47-staff", "p47-beamline"), i22: person("i22-staff", "i22-beamline"), visitor: person("visitor") };
export type Person = keyof typeof tokens;

/** Debian's kubectl against one simulated API server, with TLS because kubectl sends a token over nothing else. */
export interface KubectlSession {
  readonly api: Kubernetes;
  readonly folder: string;
  /** What kubectl prints. Rejects when it fails. */
  kubectl(person: Person, ...args: readonly string[]): Promise<string>;
  /** What kubectl prints when it fails; empty when it does not. */
  refused(person: Person, ...args: readonly string[]): Promise<string>;
  /** A kubectl that goes on until it is ended. */
  begin(person: Person, ...args: readonly string[]): ChildProcessWithoutNullStreams;
  /** Writes a manifest and returns its path. */
  file(name: string, text: string): string;
  stop(): void;
}

export interface SessionOptions {
  readonly cluster?: string;
  /** ms since the epoch. */
  readonly clock?: () => number;
  readonly pods?: number;
}

export async function kubectlSession({ cluster = "pollux", clock = Date.now, pods }: SessionOptions = {}): Promise<KubectlSession> {
  const folder = mkdtempSync(join(tmpdir(), "castor-kubectl-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  await run("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]);
  const world = createWorld({ clock, seed: 1, host: false });
  const api = createKubernetes({ world, cluster, tokens, ...(pods !== undefined && { pods }) });
  const server = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, api);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { ...process.env, HOME: folder, KUBECONFIG: "" };
  const complete = (who: Person, args: readonly string[]) => ["--cache-dir", join(folder, "cache"), "--certificate-authority", cert, "--server", url, "--token", who, ...args];
  const kubectl = async (who: Person, ...args: readonly string[]) => (await run("kubectl", complete(who, args), { env, maxBuffer: 64 * 2 ** 20 })).stdout;
  return {
    api,
    folder,
    kubectl,
    refused: async (who, ...args) => kubectl(who, ...args).then(() => "", (error: { stderr: string; stdout: string }) => error.stdout + error.stderr),
    begin: (who, ...args) => spawn("kubectl", complete(who, args), { env }),
    file(name, text) {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
    stop() {
      api.stop();
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
