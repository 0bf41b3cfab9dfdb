import { afterEach, expect, it } from "vitest";
import { CastorError } from "@/lib/model/problem";
import { createHub, type Hub, type HubOptions } from "./hub";
import { createManualClock, type ManualClock } from "./manual-clock";
import type { AnySource } from "./source";
import { createProbeServer, framesOf, snapshotsOf, type Probe, type ProbeServer } from "./stream-probe";

/** A change of a list of words: what joins it; with `anew`, what it consists of. */
interface Change {
  readonly anew?: true;
  readonly words: readonly string[];
}

let clock: ManualClock;
let hub: Hub;
let server: ProbeServer;

async function setUp(options: HubOptions = {}) {
  clock = createManualClock();
  hub = createHub({ timers: clock, epoch: "e", ...options });
  server = await createProbeServer(hub);
}

afterEach(() => server.close());

/** An upstream that the test speaks for. */
function upstream(key = "k") {
  const calls: { readonly signal: AbortSignal; readonly tell: (change: Change) => void; readonly end: (error?: CastorError) => void }[] = [];
  const source = {
    key,
    topic: "watch/x",
    every: 10_000,
    follow: ({ signal, tell }: { signal: AbortSignal; tell: (change: Change) => void }) =>
      new Promise<void>((resolve, reject) => calls.push({ signal, tell, end: (error) => (error === undefined ? resolve() : reject(error)) })),
    fold: (whole: readonly string[] | undefined, { anew, words }: Change) => (anew ? words : [...(whole ?? []), ...words]),
    all: (whole: readonly string[]): Change => ({ anew: true, words: whole }),
    begins: ({ anew }: Change) => anew === true,
    idle: { words: [] },
  };
  const call = () => {
    const last = calls.at(-1);
    if (last === undefined) throw new Error("nobody follows");
    return last;
  };
  return {
    source: source as unknown as AnySource,
    calls,
    tell: (...words: string[]) => call().tell({ words }),
    begin: (...words: string[]) => call().tell({ anew: true, words }),
    end: (error?: CastorError) => call().end(error),
    gone: () => call().signal.aborted,
  };
}

const changes = (probe: Probe) => framesOf(probe.events).map(({ value, problem }) => (problem === undefined ? (value as Change).words.join(" ") : problem.code));
const said = (word: string) => (events: Probe["events"]) => events.some(({ data }) => JSON.stringify(data).includes(`"${word}"`));
const lastId = (probe: Probe) => probe.events.findLast(({ id }) => id !== undefined)?.id;

it("follows once however many listen; who comes later gets the whole in one frame, then each change", async () => {
  await setUp();
  const words = upstream();
  const first = await server.connect({ sources: [words.source] });
  words.begin("a", "b");
  words.tell("c");
  await first.until(said("c"));
  const second = await server.connect({ sources: [words.source] });
  await second.until((events) => snapshotsOf(events).length === 1);
  words.tell("d");
  await second.until(said("d"));
  expect(snapshotsOf(second.events)[0]?.frames.map(({ value }) => value)).toEqual([{ anew: true, words: ["a", "b", "c"] }]);
  expect(changes(first)).toEqual(["a b", "c"]);
  expect(words.calls).toHaveLength(1);
});

it("never gives one person's feed to another", async () => {
  await setUp();
  const [mine, theirs] = [upstream("k#me"), upstream("k#them")];
  const me = await server.connect({ sources: [mine.source] });
  const them = await server.connect({ sources: [theirs.source] });
  mine.begin("mine");
  theirs.begin("theirs");
  await me.until(said("mine"));
  await them.until(said("theirs"));
  expect([changes(me), changes(them)]).toEqual([["mine"], ["theirs"]]);
});

it("gives who was away for a moment exactly what they missed", async () => {
  await setUp();
  const words = upstream();
  const keeper = await server.connect({ sources: [words.source] });
  const probe = await server.connect({ sources: [words.source] });
  words.begin("a");
  await probe.until(said("a"));
  const lastEventId = lastId(probe);
  probe.leave();
  words.tell("b");
  words.tell("c");
  await keeper.until(said("c"));
  const back = await server.connect({ sources: [words.source], lastEventId });
  await back.until(said("c"));
  expect(changes(back)).toEqual(["b", "c"]);
  expect(snapshotsOf(back.events)).toEqual([]);
});

it("gives who was away for too long the whole", async () => {
  await setUp();
  const words = upstream();
  const keeper = await server.connect({ sources: [words.source] });
  words.begin("a");
  await keeper.until(said("a"));
  const lastEventId = lastId(keeper);
  for (let count = 0; count < 300; count += 1) words.tell(`w${count}`);
  await keeper.until(said("w299"));
  const back = await server.connect({ sources: [words.source], lastEventId });
  await back.until((events) => snapshotsOf(events).length === 1);
  const [whole] = snapshotsOf(back.events)[0]?.frames ?? [];
  expect((whole?.value as Change).words).toHaveLength(301);
});

it("makes void what came before a beginning: who resumes across it gets the whole", async () => {
  await setUp();
  const words = upstream();
  const keeper = await server.connect({ sources: [words.source] });
  words.begin("a");
  await keeper.until(said("a"));
  const lastEventId = lastId(keeper);
  words.tell("b");
  words.begin("c");
  await keeper.until(said("c"));
  const back = await server.connect({ sources: [words.source], lastEventId });
  await back.until(said("c"));
  expect(changes(back).concat(snapshotsOf(back.events).flatMap(({ frames }) => frames.map(({ value }) => (value as Change).words.join(" "))))).toEqual(["c"]);
});

it("tells the problem when the upstream breaks, follows it anew after a pause, and what was known still stands", async () => {
  await setUp();
  const words = upstream();
  const probe = await server.connect({ sources: [words.source] });
  words.begin("a");
  words.end(new CastorError("unreachable", "The API does not answer."));
  await probe.until((events) => framesOf(events).some(({ problem }) => problem !== undefined));
  expect(framesOf(probe.events).at(-1)?.problem).toEqual({ code: "unreachable", message: "The API does not answer." });
  expect(hub.peek("k")?.frames.map(({ value, problem }) => problem?.code ?? value)).toEqual([{ anew: true, words: ["a"] }, "unreachable"]);
  await clock.advance(500);
  expect(words.calls).toHaveLength(2);
  words.begin("a", "b");
  await probe.until(said("b"));
  expect(hub.peek("k")?.frames).toHaveLength(1);
});

it("waits longer after each failure, and shortly again once it was well", async () => {
  await setUp();
  const words = upstream();
  await server.connect({ sources: [words.source] });
  const pauses: number[] = [];
  for (let failures = 0; failures < 4; failures += 1) {
    const before = words.calls.length;
    words.end(new CastorError("unreachable", "No."));
    let waited = 0;
    while (words.calls.length === before) {
      await clock.advance(500);
      waited += 500;
    }
    pauses.push(waited);
  }
  expect(pauses).toEqual([500, 1_000, 2_000, 5_000]);
  words.begin("a");
  words.end();
  await clock.advance(500);
  expect(words.calls).toHaveLength(6);
});

it("says at every interval that nothing has changed", async () => {
  await setUp();
  const words = upstream();
  const probe = await server.connect({ sources: [words.source] });
  words.begin("a");
  await clock.advance(30_000);
  await probe.until((events) => framesOf(events).length === 4);
  expect(framesOf(probe.events).map(({ at }) => at - (framesOf(probe.events)[0]?.at ?? 0))).toEqual([0, 10_000, 20_000, 30_000]);
  expect(changes(probe)).toEqual(["a", "", "", ""]);
});

it("says nothing while the upstream is broken: silence must not look like peace", async () => {
  await setUp();
  const words = upstream();
  const probe = await server.connect({ sources: [words.source] });
  words.begin("a");
  words.end(new CastorError("unreachable", "No."));
  await clock.advance(60_000);
  expect(changes(probe).filter((change) => change === "")).toEqual([]);
});

it("outlives its last listener for a moment, then lets go of the upstream", async () => {
  await setUp();
  const words = upstream();
  const probe = await server.connect({ sources: [words.source] });
  words.begin("a");
  await probe.until(said("a"));
  probe.leave();
  while (hub.stats().listeners > 0) await new Promise((resolve) => setImmediate(resolve));
  await clock.advance(2_900);
  expect(words.gone()).toBe(false);
  await clock.advance(200);
  expect(words.gone()).toBe(true);
  await clock.advance(20_000);
  expect(words.calls).toHaveLength(1);
});

it("gives a listener that did not read the whole once it reads again", async () => {
  await setUp();
  const words = upstream();
  const stalled = await server.connect({ sources: [words.source] });
  stalled.response.pause();
  const well = await server.connect({ sources: [words.source] });
  words.begin("a");
  let count = 0;
  const newest = (events: Probe["events"]) => (framesOf(events.slice(-1))[0]?.value as Change | undefined)?.words.includes(`w${count}`) === true;
  while (hub.stats().skipped < 3) {
    words.tell("x".repeat(500_000), `w${(count += 1)}`);
    await well.until(newest);
  }
  stalled.response.resume();
  await stalled.until(newest);
  const seen = framesOf(stalled.events).reduce<readonly string[]>((whole, { value }) => {
    const { anew, words: added } = value as Change;
    return anew ? added : [...whole, ...added];
  }, []);
  expect(seen.filter((word) => word.length < 10)).toEqual(["a", ...Array.from({ length: count }, (_, index) => `w${index + 1}`)]);
});
