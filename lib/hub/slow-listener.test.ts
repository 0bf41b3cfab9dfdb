import { afterEach, expect, it } from "vitest";
import { createHub, type Hub } from "./hub";
import { createManualClock, type ManualClock } from "./manual-clock";
import type { Source } from "./source";
import { createProbeServer, framesOf, type Probe, type ProbeServer } from "./stream-probe";

/** Big enough to fill what the kernel buffers within a few ticks. */
const ballast = "x".repeat(1_000_000);

let clock: ManualClock;
let hub: Hub;
let server: ProbeServer;

afterEach(() => server.close());

function heavy(keep: number): Source<{ turn: number; ballast: string }> {
  let turn = 0;
  return { key: "k", topic: "a/x", every: 1_000, keep, load: async () => ({ turn: (turn += 1), ballast }) };
}

const turns = (probe: Probe) => framesOf(probe.events).map(({ value }) => (value as { turn: number }).turn);

/** One listener that reads and one that does not; returns once frames had to be left out for the second. */
async function stall(source: Source): Promise<{ well: Probe; stalled: Probe; last: number }> {
  clock = createManualClock();
  hub = createHub({ timers: clock });
  server = await createProbeServer(hub);
  const stalled = await server.connect({ sources: [source] });
  stalled.response.pause();
  const well = await server.connect({ sources: [source] });
  let last = 1;
  while (hub.stats().skipped < 3) {
    await clock.advance(1_000);
    last += 1;
    await well.until(() => turns(well).at(-1) === last);
  }
  return { well, stalled, last };
}

it("leaves frames out for a listener that does not read, in order, and ends on the newest value", async () => {
  const { well, stalled, last } = await stall(heavy(1));
  stalled.response.resume();
  await stalled.until(() => turns(stalled).at(-1) === last);
  const got = turns(stalled);
  expect(got.length).toBeLessThan(last);
  expect(got).toEqual([...new Set(got)].sort((a, b) => a - b));
  await clock.advance(1_000);
  await stalled.until(() => turns(stalled).at(-1) === last + 1);
  expect(turns(well).slice(-last)).toEqual(Array.from({ length: last }, (_, index) => index + 2));
});

it("gives a series everything that the ring still holds once it reads again", async () => {
  const { stalled, last } = await stall(heavy(100));
  stalled.response.resume();
  await stalled.until(() => turns(stalled).at(-1) === last);
  expect(turns(stalled)).toEqual(Array.from({ length: last }, (_, index) => index + 1));
});

it("is cut when it takes nothing for 30 s; the others go on", async () => {
  const { well, stalled } = await stall(heavy(1));
  await clock.advance(60_000);
  await well.until(() => hub.stats().listeners === 1);
  stalled.response.resume();
  await stalled.ended;
});

it("does not keep the Hub from closing", async () => {
  const { well, stalled } = await stall(heavy(1));
  hub.close();
  await well.ended;
  stalled.response.resume();
  await stalled.ended;
  expect(hub.stats().listeners).toBe(0);
});
