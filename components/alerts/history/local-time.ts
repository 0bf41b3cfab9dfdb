let exact: Intl.DateTimeFormat | undefined;
let clock: Intl.DateTimeFormat | undefined;
let day: Intl.DateTimeFormat | undefined;

/** A moment with its day, as the browser's people write it. In the browser only: a server has no people's clock. */
export const exactTime = (at: number): string => (exact ??= new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" })).format(at);

/** The time of the day. */
export const clockTime = (at: number): string => (clock ??= new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" })).format(at);

/** The day. */
export const dayOf = (at: number): string => (day ??= new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" })).format(at);

/** What a field for date and time holds, to the minute. */
export function fieldTime(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
