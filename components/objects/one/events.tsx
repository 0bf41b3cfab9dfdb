"use client";
import { useState } from "react";
import { EventLine } from "@/components/events/event-line";
import { More } from "@/components/ui/more";
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
          {(all ? events : events.slice(0, shown)).map((event) => (
            <EventLine key={event.id} event={event}>
              {event.object.name === page.name && event.object.kind === page.kind ? null : (
                <span className="min-w-0 wrap-anywhere text-muted">
                  {event.object.kind} <NamedObject cluster={cluster} of={event.object} />
                </span>
              )}
            </EventLine>
          ))}
        </ol>
      )}
      <More hidden={events.length - shown} all={all} onChange={setAll} className="mt-2" />
    </section>
  );
}
