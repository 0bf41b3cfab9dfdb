"use client";
import type { ReactNode } from "react";
import type { PanelState } from "@/lib/model";
import { Ago } from "@/components/ui/ago";
import { problemTitle } from "@/components/ui/problem-words";
import { Skeleton } from "@/components/ui/skeleton";
import { StateMark } from "@/components/ui/state";

/** What a {@link Stat} draws of its value: a figure, the words beside it on the same line, and what stands below. */
export interface StatParts {
  readonly figure: ReactNode;
  readonly beside?: ReactNode;
  readonly below?: ReactNode;
}

/**
 * One of a row of figures. All share one rhythm (label, figure, below), so their figures stand on one
 * baseline whatever state each of them is in.
 */
export function Stat<T>({ label, state, className = "", children }: { readonly label: string; readonly state: PanelState<T>; readonly className?: string; readonly children: (value: T) => StatParts }) {
  const parts = state.status === "ok" || state.status === "stale" ? children(state.value) : undefined;
  return (
    <div className={`min-w-0 ${className}`} data-stale={state.status === "stale"} aria-busy={state.status === "loading"}>
      <dt className="flex flex-wrap items-center gap-x-2 text-xs text-muted">
        {label}
        {state.status === "stale" ? (
          <span title={state.problem?.message}>
            <StateMark state="stale">
              <Ago at={state.at} />
            </StateMark>
          </span>
        ) : null}
      </dt>
      <dd className="flex h-9 items-baseline gap-2 leading-9">
        {state.status === "loading" ? <Skeleton className="h-5 w-16" label="Waiting" /> : null}
        {state.status === "failed" ? (
          <>
            <span aria-hidden="true" className="text-2xl font-medium text-faint">
              –
            </span>
            <span className="truncate text-[13px] text-muted">{problemTitle(state.problem)}</span>
          </>
        ) : null}
        {parts === undefined ? null : (
          <>
            <span className="text-2xl leading-9 font-medium tracking-tight">{parts.figure}</span>
            <span className="truncate text-[13px] text-muted">{parts.beside}</span>
          </>
        )}
      </dd>
      <dd className="min-h-7 text-[13px]">{parts?.below}</dd>
    </div>
  );
}
