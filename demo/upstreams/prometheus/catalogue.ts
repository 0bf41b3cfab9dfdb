import { labelsKey, parseSelectors, QueryError } from "../../promql";
import type { Labels, Matcher, SeriesSource } from "../../series";
import { inParameter, timeParam } from "./params";

/** How far back the listings look when nothing is asked: the simulation has no index of everything that ever was. */
const recent = 10 * 60_000;

const everything: readonly Matcher[] = [{ name: "__name__", op: "=~", value: ".+" }];

/** The label sets that any of the `match[]` selectors finds between `start` and `end`. */
export function labelSets(source: SeriesSource, params: URLSearchParams, now: number, needsMatch: boolean): Labels[] {
  const end = timeParam(params, "end", now);
  const start = timeParam(params, "start", end - recent);
  const selectors = params.getAll("match[]");
  if (needsMatch && selectors.length === 0) throw new QueryError("bad_data", "no match[] parameter provided");
  const matchers = selectors.length === 0 ? [everything] : selectors.map((text) => inParameter("match[]", () => parseSelectors(text)));
  const found = new Map<string, Labels>();
  for (const each of matchers) {
    for (const { labels } of source.select(each, start - 1, end)) found.set(labelsKey(labels), labels);
  }
  return [...found.values()];
}

export function labelNames(sets: readonly Labels[]): string[] {
  return [...new Set(sets.flatMap((labels) => Object.keys(labels)))].sort();
}

export function labelValues(sets: readonly Labels[], name: string): string[] {
  if (!/^[a-zA-Z_]\w*$/.test(name)) throw new QueryError("bad_data", `invalid label name: ${JSON.stringify(name)}`);
  return [...new Set(sets.map((labels) => labels[name]).filter((value) => value !== undefined))].sort();
}

/** What `/api/v1/metadata` answers. */
export function metadataBody(source: SeriesSource, params: URLSearchParams): object {
  const limit = params.get("limit");
  if (limit && !/^-?\d+$/.test(limit)) throw new QueryError("bad_data", "limit must be a number");
  const metric = params.get("metric");
  const entries = Object.entries(source.metadata()).filter(([name]) => !metric || name === metric);
  const most = limit && Number(limit) >= 0 ? Number(limit) : entries.length;
  return Object.fromEntries(entries.slice(0, most).map(([name, { type, help }]) => [name, [{ type, help, unit: "" }]]));
}
