import { CastorError, httpStatus, isCastorError, problemOf, type Person } from "@/lib/model";
import { formatMatchers, type Silence, type SilenceDraft } from "@/lib/model/alerting";
import { keepsStart, sameMatchers } from "@/lib/model/alerting/preview";
import type { Change } from "../auditor";
import type { ClusterParts } from "../cluster";
import { askGroups, gossipGroups, partOf, type GossipGroup } from "./gossip";
import type { AlertingParts } from "./parts";
import type { AlertingPortal, Asked } from "./portal";
import { responder } from "./responders";
import { requireDraft } from "./silence-guard";
import { silencingState } from "./silences-state";

type Writing = Pick<AlertingPortal, "silence" | "expireSilence">;

/** How often the book is asked again for what was just written. */
const turns = 4;

/** Alertmanager dates a silence to its own present where it would begin in the past: clocks apart must not make it wait. */
const earlier = 5 * 60_000;

/** Making, changing and ending silences: checked, audited, and told to each Alertmanager that must know. */
export function silenceWritingOf({ find, store, auditor, now, log }: AlertingParts): Writing {
  const changeOf = (person: Person, cluster: string, verb: string, name: string | undefined, { from }: Asked): Change => ({
    ...{ person, from, cluster, verb, group: "alertmanager", resource: "silences", dryRun: false },
    ...(name === undefined ? {} : { name }),
  });

  /** Does `work` with every refusal written down, too. */
  async function checked<T>(change: Change, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await auditor.refused(change, error, isCastorError(error) ? httpStatus(error.code) : 500);
      throw error;
    }
  }

  async function known(cluster: ClusterParts, id: string): Promise<Silence> {
    const { book } = cluster.alerting;
    const found = book.current.silences.get(id) ?? (await book.refresh()).silences.get(id);
    if (found === undefined) throw new CastorError("not-found", `No Alertmanager of ${cluster.settings.title} that answers has this silence; expired ones are forgotten after some days.`);
    return found;
  }

  const having = (cluster: ClusterParts, { sources }: Silence): readonly GossipGroup[] =>
    groupsOf(cluster).filter((group) => group.some(({ name }) => sources.includes(name)));
  const groupsOf = (cluster: ClusterParts) => gossipGroups(cluster.alertmanagers, cluster.alerting.book.current.sources);

  async function shown(cluster: ClusterParts, holds: (silences: ReadonlyMap<string, Silence>) => boolean): Promise<ReadonlyMap<string, Silence>> {
    let { silences } = cluster.alerting.book.current;
    for (let turn = 0; turn < turns && !holds(silences); turn += 1) ({ silences } = await cluster.alerting.book.refresh());
    return silences;
  }

  return {
    async silence(person, id, draft, asked) {
      const cluster = find(person, id);
      const change = changeOf(person, id, draft.id === undefined ? "create" : "update", draft.id, asked);
      const { groups, sent } = await checked(change, async () => {
        const old = draft.id === undefined ? undefined : await known(cluster, draft.id);
        requireDraft(person, cluster.settings, draft, old, silencingState(cluster.alerting.book.current, now()));
        const places = old === undefined ? groupsOf(cluster) : having(cluster, old);
        if (places.length === 0) throw new CastorError("not-found", `${cluster.settings.title} has no Alertmanager that could keep this silence.`);
        return { groups: places, sent: sentOf(draft, old, now()) };
      });
      const complete = await auditor.begin(change);
      const outcomes = await askGroups(groups, (one) => one.putSilence(sent, person.name, asked.signal));
      const ids = outcomes.flatMap(({ value }) => value ?? []);
      const problem = partOf(outcomes, { done: `The silence was made (${ids.join(", ")})`, not: "The silence was not made" });
      const what = `${formatMatchers(draft.matchers)} until ${new Date(draft.endsAt).toISOString()}: ${draft.comment}`;
      await complete({ status: problem === undefined ? 200 : httpStatus(problem.code), message: problem?.message ?? what, ...(ids.length === 0 ? {} : { name: ids.join(",") }) });
      for (const made of ids) {
        await store.alerts.ownSilence(id, made, person.id, now()).catch((error: unknown) => log.warn({ err: problemOf(error), silence: made }, "nobody can be reminded of a silence"));
      }
      if (ids.length > 0) {
        const silences = await shown(cluster, (all) => ids.every((made) => matches(all.get(made), sent)));
        if (problem === undefined) return ids.map((made, at) => silences.get(made) ?? madeOf(made, sent, person, outcomes[at]?.group ?? [], now()));
      }
      throw problem ?? new CastorError("internal", "The silence was not made.");
    },

    async expireSilence(person, id, silence, asked) {
      const cluster = find(person, id);
      const change = changeOf(person, id, "delete", silence, asked);
      const old = await checked(change, async () => {
        const found = await known(cluster, silence);
        responder(person, cluster.settings).requireSilence(found.matchers);
        return found;
      });
      if (old.state === "expired") return;
      const complete = await auditor.begin(change);
      const outcomes = await askGroups(having(cluster, old), async (one) => {
        await one.expireSilence(silence, asked.signal).catch((error: unknown) => {
          // Somebody else was faster, and it is forgotten already.
          if (!isCastorError(error) || error.code !== "not-found") throw error;
        });
      });
      const problem = partOf(outcomes, { done: "The silence was expired", not: "The silence was not expired" });
      await complete({ status: problem === undefined ? 200 : httpStatus(problem.code), message: problem?.message ?? formatMatchers(old.matchers) });
      await shown(cluster, (all) => (all.get(silence)?.state ?? "expired") === "expired");
      if (problem !== undefined) throw problem;
    },
  };
}

/** What Alertmanager is asked: it keeps a silence's id only where matchers, their order and the start are as before. */
function sentOf({ id, matchers, startsAt, endsAt, comment }: SilenceDraft, old: Silence | undefined, now: number): SilenceDraft {
  const present = { matchers, startsAt: startsAt === undefined || startsAt <= now ? now - earlier : startsAt, endsAt, comment };
  if (old === undefined || id === undefined || old.state === "expired") return present;
  const kept = sameMatchers(matchers, old.matchers) ? old.matchers : matchers;
  return { ...present, id, matchers: kept, ...(keepsStart(startsAt, old) ? { startsAt: old.startsAt } : {}) };
}

const matches = (found: Silence | undefined, { endsAt, comment }: SilenceDraft) => found !== undefined && Math.abs(found.endsAt - endsAt) < 1_000 && found.comment === comment;

/** How a silence must be where the book has not shown it yet. */
function madeOf(id: string, { matchers, startsAt = 0, endsAt, comment }: SilenceDraft, { name }: Person, group: GossipGroup, now: number): Silence {
  const start = Math.max(now, startsAt);
  return { ...{ id, matchers, startsAt: start, endsAt, comment, updatedAt: now, createdBy: name, state: startsAt > now ? "pending" : "active" }, sources: group.map((one) => one.name) };
}
