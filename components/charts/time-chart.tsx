"use client";
import { lazy, Suspense, useEffect, useId, useRef, useState, useSyncExternalStore, type ReactNode } from "react";
import type { Board } from "./board";
import { ChartCursor } from "./chart-cursor";
import { ChartTable } from "./chart-table";
import { useGist } from "./gist";
import { chartHeight, insets } from "./insets";
import { Legend } from "./legend";
import { MarkNote } from "./mark-note";
import type { Plot } from "./plot";

/** Recharts is loaded where a chart is drawn, and nowhere else. */
const Shell = lazy(async () => ({ default: (await import("./chart-shell")).ChartShell }));

/**
 * One live chart as a figure: heading, plot, legend, table. React draws it on a scale step, a new
 * range or a new size; everything that moves is painted by the plot on the board's tick.
 */
export function TimeChart({
  title,
  plot,
  board,
  headline,
  current,
  actions,
  legend,
  note,
}: {
  readonly title: string;
  readonly plot: Plot;
  readonly board: Board;
  /** The figure in the heading. */
  readonly headline?: ReactNode;
  /** The same as a number, for the sentence that describes the chart. */
  readonly current: () => number;
  readonly actions?: ReactNode;
  /** Instead of the list of lines. */
  readonly legend?: ReactNode;
  /** What is missing from the chart, in a sentence. */
  readonly note?: ReactNode;
}) {
  const titleId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const shell = useSyncExternalStore(plot.onShell, () => plot.shell, () => plot.shell);
  const { width, seen } = usePlace(frame, plot);
  useEffect(() => board.add(plot), [board, plot]);
  useGist(plot, picture, title, current);

  return (
    <figure aria-labelledby={titleId} className="m-0 min-w-0 rounded-m border border-line bg-surface px-4 pt-3 pb-2.5">
      <figcaption className="flex items-baseline gap-3">
        <h2 id={titleId} className="flex-1 truncate text-[13.5px] font-semibold tracking-tight">
          {title}
        </h2>
        {headline}
        {actions}
      </figcaption>
      <div ref={frame} className="relative -ml-2 mt-1" style={{ height: chartHeight }}>
        <div ref={picture} role="img" aria-label={`${title}: waiting for data.`} className="pointer-events-none absolute inset-0">
          {width > 0 && seen ? (
            <Suspense fallback={<ChartSkeleton />}>
              <Shell plot={plot} shell={shell} width={width} stage={stage} />
            </Suspense>
          ) : (
            <ChartSkeleton />
          )}
          <div ref={stage} className="absolute" style={{ left: insets.left, right: insets.right, top: insets.top, bottom: insets.bottom }} />
        </div>
        <ChartCursor title={title} plot={plot} board={board} />
        <MarkNote plot={plot} board={board} />
      </div>
      {legend ?? <Legend plot={plot} lines={shell.lines} unitName={shell.scale.unitName} />}
      {note}
      <ChartTable title={title} plot={plot} />
    </figure>
  );
}

/** The grid of a chart before it is there, of the same size. */
export function ChartSkeleton() {
  return (
    <div aria-hidden="true" className="absolute flex flex-col justify-between" style={{ left: insets.left, right: insets.right, top: insets.top, bottom: insets.bottom }}>
      <div className="h-px bg-line" />
      <div className="h-px bg-line" />
      <div className="h-px bg-line" />
    </div>
  );
}

/** Charts below the fold get their shells when the browser has nothing else to do: nobody scrolls to an empty one. */
function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(work, 2000);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work, { timeout: 10_000 });
  return () => cancelIdleCallback(handle);
}

/** The frame's width, and whether its shell is due; tells the plot when it is in sight. */
function usePlace(frame: React.RefObject<HTMLElement | null>, plot: Plot): { readonly width: number; readonly seen: boolean } {
  const [width, setWidth] = useState(0);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const sight = new IntersectionObserver(
      ([entry]) => {
        const near = entry?.isIntersecting ?? false;
        plot.setVisible(near);
        if (near) setSeen(true);
      },
      { rootMargin: "160px" },
    );
    const size = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    sight.observe(element);
    size.observe(element);
    const stop = whenIdle(() => setSeen(true));
    return () => {
      stop();
      sight.disconnect();
      size.disconnect();
      plot.setVisible(false);
    };
  }, [frame, plot]);
  return { width, seen };
}
