"use client";
import { Columns3 } from "lucide-react";
import { Dropdown } from "./dropdown";
import type { ShownColumn } from "./table-columns";
import type { TableView } from "./table-view";

/** Which columns are in sight; those of `-o wide` come with their own switch. */
export function ColumnChoice({ columns, view, onView }: { readonly columns: readonly ShownColumn[]; readonly view: TableView; readonly onView: (patch: Partial<TableView>) => void }) {
  const offered = columns.filter((column) => column.from !== "name" && (view.wide || !column.wide));
  return (
    <Dropdown
      label="Columns"
      align="right"
      words={
        <>
          <Columns3 aria-hidden="true" width={15} height={15} />
          <span className="max-sm:sr-only">Columns</span>
        </>
      }
    >
      <fieldset className="flex flex-col">
        <legend className="sr-only">Columns</legend>
        {offered.map(({ id, title, description }) => (
          <label key={id} title={description} className="flex cursor-pointer items-center gap-2.5 rounded-s px-2 py-1.5 hover:bg-sunken">
            <input
              type="checkbox"
              checked={!view.hidden.includes(id)}
              onChange={({ target }) => onView({ hidden: target.checked ? view.hidden.filter((name) => name !== id) : [...view.hidden, id] })}
              className="size-4 accent-(--focus)"
            />
            {title}
          </label>
        ))}
      </fieldset>
    </Dropdown>
  );
}
