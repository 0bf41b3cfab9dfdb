"use client";
import { useState } from "react";
import { EventLine } from "@/components/events/event-line";
import { NamedObject } from "@/components/objects/one/ref-link";
import { More } from "@/components/ui/more";
import { PanelFrame } from "@/components/ui/panel-frame";
import { useLive } from "@/components/ui/snapshots";

const shown = 10;

/** What happened on the node and to the pods on it, newest first: the marks of the charts in words. */
export function NodeEvents({ cluster, node }: { readonly cluster: string; readonly node: string }) {
  const state = useLive("node-events", cluster, node);
  const [all, setAll] = useState(false);
  return (
    <PanelFrame title="Events on this node" level="h2" state={state}>
      {(events) => {
        if (events.length === 0) return <p className="text-muted">Nothing happened here that Kubernetes still remembers and you may see.</p>;
        const told = events.toSorted((a, b) => b.last - a.last);
        return (
          <>
            <ol className="flex flex-col">
              {(all ? told : told.slice(0, shown)).map((event) => (
                <EventLine key={event.id} event={event}>
                  <span className="min-w-0 font-medium wrap-anywhere">
                    <NamedObject cluster={cluster} of={event.object} />
                  </span>
                  <span className="text-xs text-muted">
                    {event.object.kind}
                    {event.object.namespace === undefined ? "" : ` in ${event.object.namespace}`}
                  </span>
                </EventLine>
              ))}
            </ol>
            <More hidden={told.length - shown} all={all} onChange={setAll} className="mt-2" />
          </>
        );
      }}
    </PanelFrame>
  );
}
