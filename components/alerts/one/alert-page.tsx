"use client";
import { lazy, Suspense, useState } from "react";
import { useSearchParams } from "next/navigation";
import { BellOff } from "lucide-react";
import { AcknowledgeButton } from "@/components/alerts/acknowledge/acknowledge-button";
import { AlertsHead } from "@/components/alerts/alerts-head";
import { AlertTimeline } from "@/components/alerts/timeline/alert-timeline";
import { Button } from "@/components/ui/button";
import { ProblemNote, StaleNote } from "@/components/ui/notes";
import { Skeleton } from "@/components/ui/skeleton";
import { useLiveAt } from "@/components/ui/snapshots";
import type { Cluster } from "@/lib/model";
import type { AlertReport } from "@/lib/model/alerting/report";
import { timeRange } from "@/lib/model/time-range";
import { AboutRule } from "./about-rule";
import { AlertLabels } from "./alert-labels";
import { AlertLinks } from "./alert-links";
import { AlertState } from "./alert-state";
import { BeyondAlert } from "./beyond-alert";
import { ItsObject, ItsTrail } from "./its-object";
import { SimilarAlerts } from "./similar-alerts";

const AlertGraphPanel = lazy(() => import("@/components/alerts/graph/alert-graph").then((module) => ({ default: module.AlertGraphPanel })));
const EmbeddedDashboards = lazy(() => import("@/components/dashboards/embedded-dashboards").then((module) => ({ default: module.EmbeddedDashboards })));
const WhyPanel = lazy(() => import("@/components/alerts/routing/why-panel").then((module) => ({ default: module.WhyPanel })));
const SilenceDialog = lazy(() => import("@/components/alerts/silences/silence-dialog").then((module) => ({ default: module.SilenceDialog })));

/** One alert, in the order in which one asks: what is wrong, with what, since when, who hears of it, what else it touches. */
export function AlertPage({ cluster, alert }: { readonly cluster: Cluster; readonly alert: string }) {
  const state = useLiveAt<"alert">(`alert/${cluster.id}/${alert}`);
  const report = state.status === "ok" || state.status === "stale" ? state.value : undefined;
  return (
    <div className="flex flex-col gap-3.5">
      <AlertsHead cluster={cluster} page={undefined} title={report?.alert.title ?? "Alert"} aside={report === undefined ? null : <Actions cluster={cluster.id} report={report} />}>
        {report === undefined ? state.status === "loading" ? <Skeleton className="h-5 w-96 max-w-full" label="Waiting for the alert" /> : null : (
          <div data-stale={state.status === "stale"}>
            <AlertState report={report} />
          </div>
        )}
        <StaleNote state={state} />
      </AlertsHead>
      {state.status === "failed" ? (
        <div className="rounded-m border border-line bg-surface p-4">
          <ProblemNote problem={state.problem} />
        </div>
      ) : null}
      {report === undefined ? null : (
        <div data-accent={cluster.accent} data-stale={state.status === "stale"}>
          <Parts cluster={cluster} report={report} />
        </div>
      )}
    </div>
  );
}

function Parts({ cluster, report }: { readonly cluster: Cluster; readonly report: AlertReport }) {
  const waiting = <Skeleton className="h-64 w-full" label="Loading this part of the page" />;
  return (
    <div className="flex flex-col gap-3.5 lg:grid lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:items-start">
      <div className="flex min-w-0 flex-col gap-3.5">
        <Suspense fallback={waiting}>
          <AlertGraphPanel cluster={cluster.id} alert={report.alert.id} report={report} />
        </Suspense>
        <Suspense>
          <InGrafana cluster={cluster.id} alert={report.alert.id} />
        </Suspense>
        {report.subject.ref === undefined ? null : <ItsObject cluster={cluster.id} of={report.subject.ref} />}
        <Suspense fallback={waiting}>
          <WhyPanel cluster={cluster.id} explanations={report.routing} />
        </Suspense>
        <ItsTrail cluster={cluster.id} report={report} live={report.alert.state !== "resolved"} />
      </div>
      <div className="flex min-w-0 flex-col gap-3.5">
        <AlertLinks report={report} />
        <BeyondAlert cluster={cluster.id} report={report} />
        <AlertTimeline cluster={cluster.id} history={report.history} />
        <SimilarAlerts cluster={cluster.id} report={report} />
        <AlertLabels cluster={cluster.id} report={report} />
        <AboutRule report={report} />
      </div>
    </div>
  );
}

/** What Grafana draws of it, over the range of the graph, which stands in the address. */
function InGrafana({ cluster, alert }: { readonly cluster: string; readonly alert: string }) {
  const range = timeRange(useSearchParams().get("range") ?? "1h");
  return <EmbeddedDashboards cluster={cluster} subject={{ kind: "alert", alert }} range={range} />;
}

/** Taking it on comes before silencing it: the first changes nothing for others. */
function Actions({ cluster, report: { alert, acknowledgement, may, reason } }: { readonly cluster: string; readonly report: AlertReport }) {
  const [silencing, setSilencing] = useState(false);
  if (alert.state === "resolved") return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <AcknowledgeButton cluster={cluster} alert={{ id: alert.id, name: alert.title }} acknowledgement={acknowledgement} may={may} reason={reason} />
      <Button disabled={!may} title={may ? undefined : reason} onClick={() => setSilencing(true)}>
        <BellOff aria-hidden="true" width={15} height={15} />
        Silence
      </Button>
      {may || reason === undefined ? null : <p className="w-full max-w-prose text-xs text-muted">{reason}</p>}
      {silencing ? (
        <Suspense>
          <SilenceDialog cluster={cluster} start={{ kind: "selection", selection: { alerts: [alert.id], groups: [], filter: "" } }} onClose={() => setSilencing(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
