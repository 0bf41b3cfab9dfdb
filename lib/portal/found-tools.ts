import { systemTimers, type TimerHandle, type Timers } from "@/lib/hub";
import { problemOf, type FoundTools, type Person, type Problem, type Tile } from "@/lib/model";
import type { ClusterSettings } from "@/lib/settings";
import { nothingFound, type FoundReading } from "@/lib/tools/kubernetes/found-tools";
import { isAllowed } from "./access";
import { mergeFound } from "./found-merging";
import type { Log } from "./index";

/** What a cluster's own objects say of tools and links, looked for while anybody looks at the cluster. */
export interface FoundLoop {
  /** The tiles for a person, as far as they are known now. Never waits; that somebody asks keeps the loop going. */
  tiles(person: Person): readonly Tile[];
  /** All of it, for administrators; keeps the loop going too. */
  report(): Omit<FoundTools, "named">;
  close(): void;
}

/** The loop ends this long after the last person looked, ms. */
const idle = 300_000;

interface FoundParts {
  readonly settings: ClusterSettings;
  readonly publicUrl: string;
  readonly read: (signal: AbortSignal) => Promise<FoundReading>;
  readonly timers?: Timers;
  readonly log: Log;
}

/** One look each `found.every` seconds; a look that fails keeps what the last good one found. Making it asks nothing, nor does anything where the settings do not say so. */
export function createFoundTools({ settings, publicUrl, read, timers = systemTimers, log }: FoundParts): FoundLoop {
  const { id: cluster, found } = settings;
  const closed = new AbortController();
  let reading = nothingFound;
  let merged = mergeFound(settings, publicUrl, reading);
  let at: number | undefined;
  let problem: Problem | undefined;
  let asked = 0;
  let going = false;
  let timer: TimerHandle;

  async function turn(every: number): Promise<void> {
    const started = timers.now();
    try {
      const next = await read(closed.signal);
      merged = mergeFound(settings, publicUrl, next);
      reading = next;
      at = timers.now();
      if (problem !== undefined) log.info({ cluster }, "tools and links of the cluster can be looked for again");
      problem = undefined;
    } catch (error) {
      if (closed.signal.aborted) return;
      if (problem === undefined) log.warn({ cluster, err: error }, "tools and links of the cluster could not be looked for");
      problem = problemOf(error);
    }
    if (closed.signal.aborted) return;
    going = timers.now() - asked < idle;
    if (going) timer = timers.setTimeout(() => void turn(every), Math.max(0, started + every - timers.now()));
  }

  const look = () => {
    if (found === undefined || closed.signal.aborted) return;
    asked = timers.now();
    if (going) return;
    going = true;
    void turn(found.every * 1_000);
  };

  return {
    tiles(person) {
      look();
      return merged.tiles.filter(({ groups }) => isAllowed(person, groups)).map(({ tile }) => tile);
    },
    report() {
      look();
      return {
        cluster,
        enabled: found !== undefined,
        ...(found === undefined ? {} : { every: found.every, namespaces: found.namespaces }),
        ...(at === undefined ? {} : { at }),
        ...(problem === undefined ? {} : { problem }),
        notes: merged.notes,
        entries: merged.entries,
        mistakes: reading.mistakes,
      };
    },
    close() {
      closed.abort();
      timers.clearTimeout(timer);
    },
  };
}
