"use client";
import { lazy, Suspense, useState } from "react";
import Link from "next/link";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { buttonLook } from "@/components/ui/button";
import { useLive } from "@/components/ui/snapshots";
import type { Cluster } from "@/lib/model/cluster";
import type { TimeRange } from "@/lib/model/time-range";
import { FileSystems } from "./file-systems";
import { useNodeBoard } from "./node-board";
import { NodeCharts } from "./node-charts";
import { NodeControls } from "./node-controls";
import { NodeEvents } from "./node-events";
import { NodeHead } from "./node-head";
import { NodePods } from "./node-pods";
import { useNodeHistory } from "./use-node-history";

const EmbeddedDashboards = lazy(() => import("@/components/dashboards/embedded-dashboards").then((module) => ({ default: module.EmbeddedDashboards })));

/** Addresses in Grafana by range: of the node, and of each chart by its id. */
export type GrafanaLinks = Readonly<Partial<Record<TimeRange, { readonly node: string; readonly charts: Readonly<Record<string, string>> }>>>;

interface Props {
  readonly cluster: Cluster;
  readonly node: string;
  readonly range: TimeRange;
  readonly grafana: GrafanaLinks;
}

/** The page of one node: what it is, what it does now and did before, and what happened to it. */
export function NodePage(props: Props) {
  const [queries] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queries}>
      <Node {...props} />
    </QueryClientProvider>
  );
}

function Node({ cluster, node, range: initial, grafana }: Props) {
  const [range, setRange] = useState(initial);
  const of = useNodeBoard(cluster.id, node, initial);
  const history = useNodeHistory(cluster.id, node, range, of);
  const choose = (next: TimeRange) => {
    setRange(next);
    of.board.setRange(next);
    const url = new URL(window.location.href);
    url.searchParams.set("range", next);
    window.history.replaceState(null, "", url);
  };
  const info = useLive("node-info", cluster.id, node);
  const unknown = info.status === "failed" && info.problem.code === "not-found" && history.problem !== undefined;
  if (unknown) {
    return (
      <div className="flex flex-col items-start gap-3.5 *:w-full">
        <NodeHead cluster={cluster} node={node} record={of.record} />
        <p>
          <Link href={`/clusters/${cluster.id}/nodes`} prefetch={false} className={buttonLook}>
            All nodes of {cluster.title}
          </Link>
        </p>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-3.5">
      <NodeHead cluster={cluster} node={node} record={of.record} />
      <NodeControls board={of.board} record={of.record} history={history} range={range} onRange={choose} grafana={grafana[range]?.node} />
      <NodeCharts cluster={cluster.id} node={node} of={of} history={history} grafana={grafana[range]?.charts} />
      <Suspense>
        <EmbeddedDashboards cluster={cluster.id} subject={{ kind: "node", node }} range={range} />
      </Suspense>
      <div className="grid items-start gap-3.5 lg:grid-cols-2">
        <FileSystems record={of.record} />
        <NodeEvents cluster={cluster.id} node={node} />
      </div>
      <NodePods cluster={cluster.id} node={node} />
    </div>
  );
}
