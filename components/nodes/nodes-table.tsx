"use client";
import { memo, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { ArrowDown, ArrowUp } from "lucide-react";
import { getCoreRowModel, getFilteredRowModel, getSortedRowModel, useReactTable, type Header, type Row, type SortingState } from "@tanstack/react-table";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { matchesWords, nodesColumns } from "./nodes-columns";
import { NodesRow, type RowCluster } from "./nodes-row";
import type { Entry, NodesStore } from "./nodes-store";

const widths: Readonly<Record<string, string>> = {
  name: "w-auto",
  cluster: "w-28 max-md:hidden",
  ready: "w-28 max-md:hidden",
  cpu: "w-44 max-md:w-[88px]",
  memory: "w-44 max-md:w-[88px]",
  received: "w-28 max-lg:hidden",
  sent: "w-28 max-lg:hidden",
  load: "w-20 max-lg:hidden",
  disk: "w-30 max-lg:hidden",
};
const toTheRight = new Set(["received", "sent", "load", "disk"]);

/**
 * The nodes as a table of which only what is in sight exists. Sorting and filtering work on the list,
 * which settles from time to time; each row follows its own figures.
 */
export function NodesTable({
  store,
  clusters,
  sorting,
  onSorting,
  filter,
  empty,
}: {
  readonly store: NodesStore;
  /** The clusters in sight by id; with one only, its column is left out. */
  readonly clusters: Readonly<Record<string, RowCluster>>;
  readonly sorting: SortingState;
  readonly onSorting: (next: SortingState) => void;
  readonly filter: string;
  /** Stands where no row is left. */
  readonly empty: React.ReactNode;
}) {
  const list = useSyncExternalStore(store.subscribeList, store.list, store.list);
  const data = useMemo(() => list.filter(({ cluster }) => Object.hasOwn(clusters, cluster)), [list, clusters]);
  const several = Object.keys(clusters).length > 1;
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions change with its state, and none goes to a memoised child
  const table = useReactTable<Entry>({
    data,
    columns: nodesColumns,
    state: { sorting, globalFilter: filter.trim(), columnVisibility: { cluster: several } },
    onSortingChange: (next) => onSorting(typeof next === "function" ? next(sorting) : next),
    enableSortingRemoval: false,
    globalFilterFn: matchesWords,
    getColumnCanGlobalFilter: () => true,
    getRowId: ({ key }) => key,
    getCoreRowModel: getCoreRowModel(),
    getFilteredRowModel: getFilteredRowModel(),
    getSortedRowModel: getSortedRowModel(),
  });
  const { rows } = table.getRowModel();
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  if (rows.length === 0) return empty;
  return (
    <table aria-rowcount={rows.length + 1} className="w-full table-fixed border-collapse text-[13px]">
      <caption className="sr-only">Nodes with their live figures</caption>
      <thead className="sticky top-13 z-10 bg-surface shadow-[0_1px_0_var(--line)]">
        <tr aria-rowindex={1} className="h-9 text-left text-muted">
          {headers.map((header) => (
            <HeaderCell key={header.id} header={header} />
          ))}
        </tr>
      </thead>
      <Body rows={rows} store={store} clusters={several ? clusters : undefined} />
    </table>
  );
}

/** The rows in sight: the only part that is drawn again while somebody scrolls. */
const Body = memo(function Body({ rows, store, clusters }: { readonly rows: readonly Row<Entry>[]; readonly store: NodesStore; readonly clusters: Readonly<Record<string, RowCluster>> | undefined }) {
  const body = useRef<HTMLTableSectionElement>(null);
  const { items, before, after } = useWindow(rows.length, body);
  return (
    <tbody ref={body}>
      {before > 0 ? <tr aria-hidden="true" style={{ height: before }} /> : null}
      {items.map((index) => {
        const row = rows[index];
        return row === undefined ? null : <NodesRow key={row.id} id={row.id} index={index} store={store} cluster={clusters?.[row.original.cluster]} />;
      })}
      {after > 0 ? <tr aria-hidden="true" style={{ height: after }} /> : null}
    </tbody>
  );
});

function HeaderCell({ header }: { readonly header: Header<Entry, unknown> }) {
  const { column, id } = header;
  const sorted = column.getIsSorted();
  const right = toTheRight.has(id);
  return (
    <th scope="col" aria-sort={sorted === false ? "none" : sorted === "asc" ? "ascending" : "descending"} className={`${widths[id] ?? ""} font-medium ${id === "name" ? "pl-4" : ""} ${right ? "pr-4 text-right" : "pr-3"}`}>
      <button type="button" onClick={column.getToggleSortingHandler()} className={`hit inline-flex items-center gap-1 whitespace-nowrap hover:text-text ${sorted === false ? "" : "text-text"}`}>
        {String(column.columnDef.header)}
        {sorted === false ? null : sorted === "asc" ? <ArrowUp aria-hidden="true" width={12} height={12} /> : <ArrowDown aria-hidden="true" width={12} height={12} />}
      </button>
    </th>
  );
}

const narrow = "(max-width: 767px)";

/** The rows in sight, and the heights that stand for those before and after them, px. */
function useWindow(count: number, body: React.RefObject<HTMLElement | null>) {
  const isNarrow = useSyncExternalStore(
    (listener) => {
      const media = matchMedia(narrow);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => matchMedia(narrow).matches,
    () => false,
  );
  const height = isNarrow ? 84 : 44;
  const [margin, setMargin] = useState(0);
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => height,
    overscan: 10,
    // Rows beyond the edge are there already: nothing has to be drawn before the browser may scroll.
    useFlushSync: false,
    scrollMargin: margin,
    initialRect: { width: 1280, height: 900 },
    getItemKey: (index) => `${height} ${index}`,
  });
  useEffect(() => {
    const measure = () => setMargin(body.current === null ? 0 : Math.round(body.current.getBoundingClientRect().top + window.scrollY));
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [body]);
  const found = virtual.getVirtualItems();
  const first = found[0]?.index ?? 0;
  const last = found.at(-1)?.index ?? -1;
  return { items: found.map(({ index }) => index), before: first * height, after: Math.max(0, (count - 1 - last) * height) };
}
