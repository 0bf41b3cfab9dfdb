import { CastorError, isCastorError, type ProblemCode } from "@/lib/model";
import type { AlertSource } from "@/lib/model/alerting";
import type { Alertmanager } from "@/lib/tools/alertmanager";

/** Alertmanagers that tell each other their silences; one that stands alone is a group of its own. */
export type GossipGroup = readonly Alertmanager[];

/** Groups Alertmanagers by the peers that they name; those that answer come first in each. */
export function gossipGroups(alertmanagers: readonly Alertmanager[], sources: readonly AlertSource[]): readonly GossipGroup[] {
  const sourceOf = ({ name }: Alertmanager) => sources.find((source) => source.kind === "alertmanager" && source.name === name);
  const namesOf = (one: Alertmanager) => {
    const gossip = sourceOf(one)?.gossip;
    return gossip === undefined ? [] : [gossip.name, ...gossip.peers].filter((name) => name !== "");
  };
  const groups: { members: Alertmanager[]; names: Set<string> }[] = [];
  for (const one of alertmanagers) {
    const names = namesOf(one);
    const touching = groups.filter((group) => names.some((name) => group.names.has(name)));
    const [first, ...others] = touching;
    if (first === undefined) groups.push({ members: [one], names: new Set(names) });
    else {
      first.members.push(one, ...others.flatMap(({ members }) => members));
      for (const name of [...names, ...others.flatMap((group) => [...group.names])]) first.names.add(name);
      for (const other of others) groups.splice(groups.indexOf(other), 1);
    }
  }
  const silent = (one: Alertmanager) => (sourceOf(one)?.problem === undefined ? 0 : 1);
  return groups.map(({ members }) => members.toSorted((a, b) => silent(a) - silent(b)));
}

/** What became of a request in one group. */
export interface GroupOutcome<T> {
  readonly group: GossipGroup;
  readonly value?: T;
  readonly error?: CastorError;
}

/** Asks one member of each group, the next where one cannot be reached at all; what was asked of one the others learn from it. */
export async function askGroups<T>(groups: readonly GossipGroup[], ask: (one: Alertmanager) => Promise<T>): Promise<readonly GroupOutcome<T>[]> {
  return Promise.all(
    groups.map(async (group): Promise<GroupOutcome<T>> => {
      let error = new CastorError("unreachable", "No Alertmanager answers.");
      for (const one of group) {
        try {
          return { group, value: await ask(one) };
        } catch (thrown) {
          if (!isCastorError(thrown)) throw thrown;
          error = thrown;
          // Whoever did not answer in time may have done it: nobody else is asked the same.
          if (thrown.code !== "unreachable") break;
        }
      }
      return { group, error };
    }),
  );
}

const named = (group: GossipGroup) => group.map(({ name }) => name).join(" and ");

/** The problem of a change that was not done everywhere, telling exactly where it was and where it was not; undefined where it was. */
export function partOf(outcomes: readonly GroupOutcome<unknown>[], words: { readonly done: string; readonly not: string }): CastorError | undefined {
  const failed = outcomes.filter(({ error }) => error !== undefined);
  const [first] = failed;
  if (first?.error === undefined) return undefined;
  const done = outcomes.filter(({ error }) => error === undefined);
  const why = failed.map(({ group, error }) => (outcomes.length === 1 ? (error?.message ?? "") : `${named(group)}: ${error?.message ?? ""}`)).join(" ");
  const code: ProblemCode = first.error.code;
  const begin = done.length === 0 ? `${words.not}.` : `${words.done} in ${done.map(({ group }) => named(group)).join(" and ")}, but not everywhere.`;
  return new CastorError(code, `${begin} ${why}`, { ...(first.error.detail === undefined ? {} : { detail: first.error.detail }) });
}
