"use client";
import { useState } from "react";
import { NamedObject } from "@/components/objects/one/ref-link";
import { Ago } from "@/components/ui/ago";
import { More } from "@/components/ui/more";
import { PanelFrame } from "@/components/ui/panel-frame";
import { useLive } from "@/components/ui/snapshots";
import { StateMark } from "@/components/ui/state";

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
              {(all ? told : told.slice(0, shown)).map(({ id, type, reason, object, message, last, count }) => (
                <li key={id} className="grid grid-cols-[1fr_auto] gap-x-4 border-t border-line py-1.5 text-[13px] first:border-t-0">
                  <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
                    <StateMark state={type === "Warning" ? "warn" : "info"}>{reason}</StateMark>
                    <span className="min-w-0 font-medium wrap-anywhere">
                      <NamedObject cluster={cluster} of={object} />
                    </span>
                    <span className="text-xs text-muted">
                      {object.kind}
                      {object.namespace === undefined ? "" : ` in ${object.namespace}`}
                    </span>
                  </span>
                  <span className="text-right whitespace-nowrap text-muted">
                    {count > 1 ? `${count}× · ` : ""}
                    <Ago at={last} every={5_000} />
                  </span>
                  <span className="col-span-2 wrap-anywhere text-muted">{message}</span>
                </li>
              ))}
            </ol>
            <More hidden={told.length - shown} all={all} onChange={setAll} className="mt-2" />
          </>
        );
      }}
    </PanelFrame>
  );
}
