import { format, type Unit } from "@/lib/model/units";

/** What a chart tells somebody who cannot see it. Times are ms since the epoch. */
export interface Gist {
  readonly title: string;
  readonly unit: Unit;
  /** What the chart's heading shows now; NaN without any. */
  readonly current: number;
  /** The highest value in sight, when it was, and the line it belongs to where there are several. */
  readonly peak: number;
  readonly peakAt: number;
  readonly peakLine?: string;
}

/** One sentence: "CPU by mode: 12.4 cores now; highest user, 10.1 cores at 14:02." */
export function gistSentence({ title, unit, current, peak, peakAt, peakLine }: Gist): string {
  if (!Number.isFinite(current) && !Number.isFinite(peakAt)) return `${title}: no data in this range.`;
  const now = Number.isFinite(current) ? `${format(current, unit)} now` : "no current value";
  if (!Number.isFinite(peakAt)) return `${title}: ${now}.`;
  return `${title}: ${now}; highest ${peakLine === undefined ? "" : `${peakLine}, `}${format(peak, unit)} at ${clock(peakAt)}.`;
}

const minutes = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" });
const dayMs = 86_400_000;

function clock(at: number): string {
  const today = Date.now() - at < dayMs / 2 || new Date().toDateString() === new Date(at).toDateString();
  return today ? minutes.format(at) : `${minutes.format(at)} on ${day.format(at)}`;
}
