"use client";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { ArrowDownToLine } from "lucide-react";
import { Button } from "@/components/ui/button";
import { LogBar } from "./log-bar";
import { LogEmpty } from "./log-empty";
import { LogFind } from "./log-find";
import { LogLegend } from "./log-legend";
import { LogRows, type RowsHandle } from "./log-rows";
import { LogState } from "./log-state";
import { LogTools } from "./log-tools";
import type { LogViewProps } from "./log-view";
import { streamNames } from "./names";
import { useLogChoice } from "./use-log-choice";
import { useLogReader } from "./use-log-reader";
import { useLogSearch } from "./use-log-search";
import { useLogStep } from "./use-log-step";

/** The view of logs in the browser, where the address and the clock are known. */
export function Logs({ cluster, pods }: LogViewProps) {
  const [choice, change] = useLogChoice();
  const { reader, state } = useLogReader(cluster, pods, choice);
  const { store } = reader;
  const mistake = useLogSearch(store, choice);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const [pinned, setPinned] = useState(true);
  const rows = useRef<RowsHandle>(null);
  useSyncExternalStore(store.subscribe, () => store.version, () => 0);

  const { level, matching } = choice;
  useEffect(() => store.setFilter({ hidden, level, matching }), [store, hidden, level, matching]);
  const pin = (on: boolean) => {
    setPinned(on);
    store.hold(!on);
    if (on) reader.resume();
  };
  const { current, place, step } = useLogStep(store, rows, `${choice.pattern} ${choice.exact} ${choice.search}`, () => pin(false));

  const several = state.streams.length > 1;
  const names = several ? streamNames(state.streams) : undefined;
  const title = pods.length === 1 ? (pods[0]?.name ?? "") : `${pods[0]?.name ?? ""} and ${pods.length - 1} more`;
  const following = choice.follow && !choice.previous;
  return (
    <section aria-label={`Output of ${title}`} className="flex min-w-0 flex-col gap-2.5">
      <LogBar pods={pods} choice={choice} onChange={change} />
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <LogFind choice={choice} onChange={change} mistake={mistake} count={store.found.length} place={place} onStep={step} />
        <LogTools store={store} names={names} title={title} choice={choice} onChange={change} rows={rows} />
      </div>
      {names === undefined ? null : <LogLegend streams={state.streams} names={names} hidden={hidden} onChange={setHidden} />}
      <LogState state={state} follow={following} pinned={pinned} kept={store.kept} onAgain={() => reader.again()} />
      <div className="relative h-[max(360px,calc(100dvh-24rem))] min-w-0 overflow-clip rounded-m border border-line">
        <LogRows
          handle={rows}
          store={store}
          names={names}
          label={`Lines of ${title}`}
          times={choice.times}
          wrap={choice.wrap}
          current={current}
          pinned={pinned}
          onPinned={pin}
          onStep={step}
          empty={<LogEmpty state={state} choice={choice} kept={store.kept} onChange={change} onShowAll={() => {
            setHidden(new Set());
            change({ level: 0, matching: false });
          }} />}
        />
        {pinned ? null : (
          <div className="absolute right-4 bottom-4">
            <Button onClick={() => pin(true)} className="bg-raised shadow-float">
              <ArrowDownToLine aria-hidden="true" width={14} height={14} />
              {newLines(store.waiting, following)}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

function newLines(waiting: number, following: boolean): string {
  const after = following ? "follow again" : "go to the end";
  if (waiting === 0) return following ? "Follow again" : "Go to the end";
  return `${waiting === 1 ? "1 new line" : `${waiting.toLocaleString("en")} new lines`}: ${after}`;
}
