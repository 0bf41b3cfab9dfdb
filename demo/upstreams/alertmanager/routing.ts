import type { Labels } from "../../series";
import type { AlertmanagerConfig, Route } from "./config";
import { durationOf } from "./duration";
import { matchesAll, parseMatcher, writeMatcher, type AlertMatcher } from "./matcher";

/** Where a route leads, with everything that it has from those above it. Durations are ms. */
export interface Destination {
  /** Names the route by the matchers on the way to it, as Alertmanager's group keys do, and by its place among its like. */
  readonly route: string;
  readonly receiver: string;
  readonly groupBy: readonly string[];
  readonly groupWait: number;
  readonly groupInterval: number;
  readonly repeatInterval: number;
  /** Names of time intervals; nothing of them is inherited. */
  readonly mute: readonly string[];
  readonly active: readonly string[];
}

interface Branch {
  readonly destination: Destination;
  readonly matchers: readonly AlertMatcher[];
  readonly continues: boolean;
  readonly branches: readonly Branch[];
}

/** Which routes labels take through the tree, in order. */
export type Routing = (labels: Labels) => readonly Destination[];

const defaults = { group_wait: "30s", group_interval: "5m", repeat_interval: "4h" };

/** Reads the tree once, so that every alert only walks it: the deepest routes that match, the first only unless it says `continue`. */
export function routingOf({ route }: AlertmanagerConfig): Routing {
  const root = branchOf(route, undefined, "0");
  return (labels) => walk(root, labels);
}

function branchOf(route: Route, above: Destination | undefined, place: string): Branch {
  const matchers = (route.matchers ?? []).map(parseMatcher);
  const time = (own: string | undefined, inherited: number | undefined, usual: string) => (own === undefined ? (inherited ?? durationOf(usual)) : durationOf(own));
  const destination: Destination = {
    route: `${above === undefined ? "" : `${above.route.replace(/#.*$/, "")}/`}{${matchers.map(writeMatcher).join(",")}}#${place}`,
    receiver: route.receiver ?? above?.receiver ?? "",
    groupBy: route.group_by ?? above?.groupBy ?? [],
    groupWait: time(route.group_wait, above?.groupWait, defaults.group_wait),
    groupInterval: time(route.group_interval, above?.groupInterval, defaults.group_interval),
    repeatInterval: time(route.repeat_interval, above?.repeatInterval, defaults.repeat_interval),
    mute: route.mute_time_intervals ?? [],
    active: route.active_time_intervals ?? [],
  };
  return { destination, matchers, continues: route.continue === true, branches: (route.routes ?? []).map((child, index) => branchOf(child, destination, `${place}.${index}`)) };
}

function walk({ destination, matchers, branches }: Branch, labels: Labels): readonly Destination[] {
  if (!matchesAll(matchers, labels)) return [];
  const found: Destination[] = [];
  for (const branch of branches) {
    const below = walk(branch, labels);
    found.push(...below);
    if (below.length > 0 && !branch.continues) break;
  }
  return found.length > 0 ? found : [destination];
}

/** The labels that an alert shares with the others of its group; `...` means all. */
export function groupLabels({ groupBy }: Destination, labels: Labels): Labels {
  if (groupBy.includes("...")) return labels;
  return Object.fromEntries(groupBy.flatMap((name) => (labels[name] === undefined ? [] : [[name, labels[name]]])));
}
