import type { LogItem } from "./line-cutter";

/**
 * Several streams as one, by time. The order within a stream is never touched. A stream that has
 * nothing at hand holds the others up, as an older line may be on its way, but only for a moment:
 * a container that is silent must not keep the others from being read.
 */
export interface Merge {
  push(stream: number, items: readonly LogItem[]): void;
  /** The stream began to answer. */
  begin(stream: number): void;
  /** Nothing more comes from it, until {@link Merge.begin}. */
  rest(stream: number): void;
  /** The next piece that may go now. */
  take(): (LogItem & { readonly stream: number }) | undefined;
  /** For how long time alone changes nothing, ms; undefined where only news does. */
  readonly patience: number | undefined;
  /** Bytes of a stream that wait. */
  size(stream: number): number;
}

/** How long a stream may hold the others up, ms: before its first answer, and between lines. */
const forBeginning = 1_500;
const forMore = 250;

interface Queue {
  items: LogItem[];
  at: number;
  size: number;
  /** The latest time so far: lines without one, or out of order, go with those before them. */
  time: string;
  /** Holds the others up until then, ms. */
  until: number;
}

export function createMerge(streams: number, now: () => number): Merge {
  const queues = Array.from({ length: streams }, (): Queue => ({ items: [], at: 0, size: 0, time: "", until: now() + forBeginning }));
  const of = (stream: number): Queue => {
    const queue = queues[stream];
    if (queue === undefined) throw new RangeError(`There is no stream ${stream}.`);
    return queue;
  };
  const timeOf = (queue: Queue) => {
    const time = queue.items[queue.at]?.time ?? "";
    return time > queue.time ? time : queue.time;
  };
  return {
    push(stream, items) {
      const queue = of(stream);
      for (const item of items) {
        queue.items.push(item);
        queue.size += item.bytes.length;
      }
    },
    begin(stream) {
      of(stream).until = now() + forMore;
    },
    rest(stream) {
      of(stream).until = 0;
    },
    take() {
      let first: Queue | undefined;
      let stream = -1;
      for (const [index, queue] of queues.entries()) {
        if (queue.at < queue.items.length) {
          if (first === undefined || timeOf(queue) < timeOf(first)) [first, stream] = [queue, index];
        } else if (queue.until > now()) return undefined;
      }
      const item = first?.items[first.at];
      if (first === undefined || item === undefined) return undefined;
      first.time = timeOf(first);
      first.at += 1;
      first.size -= item.bytes.length;
      if (first.at === first.items.length) {
        first.items = [];
        first.at = 0;
        if (first.until !== 0) first.until = now() + forMore;
      }
      return { ...item, stream };
    },
    get patience() {
      if (queues.every((queue) => queue.at === queue.items.length)) return undefined;
      const waits = queues.filter((queue) => queue.at === queue.items.length && queue.until > now()).map(({ until }) => until - now());
      return waits.length === 0 ? 0 : Math.max(...waits);
    },
    size: (stream) => of(stream).size,
  };
}
