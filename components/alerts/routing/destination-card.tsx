import type { ReactNode } from "react";
import { BellOff, BellRing, Hourglass } from "lucide-react";
import { formatDuration } from "@/lib/model/alerting/duration";
import { enumerated, integrationWord } from "@/lib/model/alerting/integration-words";
import { formatMatchers } from "@/lib/model/alerting/matcher-text";
import type { Destination, IntervalNow } from "@/lib/model/alerting/routing";
import { AtTime } from "./at-time";

/** One end of an alert's way: who is told there, together with what, and when. */
export function DestinationCard({ destination }: { readonly destination: Destination }) {
  const { receiver, nowhere, integrations, groupLabels, timers, mute, active, mutedBy, path } = destination;
  const group = Object.entries(groupLabels).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true }));
  return (
    <li className="flex min-w-0 flex-col gap-1.5 rounded-s border border-line px-3 py-2.5">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-semibold wrap-anywhere">{receiver}</span>
        <How nowhere={nowhere} muted={mutedBy !== undefined}>
          {nowhere ? "goes nowhere: this receiver sends nothing" : `${mutedBy === undefined ? "" : "muted now; "}by ${enumerated([...new Set(integrations.map(integrationWord))])}`}
        </How>
      </p>
      <dl className="grid min-w-0 gap-x-3 gap-y-1 text-[13px] sm:grid-cols-[max-content_minmax(0,1fr)]">
        <Fact term="Route">
          <span className="font-mono text-xs wrap-anywhere">{path.join(" › ")}</span>
        </Fact>
        {nowhere ? null : <Fact term="Told together with">{group.length === 0 ? "every alert of this route" : <code className="font-mono text-xs wrap-anywhere">{formatMatchers(group)}</code>}</Fact>}
        {nowhere ? null : (
          <Fact term="When">
            {formatDuration(timers.groupWait)} after the first alert of the group, at most every {formatDuration(timers.groupInterval)} when the group changes, again every {formatDuration(timers.repeatInterval)}
          </Fact>
        )}
        {mute.length === 0 ? null : (
          <Fact term="Muted in">
            <Intervals intervals={mute} now="mutes it now" later="not now" />
          </Fact>
        )}
        {active.length === 0 ? null : (
          <Fact term="Told only in">
            <Intervals intervals={active} now="holds now" later="not now" />
          </Fact>
        )}
      </dl>
    </li>
  );
}

function How({ nowhere, muted, children }: { readonly nowhere: boolean; readonly muted: boolean; readonly children: string }) {
  const Sign = nowhere ? BellOff : muted ? Hourglass : BellRing;
  return (
    <span className={`inline-flex items-baseline gap-1 text-[13px] ${nowhere || muted ? "text-warn" : "text-muted"}`}>
      <Sign aria-hidden="true" width={13} height={13} className="shrink-0 translate-y-0.5" />
      {children}
    </span>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

/** Each with whether it holds, and when that changes. */
function Intervals({ intervals, now, later }: { readonly intervals: readonly IntervalNow[]; readonly now: string; readonly later: string }) {
  return (
    <ul className="flex flex-col">
      {intervals.map(({ name, holds, changesAt }) => (
        <li key={name}>
          <span className="font-medium wrap-anywhere">{name}</span>: {holds ? now : later}
          {changesAt === undefined ? ", with no change within a year" : <>, {holds ? "until" : "from"} <AtTime at={changesAt} /></>}
        </li>
      ))}
    </ul>
  );
}
