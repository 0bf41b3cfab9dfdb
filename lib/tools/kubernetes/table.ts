import { z } from "zod";
import type { TableCell, TableColumn, TableRow } from "@/lib/model";

const time = z
  .string()
  .nullish()
  .transform((text) => {
    const found = text ? Date.parse(text) : NaN;
    return Number.isNaN(found) ? undefined : found;
  });

/** As much of an object's metadata as a row keeps: annotations and managed fields are the bulk of it and stay behind. */
const metadata = z.object({
  name: z.string().default(""),
  namespace: z.string().optional(),
  uid: z.string().optional(),
  resourceVersion: z.string().optional(),
  creationTimestamp: time,
  deletionTimestamp: z.string().nullish(),
  labels: z.record(z.string(), z.string()).nullish(),
});
type Metadata = z.output<typeof metadata>;

const partial = z.object({ metadata });

const column = z.object({
  name: z.string(),
  type: z.string().default("string"),
  format: z.string().default(""),
  description: z.string().default(""),
  priority: z.number().default(0),
});

const longestCell = 2_000;

function cellOf(value: unknown): TableCell {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "boolean") return value;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}

const tableRow = z.object({ cells: z.array(z.unknown()).transform((cells) => cells.map(cellOf)), object: partial.nullish() });

/** A Table, or the list that an API answers with that does not know Tables. */
export const table = z.object({
  metadata: z.object({ resourceVersion: z.string().optional(), continue: z.string().optional() }).nullish(),
  columnDefinitions: z.array(column).nullish(),
  rows: z.array(tableRow).nullish(),
  items: z.array(partial).nullish(),
});
export type Table = z.output<typeof table>;

/** One message of a watch. Its object is a Table of one row, an object, or a Status where the watch failed. */
export const watchEvent = z.object({
  type: z.string(),
  object: z.object({
    code: z.number().optional(),
    message: z.string().optional(),
    metadata: metadata.nullish(),
    columnDefinitions: z.array(column).nullish(),
    rows: z.array(tableRow).nullish(),
  }),
});
export type WatchEvent = z.output<typeof watchEvent>;

/** What every object has, for APIs that do not know Tables. */
const plainColumns: readonly TableColumn[] = [
  { name: "Name", type: "string", format: "name", description: "The object's name", priority: 0 },
  { name: "Age", type: "string", format: "", description: "Since when it exists", priority: 0 },
];

export const columnsOf = ({ columnDefinitions, rows }: Pick<Table, "columnDefinitions" | "rows">): readonly TableColumn[] =>
  columnDefinitions ?? (rows == null ? plainColumns : []);

function rowOf({ name, namespace, uid, creationTimestamp, deletionTimestamp, labels }: Metadata, cells: readonly TableCell[]): TableRow {
  return {
    id: uid ?? `${namespace ?? ""}/${name}`,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(creationTimestamp === undefined ? {} : { created: creationTimestamp }),
    ...(labels == null || Object.keys(labels).length === 0 ? {} : { labels }),
    ...(deletionTimestamp ? { deleting: true as const } : {}),
    cells,
  };
}

/** The rows of a list's page. A row without its object is named by its first cell. */
export function rowsOf({ rows, items }: Pick<Table, "rows" | "items">): TableRow[] {
  if (rows == null) return (items ?? []).map(({ metadata: found }) => rowOf(found, [found.name, null]));
  return rows.map(({ cells, object }) => {
    const [first] = cells;
    return rowOf(object?.metadata ?? { name: String(first ?? ""), creationTimestamp: undefined }, cells);
  });
}

/** The rows of one message of a watch. */
export function rowsOfEvent({ object }: WatchEvent): TableRow[] {
  return rowsOf({ rows: object.rows, items: object.metadata == null ? [] : [{ metadata: object.metadata }] });
}

/** Where a watch that breaks after this message goes on. */
export function versionOf({ object }: WatchEvent): string | undefined {
  return object.rows?.at(-1)?.object?.metadata.resourceVersion ?? object.metadata?.resourceVersion;
}
