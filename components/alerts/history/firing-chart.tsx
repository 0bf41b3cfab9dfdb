"use client";
import { StateIcon, severityStates } from "@/components/ui/state";
import { severities, type Severity } from "@/lib/model/alert";
import type { Chronicle } from "@/lib/model/alerting/timeline";
import { exactTime } from "./local-time";

const width = 1_000;
const height = 160;
const inks: Record<Severity, string> = { critical: "text-crit", warning: "text-warn", info: "text-info", other: "text-muted" };
/** Dense, sparse, dotted: the severity is told without its colour, too. */
const patterns: Record<Severity, { readonly size: number; readonly d: string; readonly width: number }> = {
  critical: { size: 4, d: "M0 0H4V4H0Z", width: 4 },
  warning: { size: 8, d: "M0 8L8 0", width: 3 },
  info: { size: 8, d: "M0 4H8", width: 2 },
  other: { size: 10, d: "M5 4V6", width: 2 },
};

/** How many alerts fired over time, the worst at the bottom; the same as a table for who does not see it. */
export function FiringChart({ chronicle: { chart, from, to, gaps } }: { readonly chronicle: Pick<Chronicle, "chart" | "from" | "to" | "gaps"> }) {
  const present = severities.filter((severity) => chart.lines[severity].some((count) => count > 0));
  const sums = chart.times.map((_, index) => present.reduce((sum, severity) => sum + (chart.lines[severity][index] ?? 0), 0));
  const most = Math.max(1, ...sums);
  const x = (at: number) => ((Math.min(Math.max(at, from), to) - from) / (to - from)) * width;
  return (
    <figure aria-label="Firing alerts by severity" className="m-0 flex min-w-0 flex-col gap-1.5 rounded-m border border-line bg-surface px-4 pt-3 pb-3.5">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-semibold tracking-tight">How many fired</h2>
        <span className="flex flex-wrap gap-x-3 text-xs text-muted">
          {present.map((severity) => (
            <span key={severity} className="inline-flex items-center gap-1 tabular-nums">
              <StateIcon state={severityStates[severity]} size={12} />
              {severity}, at most {Math.max(...chart.lines[severity])}
            </span>
          ))}
          {gaps.length > 0 ? <span>grey: nothing is known</span> : null}
        </span>
      </figcaption>
      <div className="relative">
        <span className="absolute top-0 left-0 rounded-br-s bg-surface pr-1 text-xs text-faint tabular-nums">{most}</span>
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={chartWords(chart, sums)} className="block h-40 w-full border-b border-line-strong">
          <defs>
            {present.map((severity) => (
              <pattern key={severity} id={`firing-${severity}`} width={patterns[severity].size} height={patterns[severity].size} patternUnits="userSpaceOnUse" className={inks[severity]}>
                <rect width="10" height="10" fill="currentColor" opacity={0.18} />
                <path d={patterns[severity].d} stroke="currentColor" strokeWidth={patterns[severity].width} fill={severity === "critical" ? "currentColor" : "none"} opacity={0.75} />
              </pattern>
            ))}
          </defs>
          {gaps.map((gap) => (
            <rect key={gap.from} x={x(gap.from)} y={0} width={Math.max(1, x(gap.to) - x(gap.from))} height={height} className="text-stale" fill="currentColor" opacity={0.16} />
          ))}
          {layers(chart, present, most, x).map(({ severity, path }) => (
            <path key={severity} d={path} fill={`url(#firing-${severity})`} stroke="currentColor" strokeWidth={1.5} vectorEffect="non-scaling-stroke" className={inks[severity]} />
          ))}
        </svg>
        <div className="flex justify-between gap-2 pt-1 text-xs text-muted tabular-nums">
          <span>{exactTime(from)}</span>
          <span className="text-right">{exactTime(to)}</span>
        </div>
      </div>
      {present.length === 0 ? <p className="text-[13px] text-muted">Nothing fired in this time.</p> : <AsTable chart={chart} present={present} />}
    </figure>
  );
}

/** Each severity stands on those that are worse, in steps: between two moments nothing is made up. */
function layers({ times, lines }: Chronicle["chart"], present: readonly Severity[], most: number, x: (at: number) => number): readonly { readonly severity: Severity; readonly path: string }[] {
  const floor = times.map(() => 0);
  const distance = (times[1] ?? 0) - (times[0] ?? 0);
  const y = (count: number) => (height - (count / most) * (height - 6)).toFixed(1);
  return present.map((severity) => {
    const base = [...floor];
    times.forEach((_, index) => (floor[index] = (floor[index] ?? 0) + (lines[severity][index] ?? 0)));
    const step = (heights: readonly number[]) => times.map((at, index) => `${x(at).toFixed(1)} ${y(heights[index] ?? 0)}L${x(at + distance).toFixed(1)} ${y(heights[index] ?? 0)}`);
    const back = times.map((at, index) => `${x(at + distance).toFixed(1)} ${y(base[index] ?? 0)}L${x(at).toFixed(1)} ${y(base[index] ?? 0)}`).reverse();
    return { severity, path: times.length === 0 ? "" : `M${[...step(floor), ...back].join("L")}Z` };
  });
}

function chartWords({ times }: Chronicle["chart"], sums: readonly number[]): string {
  const most = Math.max(0, ...sums);
  const at = times[sums.indexOf(most)];
  return most === 0 || at === undefined ? "Nothing fired." : `At most ${most} alerts fired at once, at ${exactTime(at)}; at the end ${sums.at(-1) ?? 0}.`;
}

/** Only the moments at which something changed. */
function AsTable({ chart: { times, lines }, present }: { readonly chart: Chronicle["chart"]; readonly present: readonly Severity[] }) {
  const changed = times.map((at, index) => ({ at, index })).filter(({ index }) => index === 0 || present.some((severity) => lines[severity][index] !== lines[severity][index - 1]));
  return (
    <details className="text-[13px]">
      <summary className="w-max cursor-pointer text-muted hover:text-text">As a table</summary>
      <div className="max-h-72 overflow-auto">
        <table className="mt-1 w-full text-left tabular-nums">
          <thead className="text-xs text-muted">
            <tr>
              <th scope="col" className="py-1 pr-3 font-medium">
                From
              </th>
              {present.map((severity) => (
                <th key={severity} scope="col" className="py-1 pr-3 text-right font-medium">
                  {severity}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {changed.map(({ at, index }) => (
              <tr key={at} className="border-t border-line">
                <th scope="row" className="py-1 pr-3 font-normal">
                  {exactTime(at)}
                </th>
                {present.map((severity) => (
                  <td key={severity} className="py-1 pr-3 text-right">
                    {lines[severity][index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
