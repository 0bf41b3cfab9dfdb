"use client";
import { memo, useSyncExternalStore } from "react";
import Link from "next/link";
import { Meter } from "@/components/ui/meter";
import { sparkPaths } from "@/components/ui/sparkline";
import { StateIcon, StateMark } from "@/components/ui/state";
import { quantity, type Unit } from "@/lib/model/units";
import type { Entry, NodesStore } from "./nodes-store";
import type { Spark } from "./spark";

/** Used space from which a file system is called full. */
const nearlyFull = 0.9;

/** How a cluster is told apart in a row. */
export interface RowCluster {
  readonly title: string;
  readonly accent: string;
}

/** One node of the page of all nodes: drawn again when its own figures change, not when others' do. */
export const NodesRow = memo(function NodesRow({ id, store, cluster, index }: { readonly id: string; readonly store: NodesStore; readonly cluster: RowCluster | undefined; readonly index: number }) {
  const entry = useSyncExternalStore(
    (listener) => store.subscribeEntry(id, listener),
    () => store.entry(id),
    () => store.entry(id),
  );
  if (entry === undefined) return null;
  const { row, old } = entry;
  return (
    <tr aria-rowindex={index + 2} data-stale={old !== undefined} className="h-11 border-t border-line hover:bg-sunken max-md:h-[84px]">
      <th scope="row" className="overflow-hidden pr-3 pl-4 text-left font-medium">
        <Link href={`/clusters/${entry.cluster}/nodes/${row.name}`} prefetch={false} title={row.name} className="block truncate hover:underline">
          {row.name}
        </Link>
        {old === undefined ? null : <span className="block text-xs leading-4 font-normal text-stale">measured {old} ago</span>}
        <Small entry={entry} cluster={cluster} />
      </th>
      {cluster === undefined ? null : (
        <td data-accent={cluster.accent} className="pr-3 max-md:hidden">
          <span className="flex items-center gap-1.5 truncate">
            <span aria-hidden="true" className="h-3.5 w-1 shrink-0 rounded-full bg-accent" />
            {cluster.title}
          </span>
        </td>
      )}
      <td className="pr-3 max-md:hidden">
        <StateMark state={row.ready ? "ok" : "crit"}>{row.ready ? "Ready" : "Not ready"}</StateMark>
      </td>
      <td className="pr-4">
        <Gauge label={`CPU of ${row.name}`} fraction={row.cpu} spark={entry.cpu} ink="text-s1" />
      </td>
      <td className="pr-4">
        <Gauge label={`Memory of ${row.name}`} fraction={row.memory} spark={entry.memory} ink="text-s3" />
      </td>
      <Figure value={row.received} unit="bytes/s" />
      <Figure value={row.sent} unit="bytes/s" />
      <Figure value={row.load} unit="tasks" title={`${row.cores} cores`} />
      <td className="pr-4 text-right whitespace-nowrap max-lg:hidden">
        <Disk disk={row.disk} />
      </td>
    </tr>
  );
});

/** What the narrow table has no columns for, under the name. */
function Small({ entry: { row }, cluster }: { readonly entry: Entry; readonly cluster: RowCluster | undefined }) {
  return (
    <span className="mt-0.5 block text-xs leading-4 font-normal text-muted md:hidden">
      <StateMark state={row.ready ? "ok" : "crit"}>{row.ready ? "Ready" : "Not ready"}</StateMark>
      {cluster === undefined ? null : <span className="ml-2">{cluster.title}</span>}
      <span className="block">
        load {told(row.load, "tasks")} · <Disk disk={row.disk} /> disk
      </span>
    </span>
  );
}

function Gauge({ label, fraction, spark, ink }: { readonly label: string; readonly fraction: number | null; readonly spark: Spark; readonly ink: string }) {
  const { line, area } = sparkPaths(spark.values, 1);
  return (
    <span className="grid grid-cols-[3.25rem_1fr] items-center gap-2 max-md:grid-cols-1 max-md:gap-0.5">
      <span>
        <span className="block text-right text-[13px] leading-4 max-md:text-left">{told(fraction, "fraction")}</span>
        <Meter label={label} fraction={fraction} ink={ink} />
      </span>
      <svg aria-hidden="true" viewBox="0 0 120 28" preserveAspectRatio="none" className={`h-6 w-full ${ink}`}>
        <path d={area} fill="currentColor" opacity="0.14" />
        <path d={line} fill="none" stroke="currentColor" strokeWidth="1.4" vectorEffect="non-scaling-stroke" />
      </svg>
    </span>
  );
}

function Figure({ value, unit, title }: { readonly value: number | null; readonly unit: Unit; readonly title?: string }) {
  return (
    <td title={title} className="pr-4 text-right whitespace-nowrap max-lg:hidden">
      {told(value, unit)}
    </td>
  );
}

function Disk({ disk }: { readonly disk: number | null }) {
  if (disk === null || disk < nearlyFull) return <>{told(disk, "fraction")}</>;
  return (
    <span className="inline-flex items-center gap-1 font-medium text-warn">
      <StateIcon state="warn" />
      <span className="sr-only">nearly full:</span>
      {told(disk, "fraction")}
    </span>
  );
}

function told(value: number | null, unit: Unit) {
  if (value === null) return <span className="text-faint">–</span>;
  const { figure, unit: name } = quantity(value, unit);
  return (
    <>
      {figure}
      {name === "" ? null : <span className="text-muted">{`\u202f${name}`}</span>}
    </>
  );
}
