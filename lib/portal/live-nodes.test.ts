import { describe, expect, it } from "vitest";
import type { NodeInfo, NodeSample } from "@/lib/model";
import type { Measured, Scraper } from "@/lib/tools/node-exporter/scraper";
import { createInventory } from "./inventory";
import { createLiveNodes } from "./live-nodes";

const info = (name: string): NodeInfo => ({ name, ready: true, schedulable: true, roles: [], cores: 4, memoryBytes: 8, maxPods: 110, conditions: [], created: 0 });

const sample: NodeSample = {
  cpu: { user: 2 },
  cores: [1, 1, 0, 0],
  load: [1, 1, 1],
  memory: { total: 8, used: 4, cache: 2, free: 2, swapUsed: 0 },
  network: [{ device: "eno1", received: 10, sent: 5 }],
  disks: [],
  filesystems: [{ mount: "/", device: "sda", size: 10, available: 1 }],
  temperatures: [],
};

function setUp({ nodes, scrapesPerSecond = 25, prometheus = true }: { nodes: number; scrapesPerSecond?: number; prometheus?: boolean }) {
  let time = 1_000_000;
  const names = Array.from({ length: nodes }, (_, index) => `n${index}`);
  const silent = new Set<string>();
  let lost = false;
  const measured = new Map<string, Measured>();
  const scraper: Scraper = {
    detail: async (node) => ({ node, at: time, sample, rates: true }),
    overview: async () => {
      if (lost) throw new Error("no exporter is known");
      for (const node of names) if (!silent.has(node)) measured.set(node, { node, at: time, sample, rates: true });
      return [...measured.values()];
    },
    nodes: async () => names,
    counts: { scrapes: 0, failures: 0 },
    close: async () => undefined,
  };
  const live = createLiveNodes({
    cluster: "pollux",
    scraper,
    inventory: createInventory(async () => names.map(info), () => time),
    interval: 1_000,
    scrapesPerSecond,
    fromPrometheus: prometheus ? async () => [] : undefined,
    now: () => time,
  });
  const load = () => live.nodes.load({ signal: new AbortController().signal, at: time, every: 1_000 });
  return { live, load, silent, lose: () => (lost = true), pass: (ms: number) => (time += ms), now: () => time };
}

const every = (source: { every: number | (() => number) }) => (typeof source.every === "function" ? source.every() : source.every);

describe("live nodes", () => {
  it("measures a small cluster every second from its exporters", async () => {
    const { live, load } = setUp({ nodes: 6 });
    const frame = await load();
    expect(frame.source).toBe("exporters");
    expect(frame.rows).toHaveLength(6);
    expect(frame.rows[0]).toMatchObject({ cpu: 0.5, memory: 0.5, received: 10, disk: 0.9 });
    expect(every(live.nodes)).toBe(1_000);
  });

  it("stretches the overview of a large cluster so that the budget holds, and says so", async () => {
    const { load } = setUp({ nodes: 500 });
    await load();
    const frame = await load();
    expect(frame.source).toBe("exporters");
    expect(frame.every).toBe(20_000);
  });

  it("takes the overview from Prometheus where the budget does not reach, and only then", async () => {
    const beyond = setUp({ nodes: 5_000 });
    await expect(beyond.load()).resolves.toMatchObject({ source: "prometheus" });
    const alone = setUp({ nodes: 5_000, prometheus: false });
    await expect(alone.load()).resolves.toMatchObject({ source: "exporters" });
  });

  it("asks Prometheus where no exporter can be found, and says so", async () => {
    const { load, lose } = setUp({ nodes: 2 });
    lose();
    await expect(load()).resolves.toMatchObject({ source: "prometheus" });
    const alone = setUp({ nodes: 2, prometheus: false });
    alone.lose();
    await expect(alone.load()).rejects.toThrow("no exporter is known");
  });

  it("keeps the last figures of a node whose exporter is silent, with their own time", async () => {
    const { load, silent, pass, now } = setUp({ nodes: 2 });
    await load();
    const measuredAt = now();
    silent.add("n1");
    pass(4_000);
    const { rows } = await load();
    expect(rows.map(({ name, at, cpu }) => [name, at, cpu])).toEqual([
      ["n0", measuredAt + 4_000, 0.5],
      ["n1", measuredAt, 0.5],
    ]);
  });
});

describe("inventory", () => {
  it("keeps what was known while Kubernetes is silent, and learns when it is back", async () => {
    let time = 0;
    let answer: () => Promise<readonly NodeInfo[]> = async () => [info("a")];
    const inventory = createInventory(() => answer(), () => time);
    await inventory.known();
    answer = async () => {
      throw new Error("refused");
    };
    time = 20_000;
    await expect(inventory.known()).resolves.toHaveLength(1);
    await expect(inventory.fresh()).rejects.toThrow("refused");
    answer = async () => [info("a"), info("b")];
    await expect(inventory.fresh()).resolves.toHaveLength(2);
  });
});
