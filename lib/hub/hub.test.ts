import { afterEach, describe, expect, it } from "vitest";
import { CastorError } from "@/lib/model/problem";
import { createHub, type Hub, type HubOptions } from "./hub";
import { createManualClock, type ManualClock } from "./manual-clock";
import type { Source } from "./source";
import { createProbeServer, framesOf, snapshotsOf, type Probe, type ProbeServer } from "./stream-probe";

const start = 1_700_000_000_000;
let clock: ManualClock;
let hub: Hub;
let server: ProbeServer;

async function setUp(options: HubOptions = {}) {
  clock = createManualClock(start);
  hub = createHub({ timers: clock, epoch: "e", ...options });
  server = await createProbeServer(hub);
}

afterEach(() => server.close());

/** A source that counts: its values are 1, 2, 3 … */
function counter(topic: string, more: Partial<Source<number>> = {}): Source<number> & { readonly loads: number } {
  let loads = 0;
  return {
    key: topic,
    topic,
    every: 1_000,
    keep: 1,
    load: async () => (loads += 1),
    ...more,
    get loads() {
      return loads;
    },
  };
}

const values = (probe: Probe) => framesOf(probe.events).map(({ value }) => value);
const frames = (count: number) => (events: Parameters<typeof framesOf>[0]) => framesOf(events).length >= count;

describe("a stream", () => {
  it("says hello with the server's time, then gives each topic's snapshot, then its frames", async () => {
    await setUp();
    const a = counter("a/x", { keep: 3 });
    const first = await server.connect({ sources: [a] });
    await first.until(frames(1));
    await clock.advance(2_000);
    await first.until(frames(3));
    const second = await server.connect({ sources: [a, counter("b/x")] });
    await clock.advance(1_000);
    const events = await second.until(frames(3));
    expect(second.response.headers).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-cache, no-transform",
      "x-accel-buffering": "no",
    });
    expect(events[0]).toEqual({ id: undefined, type: "hello", data: { now: start + 2_000, epoch: "e" } });
    expect(snapshotsOf(events)).toEqual([
      { topic: "a/x", keep: 3, frames: [1, 2, 3].map((value) => ({ topic: "a/x", at: start + (value - 1) * 1_000, every: 1_000, value })) },
      { topic: "b/x", keep: 1, frames: [] },
    ]);
    expect(framesOf(events).map(({ topic, value }) => [topic, value])).toEqual([
      ["b/x", 1],
      ["a/x", 4],
      ["b/x", 2],
    ]);
    expect(events.filter(({ type }) => type === "frame").map(({ id }) => id)).toEqual(["e.4", "e.5", "e.6"]);
  });

  it("measures once for each tick whether 1 or 50 listen, encodes once and writes once to each", async () => {
    await setUp();
    const source = counter("a/x");
    const probes = [await server.connect({ sources: [source] })];
    await probes[0]?.until(frames(1));
    for (let more = 0; more < 49; more += 1) probes.push(await server.connect({ sources: [source] }));
    await clock.advance(3_000);
    for (const probe of probes) await probe.until((events) => framesOf(events).at(-1)?.value === 4);
    expect(source.loads).toBe(4);
    expect(hub.stats()).toMatchObject({ frames: 4, writes: 1 + 50 * 3, listeners: 50, running: 1 });
  });

  it("stops measuring 3 s after the last listener left, and keeps what it knows for a while", async () => {
    await setUp();
    const source = counter("a/x");
    const probe = await server.connect({ sources: [source] });
    await probe.until(frames(1));
    probe.leave();
    while (hub.stats().listeners > 0) await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(2_500);
    expect(source.loads).toBe(3);
    await clock.advance(100_000);
    expect(source.loads).toBe(3);
    expect(hub.stats().running).toBe(0);
    expect(hub.peek("a/x")?.frames.map(({ value }) => value)).toEqual([3]);
    await clock.advance(300_000);
    expect(hub.peek("a/x")).toBeUndefined();
    expect(clock.scheduled).toBe(0);
  });

  it("never gives one person's data to another: keys decide, not topics", async () => {
    await setUp();
    const mine = await server.connect({ sources: [counter("pods/x", { key: "pods/x mine", load: async () => 1 })] });
    const theirs = await server.connect({ sources: [counter("pods/x", { key: "pods/x theirs", load: async () => 2 })] });
    await mine.until(frames(1));
    await theirs.until(frames(1));
    await clock.advance(5_000);
    await mine.until(frames(6));
    await theirs.until(frames(6));
    expect(new Set(values(mine))).toEqual(new Set([1]));
    expect(new Set(values(theirs))).toEqual(new Set([2]));
  });

  it("ends with the session and says so", async () => {
    await setUp();
    const session = new AbortController();
    const source = counter("a/x");
    const probe = await server.connect({ sources: [source], signal: session.signal });
    const other = await server.connect({ sources: [source] });
    await probe.until(frames(1));
    session.abort();
    await probe.ended;
    expect(probe.events.at(-1)).toEqual({ id: undefined, type: "end", data: { reason: "signed-out" } });
    expect(hub.stats().listeners).toBe(1);
    await clock.advance(1_000);
    await other.until((events) => framesOf(events).at(-1)?.value === 2);
  });

  it("is refused when the session is already over", async () => {
    await setUp();
    const probe = await server.connect({ sources: [counter("a/x")], signal: AbortSignal.abort() });
    expect(probe.response.statusCode).toBe(401);
    expect(hub.stats()).toMatchObject({ listeners: 0, running: 0 });
  });

  it("tells a quiet listener the time every 15 s, without moving the place of resumption", async () => {
    await setUp();
    const probe = await server.connect({ sources: [counter("a/x", { every: 3_600_000 })] });
    await probe.until(frames(1));
    await clock.advance(30_000);
    const events = await probe.until((all) => all.some(({ type }) => type === "time"));
    expect(events.at(-1)).toMatchObject({ type: "time", id: undefined, data: { now: start + 30_000 } });
  });

  it("ends every stream and forgets every timer when the Hub closes", async () => {
    await setUp();
    const probes = [await server.connect({ sources: [counter("a/x")] }), await server.connect({ sources: [counter("b/x")] })];
    for (const probe of probes) await probe.until(frames(1));
    hub.close();
    for (const probe of probes) await probe.ended;
    expect(hub.stats()).toMatchObject({ listeners: 0, running: 0 });
    expect(clock.scheduled).toBe(0);
    const late = await server.connect({ sources: [counter("a/x")] });
    expect(late.response.statusCode).toBe(503);
  });
});

describe("a load that fails", () => {
  it("becomes a frame with the problem; the last good value stays and the loop goes on", async () => {
    await setUp();
    let down = false;
    const load = async () => {
      if (down) throw new CastorError("unreachable", "Prometheus of pollux does not answer.");
      return "well";
    };
    const probe = await server.connect({ sources: [{ key: "k", topic: "a/x", every: 1_000, keep: 1, load }] });
    await probe.until(frames(1));
    down = true;
    await clock.advance(2_000);
    const failed = framesOf(await probe.until(frames(3))).at(-1);
    expect(failed).toEqual({
      topic: "a/x",
      at: start + 2_000,
      every: 1_000,
      problem: { code: "unreachable", message: "Prometheus of pollux does not answer." },
    });
    expect(hub.peek("k")?.frames.map(({ value, problem }) => value ?? problem?.code)).toEqual(["well", "unreachable"]);
    down = false;
    await clock.advance(1_000);
    await probe.until((events) => framesOf(events).at(-1)?.value === "well");
    expect(hub.peek("k")?.frames).toHaveLength(1);
  });

  it("does not cost a page that is rendered more than the last value and the last problem", async () => {
    await setUp();
    let turn = 0;
    const load = async () => {
      turn += 1;
      if (turn > 5) throw new CastorError("unreachable", "The exporter does not answer.");
      return turn;
    };
    const probe = await server.connect({ sources: [{ key: "k", topic: "a/x", every: 1_000, keep: 300, load }] });
    await clock.advance(7_000);
    await probe.until(frames(8));
    expect(hub.peek("k")?.frames.map(({ value, problem }) => value ?? problem?.code)).toEqual([5, "unreachable"]);
  });

  it("is cut when it never answers, told as a timeout, and tried again", async () => {
    await setUp();
    let loads = 0;
    const aborted: boolean[] = [];
    const load = ({ signal }: { signal: AbortSignal }) => {
      loads += 1;
      signal.addEventListener("abort", () => aborted.push(true));
      return loads === 1 ? new Promise<number>(() => undefined) : Promise.resolve(loads);
    };
    const probe = await server.connect({ sources: [{ key: "k", topic: "a/x", every: 1_000, keep: 1, load }] });
    await clock.advance(1_999);
    expect(loads).toBe(1);
    await clock.advance(1_001);
    const events = framesOf(await probe.until(frames(2)));
    expect(events[0]?.problem).toEqual({ code: "timeout", message: "No answer within 2 s." });
    expect(events[1]?.value).toBe(2);
    expect(aborted).toEqual([true]);
  });

  it("tells nothing of an unforeseen error but that it happened", async () => {
    await setUp();
    const loads = [
      () => {
        throw new Error("password=hunter2");
      },
      async () => 1n,
      async () => undefined,
    ];
    let turn = 0;
    const probe = await server.connect({
      sources: [{ key: "k", topic: "a/x", every: 1_000, keep: 1, load: async () => loads[turn++ % 3]?.() }],
    });
    await clock.advance(2_000);
    const events = framesOf(await probe.until(frames(3)));
    expect(events.map(({ problem }) => problem?.code)).toEqual(["internal", "internal", "internal"]);
    expect(JSON.stringify(probe.events)).not.toContain("hunter2");
  });
});
