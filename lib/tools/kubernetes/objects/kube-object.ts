import { z } from "zod";
import { type ObjectRef, type ResourceId } from "@/lib/model";
import { field, type Field } from "./field";
import { maskedSecret, secretSizes } from "./masking";

/** An object of any kind as the API server sent it: what all kinds have, and the rest to be read place by place. */
export interface KubeObject {
  readonly ref: ObjectRef;
  readonly uid: string;
  readonly resourceVersion: string;
  /** ms since the epoch. */
  readonly created: number;
  readonly deleting: number | undefined;
  readonly finalizers: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly owners: readonly Owner[];
  /** The whole manifest; of a Secret without its values, which get no further than here. */
  readonly body: Field;
  /** Of a Secret: the bytes of each value. */
  readonly sizes?: Readonly<Record<string, number>>;
}

export interface Owner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  readonly controller: boolean;
}

/** The only things that must hold of an object; all else is read as a {@link Field}. */
export const manifestSchema = z.looseObject({ metadata: z.looseObject({ name: z.string() }) });

export const manifestListSchema = z.object({
  metadata: z.object({ continue: z.string().optional(), remainingItemCount: z.number().optional() }).nullish(),
  items: z.array(manifestSchema).nullish().transform((items) => items ?? []),
});

/** The object with the address it was found at; objects in lists do not say their own kind. */
export function kubeObject(raw: z.output<typeof manifestSchema>, of: ResourceId & { readonly kind: string }): KubeObject {
  const secret = of.group === "" && of.resource === "secrets";
  const body = field(secret ? maskedSecret(raw) : raw);
  const meta = body.at("metadata");
  const namespace = meta.at("namespace").text;
  const name = raw.metadata.name;
  return {
    ref: { group: of.group, version: of.version, resource: of.resource, kind: body.at("kind").text ?? of.kind, name, ...(namespace === undefined ? {} : { namespace }) },
    uid: meta.at("uid").text ?? `${namespace ?? ""}/${name}`,
    resourceVersion: meta.at("resourceVersion").text ?? "",
    created: meta.at("creationTimestamp").time ?? 0,
    deleting: meta.at("deletionTimestamp").time,
    finalizers: meta.at("finalizers").words,
    labels: meta.at("labels").texts,
    annotations: meta.at("annotations").texts,
    owners: meta.at("ownerReferences").list.map((owner) => ({
      apiVersion: owner.at("apiVersion").text ?? "",
      kind: owner.at("kind").text ?? "",
      name: owner.at("name").text ?? "",
      uid: owner.at("uid").text ?? "",
      controller: owner.at("controller").flag === true,
    })),
    body,
    ...(secret ? { sizes: secretSizes(raw) } : {}),
  };
}

/** `apps/Deployment`, `/Pod`: how declarations about a kind are found, whatever the version. */
export const kindKey = ({ group, kind }: Pick<ObjectRef, "group" | "kind">): string => `${group}/${kind}`;
