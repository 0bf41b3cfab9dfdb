"use client";
import Link from "next/link";
import type { ReactNode } from "react";
import { ClusterBand, StageBadge } from "@/components/clusters/cluster-head";
import { Ago } from "@/components/ui/ago";
import { ProblemNote, StaleNote } from "@/components/ui/notes";
import { Skeleton } from "@/components/ui/skeleton";
import { useLive } from "@/components/ui/snapshots";
import { Chip } from "@/components/ui/state";
import { format, type Cluster, type NodeInfo } from "@/lib/model";
import type { NodeRecord } from "./node-record";
import { useSlowSample } from "./sampled";

/** Which node this is, whether it is well, and what it is made of. */
export function NodeHead({ cluster, node, record }: { readonly cluster: Cluster; readonly node: string; readonly record: NodeRecord }) {
  const info = useLive("node-info", cluster.id, node);
  const known = info.status === "ok" || info.status === "stale" ? info.value : undefined;
  return (
    <ClusterBand cluster={cluster} label={node}>
      <header className="flex flex-col gap-1.5 py-3 pr-4 pl-5">
        <nav aria-label="Where you are" className="flex flex-wrap items-center gap-x-1.5 text-[13px] text-muted">
          <Link href={`/clusters/${cluster.id}`} prefetch={false} className="hover:text-text hover:underline">
            {cluster.title}
          </Link>
          <span aria-hidden="true">·</span>
          <Link href={`/clusters/${cluster.id}/nodes`} prefetch={false} className="hover:text-text hover:underline">
            Nodes
          </Link>
          <span className="ml-auto flex items-center gap-3">
            <Link href={`/clusters/${cluster.id}/objects/core/v1/nodes/-/${encodeURIComponent(node)}`} prefetch={false} className="hover:text-text hover:underline">
              Kubernetes object
            </Link>
            <StageBadge stage={cluster.stage} />
          </span>
        </nav>
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="min-w-0 text-[22px] leading-7 font-semibold tracking-tight wrap-anywhere">{node}</h1>
          {known === undefined ? null : <Condition info={known} />}
        </div>
        <Facts cluster={cluster.id} node={node} info={known} record={record} failed={info.status === "failed"} />
        {known?.conditions.map(({ type, message, since }) => (
          <p key={type} className="text-[13px] text-warn">
            <span className="font-medium">{type}</span> since <Ago at={since} bare />: {message}
          </p>
        ))}
        {info.status === "failed" ? <ProblemNote problem={info.problem} /> : <StaleNote state={info} />}
      </header>
    </ClusterBand>
  );
}

function Condition({ info }: { readonly info: NodeInfo }) {
  return (
    <>
      <Chip state={info.ready ? "ok" : "crit"}>{info.ready ? "Ready" : "Not ready"}</Chip>
      {info.schedulable ? null : <Chip state="warn">Cordoned</Chip>}
      {info.conditions.length === 0 ? null : <Chip state="warn">{info.conditions.length === 1 ? "1 warning" : `${info.conditions.length} warnings`}</Chip>}
      {info.roles.map((role) => (
        <span key={role} className="text-[13px] text-muted">
          {role}
        </span>
      ))}
    </>
  );
}

function Facts({ cluster, node, info, record, failed }: { readonly cluster: string; readonly node: string; readonly info: NodeInfo | undefined; readonly record: NodeRecord; readonly failed: boolean }) {
  const pods = useLive("node-pods", cluster, node);
  const booted = useSlowSample(record)?.sample.booted;
  const seen = pods.status === "ok" || pods.status === "stale" ? pods.value.length : undefined;
  if (info === undefined) return failed ? null : <Skeleton className="h-5 w-96 max-w-full" label="Waiting for what Kubernetes knows of the node" />;
  return (
    <dl className="flex flex-wrap gap-x-5 gap-y-0.5 text-[13px] text-muted">
      <Fact label="Address">{info.address}</Fact>
      <Fact label="Cores">{info.cores}</Fact>
      <Fact label="Memory">{format(info.memoryBytes, "bytes")}</Fact>
      <Fact label="Kubelet">{info.kubelet}</Fact>
      <Fact label="System">{info.os}</Fact>
      <Fact label="Pods">{seen === undefined ? undefined : <span title={`${seen} that you may see; the node takes ${info.maxPods}`}>{`${seen} of ${info.maxPods}`}</span>}</Fact>
      <Fact label="Up">{booted === undefined ? undefined : <Ago at={booted} bare every={60_000} />}</Fact>
    </dl>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  if (children === undefined) return null;
  return (
    <div className="flex gap-1.5">
      <dt>{label}</dt>
      <dd className="font-medium text-text">{children}</dd>
    </div>
  );
}
