"use client";
import { memo, useState } from "react";
import { objectHref, type ResourceId, type TableRow } from "@/lib/model";
import { ObjectCell } from "./object-cell";
import type { ShownColumn } from "./table-columns";

interface Props {
  readonly row: TableRow;
  readonly index: number;
  readonly cluster: string;
  readonly resource: ResourceId;
  readonly columns: readonly ShownColumn[];
  readonly selected: boolean;
  /** The keyboard stands on it. */
  readonly current: boolean;
  readonly onChoose: (index: number, range: boolean) => void;
  /** The keyboard is to go on from here. */
  readonly onPoint: (id: string) => void;
}

export const rowId = (id: string): string => `row-${id}`;

/** The cells that differ; rows of another table share none. */
const changes = (before: TableRow, now: TableRow): ReadonlySet<number> => new Set(now.cells.flatMap((cell, index) => (cell === before.cells[index] ? [] : [index])));
const none: ReadonlySet<number> = new Set();

/** One object. Cells that changed while one looks are marked for a moment. */
export const ObjectRow = memo(function ObjectRow({ row, index, cluster, resource, columns, selected, current, onChoose, onPoint }: Props) {
  const [shown, setShown] = useState({ row, marks: none, turn: 0 });
  if (shown.row !== row) setShown({ row, marks: changes(shown.row, row), turn: shown.turn + 1 });
  return (
    <tr
      id={rowId(row.id)}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-current={current}
      onClick={() => onPoint(row.id)}
      className="group h-9 bg-surface hover:bg-sunken aria-selected:bg-bg data-[current=true]:outline-2 data-[current=true]:-outline-offset-2 data-[current=true]:outline-transparent group-focus-visible/grid:data-[current=true]:outline-focus max-md:h-11"
    >
      <td className={`sticky left-0 z-[1] border-t border-line bg-inherit p-0 text-center ${selected ? "shadow-[inset_3px_0_0_var(--focus)]" : ""}`}>
        <label className="flex h-9 cursor-pointer items-center justify-center max-md:h-11">
          <input
            type="checkbox"
            tabIndex={-1}
            checked={selected}
            aria-label={`Select ${row.name}`}
            onChange={() => undefined}
            onClick={(event) => {
              event.stopPropagation();
              onChoose(index, event.shiftKey);
            }}
            className="size-4 accent-(--focus)"
          />
        </label>
      </td>
      {columns.map((column) => {
        const changed = column.from === "cell" && shown.marks.has(column.index);
        if (column.from === "name") {
          return (
            <th key={column.id} scope="row" className="sticky left-9 z-[1] truncate border-t border-line bg-inherit px-3 text-left font-medium max-md:max-w-48">
              {/* An ordinary link, of which there may be many: the grid follows it. */}
              <a href={objectHref(cluster, { ...resource, ...(row.namespace === undefined ? {} : { namespace: row.namespace }), name: row.name })} title={row.name} tabIndex={-1} className="hover:underline">
                {row.name}
              </a>
            </th>
          );
        }
        return (
          <td key={column.id} className={`truncate border-t border-line px-3 ${column.from === "namespace" ? "text-muted" : ""}`}>
            <span key={changed ? shown.turn : 0} className={changed ? "changed" : undefined}>
              <ObjectCell row={row} column={column} />
            </span>
          </td>
        );
      })}
    </tr>
  );
});
