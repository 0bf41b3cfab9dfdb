"use client";
import { Button } from "@/components/ui/button";
import { Ago } from "@/components/ui/ago";
import { formatMatcher } from "@/lib/model/alerting/matcher-text";
import type { Silence } from "@/lib/model/alerting/silence";

interface Props {
  readonly similar: readonly Silence[];
  readonly busy: boolean;
  readonly onExtend: (silence: Silence) => void;
}

/** Silences that do the same or nearly the same already: one of them longer is often better than one more. */
export function SimilarSilences({ similar, busy, onExtend }: Props) {
  if (similar.length === 0) return null;
  return (
    <section aria-label="Similar silences" className="flex flex-col gap-1.5 rounded-s bg-sunken px-3 py-2 text-[13px]">
      <p className="font-medium">{similar.length === 1 ? "There is a similar silence already." : "There are similar silences already."}</p>
      <ul className="flex flex-col gap-2">
        {similar.map((silence) => (
          <li key={silence.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <div className="min-w-0 flex-1 basis-60">
              <p className="font-mono text-xs wrap-anywhere">{silence.matchers.map(formatMatcher).join(" ")}</p>
              <p className="text-muted wrap-anywhere">
                {silence.createdBy}, changed <Ago at={silence.updatedAt} />: {silence.comment === "" ? "no reason given" : silence.comment}
              </p>
            </div>
            <Button aria-disabled={busy} onClick={() => (busy ? undefined : onExtend(silence))}>
              Extend that one instead
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
