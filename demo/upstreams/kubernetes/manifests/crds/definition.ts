import { ofCluster } from "../manifest";
import type { Manifest } from "../manifest";
import { parts } from "./field";
import type { Fields } from "./field";

/** A printer column: where its value is, of which type, and whether only `-o wide` shows it. */
export type PrinterColumn = readonly [name: string, jsonPath: string, type?: "string" | "integer" | "boolean" | "date", priority?: number];

export const ageColumn: PrinterColumn = ["Age", ".metadata.creationTimestamp", "date"];

/** A custom kind as its project's CRD describes it. */
export interface Definition {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly cluster?: boolean;
  readonly about: string;
  readonly spec: Fields;
  readonly required?: readonly string[];
  readonly status?: Fields;
  readonly columns?: readonly PrinterColumn[];
  /** Whether `kubectl scale` works on it: replicas at the usual paths. */
  readonly scale?: { readonly selector?: string };
  /** Fields beside spec and status. */
  readonly beside?: Fields;
}

/** The CustomResourceDefinition of a custom kind. */
export function crd({ group, version, kind, plural, shortNames, categories, cluster = false, about, spec, required = [], status, columns, scale, beside = {} }: Definition): Manifest {
  const names = { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase(), ...(shortNames && { shortNames }), ...(categories && { categories }) };
  const printed = columns?.map(([name, jsonPath, type = "string", priority]) => ({ name, type, jsonPath, ...(priority !== undefined && { priority }) }));
  return ofCluster("apiextensions.k8s.io/v1", "CustomResourceDefinition", { name: `${plural}.${group}`, annotations: { "controller-gen.kubebuilder.io/version": "v0.16.5" } }, {
    spec: {
      group,
      names,
      scope: cluster ? "Cluster" : "Namespaced",
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          ...(printed && { additionalPrinterColumns: printed }),
          schema: {
            openAPIV3Schema: {
              type: "object",
              description: about,
              properties: {
                apiVersion: { type: "string", description: "APIVersion defines the versioned schema of this representation of an object." },
                kind: { type: "string", description: "Kind is a string value representing the REST resource this object represents." },
                metadata: { type: "object" },
                ...(Object.keys(spec).length > 0 && { spec: parts(`Spec is what is wanted of the ${kind}.`, spec, required) }),
                ...(status && { status: parts(`Status is what was last seen of the ${kind}.`, status) }),
                ...beside,
              },
              ...(required.length > 0 && { required: ["spec"] }),
            },
          },
          subresources: {
            ...(status && { status: {} }),
            ...(scale && { scale: { specReplicasPath: ".spec.replicas", statusReplicasPath: ".status.replicas", ...(scale.selector !== undefined && { labelSelectorPath: scale.selector }) } }),
          },
        },
      ],
    },
  });
}
