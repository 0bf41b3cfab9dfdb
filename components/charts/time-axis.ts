import type { TimeRange } from "@/lib/model/time-range";
import { timeRanges } from "@/lib/model/time-range";

/** A tick of the time axis: `offset` is seconds before the right edge, as a negative number. */
export interface TimeTick {
  readonly offset: number;
  readonly label: string;
}

const relative: Partial<Record<TimeRange, readonly [number, string][]>> = {
  "15m": [[-900, "−15 min"], [-600, "−10"], [-300, "−5"]],
  "1h": [[-3600, "−60 min"], [-2700, "−45"], [-1800, "−30"], [-900, "−15"]],
  "6h": [[-21_600, "−6 h"], [-14_400, "−4"], [-7200, "−2"]],
};

/** Short ranges count back from now; long ones tell the clock. */
export function isRelative(range: TimeRange): boolean {
  return relative[range] !== undefined;
}

/**
 * The ticks of a range whose right edge is `end` (ms). Relative ticks never change; clock ticks
 * do with `end`, which {@link rightEdge} therefore moves seldom.
 */
export function timeTicks(range: TimeRange, end: number): readonly TimeTick[] {
  const fixed = relative[range];
  if (fixed !== undefined) return [...fixed.map(([offset, label]) => ({ offset, label })), { offset: 0, label: "now" }];
  const { seconds } = timeRanges[range];
  const ticks: TimeTick[] = [];
  const hours = range === "24h" ? 4 : 24;
  const first = new Date(end - seconds * 1000);
  first.setMinutes(0, 0, 0);
  first.setHours(Math.ceil((first.getHours() + 1) / hours) * hours);
  for (const at = first; at.getTime() <= end; at.setHours(at.getHours() + hours)) {
    ticks.push({ offset: (at.getTime() - end) / 1000, label: clockLabel(at) });
  }
  return ticks;
}

function clockLabel(at: Date): string {
  return (at.getHours() === 0 ? day : toMinutes).format(at);
}

/** Where the right edge stands at `now`: every second on short ranges, every pixel or so on long ones. */
export function rightEdge(range: TimeRange, now: number): number {
  if (isRelative(range)) return now;
  const pixel = timeRanges[range].seconds;
  return Math.ceil(now / pixel) * pixel;
}

/** How often a range is worth a paint, ms: more often nothing would move by half a pixel; the newest values still count. */
export function paintInterval(range: TimeRange): number {
  return Math.min(10_000, Math.max(1000, Math.floor(timeRanges[range].seconds / 1800) * 1000));
}

const toMinutes = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const toSeconds = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric" });

/** A moment under the cursor: the clock, with the day where the range is longer than one. */
export function momentLabel(at: number, range: TimeRange): string {
  const { seconds } = timeRanges[range];
  const time = (seconds <= 3600 ? toSeconds : toMinutes).format(at);
  return seconds < 86_400 ? time : `${day.format(at)} ${time}`;
}
