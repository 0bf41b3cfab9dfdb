"use client";
import { useEffect, useSyncExternalStore } from "react";
import { Pause, Play } from "lucide-react";
import type { Board } from "@/components/charts/board";
import { singleKeys } from "@/components/layout/keys";
import { Button, buttonLook } from "@/components/ui/button";
import { Go } from "@/components/ui/go";
import { Segmented } from "@/components/ui/segmented";
import { timeRanges, type TimeRange } from "@/lib/model/time-range";
import type { NodeRecord } from "./node-record";
import { StateLine } from "./state-line";
import type { HistoryState } from "./use-node-history";

const segments = Object.entries(timeRanges).map(([value, { title }]) => ({ value: value as TimeRange, label: title }));

/** Range, pause, and how live it all is: shared by all charts of the page. */
export function NodeControls({
  board,
  record,
  history,
  range,
  onRange,
  grafana,
}: {
  readonly board: Board;
  readonly record: NodeRecord;
  readonly history: HistoryState;
  readonly range: TimeRange;
  readonly onRange: (range: TimeRange) => void;
  readonly grafana: string | undefined;
}) {
  const paused = useSyncExternalStore(
    board.subscribe,
    () => board.pausedAt !== undefined,
    () => false,
  );
  usePauseKey(board);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <Segmented label="Time range" segments={segments} value={range} onChange={onRange} />
      <Button onClick={() => board.pause(!paused)} aria-keyshortcuts="p" title={paused ? "Follow the clock again (p)" : "Hold the charts still (p)"} className="min-w-24">
        {paused ? <Play aria-hidden="true" width={13} height={13} /> : <Pause aria-hidden="true" width={13} height={13} />}
        {paused ? "Resume" : "Pause"}
      </Button>
      <StateLine record={record} history={history} paused={paused} />
      {grafana === undefined ? null : (
        <span className="ml-auto max-sm:ml-0">
          <Go href={grafana} className={buttonLook}>
            Open in Grafana
          </Go>
        </span>
      )}
    </div>
  );
}

/** `p` pauses and resumes, unless somebody types or has switched single keys off. */
function usePauseKey(board: Board): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== "p" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !singleKeys()) return;
      const { target } = event;
      if (target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) && !(target instanceof HTMLInputElement && target.type === "radio")) return;
      board.pause(board.pausedAt === undefined);
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [board]);
}
