import { timeRanges, type TimeRange } from "@/lib/model";
import type { AlertGraph, Comparison } from "@/lib/model/alerting";
import type { Labels, Prometheus, SeriesSamples, Span } from "./client";
import { sidesOf, takeApart } from "./expression";
import { lineNames } from "./line-names";
import { measureOf } from "./measure";
import { timesOf } from "./node-history";
import { missingSeries } from "./missing-series";
import { exactly } from "./promql";

export interface AlertGraphAsk {
  /** The rule's expression. */
  readonly query: string;
  /** The alert's labels, and those of them that the rule set by itself. */
  readonly labels: Labels;
  readonly ruleLabels: Labels;
  readonly range: TimeRange;
  /** ms since the epoch. */
  readonly now: number;
  readonly signal?: AbortSignal | undefined;
}

/** Charts tell six lines apart, and the threshold is one of them. */
const mostLines = 5;
/** Expressions with more series than this are narrowed to the alert's own before they are fetched over time. */
const mostSeries = 100;

/** What a rule measured up to `now`: its left side with the threshold, or as it is where no constant decides. */
export async function alertGraph(client: Prometheus, ask: AlertGraphAsk): Promise<AlertGraph> {
  const comparison = takeApart(ask.query);
  return (comparison === undefined ? await bothSides(client, ask) : undefined) ?? oneSide(client, ask, comparison);
}

/** Where two things that change are compared, the alert's own series of both; undefined where either has none. */
async function bothSides(client: Prometheus, ask: AlertGraphAsk): Promise<AlertGraph | undefined> {
  const sides = sidesOf(ask.query);
  if (sides === undefined) return undefined;
  const { left, right, operator } = sides;
  const { seconds, step } = timeRanges[ask.range];
  const span = { start: ask.now - seconds * 1_000, end: ask.now, step };
  const own = async (side: string) => parted((await seriesOf(client, side, span, ask)).series, ask)[0][0];
  const [one, other] = await Promise.all([own(left), own(right)]);
  if (one === undefined || other === undefined) return undefined;
  const measure = measureOf(left);
  const times = timesOf(span);
  const lines = { measured: column(one, span, times.length), "compared with": column(other, span, times.length) };
  return { times, lines, expression: left, operator, against: right, own: "measured", left: 0, ...(measure === undefined ? {} : { measure }) };
}

async function oneSide(client: Prometheus, ask: AlertGraphAsk, comparison: Comparison | undefined): Promise<AlertGraph> {
  const expression = comparison?.left ?? ask.query;
  const measure = measureOf(expression);
  const { seconds, step } = timeRanges[ask.range];
  const span = { start: ask.now - seconds * 1_000, end: ask.now, step };
  const found = await seriesOf(client, expression, span, ask);
  const [own, others] = parted(found.series, ask);
  const chosen = [...own, ...nearest(others, comparison)].slice(0, mostLines);
  const names = lineNames(chosen.map(({ labels }) => labels));
  const times = timesOf(span);
  const note = await noteOf(client, expression, found, own.length, ask);
  return {
    times,
    lines: Object.fromEntries(chosen.map((series, index) => [names[index] ?? "", column(series, span, times.length)])),
    expression,
    ...(comparison === undefined ? {} : { threshold: comparison.threshold, operator: comparison.operator }),
    ...(own.length === 0 || names[0] === undefined ? {} : { own: names[0] }),
    ...(measure === undefined ? {} : { measure }),
    left: Math.max(found.count, found.series.length) - chosen.length,
    ...(note === undefined ? {} : { note }),
  };
}

interface Found {
  readonly series: readonly SeriesSamples[];
  /** How many there were at most at one moment. */
  readonly count: number;
}

/** Few series are fetched as they are; of many only those that carry the alert's labels. Line ends: a comment may be the last word. */
async function seriesOf(client: Prometheus, expression: string, span: Span, { signal, ...ask }: AlertGraphAsk): Promise<Found> {
  const counts = await client.queryRange(`count(${expression}\n)`, span, signal);
  const count = Math.max(0, ...(counts[0]?.values ?? []));
  if (count <= mostSeries) return { count, series: count === 0 ? [] : await client.queryRange(expression, span, signal) };
  const [example] = await client.query(`topk(1, ${expression}\n)`, { time: ask.now, signal });
  const shared = Object.entries(ask.labels).filter(([name]) => example?.labels[name] !== undefined && ask.ruleLabels[name] === undefined);
  if (shared.length === 0) return { count, series: [] };
  return { count, series: await client.queryRange(`(${expression}\n) and ${exactly(Object.fromEntries(shared))}`, span, signal) };
}

/** The alert's own series are those that contradict none of its labels: rules and relabelling add labels, and never to the series. */
function parted(series: readonly SeriesSamples[], { labels, ruleLabels }: AlertGraphAsk): readonly [SeriesSamples[], SeriesSamples[]] {
  const isOwn = (of: SeriesSamples) => Object.entries(of.labels).every(([name, value]) => name === "__name__" || ruleLabels[name] !== undefined || labels[name] === undefined || labels[name] === value);
  return [series.filter(isOwn), series.filter((of) => !isOwn(of))];
}

/** Those first that are nearest to firing, or fire too. */
function nearest(series: readonly SeriesSamples[], comparison: Comparison | undefined): readonly SeriesSamples[] {
  const last = ({ values }: SeriesSamples) => values.at(-1) ?? NaN;
  const weight = (value: number) => {
    if (comparison === undefined) return value;
    if (comparison.operator.startsWith("<")) return -value;
    return comparison.operator.startsWith(">") ? value : -Math.abs(value - comparison.threshold);
  };
  const ranked = series.map((of) => ({ of, weight: weight(last(of)) }));
  return ranked.sort((a, b) => (Number.isNaN(a.weight) ? 1 : Number.isNaN(b.weight) ? -1 : b.weight - a.weight)).map(({ of }) => of);
}

function column({ times, values }: SeriesSamples, { start, step }: Span, length: number): (number | null)[] {
  const made = new Array<number | null>(length).fill(null);
  times.forEach((time, index) => {
    const value = values[index];
    const slot = Math.round((time - start) / (step * 1_000));
    if (value !== undefined && Number.isFinite(value) && slot >= 0 && slot < length) made[slot] = Number(value.toPrecision(6));
  });
  return made;
}

async function noteOf(client: Prometheus, expression: string, { series, count }: Found, own: number, { signal }: AlertGraphAsk): Promise<string | undefined> {
  if (own > 0) return undefined;
  if (series.length > 0) return "None of these is the alert's own series: it had no value in this range.";
  if (count > 0) return `This expression has ${count} series, and none with the alert's labels has a value in this range.`;
  return (await missingSeries(client, expression, signal)) ?? `No data: this expression has no result in this range, though ${client.name} has the series that it is made of.`;
}
