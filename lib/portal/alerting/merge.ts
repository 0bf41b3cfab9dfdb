import type { Acknowledgement, AlertSource } from "@/lib/model/alerting";
import type { AlertsNow } from "./alerts-now";
import { mergeAlerts } from "./merge-alerts";
import { mergeRules } from "./merge-rules";
import { mergeSilences } from "./merge-silences";
import type { ReadConfig } from "./read-config";
import type { Readings } from "./reading";
import { sameData, sameMap } from "./unchanged";

export interface MergeAsk {
  readonly cluster: string;
  /** ms since the epoch. */
  readonly now: number;
  /** Whether values that have changed alone are taken over, too. */
  readonly values: boolean;
  readonly acknowledgements: ReadonlyMap<string, Acknowledgement>;
  readonly readConfig: ReadConfig;
}

/**
 * One state out of what everybody said last. Pure. What has not changed is the same object as before, and the
 * revision grows only where people would see a difference.
 */
export function merge(before: AlertsNow, readings: Readings, { cluster, now, values, acknowledgements, readConfig }: MergeAsk): AlertsNow {
  const silences = mergeSilences(before.silences, readings.alertmanagers, now);
  const { rules, changed: otherRules } = mergeRules(before.rules, readings.prometheuses, values);
  const { alerts, changed: otherAlerts } = mergeAlerts(before.alerts, readings, { cluster, silences, rules, now, values });
  const told = configsOf(readings, readConfig);
  const configs = sameConfigs(before.configs, told) ? before.configs : told;
  const sources = sourcesOf(readings);
  const taken = keptAcknowledgements(before.acknowledgements, acknowledgements);
  const changed =
    otherAlerts || otherRules || silences !== before.silences || configs !== before.configs || taken !== before.acknowledgements || !sameData(timeless(before.sources), timeless(sources));
  // The first one is unlike that of any process before it, so that no page takes an old view for a new one.
  const revision = before.revision === 0 ? Math.floor(now / 1_000) : before.revision + (changed ? 1 : 0);
  return { revision, at: now, alerts, silences, rules, configs, sources, acknowledgements: taken };
}

/** Those that read the same stay the same objects. */
export function keptAcknowledgements(before: AlertsNow["acknowledgements"], after: AlertsNow["acknowledgements"]): AlertsNow["acknowledgements"] {
  return sameMap(before, new Map([...after].map(([id, one]) => [id, sameData(before.get(id), one) ? (before.get(id) ?? one) : one])));
}

const timeless = (sources: readonly AlertSource[]) => sources.map((source) => ({ ...source, at: source.at !== undefined }));

function sourcesOf({ alertmanagers, prometheuses }: Readings): readonly AlertSource[] {
  const common = ({ name, at, problem, clock }: Readings["alertmanagers"][number] | Readings["prometheuses"][number]) => ({
    name,
    ...(at === undefined ? {} : { at }),
    ...(problem === undefined ? {} : { problem }),
    ...(clock === undefined ? {} : { clock }),
  });
  return [
    ...alertmanagers.map((source): AlertSource => {
      const { cluster, version } = source.reading?.status ?? {};
      return {
        ...{ ...common(source), kind: "alertmanager" },
        ...(cluster === undefined || cluster.name === "" ? {} : { gossip: { ...cluster, peers: [...cluster.peers].sort() } }),
        ...(version === undefined ? {} : { version }),
      };
    }),
    ...prometheuses.map((source): AlertSource => ({ ...{ ...common(source), kind: "prometheus" }, ...(source.reading === undefined ? {} : { version: source.reading.version }) })),
  ];
}

function configsOf({ alertmanagers }: Readings, readConfig: ReadConfig): AlertsNow["configs"] {
  const byText = new Map<string, string[]>();
  for (const { name, reading } of alertmanagers) {
    if (reading !== undefined) byText.set(reading.status.config, [...(byText.get(reading.status.config) ?? []), name]);
  }
  return [...byText].map(([text, names]) => ({ alertmanagers: names, ...readConfig(text) }));
}

const sameConfigs = (a: AlertsNow["configs"], b: AlertsNow["configs"]) =>
  a.length === b.length && a.every((one, index) => one.config === b[index]?.config && one.problem === b[index]?.problem && sameData(one.alertmanagers, b[index]?.alertmanagers));
