"use client";
import { lazy, Suspense, useState } from "react";
import { Findings } from "@/components/objects/one/findings";
import { Events } from "@/components/objects/one/events";
import { RefLink } from "@/components/objects/one/ref-link";
import { objectTopic } from "@/components/objects/one/object-address";
import { WellnessChip } from "@/components/objects/one/wellness";
import { EventLine } from "@/components/events/event-line";
import { Button } from "@/components/ui/button";
import { PanelBody } from "@/components/ui/panel-frame";
import { Skeleton } from "@/components/ui/skeleton";
import { useLiveAt } from "@/components/ui/snapshots";
import type { LogPod, ObjectRef } from "@/lib/model";
import type { AlertReport } from "@/lib/model/alerting/report";

const LogView = lazy(() => import("@/components/logs/log-view").then((module) => ({ default: module.LogView })));

/** What the alert is about, as Kubernetes tells it to the person who asks: how it is, and why it is not well. */
export function ItsObject({ cluster, of }: { readonly cluster: string; readonly of: ObjectRef }) {
  const state = useLiveAt<"object">(objectTopic(cluster, of));
  return (
    <>
      <section aria-label="What it is about" className="rounded-m border border-line bg-surface px-4 pt-3 pb-3.5">
        <h2 className="mb-1 font-semibold tracking-tight">
          <span className="font-normal text-muted">{of.kind}</span> <RefLink cluster={cluster} of={of} />
        </h2>
        <PanelBody state={state}>
          {(report) => (
            <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-[13px]">
              <WellnessChip wellness={report.wellness} />
              <span className="wrap-anywhere">{report.sentence}</span>
            </p>
          )}
        </PanelBody>
      </section>
      {state.status === "ok" || state.status === "stale" ? (
        <div data-stale={state.status === "stale"} className="empty:hidden">
          <Findings cluster={cluster} page={of} findings={state.value.findings} />
        </div>
      ) : null}
    </>
  );
}

/** What happened to it, and the end of its log. `live` opens the log at once. */
export function ItsTrail({ cluster, report: { subject, events }, live }: { readonly cluster: string; readonly report: AlertReport; readonly live: boolean }) {
  if (subject.ref !== undefined) return <TrailOf cluster={cluster} of={subject.ref} live={live} />;
  if (events.length === 0) return null;
  return (
    <section aria-label="Events" className="rounded-m border border-line bg-surface px-4 pt-3 pb-3">
      <h2 className="mb-1 font-semibold tracking-tight">Events of {subject.title}</h2>
      <ol>
        {events.map((event) => (
          <EventLine key={event.id} event={event} />
        ))}
      </ol>
    </section>
  );
}

function TrailOf({ cluster, of, live }: { readonly cluster: string; readonly of: ObjectRef; readonly live: boolean }) {
  const state = useLiveAt<"object">(objectTopic(cluster, of));
  if (state.status !== "ok" && state.status !== "stale") return null;
  return (
    <div data-stale={state.status === "stale"} className="flex flex-col gap-3.5">
      <LogTail cluster={cluster} pods={state.value.pods} live={live} />
      <Events cluster={cluster} page={of} events={state.value.events} />
    </div>
  );
}

/** More pods than this are followed only when a person asks: each costs the cluster a connection. */
const fewPods = 3;

function LogTail({ cluster, pods, live }: { readonly cluster: string; readonly pods: readonly LogPod[]; readonly live: boolean }) {
  const [chosen, setOpen] = useState<boolean>();
  const open = chosen ?? (live && pods.length <= fewPods);
  if (pods.length === 0) return null;
  return (
    <section aria-label="Log" className="rounded-m border border-line bg-surface">
      <div className="flex items-center justify-between gap-3 px-4 py-2.5">
        <h2 className="font-semibold tracking-tight">Log</h2>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "Hide the log" : "Show the end of the log"}
        </Button>
      </div>
      {open ? (
        <div className="border-t border-line px-4 pt-2.5 pb-4">
          <Suspense fallback={<Skeleton className="m-3 h-64" label="Loading the log" />}>
            <LogView cluster={cluster} pods={pods} />
          </Suspense>
        </div>
      ) : null}
    </section>
  );
}
