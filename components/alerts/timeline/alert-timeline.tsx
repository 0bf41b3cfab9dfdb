"use client";
import { useState } from "react";
import { useNow } from "@/components/live";
import { Ago } from "@/components/ui/ago";
import { More } from "@/components/ui/more";
import { useRenderedAt } from "@/components/ui/snapshots";
import { Go } from "@/components/ui/go";
import type { AlertHistory } from "@/lib/model/alerting/timeline";
import { alertsHref } from "@/lib/model/alerting/hrefs";
import { duration } from "@/lib/model/units";
import { SpellStrip } from "./spell-strip";
import { TransitionLine } from "./transition-line";
import { withoutEchoes } from "./transition-words";

const few = 8;

/** An alert's own past: how often it fires, when, and what people did about it. */
export function AlertTimeline({ cluster, history: { transitions: told, spells, fired } }: { readonly cluster: string; readonly history: AlertHistory }) {
  const transitions = withoutEchoes(told);
  const [all, setAll] = useState(false);
  const now = useNow(30_000, useRenderedAt() ?? 0);
  const shown = all ? transitions : transitions.slice(0, few);
  return (
    <section aria-label="Timeline" className="flex min-w-0 flex-col gap-2.5 rounded-m border border-line bg-surface px-4 pt-3 pb-3.5">
      <header className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-semibold tracking-tight">Timeline</h2>
        <Go href={alertsHref(cluster, "history")} className="text-[13px] text-muted hover:underline">
          What else happened
        </Go>
        <p className="w-full text-[13px] text-muted tabular-nums">{firedWords(fired)}</p>
      </header>
      {spells.length === 0 || now === 0 ? null : <SpellStrip spells={spells} now={now} />}
      {transitions.length === 0 ? <p className="text-[13px] text-muted">Nothing has happened since Castor began to watch.</p> : null}
      {shown.length === 0 ? null : (
        <ol aria-label="What happened, newest first" className="flex flex-col">
          {shown.map((transition) => (
            <li key={transition.id} className="flex items-baseline justify-between gap-3 border-t border-line py-1.5 text-[13px] first:border-t-0">
              <TransitionLine transition={transition} />
              <span className="shrink-0 text-xs text-muted tabular-nums">
                <Ago at={transition.at} every={10_000} />
              </span>
            </li>
          ))}
        </ol>
      )}
      <More hidden={transitions.length - few} all={all} onChange={setAll} className="self-start" />
    </section>
  );
}

/** "Fired 7 times in 30 days, 3 h altogether." */
export function firedWords({ count, total }: AlertHistory["fired"]): string {
  if (count === 0) return "Has not fired in 30 days.";
  return count === 1 ? `Fired once in 30 days, for ${duration(total)}.` : `Fired ${count} times in 30 days, ${duration(total)} altogether.`;
}
