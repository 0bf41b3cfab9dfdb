"use client";
import { useState } from "react";
import { TransitionLine } from "@/components/alerts/timeline/transition-line";
import { withoutEchoes } from "@/components/alerts/timeline/transition-words";
import { Button } from "@/components/ui/button";
import type { Chronicle, Transition } from "@/lib/model/alerting/timeline";
import { clockTime, dayOf } from "./local-time";
import { NamedAlert } from "./named-alert";

const step = 60;

/** Everything that happened, one by one, newest first, by day. */
export function Happenings({ cluster, chronicle: { transitions: told, more } }: { readonly cluster: string; readonly chronicle: Pick<Chronicle, "transitions" | "more"> }) {
  const [most, setMost] = useState(step);
  const transitions = withoutEchoes(told);
  const shown = transitions.slice(0, most);
  const days = [...new Set(shown.map(({ at }) => dayOf(at)))];
  return (
    <section aria-label="One by one" className="flex min-w-0 flex-col gap-2 rounded-m border border-line bg-surface px-4 pt-3 pb-3.5">
      <h2 className="font-semibold tracking-tight">One by one</h2>
      {transitions.length === 0 ? <p className="text-[13px] text-muted">Nothing happened in this time, or nothing that the filter lets through.</p> : null}
      {days.map((day) => (
        <div key={day}>
          <h3 className="pt-1 text-xs font-medium text-muted">{day}</h3>
          <ol aria-label={day} className="flex flex-col">
            {shown.filter(({ at }) => dayOf(at) === day).map((transition) => (
              <Happening key={transition.id} cluster={cluster} transition={transition} />
            ))}
          </ol>
        </div>
      ))}
      {transitions.length > most ? (
        <Button className="self-start" onClick={() => setMost(most + 4 * step)}>
          Show more
        </Button>
      ) : null}
      {more && transitions.length <= most ? <p className="text-[13px] text-muted">There was more than {transitions.length}: choose a shorter time, or narrow by the filter.</p> : null}
    </section>
  );
}

function Happening({ cluster, transition }: { readonly cluster: string; readonly transition: Transition }) {
  const { at } = transition;
  return (
    <li className="grid grid-cols-[4.75rem_minmax(0,1fr)] items-baseline gap-x-3 border-t border-line py-1.5 text-[13px] first:border-t-0 sm:grid-cols-[4.75rem_minmax(0,3fr)_minmax(0,2fr)]">
      <time dateTime={new Date(at).toISOString()} className="text-xs text-muted tabular-nums">
        {clockTime(at)}
      </time>
      <NamedAlert cluster={cluster} alert={transition} />
      <span className="min-w-0 max-sm:col-start-2">
        <TransitionLine transition={transition} />
      </span>
    </li>
  );
}
