/** How a person looks at a table of objects; all of it stands in the page's address. */
export interface TableView {
  /** Empty for all that one may see. */
  readonly namespaces: readonly string[];
  readonly labels: string;
  readonly fields: string;
  /** Words that a row must have. */
  readonly text: string;
  readonly sort: { readonly column: string; readonly descending: boolean } | undefined;
  /** Also the columns of `-o wide`. */
  readonly wide: boolean;
  /** Columns that are left out. */
  readonly hidden: readonly string[];
}

const namespacePattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const mostNamespaces = 15;

/** Whether this could be a namespace's name. */
export const isNamespace = (name: string): boolean => namespacePattern.test(name);

const list = (text: string | null): readonly string[] => [...new Set((text ?? "").split(",").map((part) => part.trim()))].filter((part) => part !== "");

/** Reads a view from an address; what it cannot be is left out. */
export function readView(search: Pick<URLSearchParams, "get">): TableView {
  const text = (name: string) => (search.get(name) ?? "").slice(0, 1_000);
  const sort = /^(.{1,100})\.(asc|desc)$/.exec(search.get("sort") ?? "");
  return {
    namespaces: list(search.get("namespace")).filter(isNamespace).slice(0, mostNamespaces),
    labels: text("labels"),
    fields: text("fields"),
    text: text("q"),
    sort: sort === null ? undefined : { column: sort[1] ?? "", descending: sort[2] === "desc" },
    wide: search.get("wide") === "1",
    hidden: list(search.get("hide")),
  };
}

/** The address's query of a view, without what is as usual; empty where all is. */
export function writeView({ namespaces, labels, fields, text, sort, wide, hidden }: TableView): string {
  const search = new URLSearchParams();
  const set = (name: string, value: string) => {
    if (value !== "") search.set(name, value);
  };
  set("namespace", namespaces.join(","));
  set("labels", labels.trim());
  set("fields", fields.trim());
  set("q", text);
  set("sort", sort === undefined ? "" : `${sort.column}.${sort.descending ? "desc" : "asc"}`);
  set("wide", wide ? "1" : "");
  set("hide", hidden.join(","));
  const written = search.toString();
  return written === "" ? "" : `?${written}`;
}
