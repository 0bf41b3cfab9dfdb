"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { managerWords, type Conflict, type Decisions } from "./conflicts";
import type { Json } from "./json";

interface Props {
  readonly conflicts: readonly Conflict[];
  /** What was decided before. */
  readonly before: Decisions;
  readonly busy: boolean;
  readonly onCheck: (decisions: Decisions) => void;
  readonly onBack: () => void;
}

const choices = [
  { value: "keep", label: "Keep theirs" },
  { value: "take", label: "Take over" },
] as const;

/** A value on one line. */
function shown(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

/** Fields that somebody else looks after, one by one: whose, its value now and yours, and who is to have it. */
export function ConflictList({ conflicts, before, busy, onCheck, onBack }: Props) {
  const [decisions, setDecisions] = useState<Decisions>(() => ({ ...before, ...Object.fromEntries(conflicts.map(({ field }) => [field, before[field] ?? "keep"])) }));
  return (
    <section aria-label="Conflicts" className="flex flex-col gap-3">
      <div role="alert" className="rounded-s bg-warn-bg px-3 py-2 text-[13px]">
        <p className="font-medium text-warn">{conflicts.length === 1 ? "Somebody else looks after a field that you changed." : `Somebody else looks after ${conflicts.length} fields that you changed.`}</p>
        <p>Decide for each: keep their value, or take the field over. What you take over, they may set back at their next run; then tell them, or change it where they read it from.</p>
      </div>
      <ul className="flex flex-col divide-y divide-line rounded-s border border-line">
        {conflicts.map(({ field, words, managers, theirs, yours }) => (
          <li key={field} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2 text-[13px]">
            <div className="min-w-0 flex-1 basis-72">
              <p className="font-medium wrap-anywhere">{words}</p>
              <p className="text-muted wrap-anywhere">
                Set by {managerWords(managers)} to <code className="font-mono text-xs text-text">{shown(theirs)}</code>; yours is <code className="font-mono text-xs text-text">{shown(yours)}</code>.
              </p>
            </div>
            <Segmented label={`Who decides ${words}`} segments={choices} value={decisions[field] ?? "keep"} onChange={(decision) => setDecisions({ ...decisions, [field]: decision })} />
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="mr-auto text-[13px] text-muted">{busy ? "Kubernetes is asked again…" : ""}</p>
        <Button aria-disabled={busy} onClick={busy ? undefined : onBack}>
          Back to the text
        </Button>
        <Button aria-disabled={busy} className="border-text" onClick={busy ? undefined : () => onCheck(decisions)}>
          Check again
        </Button>
      </div>
    </section>
  );
}
