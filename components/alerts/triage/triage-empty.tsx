"use client";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/notes";
import { Skeleton } from "@/components/ui/skeleton";
import { StateMark } from "@/components/ui/state";
import type { Problem } from "@/lib/model/problem";

/** The shape of what is coming. */
export function WaitingGroups() {
  return (
    <div className="flex flex-col gap-4 p-4">
      <Skeleton className="h-10 w-full" label="Waiting for the alerts" />
      <Skeleton className="h-10 w-full" />
      <Skeleton className="h-10 w-4/5" />
    </div>
  );
}

/** Castor has no answer at all. */
export function FailedTriage({ problem, onAgain }: { readonly problem: Problem; readonly onAgain: () => void }) {
  return (
    <div className="flex flex-col items-start gap-3 p-4">
      <ProblemNote problem={problem} />
      <Button onClick={onAgain}>Ask again</Button>
    </div>
  );
}

/** Nothing fires, or nothing of it matches; it never says that nothing fires where Castor cannot see. */
export function NoGroups({ narrowed, all, unseen, onShowAll }: { readonly narrowed: boolean; readonly all: number; readonly unseen: readonly string[]; readonly onShowAll: () => void }) {
  if (narrowed) {
    return (
      <div className="flex flex-wrap items-center gap-3 p-4 text-muted">
        <p>Nothing matches{all > 0 ? `; there ${all === 1 ? "is 1 alert" : `are ${all.toLocaleString("en")} alerts`} altogether` : ""}.</p>
        <Button onClick={onShowAll}>Show everything</Button>
      </div>
    );
  }
  if (unseen.length > 0) {
    return (
      <p className="p-4 text-muted">
        <StateMark state="stale">Nothing known</StateMark> No alert is known, but {new Intl.ListFormat("en").format(unseen)} {unseen.length === 1 ? "is" : "are"} out of sight.
      </p>
    );
  }
  return (
    <p className="flex flex-wrap gap-x-2 p-4 text-muted">
      <StateMark state="ok">Nothing fires</StateMark> and nothing waits to. New alerts appear here by themselves.
    </p>
  );
}
