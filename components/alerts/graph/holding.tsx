"use client";
import { useNow } from "@/components/live";
import { Meter } from "@/components/ui/meter";
import { useRenderedAt } from "@/components/ui/snapshots";
import type { AlertGraph, AlertReport } from "@/lib/model/alerting/report";
import { duration } from "@/lib/model/units";
import { isBeyond } from "./measured-words";

/** How far an alert is on the two waits that Prometheus has: before it fires (`for`), and before it ends (`keep_firing_for`). */
export function Holding({ report, graph }: { readonly report: AlertReport; readonly graph: AlertGraph | undefined }) {
  const now = useNow(1_000, useRenderedAt());
  const step = holding(report, graph, now);
  if (step === undefined) return null;
  return (
    <div className="flex max-w-md flex-col gap-1.5">
      <p className="text-[13px]">{step.words}</p>
      {step.fraction === undefined ? null : <Meter label={step.label} fraction={step.fraction} ink="text-info" />}
    </div>
  );
}

interface Step {
  readonly words: string;
  readonly label: string;
  /** From 0 to 1; absent where nothing runs. */
  readonly fraction?: number;
}

/** The wait that an alert is in at `now`, in words: "Pending for 1 min of 3 min; fires in 2 min". */
export function holding({ alert, rule }: Pick<AlertReport, "alert" | "rule">, graph: AlertGraph | undefined, now: number): Step | undefined {
  if (rule === undefined || alert.state === "resolved") return undefined;
  const [waits, keeps] = [rule.duration * 1_000, rule.keepFiringFor * 1_000];
  if (alert.state === "pending") {
    const held = Math.max(0, now - alert.since);
    const left = (alert.firesAt ?? alert.since + waits) - now;
    const next = left > 0 ? `fires in ${duration(left)} if nothing changes` : "fires at the next evaluation";
    return { words: `Pending for ${duration(Math.min(held, waits))} of ${duration(waits)}; ${next}.`, label: "Time until it fires", fraction: waits === 0 ? 1 : Math.min(1, held / waits) };
  }
  if (keeps === 0) return undefined;
  const since = endedAt(graph);
  if (since === undefined) return { words: `When it no longer holds, it keeps firing for ${duration(keeps)}.`, label: "" };
  const past = Math.max(0, now - since);
  const next = past < keeps ? `ends in ${duration(keeps - past)} if it stays so` : "ends at the next evaluation";
  return { words: `It no longer holds, and keeps firing for ${duration(Math.min(past, keeps))} of ${duration(keeps)}; ${next}.`, label: "Time until it ends", fraction: Math.min(1, past / keeps) };
}

/** Since when the alert's own line is back on the right side; undefined while it is not, or where that is not known. */
export function endedAt(graph: AlertGraph | undefined): number | undefined {
  const { own, operator, threshold } = graph ?? {};
  if (graph === undefined || own === undefined || operator === undefined || threshold === undefined) return undefined;
  const values = graph.lines[own] ?? [];
  const last = values.findLastIndex((value) => value !== null);
  const beyond = values.findLastIndex((value) => value !== null && isBeyond(value, operator, threshold));
  return last < 0 || beyond < 0 || beyond === last ? undefined : graph.times[beyond + 1];
}
