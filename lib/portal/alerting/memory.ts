import type { Acknowledgement, Alert } from "@/lib/model/alerting";
import type { KnownAlert, Store } from "@/lib/store";
import type { Prometheus } from "@/lib/tools/prometheus";
import type { Log } from "../index";
import type { Now } from "../shared";
import { resolvedFor, type AlertMemory, type AlertsNow } from "./alerts-now";
import { fill } from "./filling";
import { pastOf, type Past } from "./past";
import { revised } from "./revising";

/** The memory with what only acknowledging, the timeline and tests need of it. */
export interface KeptMemory extends AlertMemory {
  /** Takes an alert on; answers whose it was until now. */
  acknowledge(acknowledgement: Acknowledgement): Promise<Acknowledgement | undefined>;
  /** Gives it back; answers whose it was. */
  release(alert: string, by: string): Promise<Acknowledgement | undefined>;
  /** The ids of persons by the ids of their silences. */
  silenceOwners(): Promise<ReadonlyMap<string, string>>;
  /** Resolves when all that was to be written is written, or was tried. */
  settled(): Promise<void>;
}

export interface AlertMemoryParts {
  readonly cluster: string;
  readonly store: Pick<Store, "alerts">;
  readonly now: Now;
  /** Who may tell what happened while Castor was not there. */
  readonly prometheuses?: readonly Prometheus[];
  readonly log?: Pick<Log, "warn">;
}

/** Castor counts as gone when it has not looked for so long, ms. */
export const awayAfter = 3 * 60_000;
/** At most so much is asked of Prometheus by itself; the rest when somebody wants to see it. */
const mostAtStart = 7 * 86_400_000;
const firstStretch = 86_400_000;
/** How often the Store hears that Castor is watching, ms. */
const watchEvery = 20_000;

export function createAlertMemory({ cluster, store: { alerts: store }, now, prometheuses = [], log }: AlertMemoryParts): KeptMemory {
  let inForce: ReadonlyMap<string, Acknowledgement> = new Map();
  /** Unwritten, because the Store did not answer. */
  const owed = new Set<string>();
  /** Alerts that were not over when Castor ran last; undefined when that has been dealt with. */
  let left: Map<string, Alert> | undefined;
  let begun = false;
  let seenAt = -Infinity;
  let toldAt = -Infinity;
  let queue: Promise<void> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work);
    queue = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  };
  const reread = async () => {
    inForce = new Map((await store.acknowledgements(cluster)).map((one) => [one.alert, one]));
  };
  const load = async (): Promise<readonly KnownAlert[]> => {
    const [found] = await Promise.all([store.recall(cluster, now() - resolvedFor), reread()]);
    left = new Map(found.filter(({ alert }) => alert.state !== "resolved").map(({ alert }) => [alert.id, alert]));
    return found;
  };

  /** What happened since Castor looked last, as Prometheus tells it; undefined where it does not. */
  async function meanwhile(before: number, at: number): Promise<{ readonly past: Past; readonly stretch: { readonly from: number; readonly to: number } } | undefined> {
    if (prometheuses.length === 0 || at - before <= awayAfter) return undefined;
    const stretch = { from: Math.max(before, at - mostAtStart), to: at };
    try {
      const known = (await store.recall(cluster, stretch.from)).map(({ alert }) => alert);
      return { stretch, past: await pastOf(prometheuses, { cluster, stretch, known }) };
    } catch (error) {
      log?.warn({ err: error, cluster }, "what happened to alerts while Castor was away is not known");
      return undefined;
    }
  }

  async function write(ids: ReadonlySet<string>, after: AlertsNow, gone: ReadonlyMap<string, Alert>, before: number, past: Past | undefined): Promise<void> {
    const ends = new Map(past?.alerts.map(({ alert, spells }) => [alert.id, spells.find(({ state, to }) => state === "firing" && to !== undefined)?.to]));
    const over = new Set<string>();
    await store.revise(cluster, [...ids], (known, some) => {
      const revisions = some.flatMap((id) => {
        const is = after.alerts.get(id) ?? gone.get(id) ?? known.get(id)?.alert;
        if (is === undefined) return [];
        const { stale: _, ...rest } = is;
        const alert: Alert = after.alerts.has(id) || is.state === "resolved" ? is : { ...rest, state: "resolved", resolvedAt: after.at };
        if (alert.state === "resolved") over.add(id);
        return revised(known.get(id), alert, { at: after.at, before, silences: after.silences, nameOf: (other) => after.alerts.get(other)?.name, ended: (one) => ends.get(one) }) ?? [];
      });
      return { known: revisions.map((one) => one.known), transitions: revisions.flatMap(({ transitions }) => transitions) };
    });
    const acknowledged = [...over].filter((id) => inForce.has(id));
    if (acknowledged.length > 0) await store.endAcknowledgements(cluster, acknowledged, after.at);
  }

  /** Of the last time: who is there again needs no care; who is not is over, once everybody answers who could know it. */
  function comesBack(after: AlertsNow, gone: Map<string, Alert>): void {
    for (const [id, alert] of left ?? []) {
      const is = after.alerts.get(id);
      if (is !== undefined) {
        if (is.stale !== true) left?.delete(id);
      } else if (after.sources.length > 0 && after.sources.every(({ problem }) => problem === undefined)) {
        gone.set(id, alert);
        owed.add(id);
        left?.delete(id);
      }
    }
  }

  async function take(before: AlertsNow, after: AlertsNow): Promise<void> {
    const answered = after.sources.some(({ problem }) => problem === undefined);
    const gone = new Map<string, Alert>();
    for (const [id, alert] of after.alerts) if (alert !== before.alerts.get(id)) owed.add(id);
    // Where nobody answers, nothing is over for that.
    for (const [id, alert] of answered ? before.alerts : []) {
      if (after.alerts.has(id) || alert.state === "resolved") continue;
      owed.add(id);
      gone.set(id, alert);
    }
    if (!begun) {
      if (left === undefined) await load();
      for (const id of after.alerts.keys()) owed.add(id);
      comesBack(after, gone);
      const until = await store.watchedUntil(cluster);
      const previous = until ?? after.at - firstStretch;
      const told = answered ? await meanwhile(previous, after.at) : undefined;
      await write(owed, after, gone, until ?? -Infinity, told?.past);
      if (told !== undefined) await fill(store, cluster, told.stretch, told.past);
      begun = answered;
    } else {
      comesBack(after, gone);
      if (owed.size > 0) await write(owed, after, gone, seenAt, undefined);
    }
    owed.clear();
    if (!answered) return;
    seenAt = after.at;
    if (after.at - toldAt >= watchEvery) {
      await store.watch(cluster, after.at, awayAfter);
      toldAt = after.at;
    }
  }

  return {
    async recall() {
      return (await inTurn(load)).map(({ alert }) => alert);
    },
    async record(before, after) {
      const first = !begun;
      const done = inTurn(async () => {
        await take(before, after);
        await reread();
      });
      if (!first) return done;
      // What Prometheus has to tell first may take a while; nobody waits for that.
      done.catch((error: unknown) => log?.warn({ err: error, cluster }, "what happened to alerts could not be written down"));
    },
    acknowledgements: () => inForce,
    // Not in turn: people don't wait for what Prometheus has to tell.
    async acknowledge(acknowledgement) {
      const before = await store.acknowledge(acknowledgement);
      await reread();
      return before;
    },
    async release(alert, by) {
      const [before] = await store.endAcknowledgements(cluster, [alert], now(), by);
      await reread();
      return before;
    },
    silenceOwners: () => store.silenceOwners(cluster),
    settled: () => inTurn(async () => undefined),
  };
}
