const two = (value: number) => String(value).padStart(2, "0");

/** The time of a line on this computer's clock, with milliseconds; the day too where it is not today. */
export function localTime(time: string, now: number): string {
  const at = Date.parse(time.slice(0, 23) + "Z");
  if (Number.isNaN(at)) return "";
  const date = new Date(at);
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${time.slice(20, 23)}`;
  const today = new Date(now);
  const same = date.getDate() === today.getDate() && date.getMonth() === today.getMonth() && date.getFullYear() === today.getFullYear();
  return same ? clock : `${two(date.getMonth() + 1)}-${two(date.getDate())} ${clock}`;
}

/** All that is known of it, for those who hover: to the nanosecond, in UTC. */
export const exactTime = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, -1)} UTC`;
