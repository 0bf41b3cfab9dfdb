import { describe, expect, it } from "vitest";
import { CastorError, isCastorError, type ExporterTarget } from "@/lib/model";
import type { Collector, NodeExporter } from "./client";
import { createScraper } from "./scraper";

/** Exporters whose counters rise by one busy core a second, on a clock that only the test moves. */
function cluster(names: readonly string[]) {
  let time = 1_000_000;
  const down = new Set<string>();
  const log: { node: string; full: boolean; at: number }[] = [];
  const closed: string[] = [];
  let held: Promise<void> | undefined;
  let found: () => Promise<readonly ExporterTarget[]> = async () => names.map((node, index) => ({ node, address: `10.0.0.${index}`, port: 9100 }));
  let looked = 0;
  const connect = ({ node, address }: ExporterTarget): NodeExporter & { close(): Promise<void> } => ({
    async read(collectors: readonly Collector[]) {
      log.push({ node, full: collectors.includes("diskstats"), at: time });
      await held;
      if (down.has(node)) throw new CastorError("unreachable", `The node exporter of ${node} cannot be reached.`);
      const disks = collectors.includes("diskstats") ? `node_disk_read_bytes_total{device="sda"} ${time}\n` : "";
      return `node_cpu_seconds_total{cpu="0",mode="user"} ${time / 1_000}\nnode_load1 1\n${disks}`;
    },
    close: async () => void closed.push(address),
  });
  const scraper = createScraper({
    cluster: "Pollux",
    targets: () => {
      looked += 1;
      return found();
    },
    connect,
    clock: { now: () => 1_700_000_000_000 + time, monotonic: () => time, sleep: async (ms) => void (time += ms) },
  });
  return {
    scraper,
    down,
    log,
    closed,
    looked: () => looked,
    pass: (ms: number) => void (time += ms),
    hold: () => {
      let release: () => void = () => undefined;
      held = new Promise((resolve) => (release = resolve));
      return release;
    },
    move: (next: () => Promise<readonly ExporterTarget[]>) => void (found = next),
  };
}

async function code(work: Promise<unknown>): Promise<string> {
  return work.then(() => "fine", (error: unknown) => (isCastorError(error) ? error.code : String(error)));
}

describe("a node's page", () => {
  it("has rates at once: two readings half a second apart, then one an interval", async () => {
    const { scraper, pass } = cluster(["n1"]);
    const first = await scraper.detail("n1", { every: 1_000 });
    expect(first).toMatchObject({ node: "n1", at: 1_700_001_000_500, rates: true });
    expect(first.sample.cpu).toEqual({ user: 1 });
    for (let tick = 0; tick < 5; tick += 1) {
      pass(1_000);
      expect((await scraper.detail("n1", { every: 1_000 })).sample.cpu).toEqual({ user: 1 });
    }
    expect(scraper.counts).toEqual({ scrapes: 7, failures: 0 });
  });

  it("has its disks from the first moment, though the overview did not ask for them", async () => {
    const { scraper, pass } = cluster(["n1"]);
    await scraper.overview({ every: 1_000, tick: 1_000 });
    pass(1_000);
    expect((await scraper.detail("n1", { every: 1_000 })).sample.disks).toEqual([{ device: "sda", read: 1_000, written: 0, busy: 0 }]);
    pass(1_000);
    await scraper.detail("n1", { every: 1_000 });
    expect(scraper.counts.scrapes).toBe(4);
  });

  it("begins anew after a long pause instead of averaging over it", async () => {
    const { scraper, pass } = cluster(["n1"]);
    await scraper.detail("n1", { every: 1_000 });
    pass(60_000);
    expect((await scraper.detail("n1", { every: 1_000 })).rates).toBe(true);
    expect(scraper.counts.scrapes).toBe(4);
  });

  it("of a node without an exporter is not found", async () => {
    const { scraper } = cluster(["n1"]);
    expect(await code(scraper.detail("n2", { every: 1_000 }))).toBe("not-found");
  });

  it("fails while the exporter is down and comes back with it", async () => {
    const { scraper, down, pass } = cluster(["n1"]);
    await scraper.detail("n1", { every: 1_000 });
    down.add("n1");
    pass(1_000);
    expect(await code(scraper.detail("n1", { every: 1_000 }))).toBe("unreachable");
    down.clear();
    pass(1_000);
    expect((await scraper.detail("n1", { every: 1_000 })).sample.cpu).toEqual({ user: 1 });
  });

  it("says when an exporter sends nothing to read", async () => {
    const target: ExporterTarget = { node: "n1", address: "10.0.0.1", port: 1 };
    const scraper = createScraper({ cluster: "Pollux", targets: async () => [target], connect: () => ({ read: async () => "\u0000{{{{ 1\nup 1\n" }) });
    expect(await code(scraper.detail("n1", { every: 1_000 }))).toBe("unexpected-shape");
  });
});

describe("one scrape for each node and interval", () => {
  it("serves the node's page and the overview, whichever asks first or while it is under way", async () => {
    const { scraper, pass, log, hold } = cluster(["n1", "n2"]);
    const both = () => Promise.all([scraper.overview({ every: 1_000, tick: 1_000 }), scraper.detail("n1", { every: 1_000 })]);
    await scraper.detail("n1", { every: 1_000 });
    pass(1_000);
    await both();
    log.length = 0;
    for (let tick = 0; tick < 4; tick += 1) {
      pass(1_000);
      const release = hold();
      const asked = tick % 2 === 0 ? both() : Promise.all([scraper.detail("n1", { every: 1_000 }), scraper.overview({ every: 1_000, tick: 1_000 })]);
      release();
      await asked;
    }
    expect(log.filter(({ node }) => node === "n1")).toHaveLength(4);
    expect(log.filter(({ node }) => node === "n2")).toHaveLength(4);
    expect(log.every(({ node, full }) => full === (node === "n1"))).toBe(true);
  });

  it("asks for few collectors again when nobody watches the details", async () => {
    const { scraper, pass, log } = cluster(["n1"]);
    await scraper.detail("n1", { every: 1_000 });
    pass(4_000);
    await scraper.overview({ every: 1_000, tick: 1_000 });
    expect(log.map(({ full }) => full)).toEqual([true, true, false]);
  });
});

describe("the overview", () => {
  it("measures a large cluster in slices, every node once an interval", async () => {
    const names = Array.from({ length: 500 }, (_, index) => `n${index}`);
    const { scraper, pass, log } = cluster(names);
    for (let tick = 0; tick < 8; tick += 1) {
      const before = log.length;
      await scraper.overview({ every: 20_000, tick: 5_000 });
      expect(log.length - before).toBe(125);
      pass(5_000);
    }
    for (const node of names) expect(log.filter((entry) => entry.node === node)).toHaveLength(2);
  });

  it("keeps the last figures and their time for a node that is silent", async () => {
    const { scraper, down, pass } = cluster(["n1", "n2"]);
    await scraper.overview({ every: 1_000, tick: 1_000 });
    pass(1_000);
    await scraper.overview({ every: 1_000, tick: 1_000 });
    down.add("n2");
    pass(1_000);
    const rows = await scraper.overview({ every: 1_000, tick: 1_000 });
    expect(rows.map(({ node, at, rates }) => [node, at - 1_700_000_000_000, rates])).toEqual([["n1", 1_002_000, true], ["n2", 1_001_000, true]]);
  });

  it("fails in one sentence when no exporter answers", async () => {
    const { scraper, down } = cluster(["n1", "n2"]);
    down.add("n1").add("n2");
    await expect(scraper.overview({ every: 1_000, tick: 1_000 })).rejects.toMatchObject({ code: "unreachable", message: "No node exporter of Pollux answers." });
  });
});

describe("the list of exporters", () => {
  it("outlives the Kubernetes API", async () => {
    const { scraper, pass, move } = cluster(["n1"]);
    await scraper.detail("n1", { every: 1_000 });
    move(() => Promise.reject(new CastorError("unreachable", "Gone.")));
    for (let minute = 0; minute < 3; minute += 1) {
      pass(60_000);
      expect((await scraper.detail("n1", { every: 1_000 })).rates).toBe(true);
    }
  });

  it("fails as Kubernetes does when it was never read", async () => {
    const { scraper, move } = cluster(["n1"]);
    move(() => Promise.reject(new CastorError("forbidden", "No.")));
    expect(await code(scraper.detail("n1", { every: 1_000 }))).toBe("forbidden");
    move(async () => [{ node: "n1", address: "10.0.0.9", port: 9100 }]);
    expect(await code(scraper.detail("n1", { every: 1_000 }))).toBe("fine");
  });

  it("follows a node that moves, comes or vanishes, and closes what it leaves", async () => {
    const { scraper, pass, move, closed } = cluster(["n1", "n2"]);
    await scraper.overview({ every: 1_000, tick: 1_000 });
    move(async () => [{ node: "n1", address: "10.0.1.1", port: 9100 }, { node: "n3", address: "10.0.0.3", port: 9100 }]);
    pass(10_000);
    expect(await code(scraper.detail("n3", { every: 1_000 }))).toBe("fine");
    expect(await code(scraper.detail("n2", { every: 1_000 }))).toBe("not-found");
    expect(await scraper.nodes()).toEqual(["n1", "n3"]);
    expect(closed).toEqual(["10.0.0.0", "10.0.0.1"]);
    await scraper.close();
    expect(closed).toEqual(["10.0.0.0", "10.0.0.1", "10.0.1.1", "10.0.0.3"]);
  });

  it("is asked every half minute, not on every tick", async () => {
    const { scraper, pass, looked } = cluster(["n1"]);
    for (let tick = 0; tick < 65; tick += 1) {
      await scraper.detail("n1", { every: 1_000 });
      pass(1_000);
    }
    expect(looked()).toBeLessThanOrEqual(3);
  });
});
