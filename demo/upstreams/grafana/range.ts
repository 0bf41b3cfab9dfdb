/** From and to, ms since the epoch. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

const unit: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5, M: 2592e6, y: 31536e6 };

/** Reads `now`, `now-15m`, milliseconds and dates, as Grafana's addresses have them; `otherwise` where there is none. */
export function readRange(query: URLSearchParams, now: number, otherwise: { readonly from: string; readonly to: string }): TimeRange {
  const read = (text: string): number => {
    const [, count = "0", letter = "s"] = /^now(?:-(\d+)([smhdwMy]))?$/.exec(text) ?? [];
    if (text.startsWith("now")) return now - Number(count) * (unit[letter] ?? 0);
    return /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  };
  const to = read(query.get("to") ?? otherwise.to);
  const from = read(query.get("from") ?? otherwise.from);
  const sound = Number.isFinite(from) && Number.isFinite(to) && from < to && Math.abs(to) < 8e15;
  return sound ? { from, to } : { from: now - 36e5, to: now };
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000].map((seconds) => seconds * 1_000);

/** Round times within a range, about six. */
export function timeTicks({ from, to }: TimeRange): readonly number[] {
  const step = steps.find((each) => (to - from) / each <= 7) ?? (to - from) / 6;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, index) => first + index * step);
}

/** The time zone that an address asks for: a name, or UTC; a browser's own is set by the page itself. */
export function readZone(query: URLSearchParams): string {
  const wanted = query.get("timezone") ?? "";
  try {
    return wanted === "" || wanted === "browser" ? "UTC" : new Intl.DateTimeFormat("en-GB", { timeZone: wanted }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}

/** A time on an axis: with the day where the range is longer than one. */
export function writeTime(at: number, { from, to }: TimeRange, timeZone: string): string {
  const long = to - from > 2 * 864e5;
  const brief = to - from < 5 * 6e4;
  return new Intl.DateTimeFormat("en-GB", { timeZone, ...(long ? { day: "2-digit", month: "2-digit" } : { hour: "2-digit", minute: "2-digit", ...(brief && { second: "2-digit" }) }) }).format(at);
}
