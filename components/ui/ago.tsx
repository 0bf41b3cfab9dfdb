"use client";
import { useNow } from "@/components/live";
import { duration } from "@/lib/model";
import { useHydrated } from "./hydrated";
import { useRenderedAt } from "./snapshots";

/** Made once: making one takes longer than drawing a row. */
let local: Intl.DateTimeFormat | undefined;

const exactly = (at: number, hydrated: boolean) =>
  hydrated
    ? (local ??= new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" })).format(at)
    : `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;

/** The age of a moment by the server's clock, in ms: the same on the server and when the browser takes over. */
export function useAge(at: number, every = 1_000): number {
  return Math.max(0, useNow(every, useRenderedAt()) - at);
}

/**
 * A moment told by its distance (`8 s ago`, or with `bare` only `8 s`), exact on hover and for screen
 * readers. `at` is ms since the epoch; `every` is how often the words may change, in ms.
 */
export function Ago({ at, bare = false, every = 1_000 }: { readonly at: number; readonly bare?: boolean; readonly every?: number }) {
  const age = useAge(at, every);
  const exact = exactly(at, useHydrated());
  return (
    <time dateTime={new Date(at).toISOString()} title={exact} className="whitespace-nowrap" suppressHydrationWarning>
      {bare ? duration(age) : age < 1_000 ? "now" : `${duration(age)} ago`}
    </time>
  );
}
