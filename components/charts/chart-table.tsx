"use client";
import { useState } from "react";
import { format } from "@/lib/model/units";
import { samples, type Plot, type Readout } from "./plot";
import { momentLabel } from "./time-axis";

const rows = 15;

/** The chart's figures as a table, read at the moment it is opened. */
export function ChartTable({ title, plot }: { readonly title: string; readonly plot: Plot }) {
  const [read, setRead] = useState<{ readout: Readout; table: ReturnType<typeof samples> }>();
  const open = (isOpen: boolean) => {
    if (!isOpen) return setRead(undefined);
    const stop = plot.onReadout((readout) => setRead({ readout, table: samples(readout, rows) }));
    stop();
  };
  return (
    <details className="mt-1 text-xs text-muted" onToggle={(event) => open(event.currentTarget.open)}>
      <summary className="w-max text-faint hover:text-text">Show as table</summary>
      {read === undefined ? null : (
        <div className="mt-2 max-h-72 overflow-auto" role="region" aria-label={`${title} as a table`} tabIndex={0}>
          <table className="w-full text-right">
            <thead>
              <tr>
                <th scope="col" className="py-1 pr-3 text-left font-medium">Time</th>
                {read.readout.series.map(({ spec }) => (
                  <th key={spec.id} scope="col" className="py-1 pl-3 font-medium">{spec.label}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {read.table.map(({ at, values }) => (
                <tr key={at} className="border-t border-line">
                  <th scope="row" className="py-1 pr-3 text-left font-mono font-normal whitespace-nowrap">{momentLabel(at, read.readout.view.range)}</th>
                  {values.map((value, index) => (
                    <td key={index} className="py-1 pl-3 font-mono whitespace-nowrap text-text">{Number.isFinite(value) ? format(value, plot.unit) : "–"}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
