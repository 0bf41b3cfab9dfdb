"use client";
import { useId, useRef, useState, type FormEvent } from "react";
import { useNow, useServerClock } from "@/components/live";
import { closeAround } from "@/components/objects/actions/dialog-frame";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { StateIcon } from "@/components/ui/state";
import type { Silence } from "@/lib/model/alerting/silence";
import type { FilterVocabulary } from "@/lib/model/alerting/triage";
import { problemOf } from "@/lib/model/problem";
import { DraftCard, FoldedDraft } from "./draft-card";
import { LengthChoice } from "./length-choice";
import { extendSilence, postSilence } from "./post-silence";
import { counted, endOf, lengthWords, missingOf, type Draft, type Length } from "./silence-draft";

interface Props {
  readonly cluster: string;
  /** Undefined while they are being found. */
  readonly drafts: readonly Draft[] | undefined;
  /** Why they could not be found, in a sentence. */
  readonly problem: string | undefined;
  readonly onDrafts: (change: (before: readonly Draft[]) => readonly Draft[]) => void;
  readonly notes: readonly string[];
  /** Ids of the alerts that they are meant for. */
  readonly selected: readonly string[];
  /** The silence that is changed; a new one where absent. */
  readonly id: string | undefined;
  readonly first: { readonly length: Length; readonly reason: string };
  readonly words: FilterVocabulary | undefined;
  readonly onBusy: (busy: boolean) => void;
}

/** More folded silences than a person reads one by one. */
const mostFolded = 20;
const minute = 60_000;

/** What to silence, for how long and why; says what it will do on the button that does it. */
export function SilenceForm({ cluster, drafts, problem, onDrafts, notes, selected, id, first, words, onBusy }: Props) {
  const [length, setLength] = useState(first.length);
  const [reason, setReason] = useState(first.reason);
  const [open, setOpen] = useState(0);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  const clock = useServerClock();
  const now = useNow(10_000);
  const begun = useRef(false);
  const [reasonId, missingId] = [useId(), useId()];

  const all = drafts ?? [];
  const left = all.filter(({ made }) => made !== true);
  // To the minute, so that not every second asks for another preview.
  const end = endOf(length, Math.ceil(now / minute) * minute);
  const missing = drafts === undefined ? (problem ?? "Finding what to silence…") : missingOf(left, reason, end, now);
  const covered = new Set(left.flatMap(({ covers }) => covers)).size;
  const change = (draft: Draft) => onDrafts((before) => before.map((one) => (one.key === draft.key ? draft : one)));

  const act = async (work: () => Promise<void>, form: Element) => {
    if (begun.current) return;
    begun.current = true;
    setBusy(true);
    onBusy(true);
    setFailed(undefined);
    try {
      await work();
      closeAround(form);
    } catch (error) {
      setFailed(problemOf(error).message);
    }
    begun.current = false;
    setBusy(false);
    onBusy(false);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (missing !== undefined) return;
    const endsAt = endOf(length, clock());
    void act(async () => {
      for (const draft of left) {
        await postSilence(cluster, { id, matchers: draft.matchers, endsAt, comment: reason, selected });
        change({ ...draft, made: true });
      }
    }, event.currentTarget);
  };
  const extend = (silence: Silence, form: Element) => void act(() => extendSilence(cluster, silence, Math.max(silence.endsAt, endOf(length, clock()))), form);

  const what = covered === 0 ? "Silence what matches" : `Silence ${counted(covered, "alert")}`;
  const label = id === undefined ? `${what} ${lengthWords(length, now)}` : `Save: ${what.toLowerCase()} ${lengthWords(length, now)}`;
  const form = useRef<HTMLFormElement>(null);
  const shown = all.length > mostFolded ? all.filter((draft, at) => at < mostFolded || draft.key === open) : all;
  return (
    <form ref={form} onSubmit={submit} className="flex min-h-0 flex-col">
      <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-5 py-4">
        <div className="flex flex-col gap-1">
          <label htmlFor={reasonId} className="text-[13px] font-medium">
            Reason
          </label>
          <textarea
            id={reasonId}
            data-first-focus=""
            rows={2}
            required
            maxLength={2_000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
            }}
            placeholder="Why nobody needs to hear of this: others will read it"
            className="rounded-s border border-line-field bg-surface px-3 py-2 text-[13px] text-text placeholder:text-faint"
          />
        </div>
        <LengthChoice length={length} onChange={setLength} />
        {notes.map((note) => (
          <p key={note} className="flex items-start gap-2 text-[13px]">
            <span className="mt-0.5">
              <StateIcon state="info" size={15} />
            </span>
            {note}
          </p>
        ))}
        {drafts === undefined ? problem === undefined ? <Skeleton className="h-20 w-full" label="Finding the smallest silences" /> : null : null}
        {all.length > 1 ? <p className="text-[13px] text-muted">It takes {all.length} silences to cover what you selected and nothing else.</p> : null}
        {shown.map((draft, at) => {
          const title = `Silence ${at + 1} of ${all.length}`;
          if (all.length > 1 && (draft.key !== open || draft.made === true)) return <FoldedDraft key={draft.key} draft={draft} title={title} onOpen={() => setOpen(draft.key)} />;
          return (
            <DraftCard
              key={draft.key}
              {...{ cluster, draft, id, selected, endsAt: end, words, busy }}
              title={all.length > 1 ? title : undefined}
              onChange={change}
              onExtend={(silence) => (form.current === null ? undefined : extend(silence, form.current))}
              onRemove={all.length > 1 ? () => onDrafts((before) => before.filter(({ key }) => key !== draft.key)) : undefined}
            />
          );
        })}
        {shown.length < all.length ? <p className="text-[13px] text-muted">…and {all.length - shown.length} more of the same kind.</p> : null}
        {failed === undefined ? null : (
          <p role="alert" className="flex items-start gap-2 rounded-s bg-crit-bg px-3 py-2 text-[13px] wrap-anywhere">
            <span className="mt-0.5">
              <StateIcon state="crit" size={15} />
            </span>
            {failed}
          </p>
        )}
      </div>
      <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3">
        <p id={missingId} className="mr-auto min-w-0 text-[13px] text-muted wrap-anywhere">
          {busy ? "Alertmanager is being told…" : (missing ?? "")}
        </p>
        <Button aria-disabled={busy} onClick={({ currentTarget }) => (busy ? undefined : closeAround(currentTarget))}>
          Cancel
        </Button>
        <Button type="submit" aria-disabled={busy || missing !== undefined} aria-describedby={missingId} className="not-aria-disabled:border-text aria-disabled:text-faint max-sm:whitespace-normal">
          {label}
        </Button>
      </footer>
    </form>
  );
}
