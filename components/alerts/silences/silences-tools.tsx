"use client";
import { silenceSorts, silenceStates, type SilencesSearch, type SilencesSort, type SilencesState } from "./silences-search";

const field = "h-8 min-w-0 rounded-s border border-line-field bg-surface px-2.5 text-[13px] text-text placeholder:text-faint max-sm:w-full";
const label = "flex min-w-0 flex-col gap-1 text-xs text-muted max-sm:w-full";

/** Narrows and sorts the inventory as one types. */
export function SilencesTools({ search, onChange }: { readonly search: SilencesSearch; readonly onChange: (patch: Partial<SilencesSearch>) => void }) {
  return (
    <form role="search" aria-label="Narrow the silences" onSubmit={(event) => event.preventDefault()} className="flex flex-wrap items-end gap-2">
      <label className={label}>
        Filter
        <input type="search" data-filter="" value={search.filter} onChange={({ target }) => onChange({ filter: target.value })} placeholder="matcher, reason, creator, alert" autoComplete="off" spellCheck={false} className={`w-72 ${field}`} />
      </label>
      <label className={label}>
        Show
        <select value={search.state} onChange={({ target }) => onChange({ state: target.value as SilencesState })} className={field}>
          {Object.entries(silenceStates).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label className={label}>
        Sort
        <select value={search.sort} onChange={({ target }) => onChange({ sort: target.value as SilencesSort })} className={field}>
          {Object.entries(silenceSorts).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label className="flex h-8 items-center gap-2 text-[13px]">
        <input type="checkbox" checked={search.mine} onChange={({ target }) => onChange({ mine: target.checked })} className="size-4 accent-(--focus)" />
        Only yours
      </label>
    </form>
  );
}
