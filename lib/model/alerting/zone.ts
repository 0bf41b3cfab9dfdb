const minute = 60_000;
const clocks = new Map<string, Intl.DateTimeFormat | undefined>();

/** The clock of a time zone; a zone that is not known here tells the time of UTC, as none does. */
function clockOf(zone: string | undefined): Intl.DateTimeFormat | undefined {
  if (zone === undefined || zone === "UTC") return undefined;
  if (!clocks.has(zone)) {
    try {
      clocks.set(zone, new Intl.DateTimeFormat("en-GB", { timeZone: zone, calendar: "gregory", numberingSystem: "latn", hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" }));
    } catch {
      clocks.set(zone, undefined);
    }
  }
  return clocks.get(zone);
}

/** How far the clocks of a zone are ahead of UTC at a moment, ms. */
export function offsetAt(zone: string | undefined, at: number): number {
  const clock = clockOf(zone);
  if (clock === undefined) return 0;
  const parts: Record<string, number> = {};
  for (const { type, value } of clock.formatToParts(at)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute: minutes = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minutes) - Math.floor(at / minute) * minute;
}

/** A time of at most a day cut where the clocks of a zone are set anew. */
export function stretchesOf(zone: string | undefined, from: number, to: number): readonly { readonly from: number; readonly to: number; readonly offset: number }[] {
  const [offset, after] = [offsetAt(zone, from), offsetAt(zone, to)];
  if (offset === after) return [{ from, to, offset }];
  let [before, set] = [from, to];
  while (set - before > minute) {
    const middle = Math.floor((before + set) / 2 / minute) * minute;
    if (offsetAt(zone, middle) === offset) before = middle;
    else set = middle;
  }
  return [
    { from, to: set, offset },
    { from: set, to, offset: after },
  ];
}
