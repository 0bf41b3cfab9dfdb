"use client";
import { useEffect, useRef } from "react";
import { write } from "@/components/charts/svg";
import type { NodeChart } from "@/lib/model/node-charts";
import { useServerClock } from "@/components/live";
import { quantity } from "@/lib/model/units";
import type { NodeBoard } from "./node-board";
import { useEdge } from "./sampled";

/** A chart's figure of now, written with each live measurement without React; it holds still with the charts, and loses its colour when it is old. */
export function Headline({ chart, of: { record, board } }: { readonly chart: NodeChart; readonly of: NodeBoard }) {
  const figure = useRef<HTMLSpanElement>(null);
  const unit = useRef<HTMLSpanElement>(null);
  const edge = useEdge(record, useServerClock());
  useEffect(() => {
    const tell = () => {
      if (board.pausedAt !== undefined || figure.current === null || unit.current === null) return;
      const value = record.latest && chart.headline(record.latest);
      const told = quantity(value ?? NaN, chart.unit);
      write(figure.current, told.figure);
      write(unit.current, told.unit);
    };
    tell();
    const stops = [record.subscribe(tell), board.subscribe(tell)];
    return () => stops.forEach((stop) => stop());
  }, [record, board, chart]);
  return (
    <span data-stale={edge === "stale"} className="font-mono text-[15px] font-medium whitespace-nowrap">
      <span ref={figure}>–</span> <span ref={unit} className="text-[13px] text-muted" />
    </span>
  );
}
