"use client";
import { memo, useLayoutEffect, useMemo, type RefObject } from "react";
import { CartesianGrid, LineChart, usePlotArea, XAxis, YAxis } from "recharts";
import { timeRanges } from "@/lib/model/time-range";
import { chartHeight, insets } from "./insets";
import type { Plot, Shell } from "./plot";
import { timeTicks } from "./time-axis";

const noData: never[] = [];
const margin = { left: 0, right: insets.right, top: insets.top, bottom: 0 };
const tickLook = { fontSize: 11, fill: "var(--faint)", fontFamily: "var(--font-geist-mono), ui-monospace, monospace" };

/**
 * Axes and grid, drawn by Recharts once and again only when the size, the range or the scale changes.
 * What moves is the plot's, inside {@link PlotArea}.
 */
export const ChartShell = memo(function ChartShell({ plot, shell, width, stage }: { readonly plot: Plot; readonly shell: Shell; readonly width: number; readonly stage: RefObject<HTMLElement | null> }) {
  const { scale, range, edge } = shell;
  const ticks = useMemo(() => timeTicks(range, edge), [range, edge]);
  const labels = useMemo(() => new Map(ticks.map(({ offset, label }) => [offset, label])), [ticks]);
  return (
    <LineChart width={width} height={chartHeight} data={noData} margin={margin} accessibilityLayer={false}>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        type="number"
        domain={[-timeRanges[range].seconds, 0]}
        ticks={ticks.map(({ offset }) => offset)}
        tickFormatter={(offset: number) => labels.get(offset) ?? ""}
        tick={tickLook}
        tickLine={false}
        axisLine={false}
        height={insets.bottom}
        // Without a key Recharts counts data instead of reading the domain.
        dataKey="at"
        interval={0}
        allowDataOverflow
      />
      <YAxis
        type="number"
        domain={[scale.bottom ?? 0, scale.top]}
        ticks={[...scale.ticks]}
        tickFormatter={(value: number) => scale.label(value)}
        tick={tickLook}
        tickLine={false}
        axisLine={false}
        width={insets.left}
        interval={0}
        allowDataOverflow
      />
      <PlotArea plot={plot} stage={stage} />
    </LineChart>
  );
});

/** The one custom child of the shell: it hands the plot its stage, as large as the plot area, and leaves it alone. */
function PlotArea({ plot, stage }: { readonly plot: Plot; readonly stage: RefObject<HTMLElement | null> }) {
  const { width = 0, height = 0 } = usePlotArea() ?? {};
  useLayoutEffect(() => {
    if (stage.current === null || width <= 0 || height <= 0) return;
    return plot.attach(stage.current, width, height);
  }, [plot, stage, width, height]);
  return null;
}
