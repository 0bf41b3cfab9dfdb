import type { Entry, Kind, KubeObject } from "./kind";

/** How much of each object a Table carries. */
export type Included = "None" | "Metadata" | "Object";

/** What the client wants to read: objects, or rows as kubectl prints them. */
export interface Format {
  readonly table: boolean;
  readonly included: Included;
}

/** The first media type of `Accept` that can be served; undefined when none can. */
export function formatOf(accept: string | undefined, included: string | null): Format | undefined {
  const rows = included === "None" || included === "Object" ? included : "Metadata";
  for (const range of (accept ?? "*/*").split(",")) {
    const [type, ...parameters] = range.split(";").map((part) => part.trim());
    const as = parameters.find((parameter) => parameter.startsWith("as="))?.slice(3);
    if (type !== "application/json" && type !== "*/*" && type !== "application/*") continue;
    if (as === undefined) return { table: false, included: rows };
    if (as === "Table" && parameters.includes("v=v1") && parameters.includes("g=meta.k8s.io")) return { table: true, included: rows };
  }
  return undefined;
}

/** Rows under a kind's columns; later messages of a watch leave the columns out. */
export function tableOf(kind: Kind, entries: readonly Entry[], { included }: Format, metadata: object, withColumns = true): object {
  return {
    kind: "Table",
    apiVersion: "meta.k8s.io/v1",
    metadata,
    columnDefinitions: withColumns ? kind.columns : null,
    rows: entries.map((entry) => ({ cells: entry.cells(), ...(included === "None" ? {} : { object: included === "Object" ? entry.object() : partial(entry.object()) }) })),
  };
}

function partial({ metadata }: KubeObject): object {
  return { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata };
}
