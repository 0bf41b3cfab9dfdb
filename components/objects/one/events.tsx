"use client";
import { useState } from "react";
import { Ago } from "@/components/ui/ago";
import { More } from "@/components/ui/more";
import { StateMark } from "@/components/ui/state";
import type { ClusterEvent, ObjectRef } from "@/lib/model";
import { NamedObject } from "./ref-link";

const shown = 12;

/** What happened to an object and to what belongs to it, newest first. */
export function Events({ cluster, page, events }: { readonly cluster: string; readonly page: ObjectRef; readonly events: readonly ClusterEvent[] }) {
  const [all, setAll] = useState(false);
  return (
    <section aria-label="Events" className="rounded-m border border-line bg-surface px-4 pt-3 pb-3">
      <h2 className="mb-1 font-semibold tracking-tight">Events</h2>
      {events.length === 0 ? (
        <p className="text-[13px] text-muted">Nothing happened that Kubernetes still remembers; it keeps events for about an hour.</p>
      ) : (
        <ol>
          {(all ? events : events.slice(0, shown)).map(({ id, type, reason, object, message, last, count }) => (
            <li key={id} className="grid grid-cols-[1fr_auto] gap-x-4 border-t border-line py-1.5 text-[13px] first:border-t-0">
              <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
                <StateMark state={type === "Warning" ? "warn" : "info"}>{reason}</StateMark>
                {object.name === page.name && object.kind === page.kind ? null : (
                  <span className="min-w-0 wrap-anywhere text-muted">
                    {object.kind} <NamedObject cluster={cluster} of={object} />
                  </span>
                )}
              </span>
              <span className="text-right whitespace-nowrap text-muted">
                {count > 1 ? `${count}× · ` : ""}
                <Ago at={last} every={5_000} />
              </span>
              <span className="col-span-2 wrap-anywhere text-muted">{message}</span>
            </li>
          ))}
        </ol>
      )}
      <More hidden={events.length - shown} all={all} onChange={setAll} className="mt-2" />
    </section>
  );
}
