/** A column as the API server itself defines it for its Table format. */
export interface TableColumn {
  readonly name: string;
  /** OpenAPI type: string, integer, number, boolean, date. */
  readonly type: string;
  readonly format: string;
  readonly description: string;
  /** 0 is shown always, above only by `-o wide`. */
  readonly priority: number;
}

export type TableCell = string | number | boolean | null;

/** One object of a table: what kubectl prints of it, and what names it. Short keys, because ten thousand of them travel. */
export interface TableRow {
  /** The uid, or namespace/name where there is none. */
  readonly id: string;
  readonly name: string;
  readonly namespace?: string;
  /** creationTimestamp, ms since the epoch: what the column Age is drawn from. */
  readonly created?: number;
  readonly labels?: Readonly<Record<string, string>>;
  /** It is being deleted. */
  readonly deleting?: true;
  readonly cells: readonly TableCell[];
}

/**
 * One frame of a watch. With `columns` it begins a new table; else it changes the table
 * so far: `rows` replace or join by id, `gone` leave.
 */
export interface TableChange {
  readonly columns?: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  readonly gone: readonly string[];
  /** More of the first list is still to come. */
  readonly more?: true;
  /** The namespaces that are watched, where the person may not list all. */
  readonly namespaces?: readonly string[];
}

/** A table as it stands after all frames so far. */
export interface ObjectTable {
  readonly columns: readonly TableColumn[];
  readonly rows: ReadonlyMap<string, TableRow>;
  /** The first list is complete. */
  readonly complete: boolean;
  readonly namespaces?: readonly string[];
}

export const emptyTable: ObjectTable = { columns: [], rows: new Map(), complete: false };

/** The table after one more frame. The map is made anew only when something in it changes. */
export function changeTable(table: ObjectTable, { columns, rows, gone, more, namespaces }: TableChange): ObjectTable {
  const begins = columns !== undefined;
  const next = new Map(begins ? [] : table.rows);
  for (const id of gone) next.delete(id);
  for (const row of rows) next.set(row.id, row);
  const watched = namespaces ?? (begins ? undefined : table.namespaces);
  return { columns: columns ?? table.columns, rows: next, complete: more !== true, ...(watched === undefined ? {} : { namespaces: watched }) };
}

/** The frame that says all of a table at once, for those who come later. */
export function wholeTable({ columns, rows, complete, namespaces }: ObjectTable): TableChange {
  return { columns, rows: [...rows.values()], gone: [], ...(complete ? {} : { more: true }), ...(namespaces === undefined ? {} : { namespaces }) };
}
