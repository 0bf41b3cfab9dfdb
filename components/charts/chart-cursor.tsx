"use client";
import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from "react";
import { format } from "@/lib/model/units";
import type { Board } from "./board";
import { insets } from "./insets";
import type { Plot, Readout } from "./plot";
import { momentLabel } from "./time-axis";

/**
 * Where a person points in a chart: pointer, finger or arrow keys move the cursor that all charts
 * of the page share. To assistive technology it is a slider along time that reads the values out.
 */
export function ChartCursor({ title, plot, board }: { readonly title: string; readonly plot: Plot; readonly board: Board }) {
  const area = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      plot.onReadout((readout) => {
        const element = area.current;
        if (element === null || document.activeElement !== element) return;
        const { view, at } = readout;
        element.setAttribute("aria-valuemin", String(Math.round((view.from - view.to) / 1000)));
        element.setAttribute("aria-valuenow", String(at === undefined ? 0 : Math.round((at - view.to) / 1000)));
        if (at !== undefined) element.setAttribute("aria-valuetext", spoken(readout, plot));
      }),
    [plot],
  );

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const part = 1 - Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    plot.pointAt?.((event.clientY - box.top) / box.height);
    board.cursor.set(part * (board.view.to - board.view.from), plot);
  };
  const leave = () => {
    plot.pointAt?.(undefined);
    board.cursor.set(undefined);
  };
  const key = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (plot.step !== undefined && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      if (board.cursor.offset === undefined) board.cursor.set(0, plot);
      return plot.step(event.key === "ArrowUp" ? 1 : -1);
    }
    const next = moved(event.key, event.shiftKey, board, plot);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    board.cursor.set(next === "away" ? undefined : next, plot);
  };

  return (
    <div
      ref={area}
      role="slider"
      tabIndex={0}
      aria-label={`Moment in ${title}`}
      aria-valuemin={-900}
      aria-valuemax={0}
      aria-valuenow={0}
      aria-valuetext="now"
      className="absolute cursor-crosshair touch-pan-y"
      style={{ left: insets.left, right: insets.right, top: insets.top, bottom: insets.bottom }}
      onPointerDown={point}
      onPointerMove={point}
      onPointerLeave={(event) => event.pointerType === "mouse" && leave()}
      onKeyDown={key}
      onBlur={leave}
    />
  );
}

/** Where a key takes the cursor, ms before the right edge; undefined for keys that are not the cursor's. */
export function moved(key: string, toMark: boolean, board: Board, plot: Plot): number | "away" | undefined {
  const { from, to } = board.view;
  const span = to - from;
  const offset = board.cursor.offset ?? 0;
  const within = (next: number) => Math.min(span, Math.max(0, next));
  if (toMark && (key === "ArrowLeft" || key === "ArrowRight")) {
    const earlier = key === "ArrowLeft";
    const times = plot.marks.map(({ at }) => to - at).filter((ms) => ms >= 0 && ms <= span && (earlier ? ms > offset + 500 : ms < offset - 500));
    return times.length === 0 ? offset : earlier ? Math.min(...times) : Math.max(...times);
  }
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return within(offset + span / 180);
    case "ArrowRight":
    case "ArrowUp":
      return within(offset - span / 180);
    case "PageDown":
      return within(offset + span / 12);
    case "PageUp":
      return within(offset - span / 12);
    case "Home":
      return span;
    case "End":
      return 0;
    case "Escape":
      return board.cursor.offset === undefined ? undefined : "away";
    default:
      return undefined;
  }
}

/** What the slider says: the moment, the values (of many rows only the chosen one), the mark. */
function spoken({ at, view, series, mark, focus }: Readout, plot: Plot): string {
  if (at === undefined) return "now";
  const told = plot.step === undefined ? series : series.slice(focus ?? 0, (focus ?? 0) + 1);
  const values = told.map((one) => {
    const value = one.valueAt(at);
    return `${plot.noun === undefined ? "" : `${plot.noun} `}${one.spec.label} ${Number.isFinite(value) ? format(value, plot.unit) : "unknown"}`;
  });
  return `${momentLabel(at, view.range)}: ${values.join(", ")}${mark === undefined ? "" : `. ${mark.text}`}`;
}
