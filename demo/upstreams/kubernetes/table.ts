import { apiVersion } from "./kind";
import type { Kind, KubeObject } from "./kind";

/** How much of each object a Table carries. */
export type Included = "None" | "Metadata" | "Object";

/** What the client wants to read: objects, their metadata, or rows as kubectl prints them. */
export interface Format {
  readonly as: "object" | "metadata" | "table";
  readonly included: Included;
}

const shapes: Readonly<Record<string, Format["as"]>> = { Table: "table", PartialObjectMetadata: "metadata", PartialObjectMetadataList: "metadata" };

/** The first media type of `Accept` that can be served; undefined when none can. */
export function formatOf(accept: string | undefined, include: string | null): Format | undefined {
  const included = include === "None" || include === "Object" ? include : "Metadata";
  for (const range of (accept ?? "*/*").split(",")) {
    const [type, ...parameters] = range.split(";").map((part) => part.trim());
    const as = parameters.find((parameter) => parameter.startsWith("as="))?.slice(3);
    if (type !== "application/json" && type !== "*/*" && type !== "application/*") continue;
    if (as === undefined) return { as: "object", included };
    const shape = shapes[as];
    if (shape !== undefined && parameters.includes("v=v1") && parameters.includes("g=meta.k8s.io")) return { as: shape, included };
  }
  return undefined;
}

/** Rows under a kind's columns; later messages of a watch leave the columns out. */
export function tableOf(kind: Kind, objects: readonly KubeObject[], { included }: Format, metadata: object, at: number, withColumns = true): object {
  return {
    kind: "Table",
    apiVersion: "meta.k8s.io/v1",
    metadata,
    columnDefinitions: withColumns ? kind.columns : null,
    rows: objects.map((object) => ({ cells: kind.cells(object, at), ...(included === "None" ? {} : { object: included === "Object" ? object : partial(object) }) })),
  };
}

/** An object's metadata and nothing else. */
export function partial({ metadata }: KubeObject): object {
  return { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata };
}

/** One object in the form that was asked for. */
export function formatted(kind: Kind, object: KubeObject, format: Format, at: number): object {
  if (format.as === "metadata") return partial(object);
  return format.as === "table" ? tableOf(kind, [object], format, { resourceVersion: object.metadata.resourceVersion }, at) : object;
}

/** A list in the form that was asked for. */
export function formattedList(kind: Kind, objects: readonly KubeObject[], format: Format, metadata: object, at: number): object {
  if (format.as === "table") return tableOf(kind, objects, format, metadata, at);
  if (format.as === "metadata") return { kind: "PartialObjectMetadataList", apiVersion: "meta.k8s.io/v1", metadata, items: objects.map(partial) };
  return { kind: `${kind.kind}List`, apiVersion: apiVersion(kind), metadata, items: objects };
}
