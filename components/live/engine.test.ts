import { beforeEach, describe, expect, it } from "vitest";
import { createManualClock, type ManualClock } from "@/lib/hub/manual-clock";
import { createEngine, type Engine } from "./engine";
import type { StreamEvent } from "./event-parser";
import type { StreamEnd, StreamRequest } from "./fetch-stream";
import type { ToEngine, ToTab } from "./message";

interface FakeStream {
  readonly request: StreamRequest;
  closed: boolean;
  readonly end: (end: StreamEnd) => void;
  hello(epoch?: string, viewer?: string): void;
  snapshot(topic: string, sequence: number, values: readonly number[], keep?: number): void;
  frame(topic: string, sequence: number, value: number): void;
  say(event: StreamEvent): void;
}

let clock: ManualClock;
let streams: FakeStream[];
let engine: Engine;
let freed: Map<string, () => void>;

beforeEach(() => {
  clock = createManualClock();
  streams = [];
  freed = new Map();
  engine = createEngine({
    clock,
    random: () => 0.5,
    whenFree: (lock, call) => void freed.set(lock, call),
    connect(request, onEvent, onEnd) {
      const say = (event: StreamEvent) => stream.closed || onEvent(event);
      const stream: FakeStream = {
        request,
        closed: false,
        end: (end) => stream.closed || onEnd(end),
        say,
        hello: (epoch = "e", viewer) => say({ id: "", type: "hello", data: JSON.stringify({ now: clock.now() + 5_000, epoch, viewer }) }),
        snapshot: (topic, sequence, values, keep = 1) =>
          say({ id: `e.${sequence}`, type: "snapshot", data: JSON.stringify({ topic, keep, frames: values.map((value) => ({ topic, at: 0, every: 1_000, value })) }) }),
        frame: (topic, sequence, value) => say({ id: `e.${sequence}`, type: "frame", data: JSON.stringify({ topic, at: 0, every: 1_000, value }) }),
      };
      streams.push(stream);
      return () => (stream.closed = true);
    },
  });
});

function tab(...topics: string[]) {
  const got: ToTab[] = [];
  const tell = engine.attach((message) => got.push(message));
  const listen = (all: readonly string[], awake = false) => tell({ kind: "topics", topics: all, awake });
  listen(topics);
  return {
    got,
    listen,
    tell: (message: ToEngine) => tell(message),
    values: () =>
      got.flatMap((message) => {
        if (message.kind === "snapshot") return message.snapshot.frames.map(({ value }) => value);
        return message.kind === "frame" ? [message.frame.value] : [];
      }),
    status: () => got.findLast((message) => message.kind === "status"),
  };
}

const stream = (index: number): FakeStream => {
  const found = streams.at(index);
  if (found === undefined) throw new Error(`there is no stream ${index}`);
  return found;
};

/** One tab that follows `a` and has seen 1 as frame 10. */
async function begun() {
  const first = tab("a");
  await clock.advance(50);
  stream(0).hello();
  stream(0).snapshot("a", 10, [1]);
  return first;
}

describe("many tabs", () => {
  it("share one stream of the union of their topics", async () => {
    const tabs = Array.from({ length: 12 }, (_, index) => tab("shared", `own-${index % 3}`));
    await clock.advance(50);
    expect(streams).toHaveLength(1);
    expect(stream(0).request).toEqual({ topics: ["own-0", "own-1", "own-2", "shared"], fresh: expect.anything() as unknown, lastEventId: undefined });
    stream(0).hello();
    stream(0).snapshot("shared", 1, [7]);
    stream(0).snapshot("own-1", 1, [8]);
    expect(tabs[0]?.values()).toEqual([7]);
    expect(tabs[1]?.values()).toEqual([7, 8]);
    expect(tabs[1]?.status()).toEqual({ kind: "status", status: "live", offset: 5_000 });
  });

  it("give a late one its snapshot at once, as long as the server would, without a new connection", async () => {
    await begun();
    stream(0).snapshot("a", 10, [1, 2, 3], 3);
    stream(0).frame("a", 11, 4);
    expect(tab("a").values()).toEqual([2, 3, 4]);
    await clock.advance(1_000);
    expect(streams).toHaveLength(1);
  });

  it("are forgotten with their Web Lock, their goodbye, or their silence; then nothing is asked for any more", async () => {
    const locked = await begun();
    locked.tell({ kind: "lock", name: "l" });
    const polite = tab("a");
    tab("a");
    await clock.advance(200_000 - 50);
    stream(-1).hello();
    expect(stream(-1).closed).toBe(false);
    polite.tell({ kind: "bye" });
    freed.get("l")?.();
    await clock.advance(3_100);
    expect(streams.every(({ closed }) => closed)).toBe(true);
  });
});

describe("when the union changes", () => {
  it("resumes with the new topic fresh; the old stream goes on until the new one says hello, and nothing comes twice", async () => {
    const first = await begun();
    first.listen(["a", "b"]);
    await clock.advance(49);
    expect(streams).toHaveLength(1);
    await clock.advance(1);
    expect(stream(1).request).toEqual({ topics: ["a", "b"], fresh: ["b"], lastEventId: "e.10" });
    stream(0).frame("a", 11, 2);
    expect(stream(0).closed).toBe(false);
    stream(1).hello();
    expect(stream(0).closed).toBe(true);
    stream(1).frame("a", 11, 2);
    stream(1).snapshot("b", 11, [100]);
    stream(1).frame("a", 12, 3);
    expect(first.values()).toEqual([1, 2, 100, 3]);
  });

  it("gathers what changes together into one reconnection", async () => {
    const first = await begun();
    for (const topic of ["b", "c", "d"]) {
      first.listen(["a", topic]);
      await clock.advance(20);
    }
    await clock.advance(50);
    expect(streams).toHaveLength(2);
    expect(stream(1).request.topics).toEqual(["a", "d"]);
  });

  it("keeps a dropped topic for a moment, for the next page", async () => {
    const first = await begun();
    first.listen([]);
    await clock.advance(2_000);
    first.listen(["a"]);
    await clock.advance(10_000);
    expect(streams).toHaveLength(1);
    expect(first.values()).toEqual([1, 1]);
    first.listen([]);
    await clock.advance(3_000);
    expect(stream(0).closed).toBe(true);
    expect(first.status()).toMatchObject({ status: "live" });
  });
});

describe("after a break", () => {
  it("resumes where it was; a tab is told after the second failure, and when it is live again", async () => {
    const first = await begun();
    stream(0).frame("a", 11, 2);
    stream(0).end({ kind: "broken" });
    expect(first.status()).toMatchObject({ status: "connecting" });
    await clock.advance(600);
    expect(stream(1).request).toEqual({ topics: ["a"], fresh: [], lastEventId: "e.11" });
    stream(1).end({ kind: "broken" });
    expect(first.status()).toMatchObject({ status: "down" });
    await clock.advance(1_100);
    stream(2).hello();
    stream(2).frame("a", 12, 3);
    expect(first.status()).toMatchObject({ status: "live" });
    expect(first.values()).toEqual([1, 2, 3]);
  });

  it("asks less and less often, 15 s apart at most", async () => {
    await begun();
    stream(0).end({ kind: "broken" });
    const waits: number[] = [];
    for (let count = 1; count < 9; count += 1) {
      const from = clock.now();
      while (streams.length === count) await clock.advance(100);
      waits.push(clock.now() - from);
      stream(count).end({ kind: "broken" });
    }
    expect(waits).toEqual([600, 1_100, 2_100, 4_100, 7_600, 7_600, 7_600, 7_600]);
  });

  it("asks at once when somebody turns to a tab", async () => {
    const first = await begun();
    stream(0).end({ kind: "broken" });
    first.listen(["a"], true);
    expect(streams).toHaveLength(2);
  });

  it("takes the snapshots of a server that has started anew", async () => {
    const first = await begun();
    stream(0).end({ kind: "broken" });
    await clock.advance(1_000);
    stream(1).hello("other");
    stream(1).snapshot("a", 1, [50]);
    stream(1).frame("a", 2, 51);
    expect(first.values()).toEqual([1, 50, 51]);
  });

  it("notices a connection that died without a word", async () => {
    const first = await begun();
    first.tell({ kind: "lock", name: "l" });
    await clock.advance(45_000);
    stream(0).say({ id: "", type: "time", data: JSON.stringify({ now: 1 }) });
    expect(streams).toHaveLength(1);
    await clock.advance(52_000);
    expect(stream(0).closed).toBe(true);
    expect(streams.length).toBeGreaterThan(1);
    expect(stream(1).request.lastEventId).toBe("e.10");
  });
});

describe("rights", () => {
  it("tell the tabs of a refused topic and leave the others live", async () => {
    const first = await begun();
    const second = tab("a", "secret");
    await clock.advance(50);
    const problem = { code: "forbidden", message: "You may not see this." } as const;
    stream(1).end({ kind: "refused", topic: "secret", problem });
    expect(stream(2).request.topics).toEqual(["a"]);
    expect(second.got.findLast(({ kind }) => kind === "snapshot")).toMatchObject({ snapshot: { topic: "secret", frames: [{ problem }] } });
    stream(0).frame("a", 11, 2);
    expect(first.values()).toEqual([1, 2]);
    first.listen(["a", "secret"]);
    await clock.advance(50);
    expect(stream(-1).request.topics).toEqual(["a", "secret"]);
  });

  it("end with the session: what was held is dropped, and the stream returns with the next sign-in", async () => {
    const first = await begun();
    stream(0).say({ id: "", type: "end", data: JSON.stringify({ reason: "signed-out" }) });
    expect(first.status()).toMatchObject({ status: "signed-out" });
    expect(first.got.some(({ kind }) => kind === "reset")).toBe(true);
    const next = tab("a");
    expect(next.values()).toEqual([]);
    expect(stream(1).request).toMatchObject({ fresh: ["a"], lastEventId: undefined });
    stream(1).end({ kind: "signed-out" });
    expect(next.status()).toMatchObject({ status: "signed-out" });
    await clock.advance(60_000);
    stream(2).hello();
    expect(next.status()).toMatchObject({ status: "live" });
  });

  it("of another person: nothing held for the first reaches the second", async () => {
    const first = tab("a");
    await clock.advance(50);
    stream(0).hello("e", "ann");
    stream(0).snapshot("a", 10, [1]);
    stream(0).end({ kind: "broken" });
    await clock.advance(1_000);
    stream(1).hello("e", "bob");
    expect(stream(1).closed).toBe(true);
    expect(stream(2).request).toEqual({ topics: ["a"], fresh: ["a"], lastEventId: undefined });
    expect(first.got.at(-1)).toEqual({ kind: "reset" });
    expect(tab("a").values()).toEqual([]);
  });
});
