import type { Frame, Problem, Snapshot } from "@/lib/model";
import { browserClock, type Clock } from "./clock";
import type { StreamEvent } from "./event-parser";
import { fetchStream, type Connect, type StreamEnd } from "./fetch-stream";
import type { StreamStatus, ToEngine, ToTab } from "./message";
import { append, fromSnapshot, type TopicBuffer } from "./topic-buffer";

/** All ms. */
const pace = { grow: 50, shrink: 3_000, check: 10_000, silent: 40_000, dead: 150_000, firstRetry: 1_000, lastRetry: 15_000, signedOut: 60_000 };

interface Held extends TopicBuffer {
  /** The last frame in it: what comes twice while one stream takes over from another is passed over. */
  readonly sequence: number;
}

interface Stream {
  readonly topics: readonly string[];
  lastEventId: string | undefined;
  heard: number;
  close: () => void;
}

interface Tab {
  readonly send: (message: ToTab) => void;
  topics: ReadonlySet<string>;
  heard: number;
  locked: boolean;
}

export interface EngineOptions {
  readonly connect?: Connect;
  readonly clock?: Clock;
  /** 0 to 1. */
  readonly random?: () => number;
  /** Calls back once nobody holds this Web Lock any more. */
  readonly whenFree?: ((lock: string, call: () => void) => void) | undefined;
}

export interface Engine {
  /** Adds a tab; returns what takes its messages. */
  attach(send: (message: ToTab) => void): (message: ToEngine) => void;
}

/**
 * Holds the one stream of a browser for all its tabs. The stream carries the union of
 * their topics; when that changes a new stream resumes where the old one is, which goes
 * on until the new one has said hello.
 */
export function createEngine({ connect = fetchStream, clock = browserClock, random = Math.random, whenFree }: EngineOptions = {}): Engine {
  const tabs = new Set<Tab>();
  const held = new Map<string, Held>();
  const refused = new Map<string, Problem>();
  let current: Stream | undefined;
  let next: Stream | undefined;
  let lastEventId: string | undefined;
  let epoch: string | undefined;
  let viewer: string | undefined;
  let status: StreamStatus = "connecting";
  let offset: number | undefined;
  let attempts = 0;
  let retry: unknown;
  let change: unknown;
  let check: unknown;

  const tell = (message: ToTab, topic?: string) => {
    for (const tab of tabs) if (topic === undefined || tab.topics.has(topic)) tab.send(message);
  };
  const report = (): ToTab => ({ kind: "status", status, ...(offset === undefined ? {} : { offset }) });
  const become = (now: StreamStatus) => {
    if (status === now) return;
    status = now;
    tell(report());
  };
  const wanted = () => [...new Set([...tabs].flatMap(({ topics }) => [...topics]))].filter((topic) => !refused.has(topic)).sort();
  const forget = () => {
    held.clear();
    lastEventId = undefined;
    tell({ kind: "reset" });
  };
  const drop = () => {
    current?.close();
    next?.close();
    current = next = undefined;
  };
  const retryIn = (ms: number) => {
    clock.clearTimeout(retry);
    retry = clock.setTimeout(open, ms);
  };
  const retryLater = () => {
    attempts += 1;
    if (current === undefined) become(attempts > 1 ? "down" : "connecting");
    retryIn(100 + random() * Math.min(pace.firstRetry * 2 ** (attempts - 1), pace.lastRetry));
  };

  function open(): void {
    clock.clearTimeout(retry);
    clock.clearTimeout(change);
    retry = change = undefined;
    const topics = wanted();
    next?.close();
    next = undefined;
    for (const topic of held.keys()) if (!topics.includes(topic)) held.delete(topic);
    if (topics.length === 0) {
      drop();
      lastEventId = undefined;
      become("live");
      return;
    }
    if (current === undefined && status === "live") become("connecting");
    const from = current?.lastEventId ?? lastEventId;
    const stream: Stream = { topics, lastEventId: from, heard: clock.now(), close: () => undefined };
    next = stream;
    const fresh = topics.filter((topic) => !held.has(topic));
    stream.close = connect({ topics, fresh, lastEventId: from }, (event) => take(stream, event), (end) => over(stream, end));
    if (check === undefined) watch();
  }

  function take(stream: Stream, { id, type, data }: StreamEvent): void {
    if (stream !== current && stream !== next) return;
    stream.heard = clock.now();
    const sequence = Number(id.slice(id.lastIndexOf(".") + 1));
    const content = JSON.parse(data) as unknown;
    if (type === "hello") return greet(stream, content as { now: number; epoch: string; viewer?: string });
    if (type === "time") {
      offset = (content as { now: number }).now - clock.now();
      return tell(report());
    }
    if (type === "end") return over(stream, { kind: "signed-out" });
    if (type === "snapshot") {
      const snapshot = content as Snapshot;
      held.set(snapshot.topic, { ...fromSnapshot(snapshot), sequence });
      tell({ kind: "snapshot", snapshot }, snapshot.topic);
    } else if (type === "frame") {
      const frame = content as Frame;
      const before = held.get(frame.topic);
      if (before !== undefined && sequence > before.sequence) {
        held.set(frame.topic, { ...append(before, frame), sequence });
        tell({ kind: "frame", frame }, frame.topic);
      }
    }
    stream.lastEventId = id;
  }

  function greet(stream: Stream, hello: { now: number; epoch: string; viewer?: string }): void {
    if (viewer !== undefined && hello.viewer !== viewer) {
      viewer = hello.viewer;
      drop();
      forget();
      return open();
    }
    viewer = hello.viewer;
    // Another process counts anew, and sends snapshots.
    if (hello.epoch !== epoch) for (const [topic, buffer] of held) held.set(topic, { ...buffer, sequence: 0 });
    epoch = hello.epoch;
    offset = hello.now - clock.now();
    attempts = 0;
    if (stream === next) {
      current?.close();
      current = stream;
      next = undefined;
    }
    status = "live";
    tell(report());
  }

  function over(stream: Stream, end: StreamEnd): void {
    if (stream !== current && stream !== next) return;
    if (end.kind === "signed-out") {
      drop();
      forget();
      viewer = undefined;
      become("signed-out");
      return retryIn(pace.signedOut);
    }
    stream.close();
    if (stream === current) {
      lastEventId = stream.lastEventId;
      current = undefined;
      if (next === undefined) retryLater();
      else become("connecting");
      return;
    }
    next = undefined;
    if (end.kind !== "refused" || !stream.topics.includes(end.topic)) return retryLater();
    refused.set(end.topic, end.problem);
    tell({ kind: "snapshot", snapshot: refusal(end.topic, end.problem) }, end.topic);
    open();
  }

  const refusal = (topic: string, problem: Problem): Snapshot => ({ topic, frames: [{ topic, at: clock.now() + (offset ?? 0), every: 0, problem }] });

  /** Notices connections and tabs that died without a word. */
  function watch(): void {
    const now = clock.now();
    for (const tab of tabs) if (!tab.locked && now - tab.heard > pace.dead) leave(tab);
    for (const stream of [current, next]) if (stream !== undefined && now - stream.heard > pace.silent) over(stream, { kind: "broken" });
    check = tabs.size === 0 && current === undefined ? undefined : clock.setTimeout(watch, pace.check);
  }

  function topicsChanged(): void {
    const topics = wanted();
    const has = (next ?? current)?.topics ?? [];
    clock.clearTimeout(change);
    change = undefined;
    if (retry !== undefined || (topics.length === 0 && has.length === 0)) return;
    if (topics.some((topic) => !has.includes(topic))) change = clock.setTimeout(open, pace.grow);
    else if (topics.length < has.length) change = clock.setTimeout(open, pace.shrink);
  }

  function leave(tab: Tab): void {
    if (tabs.delete(tab)) topicsChanged();
    tab.topics = new Set();
  }

  function listen(tab: Tab, topics: ReadonlySet<string>, awake: boolean): void {
    const added = [...topics].filter((topic) => !tab.topics.has(topic));
    if (!tabs.has(tab)) {
      tabs.add(tab);
      tab.send(report());
    }
    tab.topics = topics;
    for (const topic of added) {
      // Whoever asks anew may have got the right meanwhile.
      refused.delete(topic);
      const buffer = held.get(topic);
      if (buffer !== undefined) tab.send({ kind: "snapshot", snapshot: { topic, keep: buffer.keep, frames: buffer.frames } });
    }
    if (retry !== undefined && (awake || status === "signed-out")) open();
    else topicsChanged();
  }

  return {
    attach(send) {
      const tab: Tab = { send, topics: new Set(), heard: clock.now(), locked: false };
      return (message) => {
        tab.heard = clock.now();
        if (message.kind === "topics") listen(tab, new Set(message.topics), message.awake === true);
        else if (message.kind === "bye") leave(tab);
        else if (message.kind === "lock" && whenFree !== undefined && !tab.locked) {
          tab.locked = true;
          whenFree(message.name, () => leave(tab));
        }
      };
    },
  };
}
