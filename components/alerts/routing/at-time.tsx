"use client";
import { useNow } from "@/components/live";
import { useHydrated } from "@/components/ui/hydrated";
import { useRenderedAt } from "@/components/ui/snapshots";
import { duration } from "@/lib/model/units";

/** Made once: making one takes longer than drawing a row. */
let clock: Intl.DateTimeFormat | undefined;
let calendar: Intl.DateTimeFormat | undefined;

/** A moment to come by the clock of whoever looks, and how far it is; `at` is ms since the epoch. */
export function AtTime({ at }: { readonly at: number }) {
  const now = useNow(1_000, useRenderedAt());
  const left = at - now;
  const words = useHydrated() ? local(at, left) : `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
  return (
    <time dateTime={new Date(at).toISOString()} title={new Date(at).toISOString()} className="whitespace-nowrap" suppressHydrationWarning>
      {words}
      {left > 0 ? ` (in ${duration(left)})` : ""}
    </time>
  );
}

function local(at: number, left: number): string {
  if (left < 12 * 3_600_000) return (clock ??= new Intl.DateTimeFormat(undefined, { timeStyle: "short" })).format(at);
  return (calendar ??= new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" })).format(at);
}
