"use client";
import { useEffect, useMemo, useState } from "react";
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { TimeChart } from "@/components/charts/time-chart";
import { request, useServerClock } from "@/components/live";
import { ProblemNote } from "@/components/ui/notes";
import { Segmented } from "@/components/ui/segmented";
import type { AlertGraph, AlertReport } from "@/lib/model/alerting/report";
import { problemOf } from "@/lib/model/problem";
import { timeRanges, type TimeRange } from "@/lib/model/time-range";
import type { Unit } from "@/lib/model/units";
import { ExpressionParts } from "./expression-parts";
import { alertMarks, createGraphBoard } from "./graph-board";
import { Holding } from "./holding";
import { againstOther, againstThreshold, valueNow } from "./measured-words";
import { useGraphRange } from "./use-graph-range";

const segments = Object.entries(timeRanges).map(([value, { title }]) => ({ value: value as TimeRange, label: title }));
/** New points come with each evaluation, ms. */
const again = 15_000;

/** What an alert's rule measures: the value against its threshold in words and as a line, and how far it is on its waits. */
export function AlertGraphPanel(props: { readonly cluster: string; readonly alert: string; readonly report: AlertReport }) {
  const [queries] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queries}>
      <Measured {...props} />
    </QueryClientProvider>
  );
}

function Measured({ cluster, alert, report }: { readonly cluster: string; readonly alert: string; readonly report: AlertReport }) {
  const [range, choose] = useGraphRange();
  const { data, error, isPending } = useQuery({
    queryKey: ["alert-graph", cluster, alert, range],
    queryFn: ({ signal }) => request<AlertGraph>(`/api/clusters/${cluster}/alerts/${alert}/graph?range=${range}`, { signal }),
    refetchInterval: again,
    placeholderData: (before) => before,
    retry: false,
  });
  const value = valueNow(report, data);
  const words = againstOther(value, data) ?? againstThreshold(value, report.comparison, data);
  const isDrawn = data === undefined || Object.keys(data.lines).length > 0;
  const unit = data?.measure?.unit ?? "number";
  return (
    <section aria-label="What its rule measures" aria-busy={isPending} className="flex flex-col gap-3 rounded-m border border-line bg-surface px-4 pt-3 pb-3.5">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 className="text-sm font-semibold tracking-tight">What its rule measures</h2>
          {words === undefined ? null : <p className="text-[17px] leading-6 font-medium tabular-nums">{words}</p>}
        </div>
        <Segmented label="Time range of the graph" segments={segments} value={range} onChange={choose} />
      </header>
      <Holding report={report} graph={data} />
      {error === null ? null : <ProblemNote problem={problemOf(error)} />}
      {data === undefined && error !== null ? null : isDrawn ? <Chart key={unit} unit={unit} graph={data} range={range} report={report} value={value} /> : null}
      {data?.note === undefined ? null : <p className="max-w-prose text-[13px] wrap-anywhere text-muted">{data.note}</p>}
      {data === undefined || data.left <= 0 ? null : <p className="text-xs text-muted">{data.left === 1 ? "One more series has" : `${data.left} more series have`} the same expression and no room here.</p>}
      <ExpressionParts report={report} graph={data} />
    </section>
  );
}

/** The chart, made anew only where the unit is another. */
function Chart({ unit, graph, range, report, value }: { readonly unit: Unit; readonly graph: AlertGraph | undefined; readonly range: TimeRange; readonly report: AlertReport; readonly value: number }) {
  const clock = useServerClock();
  const [of] = useState(() => createGraphBoard(clock, range, unit));
  useEffect(() => of.board.start(), [of]);
  useEffect(() => of.board.setRange(range), [of, range]);
  useEffect(() => {
    if (graph !== undefined) of.setGraph(graph, range);
  }, [of, graph, range]);
  const { alert, rule, history } = report;
  const marks = useMemo(() => alertMarks({ alert, rule, history } as Pick<AlertReport, "alert" | "rule" | "history">), [alert, rule, history]);
  useEffect(() => of.plot.setMarks(marks), [of, marks]);
  const shown = value * (graph?.measure?.factor ?? 1);
  return <TimeChart title="Measured over time" plot={of.plot} board={of.board} current={() => shown} />;
}
