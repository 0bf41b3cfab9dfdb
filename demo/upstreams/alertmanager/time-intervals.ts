import type { TimeInterval, TimeIntervalEntry } from "./config";

/** Whether a named time interval holds at a moment, ms. */
export type Holds = (name: string, at: number) => boolean;

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/** The time intervals of a configuration; one that it does not have never holds. */
export function timeIntervals(list: readonly TimeInterval[] = []): Holds {
  const byName = new Map(list.map(({ name, time_intervals: entries }) => [name, entries]));
  return (name, at) => byName.get(name)?.some((entry) => holds(entry, at)) ?? false;
}

interface LocalTime {
  readonly minute: number;
  readonly weekday: number;
  readonly day: number;
  readonly month: number;
  readonly year: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function localTime(at: number, location: string): LocalTime {
  let format = formats.get(location);
  if (format === undefined) formats.set(location, (format = new Intl.DateTimeFormat("en-GB", { timeZone: location, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", weekday: "long" })));
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return { minute: Number(parts["hour"]) * 60 + Number(parts["minute"]), weekday: weekdays.indexOf((parts["weekday"] ?? "").toLowerCase()), day: Number(parts["day"]), month: Number(parts["month"]), year: Number(parts["year"]) };
}

/** Everything that an entry gives must hold; of several ranges one is enough. */
function holds(entry: TimeIntervalEntry, at: number): boolean {
  const now = localTime(at, entry.location ?? "UTC");
  const length = new Date(Date.UTC(now.year, now.month, 0)).getUTCDate();
  const day = (written: string) => (Number(written) < 0 ? length + Number(written) + 1 : Number(written));
  return (
    (entry.times?.some(({ start_time: start, end_time: end }) => now.minute >= minuteOf(start) && now.minute < minuteOf(end)) ?? true) &&
    within(entry.weekdays, (name) => weekdays.indexOf(name), now.weekday) &&
    within(entry.days_of_month, day, now.day) &&
    within(entry.months, (name) => (months.includes(name) ? months.indexOf(name) + 1 : Number(name)), now.month) &&
    within(entry.years, Number, now.year)
  );
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(":");
  return Number(hours) * 60 + Number(minutes);
}

/** Both ends of a range belong to it. */
function within(ranges: readonly string[] | undefined, read: (written: string) => number, value: number): boolean {
  return ranges?.some((range) => {
    const [from = "", to = from] = range.toLowerCase().split(":");
    return value >= read(from) && value <= read(to);
  }) ?? true;
}
