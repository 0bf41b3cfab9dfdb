"use client";
import { lazy, Suspense } from "react";
import { useHydrated } from "@/components/ui/hydrated";
import type { Cluster } from "@/lib/model/cluster";

const Reminding = lazy(async () => ({ default: (await import("./reminders/reminding")).Reminding }));

/** On every page: reminds whoever is signed in of their own silences that end soon. Weighs nothing until the page stands. */
export function Reminders({ clusters }: { readonly clusters: readonly Pick<Cluster, "id" | "title">[] }) {
  return useHydrated() && clusters.length > 0 ? (
    <Suspense>
      <Reminding clusters={clusters} />
    </Suspense>
  ) : null;
}
