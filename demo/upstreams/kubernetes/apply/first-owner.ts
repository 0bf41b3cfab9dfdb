import type { KubeObject } from "../kind";
import type { Manifest } from "../object-store";
import type { Schema } from "../schema/schema";
import { fieldsOf } from "./field-set";
import { withOwners } from "./managed-fields";
import type { Owner } from "./managed-fields";

/** Who brought an object into the cluster, as its labels and annotations tell. */
function deliverer({ metadata }: Manifest): string | undefined {
  if (metadata.annotations !== undefined && Object.hasOwn(metadata.annotations as object, "argocd.argoproj.io/tracking-id")) return "argocd-controller";
  return metadata.labels?.["app.kubernetes.io/managed-by"] === "Helm" ? "helm" : undefined;
}

/** An initial object with its fields owned by whoever brought it, so that others who apply learn whose they are. */
export function delivered(object: Manifest, schema: Schema): Manifest {
  const manager = deliverer(object);
  if (manager === undefined || object.metadata.managedFields !== undefined) return object;
  const { status: _, ...wanted } = object;
  const { creationTimestamp } = object.metadata;
  const owner: Owner = { manager, operation: "Update", apiVersion: object.apiVersion, ...(creationTimestamp !== undefined && { time: creationTimestamp }), fields: fieldsOf(wanted, schema) };
  return withOwners(object as KubeObject, [owner]);
}
