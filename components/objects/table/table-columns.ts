import type { TableColumn, TableRow } from "@/lib/model";

/** A column as the page draws it. */
export interface ShownColumn {
  /** Its name; a second column of the same name has a number. Stands in the address. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** What it is drawn from: the row itself, or one of its cells. */
  readonly from: "name" | "namespace" | "age" | "cell";
  /** The cell's place. */
  readonly index: number;
  /** Only shown with `-o wide`. */
  readonly wide: boolean;
}

const namespaceColumn: ShownColumn = { id: "Namespace", title: "Namespace", description: "Where the object lives.", from: "namespace", index: -1, wide: false };

/** All columns that a table has, in kubectl's order; the namespace comes first where there may be several. */
export function allColumns(columns: readonly TableColumn[], withNamespace: boolean): readonly ShownColumn[] {
  const names = new Map<string, number>();
  const own = columns.map(({ name, format, description, priority }, index): ShownColumn => {
    const count = (names.get(name) ?? 0) + 1;
    names.set(name, count);
    const isName = format === "name" || (index === 0 && name === "Name");
    return {
      id: (count === 1 ? name : `${name} ${count}`).replaceAll(",", " "),
      title: name,
      description,
      from: isName ? "name" : name === "Age" ? "age" : "cell",
      index,
      wide: priority > 0,
    };
  });
  return withNamespace ? [namespaceColumn, ...own] : own;
}

/** Those in sight. The name always is: it leads to the object. */
export function shownColumns(all: readonly ShownColumn[], { wide, hidden }: { readonly wide: boolean; readonly hidden: readonly string[] }): readonly ShownColumn[] {
  return all.filter((column) => column.from === "name" || ((wide || !column.wide) && !hidden.includes(column.id)));
}

/** A cell as words; the age is drawn from the creation time, which does not grow old. */
export function cellText(row: TableRow, { from, index }: ShownColumn): string {
  if (from === "name") return row.name;
  if (from === "namespace") return row.namespace ?? "";
  const cell = row.cells[index];
  return cell === null || cell === undefined ? "" : String(cell);
}

/** Width of a column in px, from the longest text among the rows; never more than a reader takes in at a glance. */
export function columnWidth({ title, from }: ShownColumn, longest: number): number {
  if (from === "age") return 84;
  const most = from === "name" ? 52 : 40;
  const characters = Math.min(Math.max(longest, title.length + 2, 4), most);
  return Math.round(Math.ceil(characters / 3) * 3 * 7.4) + 28;
}
