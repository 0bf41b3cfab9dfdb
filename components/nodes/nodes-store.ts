import type { Frame } from "@/lib/model/frame";
import type { NodesHistory } from "@/lib/model/history";
import type { NodeRow, NodesFrame } from "@/lib/model/node";
import type { Problem } from "@/lib/model/problem";
import { duration } from "@/lib/model/units";
import { extended, merged, sparkLength, sparkOf, sparkStep, type Spark } from "./spark";

/** One node as its row shows it; a new object whenever the row has to be drawn again. */
export interface Entry {
  readonly key: string;
  readonly cluster: string;
  readonly row: NodeRow;
  readonly cpu: Spark;
  readonly memory: Spark;
  /** How long ago the row was measured, in words, where that is too long. */
  readonly old: string | undefined;
}

/** What is known of one cluster's overview. */
export interface Overview {
  readonly count: number;
  readonly notReady: number;
  /** How often each row is measured, ms. */
  readonly every: number;
  readonly source: NodesFrame["source"];
  /** Scrapes a second. */
  readonly budget: number | undefined;
  readonly at: number;
  readonly problem: Problem | undefined;
}

/**
 * The rows of all nodes outside of React: a frame wakes only the rows it changes. The list (which
 * rows there are, with the figures they are sorted by) changes only when {@link settle} is called.
 */
export interface NodesStore {
  take(cluster: string, frames: readonly Frame<NodesFrame>[]): void;
  /** Puts the past under what is known live. */
  seed(cluster: string, history: NodesHistory, now: number): void;
  /** Marks rows that were not measured for several intervals. */
  sweep(now: number): void;
  readonly entry: (key: string) => Entry | undefined;
  subscribeEntry(key: string, listener: () => void): () => void;
  readonly list: () => readonly Entry[];
  /** Makes the list anew from the newest figures. */
  settle(): void;
  readonly subscribeList: (listener: () => void) => () => void;
  overview(cluster: string): Overview | undefined;
}

const staleIntervals = 3;

export function createNodesStore(): NodesStore {
  const entries = new Map<string, Entry>();
  const listeners = new Map<string, Set<() => void>>();
  const listListeners = new Set<() => void>();
  const overviews = new Map<string, Overview>();
  const pasts = new Map<string, { readonly cpu: Spark; readonly memory: Spark }>();
  let list: readonly Entry[] = [];

  function put(entry: Entry) {
    entries.set(entry.key, entry);
    for (const listener of listeners.get(entry.key) ?? []) listener();
  }

  function settle() {
    list = [...entries.values()];
    for (const listener of listListeners) listener();
  }

  function update(cluster: string, row: NodeRow): boolean {
    const key = `${cluster}/${row.name}`;
    const before = entries.get(key);
    if (before !== undefined && before.row.at === row.at && before.row.ready === row.ready) return false;
    const blank = { step: Math.floor(row.at / sparkStep), values: Array<null>(sparkLength).fill(null) };
    const past = pasts.get(key);
    const cpu = extended(before?.cpu ?? past?.cpu ?? blank, row.at, row.cpu);
    const memory = extended(before?.memory ?? past?.memory ?? blank, row.at, row.memory);
    put({ key, cluster, row, cpu, memory, old: undefined });
    return before === undefined;
  }

  return {
    take(cluster, frames) {
      let changed = false;
      for (const { value, problem, at, every } of frames) {
        const known = overviews.get(cluster);
        if (value === undefined) {
          if (known !== undefined) overviews.set(cluster, { ...known, problem });
          else overviews.set(cluster, { count: 0, notReady: 0, every, source: "exporters", budget: undefined, at: 0, problem });
          changed = true;
          continue;
        }
        const next = { count: value.rows.length, notReady: value.rows.filter(({ ready }) => !ready).length, every: value.every ?? every, source: value.source, budget: value.budget, at, problem: undefined };
        changed ||= known === undefined || known.problem !== undefined || known.count !== next.count || known.notReady !== next.notReady || known.every !== next.every || known.source !== next.source;
        overviews.set(cluster, next);
        const present = new Set(value.rows.map(({ name }) => `${cluster}/${name}`));
        for (const [key, entry] of entries) {
          if (entry.cluster !== cluster || present.has(key)) continue;
          entries.delete(key);
          changed = true;
        }
        for (const row of value.rows) if (update(cluster, row)) changed = true;
      }
      if (changed) settle();
    },
    seed(cluster, history, now) {
      for (const [name, { cpu, memory }] of Object.entries(history.nodes)) {
        const key = `${cluster}/${name}`;
        const past = { cpu: sparkOf(cpu, now), memory: sparkOf(memory, now) };
        pasts.set(key, past);
        const entry = entries.get(key);
        if (entry !== undefined) put({ ...entry, cpu: merged(entry.cpu, past.cpu), memory: merged(entry.memory, past.memory) });
      }
    },
    sweep(now) {
      for (const entry of entries.values()) {
        const every = overviews.get(entry.cluster)?.every ?? 1000;
        const age = now - entry.row.at;
        const old = age > Math.max(every * staleIntervals, 5000) ? duration(age) : undefined;
        if (old !== entry.old) put({ ...entry, old });
      }
    },
    entry: (key) => entries.get(key),
    subscribeEntry(key, listener) {
      const those = listeners.get(key) ?? new Set();
      listeners.set(key, those);
      those.add(listener);
      return () => {
        those.delete(listener);
        if (those.size === 0) listeners.delete(key);
      };
    },
    list: () => list,
    settle,
    subscribeList(listener) {
      listListeners.add(listener);
      return () => listListeners.delete(listener);
    },
    overview: (cluster) => overviews.get(cluster),
  };
}
