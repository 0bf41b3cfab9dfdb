"use client";
import { useEffect, useEffectEvent } from "react";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/notes";
import { Skeleton } from "@/components/ui/skeleton";
import { Chip, StateIcon } from "@/components/ui/state";
import { formatMatcher } from "@/lib/model/alerting/matcher-text";
import type { Silence } from "@/lib/model/alerting/silence";
import type { FilterVocabulary } from "@/lib/model/alerting/triage";
import { CoveredAlerts } from "./covered-alerts";
import { MatcherRows } from "./matcher-rows";
import { SimilarSilences } from "./similar-silences";
import { counted, type Draft } from "./silence-draft";
import { usePreview } from "./use-preview";

interface Props {
  readonly cluster: string;
  readonly draft: Draft;
  /** "Silence 1 of 3"; nothing where there is only one. */
  readonly title: string | undefined;
  readonly id: string | undefined;
  readonly selected: readonly string[];
  readonly endsAt: number;
  readonly words: FilterVocabulary | undefined;
  readonly busy: boolean;
  readonly onChange: (draft: Draft) => void;
  readonly onExtend: (silence: Silence) => void;
  readonly onRemove: (() => void) | undefined;
}

/** One silence to be made: its matchers, exactly what they cover as one types, and what stands against it. */
export function DraftCard({ cluster, draft, title, id, selected, endsAt, words, busy, onChange, onExtend, onRemove }: Props) {
  const { preview, problem, waiting } = usePreview({ cluster, matchers: draft.matchers, endsAt, id, selected });
  const refusals = problem === undefined ? (preview?.refusals ?? []) : [problem.message];
  const covers = preview?.alerts.map((alert) => alert.id);
  const tell = useEffectEvent(() => {
    if (waiting || (covers === undefined && problem === undefined)) return;
    const known = covers ?? [];
    if (draft.checking !== true && known.join() === draft.covers.join() && refusals.join() === draft.refusals.join()) return;
    const { checking: _, ...rest } = draft;
    onChange({ ...rest, covers: known, refusals });
  });
  const told = `${waiting} ${draft.checking} ${(covers ?? []).join()} ${refusals.join()}`;
  useEffect(() => tell(), [told]);
  return (
    <section aria-label={title ?? "The silence"} className="flex flex-col gap-3 rounded-s border border-line px-3 py-3">
      {title === undefined ? null : (
        <header className="flex items-center justify-between gap-2">
          <h3 className="text-[13px] font-medium">{title}</h3>
          {onRemove === undefined ? null : <Button onClick={onRemove}>Leave this one out</Button>}
        </header>
      )}
      <MatcherRows label="Matchers" matchers={draft.matchers} words={words} onChange={(matchers) => onChange({ ...draft, matchers, refusals: [], checking: true })} />
      {refusals.length === 0 ? null : (
        <ul role="alert" aria-label="Why it may not be made" className="flex flex-col gap-1 rounded-s bg-crit-bg px-3 py-2 text-[13px]">
          {refusals.map((refusal) => (
            <li key={refusal} className="flex items-start gap-2 wrap-anywhere">
              <span className="mt-0.5">
                <StateIcon state="crit" size={15} />
              </span>
              {refusal}
            </li>
          ))}
        </ul>
      )}
      <div aria-busy={waiting} className={waiting ? "opacity-60" : ""}>
        {preview === undefined ? problem?.code === "unreachable" ? <ProblemNote problem={problem} /> : waiting ? <Skeleton className="h-5 w-56" label="Asking what it would cover" /> : null : <CoveredAlerts preview={preview} />}
      </div>
      {preview === undefined || preview.warnings.length === 0 ? null : (
        <ul aria-label="What one should know" className="flex flex-col gap-1 text-[13px]">
          {preview.warnings.map((warning) => (
            <li key={warning} className="flex items-start gap-2 wrap-anywhere">
              <span className="mt-0.5">
                <StateIcon state="warn" size={15} />
              </span>
              {warning}
            </li>
          ))}
        </ul>
      )}
      <SimilarSilences similar={preview?.similar ?? []} busy={busy} onExtend={onExtend} />
    </section>
  );
}

/** One of several silences, folded: what it says and what it covers. */
export function FoldedDraft({ draft, title, onOpen }: { readonly draft: Draft; readonly title: string; readonly onOpen: () => void }) {
  return (
    <section aria-label={title} className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-s border border-line px-3 py-2 text-[13px]">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-mono text-xs wrap-anywhere">{draft.matchers.map(formatMatcher).join(" ")}</p>
        <p className="text-muted">Covers {counted(draft.covers.length, "alert")}, exactly those selected.</p>
      </div>
      {draft.made === true ? <Chip state="ok">Made</Chip> : <Button onClick={onOpen} aria-label={`Look at ${title.toLowerCase()}`}>Look closer</Button>}
    </section>
  );
}
