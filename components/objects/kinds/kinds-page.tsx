"use client";
import { useState } from "react";
import Link from "next/link";
import { ClusterBand, StageBadge } from "@/components/clusters/cluster-head";
import { buttonLook } from "@/components/ui/button";
import { PanelBody } from "@/components/ui/panel-frame";
import { Skeleton } from "@/components/ui/skeleton";
import { useLive } from "@/components/ui/snapshots";
import { resourceHref, type ApiResource, type Cluster } from "@/lib/model";
import { grouped, listable } from "./kind-groups";
import { matching } from "./kinds-tree";

/** Every kind of object of a cluster, to begin with. */
export function KindsPage({ cluster, clusters }: { readonly cluster: Cluster; readonly clusters: readonly Cluster[] }) {
  const state = useLive("kinds", cluster.id);
  const [text, setText] = useState("");
  const total = state.status === "ok" || state.status === "stale" ? listable(state.value).length : undefined;
  return (
    <div className="flex flex-col gap-4">
      <ClusterBand cluster={cluster} label={`Objects of ${cluster.title}`}>
        <header className="flex flex-col gap-1 py-3 pr-4 pl-5">
          <nav aria-label="Where you are" className="flex items-center text-[13px] text-muted">
            <Link href={`/clusters/${cluster.id}`} prefetch={false} className="hover:text-text hover:underline">
              {cluster.title}
            </Link>
            <span className="ml-auto">
              <StageBadge stage={cluster.stage} />
            </span>
          </nav>
          <h1 className="text-[22px] leading-7 font-semibold tracking-tight">Objects of {cluster.title}</h1>
          <p className="text-muted">{total === undefined ? "Asking the cluster what it serves…" : `${total} kinds of objects, as the cluster itself tells. You see what your own rights let you see.`}</p>
        </header>
      </ClusterBand>
      <div className="flex flex-wrap items-center gap-3">
        <input
          type="search"
          aria-label="Filter kinds"
          placeholder="Filter by name, short name or API group"
          value={text}
          onChange={({ target }) => setText(target.value)}
          data-filter=""
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={100}
          className="h-8 w-72 rounded-s border border-line-field bg-surface px-2.5 text-[13px] placeholder:text-faint max-sm:w-full"
        />
        <Link href={`/clusters/${cluster.id}/objects/new`} prefetch={false} className={buttonLook}>
          Create from YAML
        </Link>
        {clusters.length < 2 ? null : (
          <nav aria-label="Clusters" className="inline-flex rounded-s border border-line-strong bg-sunken p-0.5">
            {clusters.map(({ id, title }) => (
              <Link
                key={id}
                href={`/clusters/${id}/objects`}
                prefetch={false}
                aria-current={id === cluster.id ? "page" : undefined}
                className="flex h-7 items-center rounded-[4px] px-2.5 text-[13px] text-muted aria-[current=page]:bg-raised aria-[current=page]:text-text aria-[current=page]:shadow-[0_0_0_1px_var(--line-strong)]"
              >
                {title}
              </Link>
            ))}
          </nav>
        )}
      </div>
      <PanelBody state={state} waiting={<WaitingSections />}>
        {(kinds) => <Sections cluster={cluster.id} kinds={matching(kinds, text)} text={text} />}
      </PanelBody>
    </div>
  );
}

function Sections({ cluster, kinds, text }: { readonly cluster: string; readonly kinds: readonly ApiResource[]; readonly text: string }) {
  const groups = grouped(kinds);
  if (groups.length === 0) return <p className="text-muted">{text === "" ? "This cluster serves nothing that can be listed." : `No kind is called “${text}”.`}</p>;
  return (
    <div className="columns-1 gap-4 sm:columns-2 lg:columns-3 xl:columns-4">
      {groups.map((group) => (
        <section key={group.title} aria-label={group.title} className="mb-4 break-inside-avoid rounded-m border border-line bg-surface">
          <h2 className="truncate px-4 pt-3 pb-1 font-semibold tracking-tight" title={group.title}>
            {group.title}
          </h2>
          <ul className="pb-2">
            {group.kinds.map((kind) => (
              <li key={`${kind.group}/${kind.resource}`}>
                <Link href={resourceHref(cluster, kind)} prefetch={false} title={kind.group === "" ? kind.kind : `${kind.kind} (${kind.group})`} className="flex min-h-8 items-baseline gap-2 px-4 py-1.5 hover:bg-sunken max-sm:min-h-11">
                  <span className="min-w-0 truncate font-medium">
                    {kind.kind}
                    {group.kinds.some((other) => other !== kind && other.kind === kind.kind) && kind.group !== "" ? <span className="font-normal text-muted"> {kind.group}</span> : null}
                  </span>
                  <span className="ml-auto shrink-0 font-mono text-xs text-muted">{kind.shortNames[0] ?? ""}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function WaitingSections() {
  return (
    <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      {[0, 1, 2, 3].map((index) => (
        <div key={index} className="flex flex-col gap-3 rounded-m border border-line bg-surface p-4">
          <Skeleton className="h-5 w-1/2" {...(index === 0 ? { label: "Waiting for the kinds" } : {})} />
          <Skeleton className="h-4 w-4/5" />
          <Skeleton className="h-4 w-3/5" />
          <Skeleton className="h-4 w-2/3" />
        </div>
      ))}
    </div>
  );
}
