"use client";
import { useState } from "react";
import { NamedObject } from "@/components/objects/one/ref-link";
import { Ago } from "@/components/ui/ago";
import { More } from "@/components/ui/more";
import { PanelFrame } from "@/components/ui/panel-frame";
import { useLive } from "@/components/ui/snapshots";
import { StateMark } from "@/components/ui/state";
import type { ClusterEvent } from "@/lib/model";

const shown = 12;

/** The warning events of late that the person may see, newest first; with a namespace only those in it. */
export function EventsTable({ cluster, namespace }: { readonly cluster: string; readonly namespace: string | undefined }) {
  const state = useLive("events", cluster);
  const [all, setAll] = useState(false);
  return (
    <PanelFrame title="Warning events" question={namespace === undefined ? "What went wrong lately?" : `What went wrong in ${namespace} lately?`} state={state}>
      {(events) => {
        const told = events.filter((event) => namespace === undefined || event.object.namespace === namespace).toSorted((a, b) => b.last - a.last);
        if (told.length === 0) {
          return (
            <p className="text-muted">
              <StateMark state="ok">None</StateMark> No warning in the events that Kubernetes still keeps{namespace === undefined ? "." : ` of ${namespace}.`}
            </p>
          );
        }
        return (
          <>
            <EventRows cluster={cluster} events={all ? told : told.slice(0, shown)} />
            <More hidden={told.length - shown} all={all} onChange={setAll} className="mt-2" />
          </>
        );
      }}
    </PanelFrame>
  );
}

const cell = "py-1.5 pr-4 last:pr-0 align-baseline max-md:block max-md:py-0 max-md:pr-0";

function EventRows({ cluster, events }: { readonly cluster: string; readonly events: readonly ClusterEvent[] }) {
  return (
    <table className="w-full border-collapse text-[13px] max-md:block">
      <thead className="text-left text-muted max-md:sr-only">
        <tr>
          {["Last seen", "Reason", "Object", "Message", "Count"].map((title) => (
            <th key={title} scope="col" className={`py-1 pr-4 font-medium whitespace-nowrap last:pr-0 last:text-right ${title === "Message" ? "w-full" : ""}`}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:block">
        {events.map(({ id, last, reason, object, message, count }) => (
          <tr key={id} className="border-t border-line max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-4 max-md:py-2 max-md:first:border-t-0">
            <td className={`${cell} text-muted max-md:col-start-2 max-md:row-start-1 max-md:text-right`}>
              <Ago at={last} every={5_000} />
            </td>
            <td className={`${cell} max-md:col-start-1 max-md:row-start-1`}>
              <StateMark state="warn">{reason}</StateMark>
            </td>
            <td className={`${cell} max-md:col-span-2`}>
              <span className="font-medium max-md:wrap-anywhere md:whitespace-nowrap">
                <NamedObject cluster={cluster} of={object} />
              </span>
              <span className="block text-xs text-muted max-md:wrap-anywhere md:whitespace-nowrap">
                {object.kind}
                {object.namespace === undefined ? "" : ` in ${object.namespace}`}
              </span>
            </td>
            <td className={`${cell} wrap-anywhere text-muted max-md:col-span-2`}>{message}</td>
            <td className={`${cell} text-right max-md:col-start-2 max-md:text-xs max-md:text-muted`}>{count}×</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
