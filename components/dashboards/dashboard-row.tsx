"use client";
import { FileText, Star } from "lucide-react";
import { Go } from "@/components/ui/go";
import type { Dashboard } from "@/lib/model/dashboard";
import { useSource } from "./use-source";

/** One dashboard: where it opens, its tags, and whether it is kept in a ConfigMap. */
export function DashboardRow({ cluster, dashboard, withFolder }: { readonly cluster: string; readonly dashboard: Dashboard; readonly withFolder: boolean }) {
  const { uid, title, folder, tags, starred, href } = dashboard;
  const { row, source } = useSource(cluster, uid);
  return (
    <li ref={row} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2 first:border-t-0 sm:grid sm:grid-cols-[minmax(0,1fr)_9.5rem_minmax(0,14rem)]">
      <span className="w-full min-w-0">
        <Go href={href} className="font-medium wrap-anywhere hover:underline">
          {title}
        </Go>
        {starred ? (
          <>
            <Star aria-hidden="true" width={13} height={13} fill="currentColor" className="ml-1.5 inline align-[-1px] text-muted" />
            <span className="sr-only"> (starred)</span>
          </>
        ) : null}
        {withFolder && folder !== undefined ? <span className="ml-2 text-[13px] text-muted">in {folder}</span> : null}
      </span>
      <span className="text-xs text-muted empty:hidden sm:empty:block">
        {source?.from === undefined ? null : (
          <span title={source.from} className="inline-flex items-center gap-1 whitespace-nowrap">
            <FileText aria-hidden="true" width={13} height={13} className="shrink-0 text-faint" />
            kept in a ConfigMap
          </span>
        )}
      </span>
      {tags.length === 0 ? null : (
        <ul aria-label="Tags" className="flex min-w-0 flex-wrap gap-1 sm:justify-end">
          {tags.map((tag) => (
            <li key={tag} className="rounded-s bg-sunken px-1.5 text-xs leading-5 wrap-anywhere text-muted">
              {tag}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
