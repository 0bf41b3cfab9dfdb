import { html, type Page, state, table } from "../../page";
import type { GroupStatus } from "../../rules-engine";
import { labelText, promPage } from "./page";
import { ruleState } from "./rules-answer";
import type { ScrapeTarget } from "./targets";

const stateKinds = { firing: "crit", pending: "warn", inactive: "quiet" } as const;

/** All rules with their alerts. */
export function alertsPage(place: string | undefined, groups: readonly GroupStatus[]): Page {
  return promPage(place, "Alerts", html`<h1>Alerts</h1>${groups.map(({ group, rules }) =>
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
  return promPage(place, "Targets", html`<h1>Targets</h1>${table(`${targets.length} targets`, ["Endpoint", "State", "Pool", "Last scrape", "Error"], targets.map((target) => [
    html`<code>${target.url}</code>`,
    state(target.health === "up" ? "ok" : target.health === "down" ? "crit" : "quiet", target.health),
    target.pool,
    `${Math.max(0, (now - target.lastScrape) / 1000).toFixed(1)} s ago`,
    target.lastError,
  ]), ["Last scrape"])}`);
}
