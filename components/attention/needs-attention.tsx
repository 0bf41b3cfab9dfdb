"use client";
import { useState } from "react";
import { More } from "@/components/ui/more";
import { useHydrated } from "@/components/ui/hydrated";
import { Skeleton } from "@/components/ui/skeleton";
import { StateMark } from "@/components/ui/state";
import type { AccentedCluster } from "./accented-cluster";
import { AttentionRow } from "./attention-row";
import { Gather } from "./gather";
import { overview, type Overview } from "./merge";
import { greeting, joined, sentence } from "./sentence";

const shown = 6;

/**
 * The heading that says how things are, and the few things that are wrong now. `hour` is the server's
 * hour of the day: the greeting follows it until the browser's own clock is known.
 */
export function NeedsAttention({ clusters, hour }: { readonly clusters: readonly AccentedCluster[]; readonly hour: number }) {
  const hydrated = useHydrated();
  return (
    <Gather clusters={clusters} found={[]}>
      {(watched) => {
        const now = overview(watched);
        return (
          <section aria-labelledby="how-things-are">
            <h1 id="how-things-are" aria-live="polite" className="text-xl font-semibold tracking-tight sm:text-[22px] sm:leading-7">
              {greeting(hydrated ? new Date().getHours() : hour)} {sentence(now)}
            </h1>
            <AttentionList now={now} clusters={clusters} />
          </section>
        );
      }}
    </Gather>
  );
}

function AttentionList({ now, clusters }: { readonly now: Overview; readonly clusters: readonly AccentedCluster[] }) {
  const [all, setAll] = useState(false);
  const items = all ? now.items : now.items.slice(0, shown);
  const more = now.items.length - shown;
  return (
    <>
      <h2 className="mt-1 text-[13px] text-muted">{now.items.length > 0 ? "Needs attention, worst first" : "Needs attention"}</h2>
      <div className="mt-3 overflow-hidden rounded-m border border-line bg-surface" aria-busy={now.waiting}>
        {now.waiting ? (
          <p className="px-4 py-3">
            <Skeleton className="h-4 w-56 align-middle" label="Asking the clusters" />
          </p>
        ) : null}
        {!now.waiting && items.length === 0 ? (
          <p className="flex flex-wrap gap-x-2 px-4 py-2.5 text-muted">
            <StateMark state={now.unseen.length > 0 ? "stale" : "ok"}>{now.unseen.length > 0 ? "Nothing known" : "Nothing"}</StateMark>
            No node, tool or alert asks for you.
          </p>
        ) : null}
        <ul>
          {items.map((item) => (
            <AttentionRow key={`${item.cluster} ${item.id}`} item={item} cluster={clusters.find(({ id }) => id === item.cluster)} />
          ))}
        </ul>
        {now.unseen.length > 0 && !now.waiting ? (
          <p className="border-t border-line px-4 py-2 text-[13px] text-stale first:border-t-0">
            <StateMark state="stale">Incomplete</StateMark> No fresh word from {joined(now.unseen)}; what is shown may be old.
          </p>
        ) : null}
        {more > 0 ? (
          <p className="border-t border-line px-4 py-2">
            <More hidden={more} all={all} onChange={setAll} />
          </p>
        ) : null}
      </div>
    </>
  );
}
