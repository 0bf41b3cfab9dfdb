"use client";
import { Lock } from "lucide-react";
import type { PanelState, Problem } from "@/lib/model";
import { Ago } from "./ago";
import { nextStep, problemTitle } from "./problem-words";
import { ProblemIcon, StateIcon } from "./state";

/** Says how old the last good value is and why there is no newer one. */
export function StaleNote({ state }: { readonly state: PanelState<unknown> }) {
  if (state.status !== "stale") return null;
  return (
    <p className="flex items-start gap-1.5 text-xs text-stale">
      <span className="mt-px">
        <StateIcon state="stale" />
      </span>
      <span>
        <span className="whitespace-nowrap">
          Last news <Ago at={state.at} />.
        </span>{" "}
        {state.problem?.message ?? "Nothing failed, but nothing new has come."}
      </span>
    </p>
  );
}

/** Stands where a value would: what happened and what to do next. */
export function ProblemNote({ problem }: { readonly problem: Problem }) {
  return (
    <div className="flex items-start gap-2 text-[13px]">
      {problem.code === "forbidden" ? <Lock aria-hidden="true" width={16} height={16} className="mt-0.5 shrink-0 text-muted" /> : <ProblemIcon />}
      <div>
        <p className="font-medium">{problemTitle(problem)}</p>
        <p className="text-muted">{problem.message}</p>
        <p className="text-muted">{nextStep(problem)}</p>
      </div>
    </div>
  );
}
