import { column } from "../kind";
import type { Kind } from "../kind";

const empty = (group: string, kind: string, plural: string, shortNames: readonly string[], everyday = false): Kind => ({
  group,
  version: "v1",
  kind,
  plural,
  shortNames,
  namespaced: true,
  everyday,
  columns: [column("Name"), column("Age")],
  entries: () => [],
});

/** Kinds of which the World has none, so that clients that ask for them hear so instead of an error. */
export const emptyKinds: readonly Kind[] = [
  empty("batch", "Job", "jobs", [], true),
  empty("batch", "CronJob", "cronjobs", ["cj"], true),
  empty("", "ConfigMap", "configmaps", ["cm"]),
  empty("", "PersistentVolumeClaim", "persistentvolumeclaims", ["pvc"]),
  empty("networking.k8s.io", "Ingress", "ingresses", ["ing"]),
];
