import type { EmbeddedDashboard } from "@/lib/model/dashboard";
import { timeRanges, type TimeRange } from "@/lib/model/time-range";

/** How a panel is to be drawn. */
export interface Drawn {
  readonly shade: "light" | "dark";
  readonly range: TimeRange;
}

/** The address of one panel alone, on the tool's own origin. */
export function soloAddress({ origin, solo }: Pick<EmbeddedDashboard, "origin" | "solo">, panel: string, { shade, range }: Drawn): string {
  const url = new URL(origin);
  const [path = "", query = ""] = solo.split("?");
  url.pathname = path;
  url.search = query;
  for (const [name, value] of Object.entries({ panelId: panel, theme: shade, from: `now-${timeRanges[range].seconds}s`, to: "now", refresh: "30s" })) url.searchParams.set(name, value);
  return url.href;
}
