import { stringify } from "yaml";

/** One route of the tree, in the words of alertmanager.yml. */
export interface Route {
  readonly receiver?: string;
  readonly group_by?: readonly string[];
  readonly continue?: boolean;
  readonly matchers?: readonly string[];
  readonly group_wait?: string;
  readonly group_interval?: string;
  readonly repeat_interval?: string;
  readonly mute_time_intervals?: readonly string[];
  readonly active_time_intervals?: readonly string[];
  readonly routes?: readonly Route[];
}

/** One inhibition: a source mutes its targets where these labels are equal. */
export interface InhibitRule {
  readonly source_matchers: readonly string[];
  readonly target_matchers: readonly string[];
  readonly equal: readonly string[];
}

/** One entry of a time interval: everything that is given must hold. Ranges are written `monday:friday`, `-3:-1`. */
export interface TimeIntervalEntry {
  readonly times?: readonly { readonly start_time: string; readonly end_time: string }[];
  readonly weekdays?: readonly string[];
  readonly days_of_month?: readonly string[];
  readonly months?: readonly string[];
  readonly years?: readonly string[];
  readonly location?: string;
}

export interface TimeInterval {
  readonly name: string;
  readonly time_intervals: readonly TimeIntervalEntry[];
}

/** One way in which a receiver is told, such as an address of e-mail. */
export type Integration = Readonly<Record<string, unknown>>;

/** Who is told, and how; `email_configs` and the like. */
export type Receiver = { readonly name: string } & Readonly<Record<`${string}_configs`, readonly Integration[]>>;

/** The part of alertmanager.yml that the simulator follows. */
export interface AlertmanagerConfig {
  readonly global: { readonly resolve_timeout: string };
  readonly route: Route & { readonly receiver: string };
  readonly inhibit_rules: readonly InhibitRule[];
  readonly receivers: readonly Receiver[];
  readonly time_intervals?: readonly TimeInterval[];
}

/** A team that is told by e-mail, and what it is told about. */
export interface Team {
  readonly name: string;
  readonly matchers: readonly string[];
}

const mute = (source: readonly string[], target: readonly string[], equal: readonly string[]): InhibitRule => ({ source_matchers: source, target_matchers: target, equal });

/** What kube-prometheus-stack inhibits by default: the worse mutes the milder of the same kind. */
export const stackInhibitions: readonly InhibitRule[] = [
  mute(['severity="critical"'], ['severity=~"warning|info"'], ["namespace", "alertname"]),
  mute(['severity="warning"'], ['severity="info"'], ["namespace", "alertname"]),
  mute(['alertname="InfoInhibitor"'], ['severity="info"'], ["namespace"]),
];

/** The defaults of kube-prometheus-stack, where the default receiver tells nobody; other routes come after Watchdog's. */
export function stackRoute(routes: readonly Route[]): AlertmanagerConfig["route"] {
  return {
    receiver: "null",
    group_by: ["namespace"],
    group_wait: "30s",
    group_interval: "5m",
    repeat_interval: "12h",
    routes: [{ receiver: "null", matchers: ['alertname="Watchdog"'] }, ...routes],
  };
}

/** A receiver of e-mail. */
export const emailTo = (to: string): Receiver => ({ name: "", email_configs: [{ send_resolved: false, to, from: "alertmanager@example.org", smarthost: "mail.example.org:25", require_tls: false }] });

/** kube-prometheus-stack's defaults with teams that asked to be told. */
export function stackConfig(teams: readonly Team[]): AlertmanagerConfig {
  return {
    global: { resolve_timeout: "5m" },
    route: stackRoute(teams.map(({ name, matchers }) => ({ receiver: name, matchers, group_by: ["namespace", "alertname"] }))),
    inhibit_rules: stackInhibitions,
    receivers: [{ name: "null" }, ...teams.map(({ name }) => ({ ...emailTo(`${name}@example.org`), name }))],
  };
}

/** The configuration as `status.config.original` tells it: written anew from what was read, every route with its `continue`. */
export function writeConfig(config: AlertmanagerConfig): string {
  const told = ({ routes, ...route }: Route): object => ({ ...route, continue: route.continue ?? false, ...(routes && { routes: routes.map(told) }) });
  return stringify({ ...config, route: told(config.route) }, { lineWidth: 0 });
}
