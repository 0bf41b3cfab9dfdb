import type { ReactNode } from "react";
import { Bell, CircleAlert, CircleCheck, Clock, Info, OctagonAlert, TriangleAlert } from "lucide-react";
import type { Severity, ToolHealth } from "@/lib/model";

/** The states a colour can mean. Each has an icon of its own shape, so that none is told by colour alone. */
export type State = "ok" | "warn" | "crit" | "info" | "stale" | "plain";

const icons = { ok: CircleCheck, warn: TriangleAlert, crit: OctagonAlert, info: Info, stale: Clock, plain: Bell } as const;
const inks = { ok: "text-ok", warn: "text-warn", crit: "text-crit", info: "text-info", stale: "text-stale", plain: "text-muted" } as const;
const grounds = {
  ok: "bg-ok-bg text-ok",
  warn: "bg-warn-bg text-warn",
  crit: "bg-crit-bg text-crit",
  info: "bg-info-bg text-info",
  stale: "bg-stale-bg text-stale",
  plain: "bg-sunken text-muted",
} as const;

/** The icon of a state; the word beside it is what assistive technology reads. */
export function StateIcon({ state, size = 14 }: { readonly state: State; readonly size?: number }) {
  const Drawn = icons[state];
  return <Drawn aria-hidden="true" width={size} height={size} strokeWidth={2.2} className={`shrink-0 ${inks[state]}`} />;
}

/** A state in running text: icon and word in the state's colour, on the baseline of what follows. */
export function StateMark({ state, children }: { readonly state: State; readonly children: ReactNode }) {
  return (
    <span className={`font-medium whitespace-nowrap ${inks[state]}`}>
      <span className="mr-1 inline-block align-[calc(0.35em-7px)]">
        <StateIcon state={state} />
      </span>
      {children}
    </span>
  );
}

/** A state that stands for itself: icon and word on the state's ground. Never wider than its words. */
export function Chip({ state, children, title }: { readonly state: State; readonly children: ReactNode; readonly title?: string }) {
  return (
    <span title={title} className={`inline-flex h-[22px] w-max items-center gap-1 rounded-full pr-2 pl-1.5 text-xs font-medium whitespace-nowrap ${grounds[state]}`}>
      <StateIcon state={state} size={13} />
      {children}
    </span>
  );
}

/** How a severity is shown. */
export const severityStates: Record<Severity, State> = { critical: "crit", warning: "warn", info: "info", other: "plain" };

/** How a tool's health is shown and called. */
export const healthStates: Record<ToolHealth["status"], { readonly state: State; readonly word: string }> = {
  up: { state: "ok", word: "Up" },
  degraded: { state: "warn", word: "Degraded" },
  down: { state: "crit", word: "Down" },
};

/** Something went wrong with what Castor shows, not with the cluster itself. */
export function ProblemIcon() {
  return <CircleAlert aria-hidden="true" width={16} height={16} className="mt-0.5 shrink-0 text-crit" />;
}
