"use client";
import Link from "next/link";
import { memo } from "react";
import { Pencil, Plus, RotateCcw, Square } from "lucide-react";
import { useNow } from "@/components/live";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { useRenderedAt } from "@/components/ui/snapshots";
import { Chip } from "@/components/ui/state";
import { matcherTerm } from "@/lib/model/alerting/filter-terms";
import { alertsHref } from "@/lib/model/alerting/hrefs";
import { formatMatcher } from "@/lib/model/alerting/matcher-text";
import type { SilenceEntry } from "@/lib/model/alerting/silence";
import { duration } from "@/lib/model/units";
import { counted } from "./silence-draft";
import { coveredCount } from "./silences-search";

/** What can be done with a silence of the inventory. */
export type SilenceAct = "extend" | "edit" | "expire" | "recreate";

interface Props {
  readonly cluster: string;
  readonly silence: SilenceEntry;
  readonly busy: boolean;
  readonly onAct: (act: SilenceAct, silence: SilenceEntry) => void;
}

const acts: Readonly<Record<SilenceAct, { readonly words: string; readonly icon: typeof Plus }>> = {
  extend: { words: "+2 h", icon: Plus },
  edit: { words: "Edit", icon: Pencil },
  expire: { words: "Expire", icon: Square },
  recreate: { words: "Recreate", icon: RotateCcw },
};
const spoken: Readonly<Record<SilenceAct, string>> = { extend: "Extend by 2 h", edit: "Edit", expire: "Expire", recreate: "Recreate" };

/** Silences of the last hour that still do something are worth a look. */
const soon = 3_600_000;

/** One silence: what it says, what it does, whose it is, how long it lasts, and what can be done with it. */
export const SilenceRow = memo(function SilenceRow({ cluster, silence, busy, onAct }: Props) {
  const { state, matchers, comment, createdBy, mine, may, reason } = silence;
  const offered: readonly SilenceAct[] = state === "expired" ? ["recreate"] : ["extend", "edit", "expire"];
  const words = matchers.map(formatMatcher).join(" ");
  return (
    <li aria-label={words} className="grid gap-x-4 gap-y-1.5 border-t border-line px-4 py-3 text-[13px] first:border-t-0 md:grid-cols-[minmax(0,5fr)_minmax(0,2fr)_minmax(0,2fr)_auto] [content-visibility:auto] [contain-intrinsic-size:auto_76px]">
      <div className="min-w-0">
        <p className="font-mono text-xs leading-5 wrap-anywhere">{words}</p>
        <p className="wrap-anywhere text-muted">{comment === "" ? "No reason was given." : comment}</p>
      </div>
      <div className="flex min-w-0 flex-col items-start gap-1">
        <Impact cluster={cluster} silence={silence} />
      </div>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-1.5">
          <Remaining silence={silence} />
        </p>
        <p className="wrap-anywhere text-muted">
          {createdBy === "" ? "nobody named" : createdBy}
          {mine ? <span className="ml-1.5 rounded-full border border-line-strong px-1.5 text-xs text-text">yours</span> : null}
        </p>
      </div>
      <div className="flex flex-wrap items-start justify-end gap-1.5 max-md:justify-start">
        {may ? (
          offered.map((act) => {
            const { words: title, icon: Icon } = acts[act];
            return (
              <Button key={act} aria-label={spoken[act]} title={spoken[act]} aria-disabled={busy} className="px-2" onClick={() => (busy ? undefined : onAct(act, silence))}>
                <Icon aria-hidden="true" width={14} height={14} />
                {act === "extend" ? title.slice(1) : title}
              </Button>
            );
          })
        ) : (
          <p className="max-w-64 text-xs text-muted">{reason}</p>
        )}
      </div>
    </li>
  );
});

function Impact({ cluster, silence }: { readonly cluster: string; readonly silence: SilenceEntry }) {
  const { state, matchers, impact, covers } = silence;
  const count = coveredCount(silence);
  if (state === "expired") return <p className="text-muted">covers nothing any more</p>;
  if (count === 0) return <Chip state="info">matches nothing</Chip>;
  return (
    <>
      <Link href={alertsHref(cluster, "triage", { filter: matchers.map(matcherTerm).join(" ") })} prefetch={false} className="underline underline-offset-2">
        {state === "pending" ? "will cover" : "covers"} {counted(count, "alert")}
      </Link>
      <p className="text-xs wrap-anywhere text-muted">
        {covers.slice(0, 3).join(", ")}
        {covers.length > 3 ? " …" : ""}
        {impact.pending > 0 ? ` (${impact.pending} pending)` : ""}
      </p>
    </>
  );
}

const exact = (at: number) => new Date(at).toISOString().slice(0, 16).replace("T", " ");

function Remaining({ silence }: { readonly silence: SilenceEntry }) {
  const { state, startsAt, endsAt } = silence;
  const now = useNow(10_000, useRenderedAt());
  const left = endsAt - now;
  if (state === "expired") {
    return (
      <span className="text-muted">
        ended <Ago at={endsAt} every={10_000} />
      </span>
    );
  }
  return (
    <>
      <time dateTime={new Date(endsAt).toISOString()} title={`${exact(endsAt)} UTC`} suppressHydrationWarning>
        {left <= 0 ? "ends now" : `ends in ${duration(left)}`}
      </time>
      {state === "pending" ? <Chip state="stale">begins in {duration(startsAt - now)}</Chip> : left < soon && coveredCount(silence) > 0 ? <Chip state="warn">ends soon</Chip> : null}
    </>
  );
}
