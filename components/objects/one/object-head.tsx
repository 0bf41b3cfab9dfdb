"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { ClusterBand, StageBadge } from "@/components/clusters/cluster-head";
import { Ago } from "@/components/ui/ago";
import { StaleNote } from "@/components/ui/notes";
import { Skeleton } from "@/components/ui/skeleton";
import { groupWord, resourceHref, wellKnownKinds, type Cluster, type ObjectReport, type PanelState } from "@/lib/model";
import type { ObjectAddress } from "./object-address";
import { WellnessChip } from "./wellness";

/** The kind of an address in words, before the cluster has told it. */
export function kindWord({ group, resource }: ObjectAddress): string {
  return wellKnownKinds.find((known) => known.group === group && known.resource === resource)?.kind ?? resource;
}

/** Which object this is, in which cluster, and whether it is well. */
export function ObjectHead({ cluster, address, state, actions }: { readonly cluster: Cluster; readonly address: ObjectAddress; readonly state: PanelState<ObjectReport>; readonly actions?: ReactNode }) {
  const report = state.status === "ok" || state.status === "stale" ? state.value : undefined;
  const gone = state.status === "stale" && state.problem?.code === "not-found";
  return (
    <ClusterBand cluster={cluster} label={`${report?.ref.kind ?? kindWord(address)} ${address.name}`}>
      <header className="flex flex-col gap-2 py-3 pr-4 pl-5">
        <nav aria-label="Where you are" className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-[13px] text-muted">
          <Crumb href={`/clusters/${cluster.id}`}>{cluster.title}</Crumb>
          <span aria-hidden="true">·</span>
          <Crumb href={`/clusters/${cluster.id}/objects`}>Objects</Crumb>
          <span aria-hidden="true">·</span>
          <Crumb href={`${resourceHref(cluster.id, address)}${address.namespace === undefined ? "" : `?namespace=${encodeURIComponent(address.namespace)}`}`}>
            {address.resource}
            {address.group === "" ? "" : `.${groupWord(address.group)}`}
          </Crumb>
          <span className="ml-auto">
            <StageBadge stage={cluster.stage} />
          </span>
        </nav>
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="min-w-0 text-[22px] leading-7 font-semibold tracking-tight wrap-anywhere">
            <span className="font-normal text-muted">{report?.ref.kind ?? kindWord(address)}</span> {address.name}
          </h1>
          {report === undefined || gone ? null : (
            <span data-stale={state.status === "stale"}>
              <WellnessChip wellness={report.wellness} />
            </span>
          )}
        </div>
        {report === undefined ? null : (
          <>
            {gone ? null : <p data-stale={state.status === "stale"} className="max-w-prose wrap-anywhere">{report.sentence}</p>}
            <p className="flex flex-wrap gap-x-5 gap-y-0.5 text-[13px] text-muted">
              {address.namespace === undefined ? null : (
                <span>
                  Namespace{" "}
                  <Link href={`/clusters/${cluster.id}/objects/core/v1/namespaces/-/${encodeURIComponent(address.namespace)}`} prefetch={false} className="font-medium text-text hover:underline">
                    {address.namespace}
                  </Link>
                </span>
              )}
              <span>
                Created <Ago at={report.created} every={60_000} />
              </span>
              {report.deleting === undefined ? null : (
                <span className="text-warn">
                  Being deleted since <Ago at={report.deleting.since} bare />
                </span>
              )}
            </p>
            {gone ? null : actions}
          </>
        )}
        <Condition state={state} kind={report?.ref.kind ?? kindWord(address)} />
      </header>
    </ClusterBand>
  );
}

function Crumb({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Link href={href} prefetch={false} className="hover:text-text hover:underline">
      {children}
    </Link>
  );
}

/** How current what is shown is. */
function Condition({ state, kind }: { readonly state: PanelState<ObjectReport>; readonly kind: string }) {
  if (state.status === "loading") return <Skeleton className="h-5 w-96 max-w-full" label="Waiting for what Kubernetes knows of it" />;
  if (state.status === "failed") return null;
  if (state.status === "stale" && state.problem?.code === "not-found") {
    return (
      <p role="status" className="rounded-s bg-warn-bg px-3 py-2 text-[13px] text-warn">
        This {kind} no longer exists. What you see is how it was <Ago at={state.at} />.
      </p>
    );
  }
  return <StaleNote state={state} />;
}
