import { html, type Markup } from "../../page";
import type { Panel } from "./dashboard";
import type { DataSource, SeriesData } from "./data-source";
import { gauge, stat, timeseries, valueTable, type Line } from "./drawing";
import type { TimeRange } from "./range";
import { interpolate, type Chosen } from "./variables";

/** What a panel is drawn with. */
export interface PanelContext {
  readonly source: DataSource;
  readonly chosen: readonly Chosen[];
  readonly range: TimeRange;
  readonly zone: string;
}

/** More lines than this make no picture. */
const most = 12;
const points = 110;

/** A line's name as its legend says, or its labels. */
function nameOf(labels: SeriesData["labels"], legend: string | undefined, title: string): string {
  if (legend !== undefined && legend !== "") return legend.replace(/\{\{\s*(\w+)\s*\}\}/g, (_whole, label: string) => labels[label] ?? "");
  const { __name__: name = "", ...rest } = labels;
  const pairs = Object.entries(rest).map(([key, value]) => `${key}="${value}"`).join(", ");
  return name === "" && pairs === "" ? title : `${name}{${pairs}}`;
}

/** Asks Prometheus and draws one panel; what is wrong stands where the picture would be. */
export async function drawPanel(panel: Panel, { source, chosen, range, zone }: PanelContext): Promise<Markup> {
  const { title, targets, type, fieldConfig } = panel;
  if (type === "row") return html``;
  const { unit, max, custom } = fieldConfig.defaults;
  const seconds = (range.to - range.from) / 1_000;
  const step = Math.max(15, Math.ceil(seconds / points));
  const built = { interval: `${Math.max(60, step * 4)}s`, range: `${Math.max(1, Math.round(seconds))}s` };
  const answers = await Promise.all(targets.map(({ expr }) => source.range(interpolate(expr, chosen, built), range, step)));
  const broken = answers.find((answer) => answer === undefined || typeof answer === "string");
  if (answers.includes(undefined)) return html`<p class="problem" role="alert">The data source does not answer.</p>`;
  if (broken !== undefined) return html`<p class="problem" role="alert">${broken}</p>`;
  const lines = targets.flatMap(({ legendFormat }, index): Line[] => {
    const answer = answers[index];
    return Array.isArray(answer) ? (answer as readonly SeriesData[]).map(({ labels, points: values }) => ({ name: nameOf(labels, legendFormat, title), points: values })) : [];
  });
  const drawn = lines.filter((line) => line.points.length > 0);
  if (drawn.length === 0) return html`<p class="empty">No data</p>`;
  const frame = { title, unit, range, zone, stacked: custom?.stacking?.mode === "normal", ...(max !== undefined && { max }) };
  if (type === "stat") return stat(drawn, frame);
  if (type === "gauge") return gauge(drawn, frame);
  if (type === "table") return valueTable(drawn, frame);
  const size = ({ points: values }: Line) => values.at(-1)?.[1] ?? 0;
  const shown = drawn.length > most ? [...drawn].sort((a, b) => size(b) - size(a)).slice(0, most) : drawn;
  return html`${timeseries(shown, frame)}${drawn.length > most ? html`<p class="cut">The ${most} largest of ${drawn.length}</p>` : ""}`;
}
