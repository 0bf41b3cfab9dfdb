import { html, type Markup, type Page, table } from "../../page";
import { type Engine, formatValue, type InstantResult, QueryError } from "../../promql";
import { promPage, labelText } from "./page";
import { queryScript } from "./query-script";

const mostRows = 500;
const ranges = ["5m", "15m", "1h", "3h", "6h", "12h", "1d"];

/**
 * The expression box with its result, as a table of this moment or as a graph: what a tile, or an alert's source
 * link, opens. The first table comes with the page; after that the page asks the API itself, and its address follows.
 */
export function queryPage(place: string | undefined, engine: Engine, address: URLSearchParams, at: number): Page {
  const query = address.get("g0.expr") ?? "";
  const graph = address.get("g0.tab") === "0";
  const range = address.get("g0.range_input") ?? "1h";
  const choice = (value: string, title: string, chosen: boolean) => html`<label class="choice"><input type="radio" name="g0.tab" value="${value}"${chosen ? html` checked` : ""}> ${title}</label>`;
  return {
    ...promPage(place, "Query", html`<h1>Query</h1>
<form id="query" action="/graph" method="get"><label for="expr">Expression (PromQL)</label><input id="expr" name="g0.expr" value="${query}" spellcheck="false" autocomplete="off">
<p class="hint">For example <a href="/graph?g0.expr=up">up</a>, <a href="/graph?g0.expr=node_load1&amp;g0.tab=0">node_load1</a> or <a href="/graph?g0.expr=ALERTS">ALERTS</a>.</p>
<div class="choices"><button>Execute</button>${choice("1", "Table", !graph)}${choice("0", "Graph", graph)}<label class="choice">over <select name="g0.range_input" aria-label="Range">${(ranges.includes(range) ? ranges : [range, ...ranges]).map((each) => html`<option${each === range ? html` selected` : ""}>${each}</option>`)}</select></label></div></form>
<div id="result" aria-live="polite">${query === "" ? "" : graph ? html`<p class="muted">Asking …</p>` : result(engine, query, at)}</div>`),
    script: queryScript,
  };
}

function result(engine: Engine, query: string, at: number): Markup {
  try {
    const rows = rowsOf(engine.instant(query, at));
    if (rows.length === 0) return html`<p role="status">Empty query result</p>`;
    const shown = rows.slice(0, mostRows);
    const caption = rows.length > shown.length ? `The first ${mostRows} of ${rows.length} results` : rows.length === 1 ? "One result" : `${rows.length} results`;
    return table(caption, ["Element", "Value"], shown.map(([element, value]) => [html`<code>${element}</code>`, value]), ["Value"]);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return html`<p class="alert" role="alert">${error.message}</p>`;
  }
}

function rowsOf(found: InstantResult): [string, string][] {
  switch (found.type) {
    case "scalar":
      return [["scalar", formatValue(found.value)]];
    case "string":
      return [["string", found.value]];
    case "vector":
      return found.samples.map(({ labels, value }) => [labelText(labels), formatValue(value)]);
    case "matrix":
      return found.series.map(({ labels, points }) => [labelText(labels), points.map(([time, value]) => `${formatValue(value)} @${time / 1000}`).join(" ")]);
  }
}
