import type { Prometheus } from "./client";
import { exists, noData } from "./missing";
import { promqlTree, selectorsOf } from "./promql-tree";

/** More selectors than this are not asked for. */
const most = 6;

/** Names the first series of an expression that Prometheus does not have, in a sentence; undefined where it has all of them. */
export async function missingSeries(client: Prometheus, expression: string, signal: AbortSignal | undefined): Promise<string | undefined> {
  const tree = promqlTree(expression);
  const selectors = [...new Set((tree === undefined ? [] : selectorsOf(tree)).map(({ from, end }) => expression.slice(from, end)))];
  for (const selector of selectors.slice(0, most)) {
    if (await exists(client, selector, signal)) continue;
    const metric = /^[^{]+(?=\{)/.exec(selector)?.[0].trim();
    const bare = metric !== undefined && (await exists(client, metric, signal));
    return bare ? noData(client, metric, `that matches ${selector.slice(metric.length).trim()}`).message : noData(client, metric ?? selector).message;
  }
  return undefined;
}
