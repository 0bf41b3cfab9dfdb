import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { Snapshot } from "@/lib/model";
import type { Channel, ChannelContext } from "./channel";
import { encodeFrameAs, notice, parseEventId, snapshotEnd } from "./encoding";
import { Feed } from "./feed";
import { Listener, type DeliveryCounts } from "./listener";
import { silentLog, type HubLog } from "./log";
import { Loop } from "./loop";
import { isFeed, type AnySource } from "./source";
import { systemTimers, type TimerHandle, type Timers } from "./timers";

/** All times in ms. */
export interface HubOptions {
  readonly timers?: Timers;
  /** Names this Hub: what was numbered by another one cannot be resumed here. Random by default. */
  readonly epoch?: string;
  /** How long a loop outlives its last listener (3 s): a reload must not stop it. */
  readonly lingerMs?: number;
  /** How long the last frames outlive their loop (5 min), for {@link Hub.peek} and for those who come back. */
  readonly retainMs?: number;
  /** How many stopped loops keep their frames (1,000); beyond it the oldest are forgotten. */
  readonly retained?: number;
  /** How long a load may take at an interval: one interval, but 2 s at least and 10 s at most. */
  readonly timeout?: (every: number) => number;
  /** How often a quiet stream says what time it is (15 s). */
  readonly heartbeatMs?: number;
  /** How long a listener may take no bytes at all before it is cut (30 s). */
  readonly slowMs?: number;
  readonly log?: HubLog;
}

/** What is asked of one stream. */
export interface StreamOptions {
  readonly response: ServerResponse;
  readonly sources: readonly AnySource[];
  /** Topics that begin with a snapshot even when the stream resumes. */
  readonly fresh?: ReadonlySet<string> | undefined;
  /** The header `Last-Event-ID`. */
  readonly lastEventId?: string | undefined;
  /** Aborts when the person's session ends: the stream says so and ends. */
  readonly signal?: AbortSignal | undefined;
  /** Tells one person from another without saying who: a browser drops what it holds when it changes. */
  readonly viewer?: string | undefined;
}

export interface HubStats extends Readonly<DeliveryCounts> {
  /** Loops that run now. */
  readonly running: number;
  /** Keys of which frames are held. */
  readonly held: number;
  /** Open streams. */
  readonly listeners: number;
  /** Frames encoded so far. */
  readonly frames: number;
}

/** One loop for each key, however many listen; a frame is encoded once and its bytes go to all. */
export interface Hub {
  readonly epoch: string;
  /**
   * What a page needs to be rendered with, without asking anybody: the last good value of a
   * key, and the last problem when that is newer. Undefined where nothing is held.
   */
  peek(key: string): Snapshot | undefined;
  /** Answers a request with a stream of these sources; nothing of the response may be sent before. */
  open(options: StreamOptions): void;
  stats(): HubStats;
  /** Ends every stream and loop: an open stream would keep the process alive. */
  close(): void;
}

const headers = {
  "content-type": "text/event-stream; charset=utf-8",
  // Without no-transform Next and proxies compress the stream, each listener by itself.
  "cache-control": "no-cache, no-transform",
  "x-accel-buffering": "no",
};

/** Every so many heartbeats busy streams are told the time too. */
const timeToAll = 4;

export function createHub(options: HubOptions = {}): Hub {
  const { timers = systemTimers, lingerMs = 3_000, retainMs = 300_000, retained = 1_000, heartbeatMs = 15_000, slowMs = 30_000 } = options;
  const { epoch = randomBytes(6).toString("hex"), log = silentLog } = options;
  const loops = new Map<string, Channel>();
  const idle = new Map<string, TimerHandle>();
  const listeners = new Set<Listener>();
  const counts: DeliveryCounts = { writes: 0, skipped: 0 };
  let sequence = 0;
  let beats = 0;
  let heartbeat: TimerHandle;
  let closed = false;

  const forget = (key: string) => {
    timers.clearTimeout(idle.get(key));
    idle.delete(key);
    loops.delete(key);
  };

  const context: ChannelContext = {
    epoch,
    timers,
    lingerMs,
    log,
    timeout: options.timeout ?? ((every) => Math.min(Math.max(every, 2_000), 10_000)),
    sequence: () => sequence,
    encode(frame) {
      const entry = encodeFrameAs(epoch, sequence + 1, frame);
      sequence += 1;
      return entry;
    },
    onStart(key) {
      timers.clearTimeout(idle.get(key));
      idle.delete(key);
    },
    onStop(key) {
      idle.set(key, timers.setTimeout(() => forget(key), retainMs));
      const [oldest] = idle.keys();
      if (idle.size > retained && oldest !== undefined) forget(oldest);
    },
  };

  const loopOf = (source: AnySource): Channel => {
    const found = loops.get(source.key);
    found?.use(source);
    const loop = found ?? (isFeed(source) ? new Feed(source, context) : new Loop(source, context));
    loops.set(source.key, loop);
    return loop;
  };

  const beat = () => {
    const now = timers.now();
    const time = notice("time", { now });
    beats += 1;
    for (const listener of listeners) {
      if (listener.slowSince !== undefined && now - listener.slowSince >= slowMs) listener.response.destroy();
      else if (listener.quiet || beats % timeToAll === 0) listener.tell(time);
      listener.quiet = true;
    }
    heartbeat = timers.setTimeout(beat, heartbeatMs);
  };

  const leave = (listener: Listener) => {
    if (!listeners.delete(listener)) return;
    for (const loop of listener.loops) loop.remove(listener);
    if (listeners.size === 0) timers.clearTimeout(heartbeat);
  };

  /** Writes what a listener must have before the first live frame; ids only grow, so any break can be resumed. */
  const greet = (response: ServerResponse, its: readonly Channel[], { fresh, lastEventId, viewer }: StreamOptions) => {
    const last = parseEventId(lastEventId);
    const known = last?.epoch === epoch && last.sequence <= sequence ? last.sequence : undefined;
    const resumes = (loop: Channel) => known !== undefined && fresh?.has(loop.topic) !== true && loop.ring.holdsSince(known);
    const missed = its.filter(resumes).flatMap(({ ring }) => ring.since(known ?? 0));
    missed.sort((a, b) => a.sequence - b.sequence);
    response.cork();
    response.write(`retry: 2000\n${notice("hello", { now: timers.now(), epoch, viewer })}`);
    for (const { event } of missed) response.write(event);
    for (const loop of its) {
      if (resumes(loop)) continue;
      response.write(loop.ring.snapshotBytes());
      response.write(snapshotEnd(epoch, sequence));
    }
    response.uncork();
  };

  return {
    epoch,
    peek: (key) => {
      const ring = loops.get(key)?.ring;
      return ring?.newest === undefined ? undefined : ring.latest();
    },
    open(stream) {
      const { response, sources, signal } = stream;
      if (response.destroyed || response.writableEnded) return;
      if (closed || signal?.aborted === true) {
        response.writeHead(closed ? 503 : 401, { "cache-control": "no-store", connection: "close" }).end();
        return;
      }
      const its = [...new Map(sources.map((source) => [source.key, loopOf(source)])).values()];
      const listener = new Listener(response, its, sequence, () => timers.now(), counts);
      const signedOut = () => listener.end(notice("end", { reason: "signed-out" }));
      response.on("error", () => undefined);
      response.once("close", () => {
        signal?.removeEventListener("abort", signedOut);
        leave(listener);
      });
      signal?.addEventListener("abort", signedOut, { once: true });
      response.writeHead(200, headers);
      greet(response, its, stream);
      if (listeners.size === 0) heartbeat = timers.setTimeout(beat, heartbeatMs);
      listeners.add(listener);
      for (const loop of its) loop.add(listener);
    },
    stats: () => ({
      ...counts,
      running: [...loops.values()].filter((loop) => loop.running).length,
      held: loops.size,
      listeners: listeners.size,
      frames: sequence,
    }),
    close() {
      closed = true;
      timers.clearTimeout(heartbeat);
      for (const loop of loops.values()) loop.stop();
      for (const key of [...idle.keys()]) forget(key);
      for (const listener of listeners) listener.end();
    },
  };
}
