"use client";
import { Ago } from "@/components/ui/ago";
import { nextStep } from "@/components/ui/problem-words";
import { StateIcon } from "@/components/ui/state";
import type { PanelState } from "@/lib/model";

interface Entry {
  readonly what: string;
  readonly state: PanelState<unknown>;
}

/** Says once, below the figures, which of them are old or missing, why, and what happens next. Nothing when all is fresh. */
export function FigureNotes({ entries }: { readonly entries: readonly Entry[] }) {
  const told = entries.filter(({ state }) => state.status === "stale" || state.status === "failed");
  if (told.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 px-4 pb-3 text-[13px] text-stale sm:px-5">
      {told.map(({ what, state }) => (
        <li key={what} className="flex items-start gap-1.5">
          <span className="mt-[3px]">
            <StateIcon state={state.status === "failed" ? "warn" : "stale"} />
          </span>
          <span className="text-pretty">
            <Words what={what} state={state} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Words({ what, state }: Entry) {
  if (state.status === "failed") return `${what}: ${state.problem.message} ${nextStep(state.problem)}`;
  if (state.status !== "stale") return null;
  return (
    <>
      {what}: last news <Ago at={state.at} />. {state.problem === undefined ? "Nothing new has come since." : `${state.problem.message} ${nextStep(state.problem)}`}
    </>
  );
}
