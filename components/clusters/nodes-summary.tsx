"use client";
import Link from "next/link";
import { Meter } from "@/components/ui/meter";
import { PanelFrame } from "@/components/ui/panel-frame";
import { useLive } from "@/components/ui/snapshots";
import { StateIcon } from "@/components/ui/state";
import { format, type NodeRow } from "@/lib/model";

const shown = 24;

/** Nodes that are not ready first, then by name: the order stands still while figures move. */
function ordered(rows: readonly NodeRow[]): readonly NodeRow[] {
  return rows.toSorted((a, b) => Number(a.ready) - Number(b.ready) || a.name.localeCompare(b.name, "en", { numeric: true }));
}

const percent = (fraction: number | null) => (fraction === null ? "–" : format(fraction, "fraction"));

/** The nodes of a cluster at a glance, each with CPU and memory as they are now. */
export function NodesSummary({ cluster, title }: { readonly cluster: string; readonly title: string }) {
  const state = useLive("nodes", cluster);
  const total = state.status === "ok" || state.status === "stale" ? state.value.rows.length : undefined;
  return (
    <PanelFrame
      title="Nodes"
      level="h2"
      state={state}
      aside={
        <Link href={`/clusters/${cluster}/nodes`} prefetch={false} className="text-[13px] text-muted underline decoration-line-strong underline-offset-2 hover:text-text">
          {total === undefined || total <= shown ? `All nodes of ${title}` : `All ${total} nodes of ${title}`}
        </Link>
      }
    >
      {({ rows }) =>
        rows.length === 0 ? (
          <p className="text-muted">This cluster has no nodes.</p>
        ) : (
          <ul className="grid gap-x-8 sm:grid-cols-2 xl:grid-cols-3">
            {ordered(rows)
              .slice(0, shown)
              .map((row) => (
                <NodeLine key={row.name} cluster={cluster} row={row} />
              ))}
          </ul>
        )
      }
    </PanelFrame>
  );
}

function NodeLine({ cluster, row }: { readonly cluster: string; readonly row: NodeRow }) {
  return (
    <li>
      <Link
        href={`/clusters/${cluster}/nodes/${row.name}`}
        prefetch={false}
        className="-mx-2 grid grid-cols-[1fr_84px_84px] items-center gap-x-3 sm:grid-cols-[1fr_92px_92px] sm:gap-x-4 rounded-s px-2 py-1.5 hover:bg-sunken"
      >
        <span className="flex min-w-0 items-center gap-1.5">
          <StateIcon state={row.ready ? "ok" : "crit"} />
          <span className="min-w-0">
            <span className="block truncate font-medium" title={row.name}>
              {row.name}
            </span>
            <span className={row.ready ? "sr-only" : "block text-xs leading-4 font-medium text-crit"}>{row.ready ? "Ready" : "Not ready"}</span>
          </span>
        </span>
        <Gauge what="CPU" node={row.name} fraction={row.cpu} ink="text-s1" />
        <Gauge what="Memory" node={row.name} fraction={row.memory} ink="text-s3" />
      </Link>
    </li>
  );
}

function Gauge({ what, node, fraction, ink }: { readonly what: string; readonly node: string; readonly fraction: number | null; readonly ink: string }) {
  return (
    <span>
      <span className="flex justify-between text-xs text-muted">
        <span>{what}</span>
        <span className="text-text">{percent(fraction)}</span>
      </span>
      <Meter label={`${what} of ${node}`} fraction={fraction} ink={ink} />
    </span>
  );
}
