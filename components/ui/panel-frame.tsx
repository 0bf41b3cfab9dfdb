"use client";
import type { ReactNode } from "react";
import type { PanelState } from "@/lib/model";
import { ProblemNote, StaleNote } from "./notes";
import { Skeleton } from "./skeleton";

/**
 * The frame of every panel: it draws any {@link PanelState}, so that what is inside only draws values.
 * A stale value stays, without colour, under a line with its age and reason.
 */
export function PanelFrame<T>({
  title,
  question,
  aside,
  state,
  waiting,
  level: Heading = "h3",
  children,
}: {
  readonly title: string;
  /** The question the panel answers, in a person's words. */
  readonly question?: string;
  /** Stands at the end of the heading. */
  readonly aside?: ReactNode;
  readonly state: PanelState<T>;
  /** Where the panel stands among the page's headings. */
  readonly level?: "h2" | "h3";
  /** The shape shown while the first value is awaited. */
  readonly waiting?: ReactNode;
  readonly children: (value: T) => ReactNode;
}) {
  return (
    <section aria-label={title} aria-busy={state.status === "loading"} className="flex min-w-0 flex-col rounded-m border border-line bg-surface">
      <header className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 pt-3">
        <Heading className="font-semibold tracking-tight">{title}</Heading>
        {aside}
        {question === undefined ? null : <p className="w-full text-[13px] text-muted">{question}</p>}
      </header>
      <div className="flex flex-1 flex-col gap-2 px-4 pt-2 pb-3.5">
        <PanelBody state={state} waiting={waiting}>
          {children}
        </PanelBody>
      </div>
    </section>
  );
}

/** The inside of a panel without its frame, for places that bring their own. */
export function PanelBody<T>({
  state,
  waiting,
  children,
}: {
  readonly state: PanelState<T>;
  readonly waiting?: ReactNode;
  readonly children: (value: T) => ReactNode;
}) {
  if (state.status === "loading") return waiting ?? <Waiting />;
  if (state.status === "failed") return <ProblemNote problem={state.problem} />;
  return (
    <>
      <StaleNote state={state} />
      <div data-stale={state.status === "stale"} className="min-w-0">
        {children(state.value)}
      </div>
    </>
  );
}

function Waiting() {
  return (
    <div className="flex flex-col gap-2 py-1">
      <Skeleton className="h-4 w-4/5" label="Waiting for the first figures" />
      <Skeleton className="h-4 w-3/5" />
      <Skeleton className="h-4 w-2/3" />
    </div>
  );
}
