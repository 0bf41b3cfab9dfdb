// @vitest-environment happy-dom
import { afterEach, expect, it } from "vitest";
import { act, cleanup, render, screen } from "@testing-library/react";
import { fakeLive } from "@/components/ui/fake-live";
import type { Frame } from "@/lib/model/frame";
import type { NodeSample } from "@/lib/model/node";
import { createNodeRecord } from "./node-record";
import { StateLine } from "./state-line";
import type { HistoryState } from "./use-node-history";

const sample: NodeSample = {
  cpu: { user: 1 },
  cores: [0.5],
  load: [1, 2, 3],
  memory: { total: 4, used: 1, cache: 1, free: 2, swapUsed: 0 },
  network: [],
  disks: [],
  filesystems: [],
  temperatures: [],
};
const good = (at: number): Frame<NodeSample> => ({ topic: "node/pollux/a", at, every: 1000, value: sample });
const bad = (at: number): Frame<NodeSample> => ({ topic: "node/pollux/a", at, every: 1000, problem: { code: "timeout", message: "The node exporter took too long." } });
const history: HistoryState = { loading: false, problem: undefined, problems: {}, scrapeInterval: 15_000 };

afterEach(cleanup);

function show(now: number, more: Partial<HistoryState> = {}, paused = false) {
  const record = createNodeRecord();
  const { Live } = fakeLive(now);
  render(
    <Live>
      <StateLine record={record} history={{ ...history, ...more }} paused={paused} />
    </Live>,
  );
  return { take: (frames: readonly Frame<NodeSample>[]) => act(() => record.take(frames, false)), text: () => screen.getByRole("status").textContent };
}

it("says how often the live edge and history are measured", () => {
  const { take, text } = show(10_000);
  expect(text()).toContain("Waiting for the first live figures");
  take([good(10_000)]);
  expect(text()).toBe("Live edge every 1 s, history every 15 s");
});

it("says since when the exporter is silent and why, and recovers", () => {
  const { take, text } = show(22_000);
  take([good(10_000), bad(22_000)]);
  expect(text()).toBe("Stale: no answer from the exporter for 12 s (The node exporter took too long), history every 15 s");
  take([good(22_000)]);
  expect(text()).toContain("Live edge every 1 s");
});

it("says so where there never was a figure, where history fails, and while it is paused", () => {
  const first = show(22_000, { scrapeInterval: undefined, problem: { code: "unreachable", message: "Prometheus of Pollux cannot be reached." } });
  first.take([bad(22_000)]);
  expect(first.text()).toContain("No live figures (The node exporter took too long)");
  expect(first.text()).toContain("No history: Prometheus of Pollux cannot be reached. Castor asks again every 30 s.");
  cleanup();
  expect(show(22_000, {}, true).text()).toContain("Paused");
});

it("keeps what it had when a snapshot tells it again, and forgets all on an empty one", () => {
  const record = createNodeRecord();
  record.take([good(1000), good(2000), good(3000)], true);
  record.take([good(2000), good(3000), good(4000)], true);
  expect(record.at).toBe(4000);
  expect(record.timelines.cpu.newest).toBe(4000);
  record.take([], true);
  expect(record.at).toBeUndefined();
  expect(record.timelines.cpu.newest).toBeNaN();
});
