import { stringify } from "yaml";
import type { Labels } from "../../series";
import { matches, parseMatcher } from "./matcher";

/** One route of the tree, in the words of alertmanager.yml. */
export interface Route {
  readonly receiver?: string;
  readonly group_by?: readonly string[];
  readonly continue?: boolean;
  readonly matchers?: readonly string[];
  readonly group_wait?: string;
  readonly group_interval?: string;
  readonly repeat_interval?: string;
  readonly routes?: readonly Route[];
}

/** One inhibition: a source mutes its targets where these labels are equal. */
export interface InhibitRule {
  readonly source_matchers: readonly string[];
  readonly target_matchers: readonly string[];
  readonly equal: readonly string[];
}

/** The part of alertmanager.yml that the simulator follows. */
export interface AlertmanagerConfig {
  readonly global: { readonly resolve_timeout: string };
  readonly route: Route & { readonly receiver: string };
  readonly inhibit_rules: readonly InhibitRule[];
  readonly receivers: readonly ({ readonly name: string } & Readonly<Record<string, unknown>>)[];
}

/** Where an alert goes: a receiver, and the labels by which it is grouped there. */
export interface Destination {
  readonly receiver: string;
  readonly groupBy: readonly string[];
}

/** A team that is told by e-mail, and what it is told about. */
export interface Team {
  readonly name: string;
  readonly matchers: readonly string[];
}

const mute = (source: string, target: string, equal: readonly string[]): InhibitRule => ({ source_matchers: [source], target_matchers: [target], equal });

/** The defaults of kube-prometheus-stack, where the default receiver tells nobody, and teams that asked to be told. */
export function stackConfig(teams: readonly Team[]): AlertmanagerConfig {
  const email = (name: string) => ({ to: `${name}@example.org`, from: "alertmanager@example.org", smarthost: "mail.example.org:25" });
  return {
    global: { resolve_timeout: "5m" },
    route: {
      receiver: "null",
      group_by: ["namespace"],
      group_wait: "30s",
      group_interval: "5m",
      repeat_interval: "12h",
      routes: [
        { receiver: "null", matchers: ['alertname="Watchdog"'] },
        ...teams.map(({ name, matchers }) => ({ receiver: name, matchers, group_by: ["namespace", "alertname"] })),
      ],
    },
    inhibit_rules: [
      mute('severity="critical"', 'severity=~"warning|info"', ["namespace", "alertname"]),
      mute('severity="warning"', 'severity="info"', ["namespace", "alertname"]),
      mute('alertname="InfoInhibitor"', 'severity="info"', ["namespace"]),
    ],
    receivers: [{ name: "null" }, ...teams.map(({ name }) => ({ name, email_configs: [email(name)] }))],
  };
}

/** The configuration as `status.config.original` tells it. */
export function writeConfig(config: AlertmanagerConfig): string {
  return stringify(config);
}

/** Walks the routing tree: the deepest routes that match, the first only unless it says `continue`. */
export function destinationsOf({ route }: AlertmanagerConfig, labels: Labels): readonly Destination[] {
  return walk(route, { receiver: route.receiver, groupBy: [] }, labels);
}

function walk(route: Route, inherited: Destination, labels: Labels): readonly Destination[] {
  if (!(route.matchers ?? []).every((matcher) => matches(parseMatcher(matcher), labels))) return [];
  const own: Destination = { receiver: route.receiver ?? inherited.receiver, groupBy: route.group_by ?? inherited.groupBy };
  const found: Destination[] = [];
  for (const child of route.routes ?? []) {
    const below = walk(child, own, labels);
    found.push(...below);
    if (below.length > 0 && child.continue !== true) break;
  }
  return found.length > 0 ? found : [own];
}
