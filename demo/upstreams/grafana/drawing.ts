import { html, type Markup } from "../../page";
import type { Unit } from "./dashboard";
import { timeTicks, writeTime, type TimeRange } from "./range";
import { valueTicks, writeTick, writeValue } from "./unit";

/** A line that is to be drawn. */
export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [at: number, value: number])[];
}

export interface Frame {
  readonly title: string;
  readonly unit: Unit;
  readonly range: TimeRange;
  readonly zone: string;
  readonly stacked: boolean;
  readonly max?: number;
}

/** Up to so many lines are filled down to the floor; more would only grow murky. */
const fewLines = 2;
/** How many colours there are; the theme says which. */
const colours = 8;
const colour = (index: number) => `c${index % colours}`;

/** Each line on top of those before it, where they have a value at the same time. */
function stack(lines: readonly Line[]): readonly (Line & { readonly floor: readonly (readonly [number, number])[] })[] {
  const height = new Map<number, number>();
  return lines.map(({ name, points }) => {
    const floor = points.map(([at]) => [at, height.get(at) ?? 0] as const);
    const raised = points.map(([at, value], index) => [at, value + (floor[index]?.[1] ?? 0)] as const);
    for (const [at, value] of raised) height.set(at, value);
    return { name, points: raised, floor };
  });
}

/** Lines over time with both axes; the picture fills whatever room it has, its text stays as it is. */
export function timeseries(lines: readonly Line[], { title, unit, range, zone, stacked, max }: Frame): Markup {
  const drawn = stacked ? stack(lines) : lines.map((line) => ({ ...line, floor: [] }));
  const highest = Math.max(0, ...drawn.flatMap(({ points }) => points.map(([, value]) => value)));
  const ticks = valueTicks(max !== undefined && highest > max / 2 ? Math.max(max, highest) : highest, unit);
  const top = ticks.at(-1) ?? 1;
  const x = (at: number) => (((at - range.from) / (range.to - range.from)) * 1_000).toFixed(1);
  const y = (value: number) => (1_000 - (Math.max(0, value) / top) * 1_000).toFixed(1);
  const percent = (part: number) => `${(part * 100).toFixed(2)}%`;
  const times = timeTicks(range);
  const data = JSON.stringify({ unit, from: range.from, to: range.to, lines: lines.map(({ name, points }) => ({ name, points: points.map(([at, value]) => [at, writeValue(value, unit)]) })) });
  return html`<div class="chart" data-lines="${data}">
<svg class="values" aria-hidden="true">${ticks.map((tick, index) => html`<text x="100%" y="${percent(1 - tick / top)}" class="${index % 2 === 1 ? "odd" : "even"}">${writeTick(tick, unit)}</text>`)}</svg>
<svg class="plot" viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label="${title}, at most ${writeValue(highest, unit)}">
${ticks.map((tick) => html`<line class="grid" x1="0" x2="1000" y1="${y(tick)}" y2="${y(tick)}"/>`)}${times.map((at) => html`<line class="grid" y1="0" y2="1000" x1="${x(at)}" x2="${x(at)}"/>`)}
${drawn.map(({ points, floor }, index) => {
    const outline = points.map(([at, value]) => `${x(at)},${y(value)}`).join(" ");
    const first = points[0]?.[0] ?? range.from;
    const last = points.at(-1)?.[0] ?? range.to;
    const below = stacked ? [...floor].reverse().map(([at, value]) => `${x(at)},${y(value)}`).join(" ") : `${x(last)},1000 ${x(first)},1000`;
    const filled = stacked || drawn.length <= fewLines;
    return html`${filled ? html`<polygon class="area ${colour(index)}${stacked ? " full" : ""}" points="${outline} ${below}"/>` : ""}<polyline class="line ${colour(index)}" points="${outline}"/>`;
  })}</svg>
<svg class="times" aria-hidden="true">${times.map((at, index) => html`<text x="${percent((at - range.from) / (range.to - range.from))}" y="12" class="${index % 2 === 1 ? "odd" : "even"}" data-at="${at}">${writeTime(at, range, zone)}</text>`)}</svg>
</div>
<ul class="legend" aria-label="Legend">${lines.map(({ name, points }, index) => html`<li><svg class="swatch" viewBox="0 0 14 4" aria-hidden="true"><rect class="${colour(index)}" width="14" height="4" rx="2"/></svg>${name} <span class="last">${points.length === 0 ? "" : writeValue(points.at(-1)?.[1] ?? 0, unit)}</span></li>`)}</ul>`;
}

/** One figure, large, with its past behind it. */
export function stat(lines: readonly Line[], { title, unit, range }: Frame): Markup {
  const points = lines[0]?.points ?? [];
  const value = points.at(-1)?.[1] ?? 0;
  const top = Math.max(...points.map(([, each]) => each), Number.MIN_VALUE) * 1.25;
  const path = points.map(([at, each]) => `${(((at - range.from) / (range.to - range.from)) * 1_000).toFixed(1)},${(1_000 - (each / top) * 1_000).toFixed(1)}`).join(" ");
  return html`<div class="stat"><svg class="spark" viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label="${title}: ${writeValue(value, unit)}"><polygon class="area c0" points="${path} 1000,1000 0,1000"/><polyline class="line c0" points="${path}"/></svg><p class="figure">${writeValue(value, unit)}</p></div>`;
}

/** A part of a whole as an arc; from 70 and 90 percent it says by its colour and a word that little is left. */
export function gauge(lines: readonly Line[], { title, unit, max = 1 }: Frame): Markup {
  const value = lines[0]?.points.at(-1)?.[1] ?? 0;
  const part = Math.min(1, Math.max(0, value / max));
  const length = Math.PI * 80;
  const state = part >= 0.9 ? "high" : part >= 0.7 ? "raised" : "fine";
  return html`<svg class="gauge" viewBox="0 0 200 120" role="img" aria-label="${title}: ${writeValue(value, unit)}"><path class="track" d="M20 105 A80 80 0 0 1 180 105"/><path class="arc ${state}" d="M20 105 A80 80 0 0 1 180 105" stroke-dasharray="${(length * part).toFixed(1)} ${length.toFixed(1)}"/><text x="100" y="100" class="figure">${writeValue(value, unit)}</text></svg>`;
}

/** The last value of each line, greatest first. */
export function valueTable(lines: readonly Line[], { title, unit }: Frame): Markup {
  const rows = lines.map(({ name, points }) => ({ name, value: points.at(-1)?.[1] ?? 0 })).sort((a, b) => b.value - a.value);
  return html`<div class="values-table"><table aria-label="${title}"><tbody>${rows.map(({ name, value }) => html`<tr><th scope="row">${name}</th><td>${writeValue(value, unit)}</td></tr>`)}</tbody></table></div>`;
}
