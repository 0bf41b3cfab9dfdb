import type { ReactNode } from "react";
import type { Cluster } from "@/lib/model";

const stageWords = { production: "Production", staging: "Staging", development: "Development" } as const;

/** A cluster's stage in the cluster's accent, so that nobody mistakes production for staging. */
export function StageBadge({ stage }: { readonly stage: Cluster["stage"] }) {
  return <span className="inline-flex h-[22px] items-center rounded-full border border-current px-2.5 text-xs font-medium text-accent">{stageWords[stage]}</span>;
}

/** The section of a cluster: its accent stands in a thin band along the edge of everything about it. */
export function ClusterBand({ cluster, label, children }: { readonly cluster: Cluster; readonly label: string; readonly children: ReactNode }) {
  return (
    <section
      aria-label={label}
      data-accent={cluster.accent}
      className="relative overflow-hidden rounded-m border border-line bg-surface before:absolute before:inset-y-0 before:left-0 before:z-10 before:w-1 before:bg-accent"
    >
      {children}
    </section>
  );
}
