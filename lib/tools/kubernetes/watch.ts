import { collectionPath, isCastorError, type ResourceId, type TableChange } from "@/lib/model";
import type { Headers, Wire } from "@/lib/wire";
import { createTableAsk, type TableAsk } from "./watch-ask";
import { createBatch } from "./watch-batch";
import { collection, watchPace, type Selection, type Step, type WatchPace } from "./watch-collection";

/** What a watch is about. */
export interface Watched extends Selection {
  readonly resource: ResourceId;
  /** Empty for all that the person may see. */
  readonly namespaces: readonly string[];
}

export interface WatchParts {
  readonly wire: Wire;
  /** In whose name, for each request anew. */
  readonly headers: () => Promise<Headers>;
  /** Where the person may list this kind, asked when not everywhere; throws `forbidden` where that is nowhere. */
  readonly allowed: (signal: AbortSignal) => Promise<readonly string[]>;
  readonly pace?: WatchPace;
  /** How long changes are collected, ms. */
  readonly batchMs?: number;
}

/** Lists that are read at once; the others wait. */
const listsAtOnce = 8;

/**
 * Follows the objects of a kind as one table, in a person's name: of the namespaces that are
 * asked for, of the whole cluster, or, where that is forbidden, of every namespace that is not.
 * Runs until the signal aborts; throws what the API server refuses or when it is gone.
 */
export async function watchTable(parts: WatchParts, watched: Watched, signal: AbortSignal, tell: (change: TableChange) => void): Promise<void> {
  const ask = createTableAsk({ wire: parts.wire, headers: parts.headers, resource: watched.resource });
  const follow = (namespaces: readonly (string | undefined)[], told?: readonly string[]) => merged({ ask, parts, watched, namespaces, told }, signal, tell);
  if (watched.namespaces.length > 0) return follow(watched.namespaces);
  let begun = false;
  try {
    await merged({ ask, parts, watched, namespaces: [undefined], told: undefined }, signal, (change) => {
      begun = true;
      tell(change);
    });
  } catch (error) {
    if (begun || !isCastorError(error) || error.code !== "forbidden") throw error;
    const namespaces = await parts.allowed(signal);
    await follow(namespaces, namespaces);
  }
}

interface Merging {
  readonly ask: TableAsk;
  readonly parts: WatchParts;
  readonly watched: Watched;
  readonly namespaces: readonly (string | undefined)[];
  /** Told with the table, where it is not all that there is. */
  readonly told: readonly string[] | undefined;
}

/** One table of several collections. The first that fails ends them all. */
async function merged({ ask, parts, watched, namespaces, told }: Merging, signal: AbortSignal, tell: (change: TableChange) => void): Promise<void> {
  const { resource, ...selection } = watched;
  const incomplete = new Set(namespaces);
  const more = () => (incomplete.size > 0 ? { more: true as const } : {});
  const ids = new Map(namespaces.map((namespace) => [namespace, new Set<string>()]));
  const batch = createBatch((change) => tell({ ...change, ...more() }), parts.batchMs ?? 150);
  const slots = createSlots(listsAtOnce);
  let begun = false;

  const take = (namespace: string | undefined, step: Step) => {
    const known = ids.get(namespace) ?? new Set();
    if (step.kind !== "begin") for (const { id } of step.rows) known.add(id);
    if (step.kind === "change") {
      for (const id of step.gone) known.delete(id);
      return batch.add(step);
    }
    if (!step.more) incomplete.delete(namespace);
    batch.flush();
    if (step.kind === "rest") return tell({ rows: step.rows, gone: [], ...more() });
    const now = new Set(step.rows.map(({ id }) => id));
    ids.set(namespace, now);
    if (begun && namespaces.length > 1) return tell({ rows: step.rows, gone: [...known].filter((id) => !now.has(id)), ...more() });
    begun = true;
    tell({ columns: step.columns, rows: step.rows, gone: [], ...more(), ...(told === undefined ? {} : { namespaces: told }) });
  };

  const all = new AbortController();
  const stop = () => all.abort(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  const one = async (namespace: string | undefined) => {
    const free = await slots();
    try {
      for await (const step of collection(ask, collectionPath(resource, namespace), selection, all.signal, parts.pace ?? watchPace)) {
        if (step.kind !== "change" && !step.more) free();
        take(namespace, step);
      }
    } finally {
      free();
    }
  };
  try {
    await Promise.all(namespaces.map(one));
  } finally {
    batch.drop();
    all.abort();
    signal.removeEventListener("abort", stop);
  }
}

/** Lets so many in at once; each gets a way to leave, which may be called more than once. */
function createSlots(count: number): () => Promise<() => void> {
  let free = count;
  const queue: (() => void)[] = [];
  return async () => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => queue.push(resolve));
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      const next = queue.shift();
      if (next === undefined) free += 1;
      else next();
    };
  };
}
