"use client";
import { useEffect, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/notes";
import { Skeleton } from "@/components/ui/skeleton";
import { sinceWords, type LogChoice } from "./choice";
import type { ReaderState } from "./log-reader";

/** How long a container that is followed may say nothing before that is said, ms. */
const patience = 2_500;

/** What stands where no line is: why, and what to do. */
export function LogEmpty({ state, choice, kept, onChange, onShowAll }: { readonly state: ReaderState; readonly choice: LogChoice; readonly kept: number; readonly onChange: (change: Partial<LogChoice>) => void; readonly onShowAll: () => void }) {
  const { feed, streams } = state;
  const late = useLate(feed.status);
  if (feed.status === "failed") return <Box><ProblemNote problem={feed.problem} /></Box>;
  if (kept > 0) {
    return (
      <Box>
        <p>{choice.matching && choice.search !== "" ? `No line has “${choice.search}”.` : "No line passes what is chosen."}</p>
        <Button onClick={onShowAll}>Show all lines</Button>
      </Box>
    );
  }
  const held = streams.filter(({ message }) => message !== undefined);
  if (held.length > 0 && held.length === streams.length) {
    return (
      <Box>
        {held.slice(0, 5).map(({ pod, container, message }) => (
          <p key={`${pod}/${container ?? ""}`}>{message}</p>
        ))}
        {choice.previous ? <Button onClick={() => onChange({ previous: false })}>Show the present run</Button> : null}
      </Box>
    );
  }
  if (feed.status === "done" || (late && feed.status === "live")) {
    const words = sinceWords[choice.since] ?? choice.since;
    return (
      <Box>
        <p>
          {choice.since === "" ? "Nothing has been written yet." : `No output in the ${words}: choose a longer time.`}
          {feed.status === "live" ? " New lines appear here as they are written." : ""}
        </p>
        {choice.since === "" ? null : <Button onClick={() => onChange({ since: "" })}>Show all there is</Button>}
      </Box>
    );
  }
  return (
    <div className="flex flex-col gap-2 p-3">
      <Skeleton className="h-3.5 w-3/5" label="Waiting for the first lines" />
      <Skeleton className="h-3.5 w-4/5" />
      <Skeleton className="h-3.5 w-2/5" />
    </div>
  );
}

function Box({ children }: { readonly children: ReactNode }) {
  return <div className="sticky left-0 flex max-w-prose flex-col items-start gap-2 p-4 font-sans text-[13px] text-muted">{children}</div>;
}

/** Whether something has stayed as it is for a while. */
function useLate(what: string): boolean {
  const [late, setLate] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setLate(what), patience);
    return () => clearTimeout(timer);
  }, [what]);
  return late === what;
}
