import { podNamePatterns, problemOf, timeRanges, workloadCharts, type ChartHistory, type NodeHistory, type Problem, type TimeRange, type WorkloadChart } from "@/lib/model";
import type { Labels, Prometheus, Span } from "./client";
import { usualInterval } from "./exporters";
import { columnOf, timesOf } from "./node-history";
import { all, inNamespace, quoted, rateWindow } from "./promql";

export interface WorkloadAsk {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly range: TimeRange;
  /** ms since the epoch. */
  readonly now: number;
  readonly signal?: AbortSignal;
}

interface Lines {
  readonly expression: string;
  readonly line: (labels: Labels) => string | undefined;
}

/** Names in Kubernetes hold no other character that a regular expression would take for its own. */
const literally = (name: string) => name.replaceAll(".", "\\.");

/** The queries of each chart of one pod or workload; a line of the answer is told by its labels. */
export function workloadChartQueries({ kind, namespace, name }: Pick<WorkloadAsk, "kind" | "namespace" | "name">, window: string): Readonly<Record<WorkloadChart["id"], readonly Lines[]>> {
  const pods = all(inNamespace(namespace), `pod=~${quoted((podNamePatterns[kind] ?? "{}").replace("{}", literally(name)))}`);
  const containers = all(pods, 'container!="",container!="POD"');
  // One pod is told by its containers, a workload by its pods.
  const by = kind === "Pod" ? "container" : "pod";
  const line = (labels: Labels) => labels[by] ?? labels["pod"];
  const bound = (what: "requests" | "limits", resource: "cpu" | "memory"): Lines => {
    const each = `kube_pod_container_resource_${what}{${all(pods, `resource=${quoted(resource)}`)}}`;
    // Beside several lines of containers only their own bound could be compared: the largest is drawn.
    const expression = kind === "Pod" ? `max(${each})` : `max(sum by (pod) (${each}))`;
    return { expression, line: () => (what === "limits" ? "limit" : "request") };
  };
  const rate = (metric: string, matchers: string) => `rate(${metric}{${matchers}}[${window}])`;
  return {
    cpu: [{ expression: `sum by (${by}) (${rate("container_cpu_usage_seconds_total", containers)})`, line }, bound("limits", "cpu"), bound("requests", "cpu")],
    memory: [{ expression: `sum by (${by}) (container_memory_working_set_bytes{${containers}})`, line }, bound("limits", "memory"), bound("requests", "memory")],
    throttled: [
      {
        expression: `sum by (${by}) (${rate("container_cpu_cfs_throttled_periods_total", containers)}) / sum by (${by}) (${rate("container_cpu_cfs_periods_total", containers)})`,
        line,
      },
    ],
    // The network belongs to the pod's sandbox, not to a container.
    received: [{ expression: `sum by (pod) (${rate("container_network_receive_bytes_total", pods)})`, line: (labels) => labels["pod"] }],
    sent: [{ expression: `sum by (pod) (${rate("container_network_transmit_bytes_total", pods)})`, line: (labels) => labels["pod"] }],
  };
}

async function chart(client: Prometheus, queries: readonly Lines[], span: Span, signal: AbortSignal | undefined): Promise<ChartHistory> {
  const times = timesOf(span);
  const lines: Record<string, (number | null)[]> = {};
  const answers = await Promise.all(queries.map(({ expression }) => client.queryRange(expression, span, signal)));
  answers.forEach((answer, index) => {
    for (const series of answer) {
      const id = queries[index]?.line(series.labels);
      if (id !== undefined && !Object.hasOwn(lines, id)) lines[id] = columnOf(series, span, times.length);
    }
  });
  return { times, lines };
}

/** What a pod or the pods of a workload used, up to `now`, with their requests and limits beside it. */
export async function workloadHistory(client: Prometheus, ask: WorkloadAsk): Promise<NodeHistory> {
  const { seconds, step } = timeRanges[ask.range];
  const span = { start: ask.now - seconds * 1_000, end: ask.now, step };
  const queries = workloadChartQueries(ask, rateWindow(usualInterval, step));
  const entries = await Promise.all(
    workloadCharts.map(async ({ id }): Promise<[string, ChartHistory | { problem: Problem }]> => {
      try {
        return [id, await chart(client, queries[id], span, ask.signal)];
      } catch (error) {
        return [id, { problem: problemOf(error) }];
      }
    }),
  );
  return { range: ask.range, scrapeInterval: usualInterval, charts: Object.fromEntries(entries.filter(([, found]) => "problem" in found || Object.keys(found.lines).length > 0)) };
}
