"use client";
import { lazy, Suspense, useState } from "react";
import { subjectOf } from "@/components/dashboards/subject-of";
import { Skeleton } from "@/components/ui/skeleton";
import { useLiveAt } from "@/components/ui/snapshots";
import type { Cluster, ObjectReport } from "@/lib/model";
import { objectTopic, type ObjectAddress } from "./object-address";
import { ObjectHead } from "./object-head";
import type { ObjectTab } from "./object-tabs";
import { Overview } from "./overview";
import { Tabs } from "./tabs";
import { NoObject } from "./no-object";

// What not everybody opens is fetched when it is opened.
const ActionBar = lazy(() => import("@/components/objects/actions/action-bar").then((module) => ({ default: module.ActionBar })));
const LogView = lazy(() => import("@/components/logs/log-view").then((module) => ({ default: module.LogView })));
const ObjectMetrics = lazy(() => import("@/components/objects/metrics/object-metrics").then((module) => ({ default: module.ObjectMetrics })));
const ObjectAudit = lazy(() => import("@/components/audit/object-audit").then((module) => ({ default: module.ObjectAudit })));
const EmbeddedDashboards = lazy(() => import("@/components/dashboards/embedded-dashboards").then((module) => ({ default: module.EmbeddedDashboards })));
const Manifest = lazy(() => import("./manifest").then((module) => ({ default: module.Manifest })));

interface Props {
  readonly cluster: Cluster;
  readonly address: ObjectAddress;
  readonly tab: ObjectTab;
}

/** The page of one object: what it is, why it is not well and what belongs to it. */
export function ObjectPage({ cluster, address, tab: initial }: Props) {
  const [tab, setTab] = useState(initial);
  const state = useLiveAt<"object">(objectTopic(cluster.id, address));
  const report = state.status === "ok" || state.status === "stale" ? state.value : undefined;
  const choose = (next: ObjectTab) => {
    setTab(next);
    const url = new URL(window.location.href);
    if (next === "overview") url.searchParams.delete("tab");
    else url.searchParams.set("tab", next);
    window.history.replaceState(null, "", url);
  };
  return (
    <div className="flex flex-col gap-3.5">
      <ObjectHead
        cluster={cluster}
        address={address}
        state={state}
        actions={
          report === undefined ? null : (
            <Suspense fallback={<Skeleton className="h-8 w-64" />}>
              <ActionBar cluster={cluster} report={report} />
            </Suspense>
          )
        }
      />
      {state.status === "failed" ? <NoObject cluster={cluster} address={address} problem={state.problem} /> : null}
      {report === undefined ? null : (
        <div data-accent={cluster.accent} data-stale={state.status === "stale"} className="flex flex-col gap-3.5">
          <Tabs tabs={tabsOf(report, tab)} tab={tab} onTab={choose} />
          <div role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`} className="min-w-0">
            <Suspense fallback={<Skeleton className="h-40 w-full" label="Loading this part of the page" />}>
              <Part cluster={cluster} report={report} tab={tab} />
            </Suspense>
          </div>
          {tab === "overview" || tab === "metrics" ? <InGrafana cluster={cluster.id} report={report} /> : null}
        </div>
      )}
    </div>
  );
}

/** What Grafana draws of the object, under what Castor itself knows. */
function InGrafana({ cluster, report }: { readonly cluster: string; readonly report: ObjectReport }) {
  const subject = subjectOf(report.ref);
  return subject === undefined ? null : (
    <Suspense>
      <EmbeddedDashboards cluster={cluster} subject={subject} />
    </Suspense>
  );
}

/** Logs where pods belong to the object; also where somebody came for them and the pods are gone. */
function tabsOf(report: ObjectReport, tab: ObjectTab): readonly ObjectTab[] {
  const all: readonly ObjectTab[] = ["overview", "logs", "metrics", "yaml", "history"];
  return all.filter((one) => one === tab || one !== "logs" || report.pods.length > 0);
}

function Part({ cluster, report, tab }: { readonly cluster: Cluster; readonly report: ObjectReport; readonly tab: ObjectTab }) {
  if (tab === "logs") return report.pods.length === 0 ? <p className="text-muted">No pod belongs to it now, so there are no logs.</p> : <LogView cluster={cluster.id} pods={report.pods} />;
  if (tab === "metrics") return <ObjectMetrics cluster={cluster.id} refData={report.ref} />;
  if (tab === "yaml") return <Manifest cluster={cluster} report={report} />;
  if (tab === "history") return <ObjectAudit cluster={cluster.id} refData={report.ref} />;
  return <Overview cluster={cluster.id} report={report} />;
}

