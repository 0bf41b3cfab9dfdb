import { CastorError, type ExporterTarget, type NodeSample } from "@/lib/model";
import { detailCollectors, overviewCollectors, type NodeExporter } from "./client";
import { reading, type Reading } from "./reading";
import { sample } from "./sample";
import { createTargets } from "./targets";

/** Time as the scraper needs it; injected by tests. */
export interface ScrapeClock {
  /** ms since the epoch. */
  now(): number;
  /** ms of a clock that never jumps. */
  monotonic(): number;
  sleep(ms: number): Promise<void>;
}

/** One node as it was measured. */
export interface Measured {
  readonly node: string;
  /** ms since the epoch, on Castor's clock. */
  readonly at: number;
  readonly sample: NodeSample;
  /** False where there was no earlier reading: gauges hold, rates are zero and mean nothing. */
  readonly rates: boolean;
}

export interface Scraper {
  /** One node for its own page. The first time it takes two readings, half a second apart. */
  detail(node: string, ask: { readonly every: number }): Promise<Measured>;
  /**
   * The nodes of the cluster, each measured about every `every` ms however often this is called;
   * `tick` is the distance of the calls. Gives the last measurement of every node that has one.
   * Throws when no exporter answers.
   */
  overview(ask: { readonly every: number; readonly tick: number }): Promise<readonly Measured[]>;
  /** The nodes that have an exporter. */
  nodes(): Promise<readonly string[]>;
  /** Requests made so far, for benches and tests. */
  readonly counts: { readonly scrapes: number; readonly failures: number };
  close(): Promise<void>;
}

interface NodeState {
  readonly node: string;
  readonly exporter: NodeExporter;
  reading?: Reading;
  measured?: Measured;
  /** When the last scrape began (monotonic), whatever came of it. */
  asked: number;
  running?: { readonly full: boolean; readonly done: Promise<Measured> };
  /** Whether the last reading had all collectors, and until when (monotonic) somebody watches the details. */
  full: boolean;
  /** Whether the reading before it had them too, so that every rate is known. */
  complete: boolean;
  watchedUntil: number;
  failed?: Error;
}

export interface ScraperOptions {
  /** The cluster's title, for sentences. */
  readonly cluster: string;
  /** Where the exporters are now; asked again every half minute, and an answer that fails changes nothing. */
  readonly targets: () => Promise<readonly ExporterTarget[]>;
  readonly connect: (target: ExporterTarget) => NodeExporter & { close?(): Promise<void> };
  readonly clock?: ScrapeClock;
  /** Between the two readings of a node's first measurement, ms. */
  readonly warmUp?: number;
}

const realClock: ScrapeClock = {
  now: Date.now,
  monotonic: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/** Requests under way at once: a slice of a large cluster does not arrive as one burst. */
const atOnce = 25;

/** One scrape for each node and interval, however many topics want it. */
export function createScraper({ cluster, targets, connect, clock = realClock, warmUp = 500 }: ScraperOptions): Scraper {
  const counts = { scrapes: 0, failures: 0 };
  const known = createTargets<NodeState>({
    find: targets,
    now: () => clock.monotonic(),
    open: (target) => ({ node: target.node, exporter: connect(target), asked: -Infinity, full: false, complete: false, watchedUntil: -Infinity }),
    close: ({ exporter }) => (exporter as { close?(): Promise<void> }).close?.() ?? Promise.resolve(),
  });

  async function scrape(state: NodeState, full: boolean, longestGap: number): Promise<Measured> {
    counts.scrapes += 1;
    state.asked = clock.monotonic();
    try {
      const text = await state.exporter.read(full ? detailCollectors : overviewCollectors);
      const now = reading(text, clock.monotonic());
      if (now.cpu.size === 0 && now.gauges.size === 0) {
        throw new CastorError("unexpected-shape", `The node exporter of ${state.node} sends nothing that Castor can read.`);
      }
      const before = state.reading !== undefined && now.at - state.reading.at <= longestGap ? state.reading : undefined;
      const measured = { node: state.node, at: clock.now(), sample: sample(before ?? now, now), rates: before !== undefined };
      const complete = full && state.full && before !== undefined;
      Object.assign(state, { reading: now, measured, full, complete, failed: undefined });
      return measured;
    } catch (error) {
      counts.failures += 1;
      state.failed = error as Error;
      throw error;
    }
  }

  /** The measurement of this interval: the one under way, the one just made, or a new one. */
  function measure(state: NodeState, every: number, full: boolean): Promise<Measured> {
    const { running } = state;
    if (running !== undefined && (running.full || !full)) return running.done;
    // Ticks shake a little: what is nearly an interval old is old.
    const fresh = every - Math.min(every / 4, 1_000);
    if (state.failed !== undefined && clock.monotonic() - state.asked < fresh) return Promise.reject(state.failed);
    const age = state.reading === undefined ? Infinity : clock.monotonic() - state.reading.at;
    if (state.measured !== undefined && age < fresh && (state.full || !full)) return Promise.resolve(state.measured);
    const done = scrape(state, full, Math.max(15_000, every * 3)).finally(() => {
      if (state.running?.done === done) delete state.running;
    });
    state.running = { full, done };
    return done;
  }

  const watched = (state: NodeState) => state.watchedUntil > clock.monotonic();

  return {
    counts,
    async detail(node, { every }) {
      const state = await known.get(node);
      if (state === undefined) throw new CastorError("not-found", `There is no node exporter on ${node}.`);
      state.watchedUntil = clock.monotonic() + every * 3;
      const first = await measure(state, every, true);
      if (state.complete) return first;
      await clock.sleep(warmUp);
      return measure(state, 0, true);
    },
    async overview({ every, tick }) {
      const states = await known.all();
      const due = states.filter((state) => clock.monotonic() - state.asked >= every - Math.min(every / 4, 1_000));
      due.sort((a, b) => a.asked - b.asked);
      const slice = due.slice(0, Math.ceil((states.length * tick) / every));
      const underWay = states.flatMap(({ running }) => (running === undefined ? [] : [running.done.catch(() => undefined)]));
      let next = 0;
      const work = async () => {
        for (let state = slice[next++]; state !== undefined; state = slice[next++]) {
          await measure(state, every, watched(state)).catch(() => undefined);
        }
      };
      await Promise.all([...underWay, ...Array.from({ length: Math.min(atOnce, slice.length) }, work)]);
      const failed = states.filter((state) => state.failed !== undefined);
      if (states.length > 0 && failed.length === states.length) {
        throw new CastorError("unreachable", `No node exporter of ${cluster} answers.`, { cause: failed[0]?.failed });
      }
      return states.flatMap(({ measured }) => (measured === undefined ? [] : [measured]));
    },
    nodes: async () => (await known.all()).map(({ node }) => node),
    close: () => known.close(),
  };
}
