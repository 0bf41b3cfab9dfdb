"use client";
import { useHydrated } from "@/components/ui/hydrated";
import { Skeleton } from "@/components/ui/skeleton";
import type { LogPod } from "@/lib/model/object-report";
import { Logs } from "./logs";

export interface LogViewProps {
  readonly cluster: string;
  /** The pods whose containers may be chosen, all of one namespace; what joins later is followed too. */
  readonly pods: readonly LogPod[];
}

/** The output of pods: followed, merged, searched. What is chosen stands in the page's address. */
export function LogView({ cluster, pods }: LogViewProps) {
  const hydrated = useHydrated();
  if (pods.length === 0) return <p className="p-4 text-[13px] text-muted">There is no pod whose output could be read.</p>;
  if (!hydrated) {
    return (
      <div className="flex flex-col gap-2 p-3">
        <Skeleton className="h-8 w-2/3" label="Waiting for the output" />
        <Skeleton className="h-64 w-full" />
      </div>
    );
  }
  return <Logs key={`${cluster}/${pods[0]?.namespace ?? ""}`} cluster={cluster} pods={pods} />;
}
