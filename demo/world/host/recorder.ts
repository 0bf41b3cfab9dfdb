import type { Labels } from "../../series";
import type { Exposition } from "../metrics/exposition";
import type { Point } from "../metrics/family";
import { declaration, readHost } from "./exporter";
import type { Reading } from "./reading";

/** What was kept of one series. */
interface Track {
  readonly labels: Labels;
  readonly times: number[];
  readonly values: number[];
}

/** What a machine's own past is kept in, as nobody can compute it. */
export interface Recorder extends Exposition {
  /** Reads the machine and keeps what it says. `at` in ms since the epoch. */
  record(at: number): void;
}

/** Makes a recorder that keeps the last `length` readings of every series. */
export function recorder(read: () => readonly Reading[], length: number): Recorder {
  const tracks = new Map<string, Map<string, Track>>();
  const points = new Map<string, Point[]>();
  const trackOf = (name: string, labels: Labels): Track => {
    const key = JSON.stringify(labels);
    const known = tracks.get(name)?.get(key);
    if (known) return known;
    const track: Track = { labels, times: [], values: [] };
    tracks.set(name, (tracks.get(name) ?? new Map<string, Track>()).set(key, track));
    points.set(name, [...(points.get(name) ?? []), pointOf(track)]);
    return track;
  };
  return {
    record(at) {
      for (const [name, labels, value] of read()) {
        const { times, values } = trackOf(name, labels);
        times.push(at);
        values.push(value);
        if (times.length > length) {
          times.shift();
          values.shift();
        }
      }
    },
    get families() {
      return [...tracks.keys()].sort().map(declaration);
    },
    points: (name) => points.get(name) ?? [],
  };
}

function pointOf({ labels, times, values }: Track): Point {
  return {
    labels,
    value: () => values.at(-1) ?? NaN,
    recorded(from, to) {
      const first = times.findIndex((at) => at > from);
      const start = first === -1 ? times.length : first;
      const past = times.findLastIndex((at) => at <= to);
      return { times: times.slice(start, past + 1), values: values.slice(start, past + 1) };
    },
  };
}

const every = 15_000;
const sixHours = 1_440;
let own: Recorder | undefined;

/**
 * The recorder of this very machine. It begins when first asked for and reads the machine every 15 s for as
 * long as the process lives, without keeping it alive.
 */
export function hostRecorder(): Recorder {
  if (own === undefined) {
    const made = recorder(readHost, sixHours);
    made.record(Date.now());
    setInterval(() => made.record(Date.now()), every).unref();
    own = made;
  }
  return own;
}
