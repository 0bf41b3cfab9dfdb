import { afterEach, expect, it } from "vitest";
import { createHub, type Hub } from "./hub";
import { createManualClock, type ManualClock } from "./manual-clock";
import type { Source } from "./source";
import { createProbeServer, framesOf, snapshotsOf, type ProbeServer } from "./stream-probe";

let clock: ManualClock;
let hub: Hub;
let server: ProbeServer;

async function setUp(epoch = "e") {
  clock = createManualClock();
  hub = createHub({ timers: clock, epoch });
  server = await createProbeServer(hub);
}

afterEach(() => server.close());

function series(topic: string, keep: number): Source<number> {
  let value = 0;
  return { key: topic, topic, every: 1_000, keep, load: async () => (value += 1) };
}

/** Listens through one tick and returns the id after which it left. */
async function hear(sources: readonly Source[]): Promise<string | undefined> {
  const probe = await server.connect({ sources });
  await probe.until((all) => snapshotsOf(all).length === sources.length);
  await clock.advance(1_000);
  const events = await probe.until((all) => framesOf(all).filter(({ at }) => at === clock.now()).length === sources.length);
  probe.leave();
  return events.at(-1)?.id;
}

it("resumes with exactly what was missed, of all topics, in order", async () => {
  await setUp();
  const sources = [series("a/x", 10), series("b/x", 10)];
  const keeper = await server.connect({ sources });
  const id = await hear(sources);
  await clock.advance(3_000);
  await keeper.until((all) => framesOf(all).at(-1)?.value === 5);
  const back = await server.connect({ sources, lastEventId: id });
  await clock.advance(1_000);
  const events = await back.until((all) => framesOf(all).at(-1)?.topic === "b/x" && framesOf(all).at(-1)?.value === 6);
  expect(snapshotsOf(events)).toEqual([]);
  await keeper.until((seen) => framesOf(seen).length === 12);
  const all = keeper.events.filter(({ type }) => type === "frame").map(({ id: seen }) => seen);
  const missed = events.filter(({ type }) => type === "frame").map(({ id: seen }) => seen);
  expect(missed).toEqual(all.slice(all.indexOf(id) + 1));
});

it("gives a snapshot where the ring no longer holds what was missed", async () => {
  await setUp();
  const a = series("a/x", 2);
  const keeper = await server.connect({ sources: [a] });
  const id = await hear([a]);
  await clock.advance(5_000);
  await keeper.until((all) => framesOf(all).length >= 7);
  const back = await server.connect({ sources: [a], lastEventId: id });
  const events = await back.until((all) => snapshotsOf(all).length === 1);
  expect(snapshotsOf(events)[0]?.frames.map(({ value }) => value)).toEqual([6, 7]);
  expect(framesOf(events)).toEqual([]);
});

it("gives a fresh topic its snapshot while the others resume", async () => {
  await setUp();
  const sources = [series("a/x", 5), series("b/x", 5)];
  const keeper = await server.connect({ sources });
  await clock.advance(1_000);
  const events = await keeper.until((all) => framesOf(all).length >= 4);
  const back = await server.connect({ sources, lastEventId: events.at(-1)?.id, fresh: new Set(["b/x"]) });
  const begun = await back.until((all) => snapshotsOf(all).length === 1);
  expect(begun.map(({ type }) => type)).toEqual(["hello", "snapshot"]);
  expect(snapshotsOf(begun)[0]).toMatchObject({ topic: "b/x", frames: [{ value: 1 }, { value: 2 }] });
});

it.each(["other.1", "e.999", "e.-1", "e.", "nonsense", "e.1e3", "", "\u0000"])("takes an id it never gave (%j) for a first visit", async (lastEventId) => {
  await setUp();
  const a = series("a/x", 5);
  const keeper = await server.connect({ sources: [a] });
  await keeper.until((all) => framesOf(all).length >= 1);
  const back = await server.connect({ sources: [a], lastEventId });
  const events = await back.until((all) => snapshotsOf(all).length === 1);
  expect(snapshotsOf(events)[0]?.frames).toHaveLength(1);
});

it("gives a snapshot after the topic was forgotten meanwhile: nothing is passed over in silence", async () => {
  await setUp();
  const a = series("a/x", 5);
  const id = await hear([a]);
  while (hub.stats().listeners > 0) await new Promise((resolve) => setImmediate(resolve));
  await clock.advance(400_000);
  expect(hub.peek("a/x")).toBeUndefined();
  const back = await server.connect({ sources: [a], lastEventId: id });
  await back.until((all) => snapshotsOf(all).length === 1 && framesOf(all).length === 1);
});
