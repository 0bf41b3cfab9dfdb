"use client";
import { useId, useState } from "react";
import { More } from "@/components/ui/more";
import type { Dashboard } from "@/lib/model/dashboard";
import { DashboardRow } from "./dashboard-row";
import { grouped, type DashboardGroup } from "./dashboards-search";

/** A folder shows so many before a person asks for the others. */
const shown = 50;

/** The dashboards by folders, those that the person starred before all. */
export function DashboardGroups({ cluster, dashboards }: { readonly cluster: string; readonly dashboards: readonly Dashboard[] }) {
  return (
    <div className="flex flex-col gap-4">
      {grouped(dashboards).map((group) => (
        <Group key={group.id} cluster={cluster} group={group} />
      ))}
    </div>
  );
}

function Group({ cluster, group: { id, title, dashboards } }: { readonly cluster: string; readonly group: DashboardGroup }) {
  const heading = useId();
  const [all, setAll] = useState(false);
  return (
    <section aria-labelledby={heading} className="min-w-0">
      <h2 id={heading} className="mb-1.5 text-base font-semibold tracking-tight wrap-anywhere">
        {title} <span className="text-[13px] font-normal text-muted">{dashboards.length}</span>
      </h2>
      <ul className="overflow-hidden rounded-m border border-line bg-surface">
        {(all ? dashboards : dashboards.slice(0, shown)).map((dashboard) => (
          <DashboardRow key={dashboard.uid} cluster={cluster} dashboard={dashboard} withFolder={id === "starred"} />
        ))}
      </ul>
      <More hidden={dashboards.length - shown} all={all} onChange={setAll} className="mt-2" />
    </section>
  );
}
