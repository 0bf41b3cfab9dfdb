import { RE2JS } from "re2js";
import { parseDocument } from "yaml";
import { CastorError, problemOf } from "@/lib/model";
import type { AlertingConfig, Matcher, Receiver, Route, TimeInterval } from "@/lib/model/alerting";
import { compileMatcher } from "@/lib/model/alerting/matcher";
import { parseMatchers } from "@/lib/model/alerting/parse-matcher";
import { writtenConfig, type WrittenConfig, type WrittenRoute } from "./config-schema";

const mostCharacters = 8 * 1024 * 1024;
/** Levels of the document: two for each of the routing tree. */
const deepest = 200;

/** What Alertmanager takes where the root of the tree says nothing; ms. */
const defaults = { groupBy: [], groupWait: 30_000, groupInterval: 300_000, repeatInterval: 14_400_000 } as const;

type Inherited = Pick<Route, "receiver" | "groupBy" | "groupWait" | "groupInterval" | "repeatInterval">;

/**
 * Reads an Alertmanager's configuration as its API tells it (`status.config.original`, written out anew:
 * an empty `group_by` is lost there). Throws `too-large`, `unexpected-shape` where it does not parse, or
 * `invalid` where it parses and can't hold.
 */
export function readAlertingConfig(yaml: string): AlertingConfig {
  const { route, receivers, inhibit_rules, time_intervals, mute_time_intervals } = writtenOf(yaml);
  const root = routeOf(route, { receiver: "", ...defaults });
  const config: AlertingConfig = {
    route: root,
    receivers: receivers.map(receiverOf),
    inhibitRules: inhibit_rules.map((rule) => ({
      source: matchersOf(rule.source_match, rule.source_match_re, rule.source_matchers),
      target: matchersOf(rule.target_match, rule.target_match_re, rule.target_matchers),
      equal: rule.equal,
    })),
    intervals: [...time_intervals, ...mute_time_intervals].map(intervalOf),
  };
  const known = new Set(config.receivers.map(({ name }) => name));
  for (const receiver of receiversOf(root)) {
    if (receiver === "") throw new CastorError("invalid", "The configuration of the Alertmanager has no receiver at the root of its routes.");
    if (!known.has(receiver)) throw new CastorError("invalid", `The configuration of the Alertmanager routes to “${receiver}”, which is none of its receivers.`);
  }
  return config;
}

function writtenOf(yaml: string): WrittenConfig {
  if (yaml.length > mostCharacters) throw new CastorError("too-large", "The configuration of the Alertmanager is larger than 8 MiB.");
  const broken = (detail: string) => new CastorError("unexpected-shape", "The configuration of the Alertmanager can't be read.", { detail: detail.slice(0, 500) });
  const text = parsed(yaml, broken);
  if (isDeep(text, deepest)) throw broken(`deeper than ${deepest}`);
  const read = writtenConfig.safeParse(text);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue?.path.join(".") ?? "";
  throw new CastorError("unexpected-shape", `The configuration of the Alertmanager can't be read${where === "" ? "" : ` at ${where}`}: ${issue?.message ?? "it has another shape"}.`);
}

function parsed(yaml: string, broken: (detail: string) => CastorError): unknown {
  try {
    const document = parseDocument(yaml, { merge: true, logLevel: "silent" });
    if (document.errors[0] !== undefined) throw document.errors[0];
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw broken(error instanceof Error ? error.message : String(error));
  }
}

function isDeep(value: unknown, left: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return left === 0 || Object.values(value).some((inner) => isDeep(inner, left - 1));
}

function routeOf(written: WrittenRoute, above: Inherited): Route {
  const own: Inherited = {
    receiver: written.receiver ?? above.receiver,
    groupBy: written.group_by.length === 0 ? above.groupBy : written.group_by.includes("...") ? "all" : written.group_by,
    groupWait: written.group_wait ?? above.groupWait,
    groupInterval: written.group_interval ?? above.groupInterval,
    repeatInterval: written.repeat_interval ?? above.repeatInterval,
  };
  return {
    ...own,
    matchers: matchersOf(written.match, written.match_re, written.matchers),
    continues: written.continue ?? false,
    mute: written.mute_time_intervals,
    active: written.active_time_intervals,
    routes: written.routes.map((route) => routeOf(route, own)),
  };
}

function matchersOf(match: Readonly<Record<string, string>>, patterns: Readonly<Record<string, string>>, lines: readonly string[]): readonly Matcher[] {
  const fixed = (isRegex: boolean) => ([name, value]: readonly [string, string]): Matcher => ({ name, value, isRegex, isEqual: true });
  try {
    const anchored = Object.entries(patterns).map(([name, value]) => [name, standsAlone(value) ? value : `^(?:${value})$`] as const);
    const found = [...Object.entries(match).map(fixed(false)), ...anchored.map(fixed(true)), ...lines.flatMap(parseMatchers)];
    found.forEach(compileMatcher);
    return found;
  } catch (error) {
    throw new CastorError("invalid", `The configuration of the Alertmanager has a matcher that can't hold: ${problemOf(error).message}`);
  }
}

/** Alertmanager anchors the patterns of `match_re` twice, which differs where one is none without the anchors: `a)|(?:b`. */
function standsAlone(pattern: string): boolean {
  try {
    RE2JS.compile(pattern);
    return true;
  } catch {
    return false;
  }
}

/** Whatever it sends by, known to Castor or not, stands in a list that is called `<integration>_configs`. */
function receiverOf({ name, ...rest }: WrittenConfig["receivers"][number]): Receiver {
  const lists = Object.entries(rest).filter(([key, value]) => key.endsWith("_configs") && Array.isArray(value) && value.length > 0);
  return { name, integrations: lists.map(([key]) => key.slice(0, -"_configs".length)) };
}

function intervalOf({ name, time_intervals }: WrittenConfig["time_intervals"][number]): TimeInterval {
  return {
    name,
    entries: time_intervals.map(({ times, weekdays, days_of_month, months, years, location }) => ({
      ...(times ? { times } : {}),
      ...(weekdays ? { weekdays } : {}),
      ...(days_of_month ? { daysOfMonth: days_of_month } : {}),
      ...(months ? { months } : {}),
      ...(years ? { years } : {}),
      ...(location ? { location } : {}),
    })),
  };
}

const receiversOf = (route: Route): readonly string[] => [route.receiver, ...route.routes.flatMap(receiversOf)];
