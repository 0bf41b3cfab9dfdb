"use client";
import { useState } from "react";
import Link from "next/link";
import { Check, Copy } from "lucide-react";
import { ClusterBand, StageBadge } from "@/components/clusters/cluster-head";
import { Button } from "@/components/ui/button";
import { apiVersionOf, type ApiResource, type Cluster } from "@/lib/model";
import { pluralKind } from "../kinds/kind-groups";

/** What a table is of: kind, cluster, how many; and what shows the same in a terminal. */
export function TableHead({ cluster, resource, sentence, command }: { readonly cluster: Cluster; readonly resource: ApiResource; readonly sentence: string; readonly command: string }) {
  return (
    <ClusterBand cluster={cluster} label={`${pluralKind(resource)} of ${cluster.title}`}>
      <header className="flex flex-col gap-1 py-3 pr-4 pl-5">
        <nav aria-label="Where you are" className="flex items-center gap-1.5 text-[13px] text-muted">
          <Link href={`/clusters/${cluster.id}`} prefetch={false} className="hover:text-text hover:underline">
            {cluster.title}
          </Link>
          <span aria-hidden="true">/</span>
          <Link href={`/clusters/${cluster.id}/objects`} prefetch={false} className="hover:text-text hover:underline">
            Objects
          </Link>
          <span className="ml-auto">
            <StageBadge stage={cluster.stage} />
          </span>
        </nav>
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <h1 className="text-[22px] leading-7 font-semibold tracking-tight wrap-anywhere">{pluralKind(resource)}</h1>
          <p className="font-mono text-xs text-muted">
            {apiVersionOf(resource)}
            {resource.shortNames.length === 0 ? "" : ` · ${resource.shortNames.join(", ")}`}
          </p>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="text-muted">{sentence}</p>
          <CopyCommand command={command} />
        </div>
      </header>
    </ClusterBand>
  );
}

/** Copies the command; says so for a moment. */
function CopyCommand({ command }: { readonly command: string }) {
  const [copied, setCopied] = useState<string>();
  const done = copied === command;
  return (
    <Button
      title={command}
      onClick={() => {
        void navigator.clipboard.writeText(command).then(() => setCopied(command));
      }}
      className="h-7 px-2.5 font-normal text-muted"
    >
      {done ? <Check aria-hidden="true" width={14} height={14} className="text-ok" /> : <Copy aria-hidden="true" width={14} height={14} />}
      <span role="status">{done ? "Copied" : "Copy as kubectl"}</span>
    </Button>
  );
}
