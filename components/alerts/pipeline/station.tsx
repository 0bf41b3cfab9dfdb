"use client";
import { ChevronDown } from "lucide-react";
import { StateMark } from "@/components/ui/state";
import type { PipelineProblem, PipelineStation } from "@/lib/model/alerting/pipeline";
import type { Cluster } from "@/lib/model/cluster";
import { Flow, FlowNumber } from "./flow";
import { StationFigures } from "./station-figures";
import { StationMore } from "./station-more";
import { stationWords } from "./station-words";

const rings = { ok: "border-line-strong", warn: "border-warn", crit: "border-crit", unknown: "border-dashed border-line-strong" } as const;
const words = { warn: "needs a look", crit: "broken", unknown: "not known" } as const;
const marks = { warn: "warn", crit: "crit", unknown: "stale" } as const;

/** One station with the way that leads on from it; opens to what it does in detail. */
export function Station({
  station,
  problems,
  cluster,
  last,
  open,
  onOpen,
}: {
  readonly station: PipelineStation;
  readonly problems: readonly PipelineProblem[];
  readonly cluster: Cluster;
  readonly last: boolean;
  readonly open: boolean;
  readonly onOpen: () => void;
}) {
  const { id, title, purpose, figures, out, state } = station;
  const { icon: Icon } = stationWords[id];
  return (
    <li className="relative flex gap-3.5 max-xl:pb-5 xl:flex-col xl:gap-0 xl:px-1.5 xl:text-center">
      <div className="relative flex shrink-0 flex-col items-center xl:h-14 xl:justify-center">
        <span className={`z-10 grid size-12 place-items-center rounded-full border-2 bg-raised ${rings[state]}`}>
          <Icon aria-hidden="true" width={20} height={20} strokeWidth={1.8} className="text-muted" />
        </span>
        {last ? null : (
          <span className="absolute top-12 -bottom-5 xl:hidden">
            <Flow out={out} upright />
          </span>
        )}
      </div>
      {last ? null : (
        <span className="absolute top-[20px] left-[calc(50%+26px)] hidden w-[calc(100%-52px)] xl:block">
          <Flow out={out} upright={false} />
        </span>
      )}
      <div className="flex min-w-0 flex-1 flex-col gap-1.5 xl:items-center">
        <h3 className="xl:w-full">
          <button type="button" aria-expanded={open} onClick={onOpen} className="hit inline-flex items-center gap-1 font-semibold tracking-tight hover:underline">
            {title}
            <ChevronDown aria-hidden="true" width={14} height={14} className={`text-faint transition-transform ${open ? "rotate-180" : ""}`} />
          </button>
        </h3>
        {state === "ok" ? null : (
          <p className="text-xs">
            <StateMark state={marks[state]}>{words[state]}</StateMark>
          </p>
        )}
        <p className="text-[13px] leading-[18px] text-muted max-xl:max-w-prose xl:text-balance">{purpose}</p>
        <StationFigures figures={figures} most={4} />
        {last ? null : (
          <p className="max-xl:mt-0.5 max-xl:self-start xl:absolute xl:top-[18px] xl:left-full xl:w-32 xl:-translate-x-1/2 xl:-translate-y-full">
            <span className="sr-only">To the next station: </span>
            <FlowNumber out={out} />
          </p>
        )}
        {open ? (
          <div className="mt-1 w-full rounded-m border border-line bg-sunken px-3.5 py-3 text-left xl:hidden">
            <StationMore station={station} problems={problems} cluster={cluster} />
          </div>
        ) : null}
      </div>
    </li>
  );
}
