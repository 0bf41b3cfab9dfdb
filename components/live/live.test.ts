import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { answerRefusal, createHub, readStreamRequest, refuse, type Hub, type Source } from "@/lib/hub";
import { createManualClock, type ManualClock } from "@/lib/hub/manual-clock";
import { CastorError } from "@/lib/model/problem";
import type { Frame } from "@/lib/model";
import { createEngine } from "./engine";
import { createTab, type LiveTab } from "./tab";

// The browser's code and the Hub, together over real connections.

let clock: ManualClock;
let hub: Hub;
let server: Server;
let live: LiveTab;
let asked: IncomingMessage[];
let sources: Map<string, Source<number>>;
let signedIn: boolean;

function sourceOf(topic: string): Source<number> {
  let turn = 0;
  const source = sources.get(topic) ?? { key: topic, topic, every: 1_000, keep: 20, load: async () => (turn += 1) };
  sources.set(topic, source);
  return source;
}

beforeEach(async () => {
  clock = createManualClock();
  asked = [];
  sources = new Map();
  signedIn = true;
  hub = createHub({ timers: clock });
  server = createServer((request, response) => {
    asked.push(request);
    try {
      if (!signedIn) throw new CastorError("unauthorized", "Sign in first.");
      const { topics, fresh, lastEventId } = readStreamRequest(request);
      const secret = topics.find(({ topic }) => topic.cluster === "secret");
      if (secret !== undefined) throw refuse(secret.address, new CastorError("forbidden", "You may not see this."));
      hub.open({ response, fresh, lastEventId, sources: topics.map(({ address }) => sourceOf(address)) });
    } catch (error) {
      answerRefusal(response, error);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const real = fetch;
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => real(`http://127.0.0.1:${port}${path}`, init));
  const engine = createEngine({ clock, random: () => 0.5 });
  live = createTab((receive) => engine.attach(receive), clock);
});

afterEach(() => {
  hub.close();
  server.closeAllConnections();
  server.close();
  vi.unstubAllGlobals();
});

const turnOfEvents = () => new Promise((resolve) => setImmediate(resolve));

async function until(done: () => boolean) {
  while (!done()) await turnOfEvents();
}

/** Follows a topic and notes every value, and whether a reset came. */
function follow(topic: string) {
  const values: unknown[] = [];
  const resets: number[] = [];
  live.followFrames(topic, (frames: readonly Frame[], reset) => {
    if (reset) resets.push(values.length);
    values.push(...frames.map(({ value, problem }) => value ?? problem?.code));
  });
  return { values, resets };
}

async function begin(topic: string) {
  const followed = follow(topic);
  await turnOfEvents();
  await clock.advance(50);
  await until(() => followed.values.length === 1);
  return followed;
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

it("adds a topic without losing or doubling a frame of the first", async () => {
  const first = await begin("nodes/a");
  await clock.advance(3_000);
  await until(() => first.values.length === 4);
  const second = follow("nodes/b");
  await clock.advance(1_000);
  await until(() => second.values.length >= 1);
  await clock.advance(3_000);
  await until(() => first.values.at(-1) === 8);
  expect(first.values).toEqual(upTo(8));
  expect(asked.map(({ url }) => url)).toEqual(["/api/stream?topic=nodes%2Fa", "/api/stream?topic=nodes%2Fa&topic=nodes%2Fb&fresh=nodes%2Fb"]);
  await until(() => hub.stats().listeners === 1);
});

it("bridges a break with what was missed, without a reset", async () => {
  const first = await begin("nodes/a");
  await clock.advance(2_000);
  await until(() => first.values.length === 3);
  server.closeAllConnections();
  await until(() => live.status() === "connecting");
  await clock.advance(2_000);
  await until(() => live.status() === "live" && first.values.length >= 5);
  await clock.advance(1_000);
  await until(() => first.values.length >= 6);
  expect(first.values).toEqual(upTo(6));
  expect(first.resets).toEqual([0]);
});

it("shows a refused topic as refused, and the others live", async () => {
  const first = await begin("nodes/a");
  const secret = follow("nodes/secret");
  await turnOfEvents();
  await clock.advance(50);
  await until(() => secret.values.length === 1);
  expect(secret.values).toEqual(["forbidden"]);
  await clock.advance(1_000);
  await until(() => first.values.length === 2);
});

it("is told that the session has ended, and begins again after the next sign-in", async () => {
  const first = await begin("nodes/a");
  signedIn = false;
  server.closeAllConnections();
  await until(() => live.status() === "connecting");
  await clock.advance(1_000);
  await until(() => live.status() === "signed-out");
  signedIn = true;
  await clock.advance(60_000);
  await until(() => live.status() === "live");
  await until(() => first.resets.length >= 3);
});
