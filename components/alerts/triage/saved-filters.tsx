"use client";
import { useState } from "react";
import { Bookmark, Trash2 } from "lucide-react";
import { useTaste } from "@/components/clusters/preferences";
import { Dropdown } from "@/components/objects/table/dropdown";
import { Button, IconButton } from "@/components/ui/button";
import { filterBounds } from "@/lib/model/filter-bounds";

/** The person's own filters by name: applied, saved and removed; Castor remembers them for every browser. */
export function SavedFilters({ filter, onApply }: { readonly filter: string; readonly onApply: (filter: string) => void }) {
  const { filters = [], saveFilter, removeFilter } = useTaste();
  const [name, setName] = useState("");
  const present = filter.trim();
  const named = name.trim();
  const replaces = filters.some((saved) => saved.name === named);
  const full = filters.length >= filterBounds.filters && !replaces;
  const current = filters.find((saved) => saved.filter === present);
  return (
    <Dropdown
      label="Saved filters"
      align="right"
      words={
        <>
          <Bookmark aria-hidden="true" width={14} height={14} fill={current === undefined ? "none" : "currentColor"} />
          <span className="max-w-36 truncate">{current?.name ?? "Saved"}</span>
        </>
      }
    >
      <div className="flex w-72 max-w-full flex-col gap-2 text-[13px]">
        {filters.length === 0 ? <p className="px-1 text-muted">Nothing saved yet. A saved filter is one click away in every browser you sign in with.</p> : null}
        <ul className="flex flex-col">
          {filters.map((saved) => (
            <li key={saved.name} className="flex items-center gap-1">
              <button type="button" aria-pressed={saved === current} onClick={() => onApply(saved.filter)} className="min-w-0 flex-1 rounded-s px-2 py-1 text-left hover:bg-sunken aria-pressed:bg-sunken">
                <span className="block truncate font-medium">{saved.name}</span>
                <span className="block truncate font-mono text-xs text-muted">{saved.filter}</span>
              </button>
              <IconButton aria-label={`Remove ${saved.name}`} onClick={() => removeFilter(saved.name)}>
                <Trash2 aria-hidden="true" width={14} height={14} />
              </IconButton>
            </li>
          ))}
        </ul>
        {present === "" ? (
          <p className="border-t border-line px-1 pt-2 text-xs text-muted">Write a filter to save it.</p>
        ) : (
          <form
            className="flex flex-col gap-1.5 border-t border-line px-1 pt-2"
            onSubmit={(event) => {
              event.preventDefault();
              if (named === "" || full) return;
              saveFilter({ name: named, filter: present });
              setName("");
            }}
          >
            <label className="flex flex-col gap-1 text-xs text-muted">
              Save the present filter as
              <input value={name} onChange={({ target }) => setName(target.value)} maxLength={filterBounds.name} autoComplete="off" className="h-8 rounded-s border border-line-field bg-surface px-2.5 text-[13px] text-text" />
            </label>
            <p role="status" className="text-xs text-muted empty:hidden">
              {full ? `${filterBounds.filters} filters are kept at most: remove one first.` : replaces ? "This replaces the filter of that name." : ""}
            </p>
            <Button type="submit" disabled={named === "" || full} className="self-start">
              {replaces ? "Replace" : "Save"}
            </Button>
          </form>
        )}
      </div>
    </Dropdown>
  );
}
