/** Seconds since the epoch as a UTC date, whole seconds like Prometheus. */
function date(seconds: number): Date {
  return new Date(Math.trunc(seconds) * 1000);
}

const dayMs = 86_400_000;

/** Parts of a UTC date; the argument is seconds since the epoch. */
export const dateFunctions: Readonly<Record<string, (seconds: number) => number>> = {
  minute: (seconds) => date(seconds).getUTCMinutes(),
  hour: (seconds) => date(seconds).getUTCHours(),
  day_of_week: (seconds) => date(seconds).getUTCDay(),
  day_of_month: (seconds) => date(seconds).getUTCDate(),
  day_of_year: (seconds) => {
    const at = date(seconds);
    return Math.floor((at.getTime() - Date.UTC(at.getUTCFullYear(), 0, 1)) / dayMs) + 1;
  },
  days_in_month: (seconds) => {
    const at = date(seconds);
    return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  },
  month: (seconds) => date(seconds).getUTCMonth() + 1,
  year: (seconds) => date(seconds).getUTCFullYear(),
};
