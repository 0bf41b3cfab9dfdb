import type { WorldCluster } from "../../../world/cluster";
import { hex } from "../../../world/dice";
import type { Workload } from "../../../world/workload";
import { isObject, listAt, textAt } from "../json-value";
import { inNamespace } from "./manifest";
import type { Manifest } from "./manifest";
import { namespaceNames } from "./namespaces";
import { detailsOf, podSpec } from "./pod-template";

const encoded = (text: string): string => Buffer.from(text).toString("base64");
const encodedAll = (data: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(data).map(([key, value]) => [key, encoded(value)]));

export function secret(namespace: string, name: string, type: string, data: Readonly<Record<string, string>>, more: { readonly labels?: Readonly<Record<string, string>>; readonly annotations?: Readonly<Record<string, string>> } = {}): Manifest {
  return inNamespace(namespace, "v1", "Secret", { name, ...more }, { type, data: encodedAll(data) });
}

/** A made-up certificate and key of the right shape; nothing trusts them. */
export const keyPair = (seed: number, name: string) => {
  const block = (kind: string, length: number) => `-----BEGIN ${kind}-----\n${(Buffer.from(hex(seed, `${kind} ${name}`, length), "hex").toString("base64").match(/.{1,64}/g) ?? []).join("\n")}\n-----END ${kind}-----\n`;
  return { "tls.crt": block("CERTIFICATE", 900), "tls.key": block("PRIVATE KEY", 240) };
};

/** Every key of every Secret that the environment of a workload's containers names. */
function read(workload: Workload): readonly (readonly [string, string])[] {
  return listAt(podSpec(workload), "containers").flatMap((container) =>
    listAt(container, "env").flatMap((variable) => {
      const name = textAt(variable, "valueFrom", "secretKeyRef", "name");
      const key = textAt(variable, "valueFrom", "secretKeyRef", "key");
      return name === undefined || key === undefined ? [] : [[name, key] as const];
    }));
}

const certificates = /(tls|certs)$/;

function workloadSecrets(cluster: WorldCluster, workloads: readonly Workload[]): readonly Manifest[] {
  const opaque = new Map<string, { readonly namespace: string; readonly name: string; readonly data: Record<string, string> }>();
  const mounted: Manifest[] = [];
  for (const workload of workloads) {
    const { namespace } = workload;
    for (const [name, key] of read(workload)) {
      const id = `${namespace}/${name}`;
      const found = opaque.get(id) ?? { namespace, name, data: {} };
      found.data[key] = hex(cluster.seed, `${id} ${key}`, 32);
      opaque.set(id, found);
    }
    for (const volume of detailsOf(workload).volumes ?? []) {
      const name = isObject(volume) ? textAt(volume, "secret", "secretName") : undefined;
      if (name === undefined) continue;
      mounted.push(certificates.test(name) ? secret(namespace, name, "kubernetes.io/tls", keyPair(cluster.seed, name)) : secret(namespace, name, "Opaque", { [`${name}.yaml`]: `# written by the operator for ${workload.name}\n` }));
    }
  }
  return [...[...opaque.values()].map(({ namespace, name, data }) => secret(namespace, name, "Opaque", data)), ...mounted];
}

/** Credentials for the image registry, as `kubectl create secret docker-registry` writes them. */
function pullSecret(cluster: WorldCluster, namespace: string): Manifest {
  const password = hex(cluster.seed, `pull ${namespace}`, 36);
  const auths = { "ghcr.io": { username: "diamond-ci", password, auth: encoded(`diamond-ci:${password}`) } };
  return secret(namespace, "ghcr-pull", "kubernetes.io/dockerconfigjson", { ".dockerconfigjson": JSON.stringify({ auths }) });
}

/** All Secrets but those of Helm. */
export function secretManifests(cluster: WorldCluster, workloads: readonly Workload[]): readonly Manifest[] {
  const beamlines = namespaceNames(cluster).filter((name) => name.endsWith("-beamline"));
  const token = (namespace: string, account: string) =>
    secret(namespace, `${account}-token`, "kubernetes.io/service-account-token", { token: `demo.${hex(cluster.seed, `token ${account}`, 64)}`, namespace, "ca.crt": "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n" }, { annotations: { "kubernetes.io/service-account.name": account } });
  return [
    ...workloadSecrets(cluster, workloads),
    ...beamlines.map((namespace) => pullSecret(cluster, namespace)),
    ...(cluster.id === "pollux"
      ? [token("p47-beamline", "p47-ioc-monitor"), secret("training", "web-tls", "kubernetes.io/tls", keyPair(cluster.seed, "web-tls")), secret("p47-beamline", "p47-opis-tls", "kubernetes.io/tls", keyPair(cluster.seed, "p47-opis-tls"), { annotations: { "cert-manager.io/certificate-name": "p47-opis" } })]
      : []),
  ];
}
