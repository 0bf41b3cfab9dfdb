"use client";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore, type KeyboardEvent, type MouseEvent } from "react";
import { ArrowDown, ArrowUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { useVirtualizer } from "@tanstack/react-virtual";
import { objectHref, type ResourceId, type TableRow } from "@/lib/model";
import { ObjectRow, rowId } from "./object-row";
import { choose, chooseAll, type Selected } from "./selected";
import { columnWidth, type ShownColumn } from "./table-columns";
import type { TableView } from "./table-view";

interface Props {
  readonly label: string;
  readonly cluster: string;
  readonly resource: ResourceId;
  readonly rows: readonly TableRow[];
  readonly columns: readonly ShownColumn[];
  readonly longest: ReadonlyMap<string, number>;
  readonly sort: TableView["sort"];
  readonly onSort: (sort: TableView["sort"]) => void;
  readonly selected: Selected;
  readonly onSelected: (change: (before: Selected) => Selected) => void;
  readonly stale: boolean;
}

/** On a phone only the first columns are in sight: the name and what kubectl tells next. */
const onPhones = ({ from }: ShownColumn) => (from === "name" ? 0 : from === "namespace" ? 2 : 1);

const narrow = "(max-width: 767px)";
const headHeight = 36;
const checkWidth = 36;

function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(narrow);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => matchMedia(narrow).matches,
    () => false,
  );
}

/**
 * Objects as a grid of which only what is in sight exists. The keyboard: arrows or j and k move, Enter opens,
 * x or Space selects, with Shift from the last one on; Ctrl A selects all, Escape none.
 */
export function ObjectsGrid({ label, cluster, resource, rows, columns: asked, longest, sort, onSort, selected, onSelected, stale }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<string>();
  const router = useRouter();
  const isNarrow = useNarrow();
  const height = isNarrow ? 44 : 36;
  const columns = useMemo(() => (isNarrow ? asked.toSorted((a, b) => onPhones(a) - onPhones(b)) : asked), [asked, isNarrow]);
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions change with its state, and none goes to a memoised child
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => height,
    overscan: 8,
    useFlushSync: false,
    scrollPaddingStart: headHeight,
    initialRect: { width: 1200, height: 800 },
    getItemKey: (index) => `${height} ${index}`,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;
  const index = at === undefined ? -1 : rows.findIndex(({ id }) => id === at);

  const move = (to: number, range: boolean) => {
    const next = Math.max(0, Math.min(rows.length - 1, to));
    const row = rows[next];
    if (row === undefined) return;
    setAt(row.id);
    virtual.scrollToIndex(next);
    if (range) onSelected((before) => choose(before.anchor === undefined && index >= 0 ? choose(before, rows, index, false) : before, rows, next, true));
  };
  const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 400) / height) - 2);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey || event.metaKey) return;
    const row = rows[index];
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => move(index + 1, event.shiftKey),
      j: () => move(index + 1, false),
      ArrowUp: () => move(index - 1, event.shiftKey),
      k: () => move(index - 1, false),
      PageDown: () => move(index + page, event.shiftKey),
      PageUp: () => move(index - page, event.shiftKey),
      Home: () => move(0, event.shiftKey),
      End: () => move(rows.length - 1, event.shiftKey),
      Enter: () => row !== undefined && router.push(objectHref(cluster, { ...resource, ...(row.namespace === undefined ? {} : { namespace: row.namespace }), name: row.name })),
      x: () => onSelected((before) => choose(before, rows, index, false)),
      " ": () => onSelected((before) => choose(before, rows, index, event.shiftKey)),
      Escape: () => onSelected(() => ({ ids: new Set(), anchor: undefined })),
    };
    const all = event.ctrlKey && event.key === "a" ? () => onSelected((before) => chooseAll(before, rows)) : undefined;
    const act = event.ctrlKey ? all : keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };

  /** Goes to an object without a new page; a click that wants a tab of its own is the browser's. */
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link === null || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.push(new URL(link.href).pathname);
  };

  const widths = columns.map((column) => columnWidth(column, longest.get(column.id) ?? 0));
  const total = widths.reduce((sum, width) => sum + width, checkWidth);
  const chosen = rows.length > 0 && rows.every(({ id }) => selected.ids.has(id));
  const some = !chosen && selected.ids.size > 0;
  const latest = useRef(rows);
  useEffect(() => {
    latest.current = rows;
  });
  const onChoose = useCallback((place: number, range: boolean) => onSelected((before) => choose(before, latest.current, place, range)), [onSelected]);
  return (
    <div ref={frame} className="max-h-[max(340px,calc(100dvh-276px))] overflow-auto overscroll-x-contain max-md:max-h-[calc(100dvh-150px)]">
      <table
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable="true"
        aria-activedescendant={index >= first && index <= last && rows[index] !== undefined ? rowId(rows[index].id) : undefined}
        tabIndex={0}
        data-stale={stale}
        onKeyDown={onKeyDown}
        onClick={onClick}
        style={{ width: `max(100%, ${total}px)` }}
        className="group/grid table-fixed border-separate border-spacing-0 text-[13px] outline-offset-[-2px]"
      >
        <colgroup>
          <col style={{ width: checkWidth }} />
          {columns.map(({ id, from }, place) => (
            // The name takes what is left over.
            <col key={id} style={from === "name" ? undefined : { width: widths[place] }} />
          ))}
        </colgroup>
        <thead className="sticky top-0 z-[3] bg-surface">
          <tr aria-rowindex={1} className="h-9 text-left text-muted">
            <th scope="col" className="sticky left-0 z-[2] border-b border-line bg-surface p-0">
              <label className="flex h-9 cursor-pointer items-center justify-center">
                <input
                  type="checkbox"
                  aria-label="Select all that are shown"
                  checked={chosen}
                  ref={(box) => void (box !== null && (box.indeterminate = some))}
                  onChange={() => onSelected((before) => chooseAll(before, rows))}
                  className="size-4 accent-(--focus)"
                />
              </label>
            </th>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {first > 0 ? <tr aria-hidden="true" style={{ height: first * height }} /> : null}
          {items.map(({ index: place }) => {
            const row = rows[place];
            return row === undefined ? null : (
              <ObjectRow
                key={row.id}
                row={row}
                index={place}
                cluster={cluster}
                resource={resource}
                columns={columns}
                selected={selected.ids.has(row.id)}
                current={row.id === at}
                onChoose={onChoose}
                onPoint={setAt}
              />
            );
          })}
          {last < rows.length - 1 ? <tr aria-hidden="true" style={{ height: (rows.length - 1 - last) * height }} /> : null}
        </tbody>
      </table>
    </div>
  );
}

/** The heading of a column: one click sorts, the next turns around, the third goes back to kubectl's order. */
function HeaderCell({ column, sort, onSort }: { readonly column: ShownColumn; readonly sort: TableView["sort"]; readonly onSort: (sort: TableView["sort"]) => void }) {
  const sorted = sort?.column === column.id ? (sort.descending ? "descending" : "ascending") : "none";
  const next = sorted === "none" ? { column: column.id, descending: false } : sorted === "ascending" ? { column: column.id, descending: true } : undefined;
  return (
    <th scope="col" aria-sort={sorted} title={column.description === "" ? undefined : column.description} className={`border-b border-line bg-surface px-3 font-medium ${column.from === "name" ? "sticky left-9 z-[2]" : ""}`}>
      <button type="button" onClick={() => onSort(next)} className={`hit inline-flex max-w-full items-center gap-1 whitespace-nowrap hover:text-text ${sorted === "none" ? "" : "text-text"}`}>
        <span className="truncate">{column.title}</span>
        {sorted === "none" ? null : sorted === "ascending" ? <ArrowUp aria-hidden="true" width={12} height={12} /> : <ArrowDown aria-hidden="true" width={12} height={12} />}
      </button>
    </th>
  );
}
