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
  /** Nothing has changed: the watch only says that it is alive. */
  readonly beat?: true;
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
  /** Rows of an earlier list that this one has not come to yet: they stay in sight until it is complete. */
  readonly unconfirmed?: ReadonlySet<string>;
}

export const emptyTable: ObjectTable = { columns: [], rows: new Map(), complete: false };

const alike = (a: readonly TableColumn[], b: readonly TableColumn[]) => a.length === b.length && a.every(({ name }, index) => name === b[index]?.name);

/** The table after one more frame. The map is made anew only when something in it changes. */
export function changeTable(table: ObjectTable, { columns, rows, gone, more, namespaces, beat }: TableChange): ObjectTable {
  if (beat === true) return table;
  const begins = columns !== undefined;
  const complete = more !== true;
  // A list that begins anew must not empty the page while its further pages are under way.
  const keeps = begins && !complete && table.complete && alike(columns, table.columns);
  const next = new Map(begins && !keeps ? [] : table.rows);
  const unconfirmed = new Set(keeps ? table.rows.keys() : begins ? [] : table.unconfirmed);
  for (const id of gone) next.delete(id);
  for (const row of rows) {
    next.set(row.id, row);
    unconfirmed.delete(row.id);
  }
  if (complete) for (const id of unconfirmed) next.delete(id);
  const watched = namespaces ?? (begins ? undefined : table.namespaces);
  return {
    columns: columns ?? table.columns,
    rows: next,
    complete,
    ...(watched === undefined ? {} : { namespaces: watched }),
    ...(complete || unconfirmed.size === 0 ? {} : { unconfirmed }),
  };
}

/** The frame that says all of a table at once, for those who come later. */
export function wholeTable({ columns, rows, complete, namespaces, unconfirmed }: ObjectTable): TableChange {
  const sure = [...rows.values()].filter(({ id }) => unconfirmed?.has(id) !== true);
  return { columns, rows: sure, gone: [], ...(complete ? {} : { more: true }), ...(namespaces === undefined ? {} : { namespaces }) };
}
