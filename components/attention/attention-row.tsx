"use client";
import { Ago } from "@/components/ui/ago";
import { Go } from "@/components/ui/go";
import { Chip } from "@/components/ui/state";
import type { AttentionItem } from "@/lib/model";
import type { AccentedCluster } from "./accented-cluster";

const words = {
  critical: { state: "crit", word: "Critical" },
  warning: { state: "warn", word: "Warning" },
  info: { state: "info", word: "Notice" },
} as const;

/** One thing that is wrong; the whole row leads to where it is solved. */
export function AttentionRow({ item, cluster }: { readonly item: AttentionItem; readonly cluster: AccentedCluster | undefined }) {
  const { state, word } = words[item.severity];
  return (
    <li className="border-t border-line first:border-t-0">
      <Go
        href={item.href}
        className="grid grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-1.5 px-4 py-2.5 hover:bg-sunken focus-visible:-outline-offset-2 md:grid-cols-[92px_112px_1fr_auto] md:gap-x-4"
        arrow={false}
      >
        <Chip state={state}>{word}</Chip>
        <span data-accent={cluster?.accent} className="flex min-w-0 items-center gap-2">
          <span aria-hidden="true" className="h-3.5 w-[3px] shrink-0 rounded-full bg-accent" />
          <span className="truncate">{cluster?.title ?? item.cluster}</span>
        </span>
        <span className="col-span-3 row-start-2 min-w-0 wrap-anywhere md:col-span-1 md:col-start-3 md:row-start-1">
          <span className="font-semibold">{item.title}</span>
          {item.detail === undefined ? null : <span className="text-muted"> {item.detail.replaceAll(" %", "\u00a0%")}</span>}
        </span>
        <span className="col-start-3 row-start-1 text-right text-muted md:col-start-4">{item.since === undefined ? null : <Ago at={item.since} bare />}</span>
      </Go>
    </li>
  );
}
