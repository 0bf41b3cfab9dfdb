import type { Frame, Snapshot } from "@/lib/model";
import { foldFrame } from "@/lib/model/fold";
import { atTime, type PanelState } from "@/lib/model/panel-state";
import { browserClock, type Clock } from "./clock";
import type { StreamStatus, ToEngine, ToTab } from "./message";
import { append, fromSnapshot, type TopicBuffer } from "./topic-buffer";

/** `reset`: what came before no longer counts, these frames are all there is. */
export type FramesListener = (frames: readonly Frame[], reset: boolean) => void;

/** How long a topic is kept after its last component left, ms: most come back on the next page. */
const lingerMs = 2_000;
const stalenessMs = 1_000;

interface Entry {
  buffer: TopicBuffer;
  /** Folded from the frames; `shown` is the same at the present time. */
  state: PanelState<unknown>;
  shown: PanelState<unknown>;
  users: number;
  linger: unknown;
  readonly stateListeners: Set<() => void>;
  readonly frameListeners: Set<FramesListener>;
}

/** What one tab knows of its topics. */
export interface LiveTab {
  /** Follows a topic's state; `initial` is what the page was rendered with. */
  followState(topic: string, call: () => void, initial?: Snapshot): () => void;
  followFrames(topic: string, call: FramesListener): () => void;
  followStatus(call: () => void): () => void;
  /** Undefined while nobody follows the topic or nothing is known of it. */
  state(topic: string): PanelState<unknown> | undefined;
  status(): StreamStatus;
  /** ms since the epoch, by the server's clock. */
  serverNow(): number;
}

/** The state after a topic's frames, without regard to the time. */
export const fold = (frames: readonly Frame[]): PanelState<unknown> => frames.reduce<PanelState<unknown>>(foldFrame, { status: "loading" });

/** Makes the tab's side of the stream; `connect` is called when the first topic is followed. */
export function createTab(connect: (receive: (message: ToTab) => void) => (message: ToEngine) => void, clock: Clock = browserClock): LiveTab & { awake(): void } {
  const entries = new Map<string, Entry>();
  const statusListeners = new Set<() => void>();
  let send: ((message: ToEngine) => void) | undefined;
  let status: StreamStatus = "connecting";
  let offset = 0;
  let ticking: unknown;
  let saying = false;

  const serverNow = () => clock.now() + offset;

  const show = (entry: Entry) => {
    const shown = atTime(entry.state, serverNow());
    if (shown === entry.shown || (shown.status === "stale" && entry.shown.status === "stale" && entry.state.status === "ok" && shown.at === entry.shown.at)) return;
    entry.shown = shown;
    for (const call of entry.stateListeners) call();
  };

  const tick = () => {
    for (const entry of entries.values()) show(entry);
    ticking = entries.size === 0 ? undefined : clock.setTimeout(tick, stalenessMs);
  };

  const receive = (message: ToTab) => {
    if (message.kind === "status") {
      offset = message.offset ?? offset;
      status = message.status;
      for (const call of statusListeners) call();
    } else if (message.kind === "who") say(true);
    else if (message.kind === "reset") for (const entry of entries.values()) replace(entry, { keep: 1, frames: [] });
    else if (message.kind === "snapshot") {
      const entry = entries.get(message.snapshot.topic);
      // The server knows nothing yet: what the page was rendered with still stands.
      if (entry !== undefined && (message.snapshot.frames.length > 0 || entry.state.status === "loading")) replace(entry, fromSnapshot(message.snapshot));
    } else {
      const entry = entries.get(message.frame.topic);
      if (entry === undefined) return;
      entry.buffer = append(entry.buffer, message.frame);
      entry.state = foldFrame(entry.state, message.frame);
      show(entry);
      for (const call of entry.frameListeners) call([message.frame], false);
    }
  };

  function replace(entry: Entry, buffer: TopicBuffer): void {
    entry.buffer = buffer;
    entry.state = fold(buffer.frames);
    show(entry);
    for (const call of entry.frameListeners) call(buffer.frames, true);
  }

  /** Tells the engine all topics, once for all that changes in one turn. */
  function say(awake = false): void {
    if (awake) return send?.({ kind: "topics", topics: [...entries.keys()], awake });
    if (saying) return;
    saying = true;
    queueMicrotask(() => {
      saying = false;
      const first = send === undefined;
      send ??= connect(receive);
      send({ kind: "topics", topics: [...entries.keys()], awake: first });
    });
  }

  function enter(topic: string): Entry {
    let entry = entries.get(topic);
    if (entry === undefined) {
      const state: PanelState<unknown> = { status: "loading" };
      entry = { buffer: { keep: 1, frames: [] }, state, shown: state, users: 0, linger: undefined, stateListeners: new Set(), frameListeners: new Set() };
      entries.set(topic, entry);
      say();
      if (entries.size === 1) for (const call of statusListeners) call();
    }
    clock.clearTimeout(entry.linger);
    entry.users += 1;
    ticking ??= clock.setTimeout(tick, stalenessMs);
    return entry;
  }

  function leave(topic: string, entry: Entry): void {
    entry.users -= 1;
    if (entry.users > 0) return;
    entry.linger = clock.setTimeout(() => {
      entries.delete(topic);
      say();
      if (entries.size === 0) for (const call of statusListeners) call();
    }, lingerMs);
  }

  return {
    serverNow,
    awake: () => say(true),
    status: () => (entries.size === 0 ? "live" : status),
    state: (topic) => {
      const shown = entries.get(topic)?.shown;
      return shown?.status === "loading" ? undefined : shown;
    },
    followState(topic, call, initial) {
      const entry = enter(topic);
      if (entry.state.status === "loading" && initial !== undefined) {
        entry.buffer = fromSnapshot(initial);
        entry.state = entry.shown = fold(initial.frames);
      }
      entry.stateListeners.add(call);
      return () => {
        if (entry.stateListeners.delete(call)) leave(topic, entry);
      };
    },
    followFrames(topic, call) {
      const entry = enter(topic);
      entry.frameListeners.add(call);
      if (entry.buffer.frames.length > 0) call(entry.buffer.frames, true);
      return () => {
        if (entry.frameListeners.delete(call)) leave(topic, entry);
      };
    },
    followStatus(call) {
      statusListeners.add(call);
      return () => void statusListeners.delete(call);
    },
  };
}
