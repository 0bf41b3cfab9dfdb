"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { Namespaces } from "@/lib/model";
import { ColumnChoice } from "./column-choice";
import { NamespaceChoice } from "./namespace-choice";
import { parseFields, parseLabels } from "./selector";
import { SelectorField } from "./selector-field";
import type { ShownColumn } from "./table-columns";
import type { TableView } from "./table-view";

/** What narrows a table: words, namespaces, selectors; and which columns it has. */
export function Toolbar({
  view,
  onView,
  columns,
  namespaced,
  namespaces,
}: {
  readonly view: TableView;
  readonly onView: (patch: Partial<TableView>) => void;
  readonly columns: readonly ShownColumn[];
  readonly namespaced: boolean;
  readonly namespaces: Namespaces | undefined;
}) {
  const [open, setOpen] = useState(view.labels !== "" || view.fields !== "");
  return (
    <div role="search" aria-label="Narrow what is shown" className="flex flex-wrap items-start gap-2">
      <input
        type="search"
        aria-label="Filter rows"
        placeholder="Filter rows"
        value={view.text}
        onChange={({ target }) => onView({ text: target.value })}
        data-filter=""
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={253}
        className="h-8 w-full rounded-s border border-line-field bg-surface px-2.5 text-[13px] placeholder:text-faint sm:w-56"
      />
      {namespaced ? <NamespaceChoice known={namespaces} chosen={view.namespaces} onChoose={(names) => onView({ namespaces: names })} /> : null}
      <div className={`contents ${open ? "" : "max-sm:*:hidden"}`}>
        <SelectorField label="Label selector" placeholder="Labels: app=blueapi" value={view.labels} parse={parseLabels} onChange={(labels) => onView({ labels })} />
        <SelectorField label="Field selector" placeholder="Fields: status.phase!=Running" value={view.fields} parse={parseFields} onChange={(fields) => onView({ fields })} />
      </div>
      <Button aria-expanded={open} onClick={() => setOpen(!open)} className="sm:hidden">
        Selectors
      </Button>
      <span className="ml-auto flex gap-2">
        <label className="flex h-8 cursor-pointer items-center gap-2 rounded-s px-1 text-[13px] text-muted">
          <input type="checkbox" checked={view.wide} onChange={({ target }) => onView({ wide: target.checked })} className="size-4 accent-(--focus)" />
          Wide
        </label>
        <ColumnChoice columns={columns} view={view} onView={onView} />
      </span>
    </div>
  );
}
