"use client";
import { Button } from "@/components/ui/button";
import { StateMark } from "@/components/ui/state";
import { Ago } from "@/components/ui/ago";
import type { FeedState } from "./log-feed";
import type { ReaderState } from "./log-reader";

/** How the reading goes: followed, paused, away, at its end; and what keeps single containers from being read. */
export function LogState({ state, follow, pinned, kept, onAgain }: { readonly state: ReaderState; readonly follow: boolean; readonly pinned: boolean; readonly kept: number; readonly onAgain: () => void }) {
  const { feed, streams, left } = state;
  const held = streams.filter(({ status, message }) => message !== undefined && (status === "waiting" || status === "problem" || (status === "ended" && follow)));
  return (
    <div className="flex flex-col gap-1 text-[13px]">
      <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
        <FeedMark feed={feed} follow={follow} pinned={pinned} />
        <span>{kept === 1 ? "1 line" : `${kept.toLocaleString("en")} lines`}</span>
        {left === 0 ? null : <span>{left === 1 ? "1 container is" : `${left} containers are`} not read: 20 at once is the most.</span>}
      </p>
      {held.slice(0, 4).map(({ pod, container, status, message }) => (
        <p key={`${pod}/${container ?? ""}`} className="flex flex-wrap gap-x-2">
          <StateMark state={status === "problem" ? "warn" : status === "ended" ? "plain" : "info"}>{status === "problem" ? "Cannot be read" : status === "ended" ? "Ended" : "Waiting"}</StateMark>
          <span className="text-muted">{message}</span>
        </p>
      ))}
      {held.length > 4 ? <p className="text-muted">{held.length - 4} more containers are not being read.</p> : null}
      {follow && feed.status === "done" && streams.some(({ status }) => status === "ended") ? (
        <p>
          <Button onClick={onAgain}>Follow again</Button>
        </p>
      ) : null}
    </div>
  );
}

function FeedMark({ feed, follow, pinned }: { readonly feed: FeedState; readonly follow: boolean; readonly pinned: boolean }) {
  if (feed.status === "connecting") return <StateMark state="info">Asking for the lines</StateMark>;
  if (feed.status === "failed") return <StateMark state="crit">Cannot be read</StateMark>;
  if (feed.status === "away") {
    return (
      <span>
        <StateMark state="stale">Away</StateMark> since <Ago at={feed.since} />: {feed.problem.message} Castor tries again and continues where it stopped.
      </span>
    );
  }
  if (!pinned) return <StateMark state="info">Paused</StateMark>;
  if (feed.status === "done") return <StateMark state="plain">{follow ? "Ended" : "Read to the end"}</StateMark>;
  return <StateMark state="ok">{follow ? "Following" : "Reading"}</StateMark>;
}
