"use client";
import { useNow } from "@/components/live";
import { useRenderedAt } from "@/components/ui/snapshots";
import { duration } from "@/lib/model";

/** When a pending alert will fire if nothing changes; `at` is ms since the epoch. */
export function FiresIn({ at }: { readonly at: number }) {
  const left = at - useNow(1_000, useRenderedAt());
  return <span className="whitespace-nowrap text-muted">{left > 0 ? `fires in ${duration(left)}` : "is about to fire"}</span>;
}
