import { createColumnHelper, type FilterFn, type SortingState } from "@tanstack/react-table";
import type { Entry } from "./nodes-store";

const column = createColumnHelper<Entry>();
const names = new Intl.Collator("en", { numeric: true });
const byName = (a: Entry, b: Entry) => names.compare(a.row.name, b.row.name);

/** A column of figures: the highest first, and what nobody knows always last. */
const figure = (id: "cpu" | "memory" | "received" | "sent" | "load" | "disk", header: string) =>
  column.accessor(({ row }) => row[id] ?? undefined, { id, header, sortUndefined: "last", sortDescFirst: true, sortingFn: "basic" });

/** The columns of the page of all nodes, in their order. */
export const nodesColumns = [
  column.accessor(({ row }) => row.name, { id: "name", header: "Node", sortingFn: (a, b) => byName(a.original, b.original) }),
  column.accessor(({ cluster }) => cluster, { id: "cluster", header: "Cluster", sortingFn: (a, b) => names.compare(a.original.cluster, b.original.cluster) || byName(a.original, b.original) }),
  column.accessor(({ row }) => (row.ready ? 1 : 0), { id: "ready", header: "State", sortingFn: (a, b) => Number(a.original.row.ready) - Number(b.original.row.ready) || byName(a.original, b.original) }),
  figure("cpu", "CPU"),
  figure("memory", "Memory"),
  figure("received", "Network in"),
  figure("sent", "Network out"),
  figure("load", "Load"),
  figure("disk", "Fullest disk"),
];

const ids = new Set<string | undefined>(nodesColumns.map(({ id }) => id));

/** Reads `?sort=cpu.desc`; what is no column sorts by name. */
export function readSort(text: string | undefined): SortingState {
  const [id = "", direction] = (text ?? "").split(".");
  return ids.has(id) ? [{ id, desc: direction === "desc" }] : [{ id: "name", desc: false }];
}

/** Writes it; the default is not written. */
export function writeSort([first]: SortingState): string | undefined {
  if (first === undefined || (first.id === "name" && !first.desc)) return undefined;
  return `${first.id}.${first.desc ? "desc" : "asc"}`;
}

/** Keeps the rows in whose name, cluster or state every word of the filter stands. */
export const matchesWords: FilterFn<Entry> = ({ original: { row, cluster } }, _column, text: string) => {
  const told = `${row.name} ${cluster} ${row.ready ? "ready" : "not-ready"}`.toLowerCase();
  return text.toLowerCase().replace(/not ready/g, "not-ready").split(/\s+/).every((word) => told.includes(word));
};
