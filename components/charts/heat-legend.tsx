"use client";
import { useEffect, useRef } from "react";
import { format } from "@/lib/model/units";
import type { Plot } from "./plot";
import { write } from "./svg";

/** Says in words what the shades say: the busiest row and the mean, at the cursor or now, and the row pointed at. */
export function HeatLegend({ plot }: { readonly plot: Plot }) {
  const words = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      plot.onReadout(({ at, series, focus }) => {
        const { noun = "row" } = plot;
        if (words.current === null) return;
        const values = series.map((one) => one.valueAt(at));
        const known = values.filter(Number.isFinite);
        if (known.length === 0) return write(words.current, "–");
        const most = Math.max(...known);
        const busiest = series[values.indexOf(most)]?.spec.label ?? "";
        const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
        const pointed = focus === undefined || at === undefined ? undefined : series[focus];
        const own = pointed === undefined ? "" : `${noun} ${pointed.spec.label} ${format(pointed.valueAt(at), plot.unit)} · `;
        write(words.current, `${own}busiest ${noun} ${busiest} ${format(most, plot.unit)} · mean ${format(mean, plot.unit)}`);
      }),
    [plot],
  );
  return (
    <div className="flex min-h-5 items-center gap-3 text-xs text-muted">
      <span ref={words} className="flex-1 truncate font-mono text-[11.5px] text-text">–</span>
      <span aria-hidden="true" className="flex items-center gap-1.5 whitespace-nowrap">
        0 %
        <span className="h-2 w-16 rounded-full bg-linear-to-r from-s1/5 to-s1" />
        100 %
      </span>
    </div>
  );
}
