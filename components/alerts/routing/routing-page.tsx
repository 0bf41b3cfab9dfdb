"use client";
import { useState } from "react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { AlertsHead } from "@/components/alerts/alerts-head";
import { ProblemNote, StaleNote } from "@/components/ui/notes";
import { Skeleton } from "@/components/ui/skeleton";
import { useLive } from "@/components/ui/snapshots";
import type { Cluster } from "@/lib/model";
import { typedLabels } from "@/lib/model/alerting/labels-text";
import type { RoutingExample } from "@/lib/model/alerting/routing-examples";
import { LabelsField } from "./labels-field";
import { useExplanation } from "./use-explanation";
import { WholeTree } from "./whole-tree";
import { WhyPanel } from "./why-panel";

interface Given {
  readonly cluster: Cluster;
  /** What the address says: labels as a person types them. */
  readonly labels: string;
  readonly examples: readonly RoutingExample[];
}

/** Where an alert with any labels would go, answered while one types; without any, the routes as they are. */
export function RoutingPage(given: Given) {
  const [queries] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queries}>
      <Page {...given} />
    </QueryClientProvider>
  );
}

function Page({ cluster, labels: first, examples }: Given) {
  const [text, setText] = useState(first);
  const { labels, mistakes } = typedLabels(text);
  const summary = useLive("alerting", cluster.id);
  const revision = summary.status === "ok" || summary.status === "stale" ? summary.value.revision : 0;
  const { explanations, answered, waiting, problem } = useExplanation(cluster.id, labels, revision);
  const change = (next: string) => {
    setText(next);
    const url = new URL(window.location.href);
    if (next.trim() === "") url.searchParams.delete("labels");
    else url.searchParams.set("labels", next);
    window.history.replaceState(null, "", url);
  };
  const nothing = Object.keys(answered).length === 0;
  return (
    <div className="flex flex-col gap-3.5">
      <AlertsHead cluster={cluster} page="routing" title="Who hears of it">
        <StaleNote state={summary} />
      </AlertsHead>
      <section aria-label="Labels" className="rounded-m border border-line bg-surface p-4">
        <LabelsField value={text} mistakes={mistakes} examples={examples} onChange={change} />
      </section>
      <div data-accent={cluster.accent} aria-busy={waiting} className="flex min-w-0 flex-col gap-3.5">
        {problem === undefined ? null : (
          <div className="rounded-m border border-line bg-surface p-4">
            <ProblemNote problem={problem} />
          </div>
        )}
        {explanations === undefined ? problem === undefined ? <Skeleton className="h-64 w-full" label="Waiting for the routes" /> : null : (
          <div data-stale={problem !== undefined || summary.status === "stale"} className="flex min-w-0 flex-col gap-3.5">
            {nothing ? <WholeTree explanations={explanations} /> : <WhyPanel cluster={cluster.id} explanations={explanations} title="Where such an alert would go" />}
          </div>
        )}
      </div>
    </div>
  );
}
