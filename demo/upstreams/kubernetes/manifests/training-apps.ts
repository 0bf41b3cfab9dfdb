import { inNamespace } from "./manifest";
import type { Manifest, ManifestMetadata } from "./manifest";

export const training = "training";

/** What Pod Security's `restricted` level asks of every container. */
export const restricted = { allowPrivilegeEscalation: false, runAsNonRoot: true, runAsUser: 10_001, capabilities: { drop: ["ALL"] }, seccompProfile: { type: "RuntimeDefault" } };

export interface Container {
  readonly name?: string;
  readonly image: string;
  readonly [more: string]: unknown;
}

/** A container of the training namespace, allowed there. */
export function container({ name = "main", ...rest }: Container, cpu = "100m", memory = "128Mi"): Container {
  return { name, resources: { requests: { cpu, memory }, limits: { cpu, memory } }, securityContext: restricted, ...rest };
}

/** The labels of an exercise's pods; Gatekeeper asks for the team. */
export const labelsOf = (app: string): Readonly<Record<string, string>> => ({ app, "app.kubernetes.io/name": app, "app.kubernetes.io/part-of": "training", team: "cloud-team" });

/** A Deployment of an exercise. */
export function exercise(name: string, about: string, pod: object, { replicas = 1, labels = labelsOf(name), namespace = training }: { replicas?: number; labels?: Readonly<Record<string, string>>; namespace?: string } = {}): Manifest {
  const metadata: ManifestMetadata = { name, labels, annotations: { "deployment.kubernetes.io/revision": "1", "training.diamond.ac.uk/about": about } };
  return inNamespace(namespace, "apps/v1", "Deployment", metadata, {
    spec: { replicas, selector: { matchLabels: { app: name } }, template: { metadata: { labels }, spec: pod } },
  });
}
