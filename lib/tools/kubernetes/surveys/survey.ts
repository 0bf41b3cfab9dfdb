import type { FactValue, ObjectRef, Person, ResourceId, Survey } from "@/lib/model";
import type { Reader } from "./reader";

/** What a survey is made from. */
export interface SurveyContext {
  readonly reader: Reader;
  readonly person: Pick<Person, "username" | "groups">;
  readonly namespace?: string | undefined;
  /** One Helm release, where its history and values are asked for. */
  readonly release?: string | undefined;
  /** The node ports that the site allows, where the settings say. */
  readonly nodePorts?: { readonly from: number; readonly to: number } | undefined;
  /** Bytes used of each claim, by `namespace/name`; empty where nothing measures them. */
  readonly claimUsage: () => Promise<ReadonlyMap<string, number>>;
}

export type Surveyor = (context: SurveyContext) => Promise<Survey>;

/** The kinds that surveys read. */
export const resources = {
  pods: { group: "", version: "v1", resource: "pods", kind: "Pod" },
  services: { group: "", version: "v1", resource: "services", kind: "Service" },
  namespaces: { group: "", version: "v1", resource: "namespaces", kind: "Namespace" },
  secrets: { group: "", version: "v1", resource: "secrets", kind: "Secret" },
  claims: { group: "", version: "v1", resource: "persistentvolumeclaims", kind: "PersistentVolumeClaim" },
  volumes: { group: "", version: "v1", resource: "persistentvolumes", kind: "PersistentVolume" },
  classes: { group: "storage.k8s.io", version: "v1", resource: "storageclasses", kind: "StorageClass" },
  ingresses: { group: "networking.k8s.io", version: "v1", resource: "ingresses", kind: "Ingress" },
  routes: { group: "gateway.networking.k8s.io", version: "v1", resource: "httproutes", kind: "HTTPRoute" },
} as const satisfies Record<string, ResourceId & { kind: string }>;

type Known = (typeof resources)[keyof typeof resources];

export function refTo(known: Known, { namespace, name }: { readonly namespace?: string | undefined; readonly name: string }): ObjectRef {
  return { ...known, name, ...(namespace === undefined ? {} : { namespace }) };
}

export const text = (value: string): FactValue => ({ text: value });
export const none: FactValue = { text: "–" };

/** Sorts names as people count. */
export const byName = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });
