import type { WorldCluster } from "../../../world/cluster";
import { ofCluster } from "./manifest";
import type { Manifest } from "./manifest";

type Level = "privileged" | "baseline" | "restricted";

/** How strictly Pod Security holds pods of a namespace: what is refused, and what only warned of. */
interface Strictness {
  readonly enforce: Level;
  readonly warn?: Level;
}

const strictness: Readonly<Record<string, Strictness>> = {
  "kube-system": { enforce: "privileged" },
  monitoring: { enforce: "privileged", warn: "baseline" },
  graylog: { enforce: "privileged", warn: "baseline" },
  training: { enforce: "restricted", warn: "restricted" },
  castor: { enforce: "restricted", warn: "restricted" },
  default: { enforce: "baseline", warn: "restricted" },
};

/** Where Castor's launcher and the laboratory's chargeback read who a namespace belongs to. */
const teams: Readonly<Record<string, string>> = { training: "cloud-team", monitoring: "cloud-team", argocd: "cloud-team", keycloak: "identity", stackrox: "security", graylog: "cloud-team" };

/** What Pod Security asks of a namespace: an IOC needs the host's network, so what goes beyond `baseline` in a beamline is warned of and audited, not refused. */
function strictnessOf(namespace: string): Strictness {
  if (namespace.endsWith("-beamline")) return { enforce: "privileged", warn: "baseline" };
  return strictness[namespace] ?? { enforce: "baseline" };
}

/** The namespaces beyond those of the World's workloads, by cluster. */
const more: Readonly<Record<string, readonly string[]>> = {
  pollux: ["training", "castor", "cert-manager", "gatekeeper-system", "keda", "ingress-nginx", "argo-rollouts", "flux-system", "flagger-system", "istio-system", "gateway-system"],
  argus: ["p47-beamline", "p45-beamline", "p38-beamline", "i22-beamline", "castor", "cert-manager", "gatekeeper-system", "ingress-nginx"],
  i22: ["castor", "cert-manager", "ingress-nginx"],
};

/** The names of all namespaces of a cluster, sorted. */
export function namespaceNames(cluster: WorldCluster): readonly string[] {
  return [...new Set([...cluster.namespaces, ...(more[cluster.id] ?? [])])].sort();
}

/** A namespace's object. */
export function namespaceManifest(name: string, labels: Readonly<Record<string, string>> = {}): Manifest {
  const { enforce, warn } = strictnessOf(name);
  const team = name.endsWith("-beamline") ? name.replace(/-beamline$/, "") : teams[name];
  return ofCluster("v1", "Namespace", {
    name,
    labels: {
      "kubernetes.io/metadata.name": name,
      "pod-security.kubernetes.io/enforce": enforce,
      "pod-security.kubernetes.io/enforce-version": "latest",
      ...(warn && { "pod-security.kubernetes.io/warn": warn, "pod-security.kubernetes.io/audit": warn }),
      ...(team !== undefined && { team }),
      ...(name.endsWith("-beamline") && { "app.kubernetes.io/part-of": "beamline" }),
      ...(name === "training" && { "istio-injection": "disabled" }),
      ...labels,
    },
  });
}

export function namespaceManifests(cluster: WorldCluster): readonly Manifest[] {
  return namespaceNames(cluster).map((name) => namespaceManifest(name));
}
