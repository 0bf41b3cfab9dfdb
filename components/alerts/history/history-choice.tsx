"use client";
import { useRouter } from "next/navigation";
import { useServerClock } from "@/components/live";
import { Button } from "@/components/ui/button";
import { useHydrated } from "@/components/ui/hydrated";
import { Segmented } from "@/components/ui/segmented";
import { historyHref, historySpans, historyStretch, longestSpan, type HistorySearch, type HistorySpan } from "./history-search";
import { fieldTime } from "./local-time";

const field = "h-8 min-w-0 rounded-s border border-line-field bg-surface px-2.5 text-[13px] text-text placeholder:text-faint";
const segments = [...Object.entries(historySpans).map(([value, label]) => ({ value: value as HistorySpan | "own", label })), { value: "own" as const, label: "Own" }];

/** Of which time and of which alerts; all of it is in the address. */
export function HistoryChoice({ cluster, search }: { readonly cluster: string; readonly search: HistorySearch }) {
  const router = useRouter();
  const clock = useServerClock();
  const isHydrated = useHydrated();
  const isOwn = search.from !== undefined;
  const go = (next: HistorySearch) => router.push(historyHref(cluster, next), { scroll: false });
  const choose = (value: HistorySpan | "own") => go(value === "own" ? { ...historyStretch(search, clock()), filter: search.filter } : { span: value, filter: search.filter });
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2.5">
      <Segmented label="Of which time" segments={segments} value={isOwn ? "own" : (search.span ?? "night")} onChange={choose} />
      <form
        role="search"
        aria-label="Narrow what happened"
        key={JSON.stringify([search, isHydrated])}
        onSubmit={(event) => {
          event.preventDefault();
          go(readForm(new FormData(event.currentTarget), search));
        }}
        className="flex w-full min-w-0 flex-wrap items-end gap-2.5 sm:w-auto sm:flex-1 sm:basis-80"
      >
        {isOwn && isHydrated ? (
          <>
            <Moment name="from" label="From" at={search.from} />
            <Moment name="to" label="To" at={search.to} />
          </>
        ) : null}
        <label className="flex min-w-0 flex-1 basis-56 flex-col gap-1 text-xs text-muted">
          Filter
          <input name="filter" data-filter="" defaultValue={search.filter} placeholder={'severity=critical namespace=~"p47.*"'} autoComplete="off" autoCapitalize="off" spellCheck={false} maxLength={2_000} className={`${field} w-full`} />
        </label>
        <Button type="submit">Show</Button>
      </form>
    </div>
  );
}

function Moment({ name, label, at }: { readonly name: string; readonly label: string; readonly at: number | undefined }) {
  return (
    <label className="flex min-w-0 flex-col gap-1 text-xs text-muted">
      {label}
      <input type="datetime-local" name={name} required defaultValue={at === undefined ? "" : fieldTime(at)} className={field} />
    </label>
  );
}

/** An end before its beginning is turned around, and what is too long is cut at its beginning. */
export function readForm(form: FormData, search: HistorySearch): HistorySearch {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const filter = text("filter");
  const moments = [Date.parse(text("from")), Date.parse(text("to"))].sort((a, b) => a - b);
  const [from = NaN, to = NaN] = moments;
  if (search.from === undefined || Number.isNaN(from) || Number.isNaN(to) || from === to) return { ...search, filter };
  return { from: Math.max(from, to - longestSpan), to, filter };
}
