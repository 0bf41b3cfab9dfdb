"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { More } from "@/components/ui/more";
import { tagCounts, type DashboardsSearch } from "./dashboards-search";
import type { Dashboard } from "@/lib/model/dashboard";

/** So many tags are in sight at first. */
const shown = 10;

/** Narrows the list as one types and chooses tags. */
export function DashboardsTools({ dashboards, search, onChange }: { readonly dashboards: readonly Dashboard[]; readonly search: DashboardsSearch; readonly onChange: (search: DashboardsSearch) => void }) {
  const [all, setAll] = useState(false);
  const tags = tagCounts(dashboards);
  const inSight = tags.filter(([tag], index) => all || index < shown || search.tags.includes(tag));
  return (
    <form role="search" aria-label="Narrow the dashboards" onSubmit={(event) => event.preventDefault()} className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <input
        type="search"
        aria-label="Search dashboards"
        placeholder="Search title, folder, tag"
        value={search.text}
        onChange={({ target }) => onChange({ ...search, text: target.value })}
        data-filter=""
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        className="h-8 w-72 rounded-s border border-line-field bg-surface px-2.5 text-[13px] placeholder:text-faint max-sm:w-full"
      />
      {tags.length === 0 ? null : (
        <div role="group" aria-label="Tags" className="flex min-w-0 flex-wrap items-center gap-1.5">
          {inSight.map(([tag, count]) => {
            const chosen = search.tags.includes(tag);
            return (
              <button
                key={tag}
                type="button"
                aria-pressed={chosen}
                onClick={() => onChange({ ...search, tags: chosen ? search.tags.filter((one) => one !== tag) : [...search.tags, tag] })}
                className="min-h-7 rounded-full border border-line-strong px-2.5 text-xs wrap-anywhere text-muted hover:border-faint aria-pressed:border-text aria-pressed:bg-raised aria-pressed:font-medium aria-pressed:text-text"
              >
                {tag} <span className="text-faint">{count}</span>
              </button>
            );
          })}
          <More hidden={tags.length - shown} all={all} onChange={setAll} className="h-7 text-xs" />
        </div>
      )}
      {search.text === "" && search.tags.length === 0 ? null : <Button onClick={() => onChange({ text: "", tags: [] })}>Show all</Button>}
    </form>
  );
}
