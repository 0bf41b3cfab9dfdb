import { html, type Markup } from "../../page";
import type { DashboardPanel } from "./dashboards";

/** From and to, ms since the epoch. */
export interface ChartRange {
  readonly from: number;
  readonly to: number;
}

interface MatrixAnswer {
  readonly data?: { readonly result?: readonly { readonly metric: Readonly<Record<string, string>>; readonly values: readonly (readonly [number, string])[] }[] };
}

const points = 120;
/** More lines than this make no picture. */
const lines = 8;

/** Reads `now`, `now-15m` and milliseconds, as Grafana's addresses have them; an hour where there is none. */
export function readRange(query: URLSearchParams, now: number): ChartRange {
  const unit: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 };
  const read = (text: string | null, otherwise: number) => {
    const [, count = "0", letter = "s"] = /^now(?:-(\d+)([smhd]))?$/.exec(text ?? "") ?? [];
    if (text?.startsWith("now")) return now - Number(count) * (unit[letter] ?? 0);
    return text !== null && /^\d+$/.test(text) ? Number(text) : otherwise;
  };
  const to = read(query.get("to"), now);
  const from = read(query.get("from"), to - 36e5);
  return from < to ? { from, to } : { from: to - 36e5, to };
}

/** Draws a panel from what Prometheus says, as a small picture with its least and greatest value. */
export async function drawPanel(prometheusUrl: string, panel: DashboardPanel, variables: ReadonlyMap<string, string>, range: ChartRange): Promise<Markup> {
  const query = panel.query.replace(/\$(\w+)/g, (_whole, name: string) => escapePattern(variables.get(name)));
  const step = Math.max(15, Math.ceil((range.to - range.from) / 1000 / points));
  const parameters = new URLSearchParams({ query, start: String(range.from / 1000), end: String(range.to / 1000), step: String(step) });
  const answer = await fetch(`${prometheusUrl}/api/v1/query_range?${parameters}`, { signal: AbortSignal.timeout(4_000) }).then(
    async (response) => (response.ok ? ((await response.json()) as MatrixAnswer) : undefined),
    () => undefined,
  ).catch(() => undefined);
  const series = (answer?.data?.result ?? []).slice(0, lines).map(({ values }) => values.map(([time, value]) => [time * 1000, Number(value)] as const).filter(([, value]) => Number.isFinite(value)));
  const all = series.flat().map(([, value]) => value);
  if (all.length === 0) return html`<h2>${panel.title}</h2><p class="muted">${answer === undefined ? "The data source does not answer." : "No data."}</p>`;
  const top = Math.max(...all, Number.MIN_VALUE);
  const path = (line: (typeof series)[number]) =>
    line.map(([time, value]) => `${(((time - range.from) / (range.to - range.from)) * 300).toFixed(1)},${(88 - (Math.max(value, 0) / top) * 84).toFixed(1)}`).join(" ");
  return html`<h2>${panel.title}</h2>
<svg viewBox="0 0 300 90" preserveAspectRatio="none" role="img" aria-label="${panel.title}, at most ${write(top, panel.unit)}">${series.map((line) => html`<polyline class="line" points="${path(line)}"/>`)}</svg>
<p class="muted">at most ${write(top, panel.unit)}, now ${write(series[0]?.at(-1)?.[1] ?? 0, panel.unit)}</p>`;
}

/** A variable's value as a pattern: several are separated by `|`, none or `All` is everything. */
function escapePattern(value: string | undefined): string {
  if (value === undefined || value === "" || value === "$__all" || value === "All") return ".*";
  return value.split("|").map((part) => part.replace(/[.+*?^$()[\]{}\\"]/g, (sign) => (sign === '"' ? '\\"' : `\\\\${sign}`))).join("|");
}

function write(value: number, unit: DashboardPanel["unit"]): string {
  if (unit === "fraction") return `${(value * 100).toFixed(1)} %`;
  if (unit === "number") return value.toPrecision(3);
  const power = Math.min(4, Math.max(0, Math.floor(Math.log2(Math.max(value, 1)) / 10)));
  return `${(value / 1024 ** power).toPrecision(3)} ${["B", "KiB", "MiB", "GiB", "TiB"][power]}${unit === "bytes/s" ? "/s" : ""}`;
}
