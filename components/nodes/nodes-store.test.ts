import { expect, it, vi } from "vitest";
import type { Frame } from "@/lib/model/frame";
import type { NodeRow, NodesFrame } from "@/lib/model/node";
import { liveWords } from "./nodes-state";
import { createNodesStore } from "./nodes-store";
import { nodesSentence } from "./sentence";
import { extended, merged, sparkLength, sparkOf, sparkStep } from "./spark";

const row = (name: string, at: number, cpu: number | null = 0.5): NodeRow => ({ name, ready: true, cores: 8, memoryBytes: 1, cpu, memory: 0.2, received: 1, sent: 1, load: 1, disk: 0.1, at });
const frame = (at: number, rows: readonly NodeRow[], more: Partial<NodesFrame> = {}): Frame<NodesFrame> => ({ topic: "nodes/pollux", at, every: 1000, value: { rows, source: "exporters", ...more } });

it("wakes only the rows that a frame changes, and leaves the list alone", () => {
  const store = createNodesStore();
  store.take("pollux", [frame(1000, [row("a", 1000), row("b", 1000)])]);
  const [a, b, list] = [vi.fn(), vi.fn(), vi.fn()];
  store.subscribeEntry("pollux/a", a);
  store.subscribeEntry("pollux/b", b);
  store.subscribeList(list);
  store.take("pollux", [frame(2000, [row("a", 2000, 0.9), row("b", 1000)])]);
  expect([a.mock.calls.length, b.mock.calls.length, list.mock.calls.length]).toEqual([1, 0, 0]);
  expect(store.entry("pollux/a")?.row.cpu).toBe(0.9);
  expect(store.list()[0]?.row.cpu).toBe(0.5);
  store.settle();
  expect(store.list()[0]?.row.cpu).toBe(0.9);
});

it("adds nodes that join and takes away those that vanish", () => {
  const store = createNodesStore();
  store.take("pollux", [frame(1000, [row("a", 1000), row("b", 1000)])]);
  store.take("argus", [frame(1000, [row("a", 1000)])]);
  store.take("pollux", [frame(2000, [row("a", 2000), row("c", 2000)])]);
  expect(store.list().map(({ key }) => key).sort()).toEqual(["argus/a", "pollux/a", "pollux/c"]);
});

it("keeps the rows when the topic fails, and says why; says which rows are old", () => {
  const store = createNodesStore();
  store.take("pollux", [frame(1000, [row("a", 1000), row("b", 1000)])]);
  store.take("pollux", [{ topic: "nodes/pollux", at: 2000, every: 1000, problem: { code: "timeout", message: "It took too long." } }]);
  expect(store.list()).toHaveLength(2);
  expect(store.overview("pollux")?.problem?.message).toBe("It took too long.");
  store.take("pollux", [frame(60_000, [row("a", 60_000), row("b", 1000)])]);
  store.sweep(61_000);
  expect([store.entry("pollux/a")?.old, store.entry("pollux/b")?.old]).toEqual([undefined, "60 s"]);
});

it("begins the small lines with history and carries them on live", () => {
  const now = 100 * sparkStep;
  const past = sparkOf([0.1, 0.2, null], now);
  expect(past.values).toHaveLength(sparkLength);
  expect(past.values.slice(-6)).toEqual([0.1, 0.1, 0.2, 0.2, null, null]);
  const next = extended(past, now + 2 * sparkStep, 0.9);
  expect(next.values.slice(-5)).toEqual([0.2, null, null, null, 0.9]);
  expect(merged(extended(sparkOf([], now), now + sparkStep, 0.9), past).values.slice(-4)).toEqual([0.2, null, null, 0.9]);
});

it("says how live the page is and what bounds it", () => {
  expect(liveWords({ count: 6, every: 1000, source: "exporters", budget: undefined })).toBe("live every 1 s");
  expect(liveWords({ count: 500, every: 20_000, source: "exporters", budget: 25 })).toBe("live every 20 s: 500 nodes within the budget of 25 scrapes a second");
  expect(liveWords({ count: 501, every: 21_000, source: "exporters", budget: undefined })).toBe("live every 21 s: 501 nodes at 24 scrapes a second, within the budget");
  expect(liveWords({ count: 900, every: 15_000, source: "prometheus", budget: undefined })).toContain("from Prometheus");
});

it("says in a sentence how the nodes are", () => {
  const overview = { every: 1000, source: "exporters" as const, budget: undefined, at: 1, problem: undefined };
  expect(nodesSentence([{ ...overview, count: 6, notReady: 0 }, { ...overview, count: 16, notReady: 0 }])).toBe("22 nodes, all ready.");
  expect(nodesSentence([{ ...overview, count: 22, notReady: 1 }])).toBe("1 of 22 nodes is not ready.");
  expect(nodesSentence([undefined])).toBe("Looking for the nodes …");
});
