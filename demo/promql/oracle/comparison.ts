import type { InstantResult } from "../engine";
import { labelsKey } from "../labels";
import { QueryError } from "../query-error";

/** Figures by series and time, or the class of refusal: what both sides are brought to. */
export type Answer = { readonly refused: string } | { readonly type: string; readonly figures: ReadonlyMap<string, number> };

/** The demo's own answer. */
export function engineAnswer(evaluate: () => InstantResult, at: number): Answer {
  try {
    const result = evaluate();
    const figures = new Map<string, number>();
    if (result.type === "scalar") figures.set(`@${at}`, result.value);
    if (result.type === "vector") for (const { labels, value } of result.samples) put(figures, `${labelsKey(labels)}@${at}`, value);
    if (result.type === "matrix") {
      for (const { labels, points } of result.series) for (const [time, value] of points) put(figures, `${labelsKey(labels)}@${time}`, value);
    }
    return { type: result.type, figures };
  } catch (error) {
    if (error instanceof QueryError) return { refused: error.type };
    throw error;
  }
}

function put(figures: Map<string, number>, key: string, value: number): void {
  if (figures.has(key)) throw new Error(`the same series twice: ${key}`);
  figures.set(key, value);
}

interface Wire {
  readonly status: string;
  readonly errorType?: string;
  readonly data?: { readonly resultType: string; readonly result: unknown };
}

function wireAnswer(body: Wire): Answer {
  if (body.status !== "success" || !body.data) return { refused: body.errorType ?? "?" };
  const figures = new Map<string, number>();
  const { resultType, result } = body.data;
  if (resultType === "scalar") {
    const [time, value] = result as [number, string];
    figures.set(`@${Math.round(time * 1000)}`, parse(value));
  } else {
    for (const series of result as { metric: Record<string, string>; value?: [number, string]; values?: [number, string][] }[]) {
      for (const [time, value] of series.values ?? (series.value ? [series.value] : [])) {
        figures.set(`${labelsKey(series.metric)}@${Math.round(time * 1000)}`, parse(value));
      }
    }
  }
  return { type: resultType, figures };
}

function parse(text: string): number {
  if (text === "+Inf") return Infinity;
  return text === "-Inf" ? -Infinity : Number(text);
}

/** Within 1e-9 relative; below 1e-12 two figures count as the same zero, because sums in another order leave such rests. */
function alike(a: number, b: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
  if (a === b) return true;
  const distance = Math.abs(a - b);
  return distance <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)) || distance < 1e-12;
}

/** The first thing two answers disagree on, or undefined. `theirs` is a body of Prometheus' HTTP API. */
export function difference(ours: Answer, theirs: unknown): string | undefined {
  const other = wireAnswer(theirs as Wire);
  if ("refused" in ours || "refused" in other) {
    if ("refused" in ours && "refused" in other && ours.refused === other.refused) return undefined;
    return `ours ${JSON.stringify(ours)}, theirs ${JSON.stringify(theirs).slice(0, 300)}`;
  }
  if (ours.type !== other.type) return `ours is a ${ours.type}, theirs a ${other.type}`;
  for (const key of new Set([...ours.figures.keys(), ...other.figures.keys()])) {
    const a = ours.figures.get(key);
    const b = other.figures.get(key);
    if (a === undefined || b === undefined || !alike(a, b)) return `${key}: ours ${a}, theirs ${b}`;
  }
  return undefined;
}
