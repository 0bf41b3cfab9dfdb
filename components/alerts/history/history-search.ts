import { alertsHref } from "@/lib/model/alerting/hrefs";

/** The usual questions, in the order of the choice. */
export const historySpans = { night: "Last night", day: "Last 24 h", week: "Last 7 days" } as const;
export type HistorySpan = keyof typeof historySpans;

/** What the address of the page says: one of the usual stretches, or an own one. */
export interface HistorySearch {
  readonly span?: HistorySpan;
  /** ms since the epoch; both or neither. */
  readonly from?: number;
  readonly to?: number;
  readonly filter: string;
}

const hour = 3_600_000;
const day = 24 * hour;
/** No page asks for more. */
export const longestSpan = 31 * day;

type Asked = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the page's query; what is not understood is passed over, so that every address shows something. */
export function historySearch(asked: Asked): HistorySearch {
  const one = (name: string) => (typeof asked[name] === "string" ? asked[name] : "");
  const filter = one("filter").slice(0, 2_000);
  const [from, to] = [one("from"), one("to")].map((text) => (/^\d{10,14}$/.test(text) ? Number(text) : NaN));
  if (from !== undefined && to !== undefined && from < to && to - from <= longestSpan) return { from, to, filter };
  const span = (Object.keys(historySpans) as HistorySpan[]).find((name) => name === one("span"));
  return span === undefined ? { filter } : { span, filter };
}

/** The page with another stretch or filter. */
export function historyHref(cluster: string, { span, from, to, filter }: HistorySearch): string {
  const query = { ...(span === undefined ? {} : { span }), ...(from === undefined || to === undefined ? {} : { from: String(from), to: String(to) }), ...(filter === "" ? {} : { filter }) };
  return alertsHref(cluster, "history", query);
}

/** From when to when, by the clock on the wall: nights begin at 18:00 and end at 08:00, and the last one may still go on. */
export function historyStretch({ span = "night", from, to }: HistorySearch, now: number): { readonly from: number; readonly to: number } {
  if (from !== undefined && to !== undefined) return { from, to };
  if (span === "day") return { from: now - day, to: now };
  if (span === "week") return { from: now - 7 * day, to: now };
  const evening = new Date(now);
  evening.setDate(evening.getDate() - 1);
  evening.setHours(18, 0, 0, 0);
  const morning = new Date(now);
  morning.setHours(8, 0, 0, 0);
  return { from: evening.getTime(), to: Math.min(now, morning.getTime()) };
}
