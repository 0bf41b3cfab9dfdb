const words: Readonly<Record<string, string>> = { "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@hourly": "0 * * * *" };
const names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const minute = 60_000;

function field(text: string, low: number, high: number, called: readonly string[] = []): ReadonlySet<number> | undefined {
  const number = (word: string) => (called.includes(word.toLowerCase()) ? called.indexOf(word.toLowerCase()) + (called === months ? 1 : 0) : Number(word));
  const found = new Set<number>();
  for (const part of text.split(",")) {
    const [range = "*", step = "1"] = part.split("/");
    const [first, last] = range === "*" || range === "?" ? [low, high] : range.includes("-") ? range.split("-").map(number) : [number(range), part.includes("/") ? high : number(range)];
    if (first === undefined || last === undefined || !(Number(step) > 0) || !(first >= low && last <= high)) return undefined;
    for (let value = first; value <= last; value += Number(step)) found.add(value);
  }
  return found;
}

/** When a cron schedule (UTC) is due next after a moment, ms since the epoch; undefined for one that cannot be read or never comes. */
export function nextDue(schedule: string, after: number): number | undefined {
  const every = /^@every (?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(schedule);
  if (every) {
    const period = ((Number(every[1] ?? 0) * 60 + Number(every[2] ?? 0)) * 60 + Number(every[3] ?? 0)) * 1_000;
    return period > 0 ? (Math.floor(after / period) + 1) * period : undefined;
  }
  const [minutes = "", hours = "", days = "", monthsOf = "", weekdays = ""] = (words[schedule] ?? schedule.replace(/^(CRON_)?TZ=\S+ /, "")).trim().split(/\s+/);
  const [m, h, d, month, w] = [field(minutes, 0, 59), field(hours, 0, 23), field(days, 1, 31), field(monthsOf, 1, 12, months), field(weekdays.replaceAll("7", "0"), 0, 6, names)];
  if (!m || !h || !d || !month || !w) return undefined;
  const [anyDay, anyWeekday] = [days === "*" || days === "?", weekdays === "*" || weekdays === "?"];
  for (let at = (Math.floor(after / minute) + 1) * minute, end = after + 366 * 24 * 60 * minute; at <= end; ) {
    const date = new Date(at);
    const today = anyDay || anyWeekday ? d.has(date.getUTCDate()) && w.has(date.getUTCDay()) : d.has(date.getUTCDate()) || w.has(date.getUTCDay());
    if (!month.has(date.getUTCMonth() + 1) || !today) at = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 1);
    else if (!h.has(date.getUTCHours())) at += (60 - date.getUTCMinutes()) * minute;
    else if (!m.has(date.getUTCMinutes())) at += minute;
    else return at;
  }
  return undefined;
}
