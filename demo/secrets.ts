import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateIdentityKeys, type IdentityKeys } from "./upstreams/identity";

/** What is secret in one installation of the demo. */
export interface DemoSecrets {
  /** By the names of the variables under which the portal is told. */
  readonly env: Readonly<Record<SecretName, string>>;
  readonly identity: IdentityKeys;
}

/** Every secret that castor.yaml refers to. */
export const secretNames = [
  "CASTOR_SECRET",
  "CASTOR_CLIENT_SECRET",
  "POLLUX_TOKEN",
  "ARGUS_TOKEN",
  "I22_TOKEN",
  "POLLUX_STACKROX_TOKEN",
  "ARGUS_STACKROX_TOKEN",
  "I22_STACKROX_TOKEN",
  "ARGO_CD_TOKEN",
] as const;

export type SecretName = (typeof secretNames)[number];

/**
 * The secrets of this installation: random at the first start, then kept in `secrets.json`, which
 * only its owner may read, so that people stay signed in when the demo starts again.
 */
export async function installationSecrets(folder: string): Promise<DemoSecrets> {
  const file = join(folder, "secrets.json");
  const known = readSecrets(file);
  const missing = secretNames.filter((name) => known?.env?.[name] === undefined);
  const identity = known?.identity ?? (await generateIdentityKeys());
  const made = Object.fromEntries(missing.map((name) => [name, randomBytes(36).toString("base64url")]));
  const secrets = { env: { ...known?.env, ...made } as DemoSecrets["env"], identity };
  if (missing.length > 0 || known?.identity === undefined) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Written whole or not at all: a half-written file would sign everybody out.
    writeFileSync(`${file}.new`, JSON.stringify(secrets, undefined, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return secrets;
}

function readSecrets(file: string): Partial<DemoSecrets> | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Partial<DemoSecrets>;
  } catch {
    return undefined;
  }
}
