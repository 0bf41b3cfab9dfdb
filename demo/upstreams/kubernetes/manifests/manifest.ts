/** What names an object's owner. */
export interface OwnerReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

export interface ManifestMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly uid?: string;
  readonly creationTimestamp?: string;
  readonly ownerReferences?: readonly OwnerReference[];
  readonly [more: string]: unknown;
}

/** An object as someone hands it to the API server: what the server adds (resourceVersion …) is still missing. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ManifestMetadata;
  readonly [more: string]: unknown;
}

/** An object of a namespace; `name` with its metadata, or the name alone. */
export function inNamespace(namespace: string, apiVersion: string, kind: string, name: string | ManifestMetadata, body: object = {}): Manifest {
  return { apiVersion, kind, metadata: { ...(typeof name === "string" ? { name } : name), namespace }, ...body };
}

/** An object of the whole cluster. */
export function ofCluster(apiVersion: string, kind: string, name: string | ManifestMetadata, body: object = {}): Manifest {
  return { apiVersion, kind, metadata: typeof name === "string" ? { name } : name, ...body };
}

/** How Argo CD marks what it made: `<application>:<group>/<kind>:<namespace>/<name>`, the application with its namespace where that is not Argo CD's own. */
export function trackedBy(application: string, group: string, kind: string, namespace: string, name: string): Readonly<Record<string, string>> {
  return { "argocd.argoproj.io/tracking-id": `${application}:${group}/${kind}:${namespace}/${name}` };
}

/** Amounts in Kubernetes' spelling. */
export const quantity = {
  /** From cores. */
  cpu: (cores: number): string => (Number.isInteger(cores) ? String(cores) : `${Math.round(cores * 1_000)}m`),
  /** From bytes. */
  memory: (bytes: number): string => (bytes % 2 ** 30 === 0 ? `${bytes / 2 ** 30}Gi` : `${Math.round(bytes / 2 ** 20)}Mi`),
} as const;
