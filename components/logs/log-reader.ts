import type { LogPlace } from "@/lib/model/log-place";
import type { LogTarget } from "@/lib/model/log-query";
import { mostLogStreams, type LogLine, type LogNews } from "@/lib/model/log-stream";
import { duration } from "@/lib/model/units";
import { withoutEscapes } from "./escapes";
import { detectLevel } from "./level";
import type { Line } from "./line-ring";
import { createLineStore, type LineStore, type LineStoreOptions } from "./line-store";
import { startLogFeed, targetKey, type FeedParts, type FeedState } from "./log-feed";

/** One container that is read, or was. */
export interface LogStream {
  readonly pod: string;
  readonly container?: string;
  readonly status: "asked" | "reading" | "waiting" | "ended" | "problem";
  /** Why, where it is not being read. */
  readonly message?: string;
}

export interface ReaderState {
  readonly feed: FeedState;
  /** By the numbers that lines carry; none is ever taken away. */
  readonly streams: readonly LogStream[];
  /** How many containers were left out, as one connection carries only so many. */
  readonly left: number;
}

/** What is read. Another cluster, namespace or option begins anew; other targets are added to what is read. */
export interface ReaderWish {
  readonly cluster: string;
  readonly namespace: string;
  readonly targets: readonly LogTarget[];
  readonly follow: boolean;
  readonly previous: boolean;
  /** s */
  readonly since?: number;
  readonly tail?: number;
  /** Changes when the person chose something else: then everything begins anew. */
  readonly turn: string;
}

/** Reads what the view wishes into its lines, and knows how each container is. */
export interface LogReader {
  readonly store: LineStore;
  read(wish: ReaderWish): void;
  /** Reads the same once more, from where it ended. */
  again(): void;
  readonly state: () => ReaderState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Reading may go on after {@link LineStore.full} was true. */
  resume(): void;
  close(): void;
}

export type ReaderParts = LineStoreOptions & Pick<FeedParts, "connect" | "wait">;

const nothing: ReaderState = { feed: { status: "connecting" }, streams: [], left: 0 };

export function createLogReader({ connect, wait, ...options }: ReaderParts): LogReader {
  const store = createLineStore(options);
  const listeners = new Set<() => void>();
  let state = nothing;
  let wish: ReaderWish | undefined;
  let reading: readonly LogTarget[] = [];
  let places = new Map<string, LogPlace>();
  let stop: (() => void) | undefined;
  let resume: (() => void) | undefined;

  const set = (next: Partial<ReaderState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const numberOf = (target: Pick<LogTarget, "pod" | "container">) => {
    const known = state.streams.findIndex((stream) => targetKey(stream) === targetKey(target));
    if (known >= 0) return known;
    set({ streams: [...state.streams, { pod: target.pod, ...(target.container === undefined ? {} : { container: target.container }), status: "asked" }] });
    return state.streams.length - 1;
  };
  const mark = (stream: number, status: LogStream["status"], message?: string) =>
    set({ streams: state.streams.map((each, index) => (index === stream ? { pod: each.pod, ...(each.container === undefined ? {} : { container: each.container }), status, ...(message === undefined ? {} : { message }) } : each)) });
  const note = (text: string) => store.add([{ stream: -1, time: "", text, plain: text, level: 0, cut: 0 }]);

  const hear = (news: LogNews, numbers: readonly number[]) => {
    if (!("stream" in news)) return;
    const stream = numbers[news.stream] ?? -1;
    if (news.kind === "cut") store.cut(stream, news.bytes);
    else if (news.kind === "begin") mark(stream, "reading");
    else if (news.kind === "problem") {
      mark(stream, news.problem.waiting ? "waiting" : "problem", news.problem.message);
      if (store.kept > 0) note(news.problem.message);
    } else {
      mark(stream, news.final ? "ended" : "waiting", news.message === "" ? undefined : news.message);
      if (news.message !== "") note(news.message);
    }
  };

  const start = () => {
    if (wish === undefined) return;
    stop?.();
    resume?.();
    const numbers = reading.map(numberOf);
    const { cluster, namespace, turn: _, ...query } = wish;
    stop = startLogFeed({
      cluster,
      namespace,
      query: { ...query, targets: reading },
      places,
      connect,
      wait,
      now: options.now,
      onLines: (lines) => store.add(lines.map((line) => lineOf(line, numbers))),
      onNews: (news) => hear(news, numbers),
      onReturn: (away) => note(`The connection was away for ${duration(away)} and continues where it had stopped.`),
      onState: (feed) => set({ feed }),
      room: () => (store.full ? new Promise((resolve) => (resume = resolve)) : Promise.resolve()),
    });
  };

  return {
    store,
    read(next) {
      const anew = wish === undefined || wish.turn !== next.turn || wish.cluster !== next.cluster || wish.namespace !== next.namespace;
      const known = new Set(reading.map(targetKey));
      const added = next.targets.filter((target) => !known.has(targetKey(target)));
      wish = next;
      if (!anew && added.length === 0) return;
      const wanted = anew ? next.targets : [...reading.filter((target) => stillRead(target, state, next)), ...added];
      if (anew) {
        places = new Map();
        store.clear();
        state = nothing;
      }
      reading = wanted.slice(0, mostLogStreams);
      set({ left: wanted.length - reading.length });
      if (reading.length > 0) start();
    },
    again: start,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    resume() {
      resume?.();
      resume = undefined;
    },
    close() {
      stop?.();
      stop = undefined;
      wish = undefined;
      reading = [];
    },
  };
}

/** Whether a container goes on being read when others join it: one whose pod is gone and that ended makes room. */
function stillRead(target: LogTarget, { streams }: ReaderState, { targets }: ReaderWish): boolean {
  const ended = streams.find((stream) => targetKey(stream) === targetKey(target))?.status === "ended";
  return !ended || targets.some((each) => targetKey(each) === targetKey(target));
}

function lineOf({ stream, time, text }: LogLine, numbers: readonly number[]): Line {
  const own = text.endsWith("\r") ? text.slice(0, -1) : text;
  const plain = withoutEscapes(own);
  return { stream: numbers[stream] ?? -1, time, text: own, plain, level: detectLevel(plain), cut: 0 };
}
