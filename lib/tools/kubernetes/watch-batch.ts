import type { TableChange, TableRow } from "@/lib/model";

/** Collects changes for a moment, so that a rollout of a thousand pods is a few frames and not thousands. */
export interface Batch {
  add(change: Pick<TableChange, "rows" | "gone">): void;
  /** Tells what has been collected now. */
  flush(): void;
  /** Forgets it. */
  drop(): void;
}

/** `every`: how long the first change waits for others, ms. */
export function createBatch(tell: (change: TableChange) => void, every: number): Batch {
  const rows = new Map<string, TableRow>();
  const gone = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const drop = () => {
    clearTimeout(timer);
    timer = undefined;
    rows.clear();
    gone.clear();
  };
  const flush = () => {
    const change = { rows: [...rows.values()], gone: [...gone] };
    drop();
    if (change.rows.length > 0 || change.gone.length > 0) tell(change);
  };
  return {
    add(change) {
      for (const id of change.gone) {
        rows.delete(id);
        gone.add(id);
      }
      for (const row of change.rows) {
        gone.delete(row.id);
        rows.set(row.id, row);
      }
      timer ??= setTimeout(flush, every);
    },
    flush,
    drop,
  };
}
