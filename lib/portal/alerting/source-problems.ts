import { duration } from "@/lib/model";
import type { AlertSource, PipelineProblem } from "@/lib/model/alerting";
import type { AlertsNow } from "./alerts-now";

/** A clock that is off by more than this makes silences begin and end at the wrong time, ms. */
const clockMatters = 60_000;

/** What is wrong with the Alertmanagers and Prometheis themselves: silence, gossip, configuration, clocks. */
export function sourceProblems({ sources, configs }: AlertsNow): readonly PipelineProblem[] {
  return [...silent(sources, "prometheus"), ...silent(sources, "alertmanager"), ...unsettled(sources), ...apart(sources), ...differing(sources, configs), ...unread(configs), ...clocks(sources)];
}

function silent(sources: readonly AlertSource[], kind: AlertSource["kind"]): PipelineProblem[] {
  const all = sources.filter((source) => source.kind === kind);
  const quiet = all.filter(({ problem }) => problem !== undefined);
  const none = quiet.length === all.length;
  const what = kind === "prometheus" ? "Rules may not be evaluated, and Castor does not see pending alerts." : "What it knew stays in Castor as it was last.";
  return quiet.map(({ name, problem = "", at }) => ({
    id: `silent-${name}`,
    severity: none ? "critical" : "warning",
    station: kind === "prometheus" ? "rules" : "grouping",
    title: `${name} does not answer`,
    detail: `${at === undefined ? "It has not answered since Castor started." : ""} ${none && kind === "alertmanager" ? "No other Alertmanager is left: nobody is told of anything." : what} Look at its pods and their logs.`.trim(),
    said: problem,
  }));
}

const gossiping = (sources: readonly AlertSource[]) => sources.flatMap((source) => (source.kind === "alertmanager" && source.problem === undefined && source.gossip !== undefined && source.gossip.status !== "disabled" ? [{ ...source, gossip: source.gossip }] : []));

function unsettled(sources: readonly AlertSource[]): PipelineProblem[] {
  return gossiping(sources)
    .filter(({ gossip }) => gossip.status !== "ready")
    .map(({ name, gossip }) => ({
      id: `gossip-${name}`,
      severity: "warning",
      station: "grouping",
      title: `${name} is not ready: its gossip is ${gossip.status}`,
      detail: "Until it has settled with its peers, it may tell of alerts twice, or not know of silences. This takes a minute or two after a start; if it lasts, look whether the peers reach each other (port 9094, TCP and UDP).",
    }));
}

/** Alertmanagers of one gossip cluster must know each other; those that know nobody else and are not known are a cluster of their own. */
function apart(sources: readonly AlertSource[]): PipelineProblem[] {
  const members = gossiping(sources);
  const found: PipelineProblem[] = [];
  for (const [index, one] of members.entries()) {
    for (const other of members.slice(index + 1)) {
      const [there, back] = [one.gossip.peers.includes(other.gossip.name), other.gossip.peers.includes(one.gossip.name)];
      const common = one.gossip.peers.some((peer) => other.gossip.peers.includes(peer));
      if (there && back) continue;
      if (!there && !back && !common) continue;
      found.push({
        id: `apart-${one.name}-${other.name}`,
        severity: "warning",
        station: "grouping",
        title: `${one.name} and ${other.name} do not see each other`,
        detail: `They belong to one gossip cluster, but ${there ? `${other.name} has lost ${one.name}` : back ? `${one.name} has lost ${other.name}` : "each has lost the other"}. Silences do not spread, and people are told twice. Look whether the peers reach each other (port 9094, TCP and UDP).`,
      });
    }
  }
  return found;
}

function differing(sources: readonly AlertSource[], configs: AlertsNow["configs"]): PipelineProblem[] {
  const members = gossiping(sources);
  const configOf = (name: string) => configs.findIndex(({ alertmanagers }) => alertmanagers.includes(name));
  const pairs = members.flatMap((one, index) => members.slice(index + 1).map((other) => [one, other] as const));
  const odd = pairs.filter(([one, other]) => one.gossip.peers.includes(other.gossip.name) && configOf(one.name) !== configOf(other.name) && configOf(one.name) >= 0 && configOf(other.name) >= 0);
  if (odd.length === 0) return [];
  const names = [...new Set(odd.flatMap(([one, other]) => [one.name, other.name]))];
  return [
    {
      id: "configs-differ",
      severity: "warning",
      station: "grouping",
      title: "Alertmanagers of one cluster run different configurations",
      detail: `${names.join(" and ")} gossip with each other, but would not tell the same people. One of them has not taken on the newest configuration: look at its logs for “Loading configuration file failed”.`,
    },
  ];
}

function unread(configs: AlertsNow["configs"]): PipelineProblem[] {
  return configs.flatMap(({ alertmanagers, problem }) =>
    problem === undefined
      ? []
      : [
          {
            id: `config-${alertmanagers.join("-")}`,
            severity: "critical" as const,
            station: "grouping" as const,
            title: `The configuration of ${alertmanagers.join(", ")} cannot be read`,
            detail: "Castor cannot say who is told of what. Check the file with amtool check-config.",
            said: problem,
          },
        ],
  );
}

function clocks(sources: readonly AlertSource[]): PipelineProblem[] {
  return sources.flatMap(({ name, kind, clock = 0 }) =>
    clock === 0
      ? []
      : [
          {
            id: `clock-${name}`,
            severity: Math.abs(clock) > clockMatters ? ("warning" as const) : ("info" as const),
            station: kind === "prometheus" ? ("rules" as const) : ("grouping" as const),
            title: `The clock of ${name} is ${duration(Math.abs(clock))} ${clock > 0 ? "ahead" : "behind"}`,
            detail: "Compared with Castor’s own. Silences begin and end by its clock, and ages are told wrong by as much. Look whether chrony or ntpd runs on its node.",
          },
        ],
  );
}
