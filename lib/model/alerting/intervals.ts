import type { Range, TimeInterval, TimeIntervalEntry } from "./config";
import { offsetAt, stretchesOf } from "./zone";

const minute = 60_000;
const day = 86_400_000;
const furthest = 366;

/** Whether a time interval holds at a moment (ms since the epoch): while any of its entries does. */
export const holds = ({ entries }: TimeInterval, at: number): boolean => entries.some((entry) => within(entry, at));

/** What was found of an interval stays true until then: from one moment to before another, ms since the epoch. */
const found = new WeakMap<TimeInterval, { readonly from: number; readonly to: number; readonly next: number | undefined }>();
/** That nothing changes is looked for anew after this time, ms. */
const believed = 3_600_000;

/** When that is next otherwise, to the minute; undefined where it stays so for a year. */
export function nextChange(interval: TimeInterval, at: number): number | undefined {
  const known = found.get(interval);
  if (known !== undefined && at >= known.from && at < known.to) return known.next;
  const next = findChange(interval, at);
  found.set(interval, { from: at, to: next ?? at + believed, next });
  return next;
}

function findChange(interval: TimeInterval, at: number): number | undefined {
  const now = holds(interval, at);
  const first = Math.floor(at / minute) * minute;
  for (let from = first; from < first + furthest * day; from += day) {
    const moments = interval.entries.flatMap((entry) => momentsOf(entry, from, from + day));
    const next = [...new Set(moments)].sort((a, b) => a - b).find((moment) => moment > at && holds(interval, moment) !== now);
    if (next !== undefined) return next;
  }
  return undefined;
}

/** Moments at which an entry can begin or end to hold: midnight, its own times, and where its clocks are set. */
function momentsOf({ times = [], location }: TimeIntervalEntry, from: number, to: number): readonly number[] {
  const marks = new Set([0, ...times.flatMap(({ begin, end }) => [begin, end])]);
  return stretchesOf(location, from, to).flatMap((stretch) => {
    const moments = [stretch.from];
    const midnight = Math.floor((stretch.from + stretch.offset) / day) * day - stretch.offset;
    for (let start = midnight; start < stretch.to; start += day) moments.push(...[...marks].map((mark) => start + mark * minute));
    return moments.filter((moment) => moment >= stretch.from && moment < stretch.to);
  });
}

function within({ times, weekdays, daysOfMonth, months, years, location }: TimeIntervalEntry, at: number): boolean {
  const wall = new Date(at + offsetAt(location, at));
  const minutes = wall.getUTCHours() * 60 + wall.getUTCMinutes();
  if (times !== undefined && !times.some(({ begin, end }) => minutes >= begin && minutes < end)) return false;
  if (weekdays !== undefined && !weekdays.some(includes(wall.getUTCDay()))) return false;
  if (months !== undefined && !months.some(includes(wall.getUTCMonth() + 1))) return false;
  if (years !== undefined && !years.some(includes(wall.getUTCFullYear()))) return false;
  const length = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0)).getUTCDate();
  return daysOfMonth === undefined || daysOfMonth.map(fromTheFront(length)).some(includes(wall.getUTCDate()));
}

const includes = (value: number) => ({ begin, end }: Range) => value >= begin && value <= end;
const fromTheFront = (length: number) => ({ begin, end }: Range): Range => ({ begin: begin < 0 ? length + begin + 1 : begin, end: end < 0 ? length + end + 1 : end });
