import { html, type Markup, type Page, state, table } from "../../page";
import { type Engine, formatValue, type InstantResult, QueryError } from "../../promql";
import type { GroupStatus } from "../../rules-engine";
import type { Labels } from "../../series";
import { ruleState } from "./rules-answer";
import type { ScrapeTarget } from "./targets";

const nav = [
  { title: "Query", href: "/graph" },
  { title: "Alerts", href: "/alerts" },
  { title: "Targets", href: "/targets" },
];

function page(place: string | undefined, title: string, body: Markup): Page {
  return { tool: "Prometheus", ...(place !== undefined && { place }), title, nav, body };
}

function labelText(labels: Labels): string {
  const { __name__: name = "", ...rest } = labels;
  return `${name}{${Object.entries(rest).sort().map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(", ")}}`;
}

/** The expression box with the result at this moment as a table: what a tile, or an alert's source link, opens. */
export function queryPage(place: string | undefined, engine: Engine, query: string, at: number): Page {
  return page(place, "Query", html`<h1>Query</h1>
<form action="/graph" method="get"><label for="expr">Expression (PromQL)</label><input id="expr" name="g0.expr" value="${query}" spellcheck="false" autocomplete="off">
<p class="hint">For example <a href="/graph?g0.expr=up">up</a>, <a href="/graph?g0.expr=node_load1">node_load1</a> or <a href="/graph?g0.expr=ALERTS">ALERTS</a>.</p>
<button>Execute</button></form>
${query === "" ? "" : result(engine, query, at)}`);
}

const mostRows = 500;

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

const stateKinds = { firing: "crit", pending: "warn", inactive: "quiet" } as const;

/** All rules with their alerts. */
export function alertsPage(place: string | undefined, groups: readonly GroupStatus[]): Page {
  return page(place, "Alerts", html`<h1>Alerts</h1>${groups.map(({ group, rules }) =>
    table(group.name, ["Rule", "State", "Active", "Alerts"], rules.map((status) => {
      const { rule } = status.state;
      const active = status.state.active();
      const word = ruleState(status);
      return [
        html`<a href="/graph?g0.expr=${encodeURIComponent(rule.expr)}">${rule.alert}</a>`,
        status.health === "err" ? state("crit", `error: ${status.lastError}`) : state(stateKinds[word], word),
        active.length,
        active.map((alert) => html`<p>${alert.annotations["description"] ?? labelText(alert.labels)}</p>`),
      ];
    }), ["Active"]))}`);
}

/** All targets with their health. */
export function targetsPage(place: string | undefined, targets: readonly ScrapeTarget[], now: number): Page {
  return page(place, "Targets", html`<h1>Targets</h1>${table(`${targets.length} targets`, ["Endpoint", "State", "Pool", "Last scrape", "Error"], targets.map((target) => [
    html`<code>${target.url}</code>`,
    state(target.health === "up" ? "ok" : target.health === "down" ? "crit" : "quiet", target.health),
    target.pool,
    `${Math.max(0, (now - target.lastScrape) / 1000).toFixed(1)} s ago`,
    target.lastError,
  ]), ["Last scrape"])}`);
}
