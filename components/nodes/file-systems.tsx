"use client";
import { useServerClock } from "@/components/live";
import { Meter } from "@/components/ui/meter";
import { PanelFrame } from "@/components/ui/panel-frame";
import { StateMark } from "@/components/ui/state";
import type { NodeSample } from "@/lib/model/node";
import type { PanelState } from "@/lib/model/panel-state";
import { format } from "@/lib/model/units";
import type { NodeRecord } from "./node-record";
import { useEdge, useSlowSample } from "./sampled";

/** From here on a file system is said to be filling, and nearly full. */
const filling = 0.85;
const nearlyFull = 0.95;

/** How full each file system is, the fullest first. */
export function FileSystems({ record }: { readonly record: NodeRecord }) {
  const found = useSlowSample(record);
  const edge = useEdge(record, useServerClock());
  const problem = record.problem;
  let state: PanelState<NodeSample["filesystems"]> = { status: "loading" };
  if (found !== undefined) state = { status: edge === "stale" ? "stale" : "ok", value: found.sample.filesystems, at: record.at ?? found.at, every: record.every ?? 1000, ...(edge === "stale" && problem !== undefined ? { problem } : {}) };
  else if (problem !== undefined) state = { status: "failed", problem };
  return (
    <PanelFrame title="File systems" level="h2" state={state}>
      {(filesystems) =>
        filesystems.length === 0 ? (
          <p className="text-muted">The exporter tells of no file system (collector filesystem).</p>
        ) : (
          <ul className="flex flex-col gap-2.5">
            {filesystems
              .map((one) => ({ ...one, used: one.size > 0 ? 1 - one.available / one.size : 0 }))
              .sort((a, b) => b.used - a.used)
              .map(({ mount, device, size, available, used }) => (
                <li key={`${mount} ${device}`}>
                  <div className="flex flex-wrap items-baseline gap-x-3 text-[13px]">
                    <span className="min-w-0 font-medium wrap-anywhere">{mount}</span>
                    <span className="min-w-0 flex-1 truncate text-xs text-muted" title={device}>
                      {device}
                    </span>
                    {used >= filling ? <StateMark state={used >= nearlyFull ? "crit" : "warn"}>{used >= nearlyFull ? "Nearly full" : "Filling"}</StateMark> : null}
                    <span className="whitespace-nowrap">
                      {format(size - available, "bytes")} <span className="text-muted">of {format(size, "bytes")}</span>
                    </span>
                    <span className="w-12 text-right font-medium">{format(used, "fraction")}</span>
                  </div>
                  <div className="mt-1">
                    <Meter label={`${mount} used`} fraction={used} ink={used >= nearlyFull ? "text-crit" : used >= filling ? "text-warn" : "text-s1"} />
                  </div>
                </li>
              ))}
          </ul>
        )
      }
    </PanelFrame>
  );
}
