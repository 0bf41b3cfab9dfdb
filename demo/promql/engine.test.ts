import { describe, expect, it } from "vitest";
import { createEngine, type Engine } from "./engine";
import { type StoredSeries, storedSource } from "./oracle/stored-source";

const minute = 60_000;

function engineOf(...series: StoredSeries[]): Engine {
  return createEngine({ source: storedSource(series) });
}

function stored(labels: Record<string, string>, values: readonly number[], start = 0, step = minute): StoredSeries {
  return { labels, values, times: values.map((_, index) => start + index * step) };
}

function values(engine: Engine, query: string, at: number): Record<string, number> {
  const result = engine.instant(query, at);
  if (result.type === "scalar") return { "": result.value };
  if (result.type !== "vector") throw new Error(result.type);
  return Object.fromEntries(result.samples.map(({ labels, value }) => [Object.values(labels).sort().join(","), value]));
}

describe("instant selectors", () => {
  const engine = engineOf(stored({ __name__: "a" }, [1, 2, 3]));

  it("uses a sample that is exactly five minutes old, and none that is older", () => {
    expect(values(engine, "a", 7 * minute)).toEqual({ a: 3 });
    expect(values(engine, "a", 7 * minute + 1)).toEqual({});
  });

  it("ends a series at once where it was marked stale, and revives it with its next sample", () => {
    const marked = engineOf({ ...stored({ __name__: "a" }, [1, 2]), times: [0, 4 * minute], stale: [minute] });
    expect(values(marked, "a", minute - 1)).toEqual({ a: 1 });
    expect(values(marked, "a", minute)).toEqual({});
    expect(values(marked, "a", 4 * minute)).toEqual({ a: 2 });
    expect(values(marked, "count_over_time(a[5m])", 4 * minute)).toEqual({ "": 2 });
  });

  it("finds the same whether a step is narrow or wide", () => {
    const far = engineOf(stored({ __name__: "a" }, Array.from({ length: 2000 }, (_, i) => (i % 9 < 3 ? i : -i)), 7, 15_000));
    for (const query of ["a", "rate(a[2m])", "a offset 3m", "timestamp(a)"]) {
      const wide = far.range(query, 3_600_000, 3 * 3_600_000, 20 * minute);
      const narrow = far.range(query, 3_600_000, 3 * 3_600_000, minute);
      const common = new Map(narrow[0]?.points.map(([time, value]) => [time, value]));
      expect(wide[0]?.points.length).toBe(7);
      for (const [time, value] of wide[0]?.points ?? []) expect(value).toBe(common.get(time));
    }
  });
});

describe("counters", () => {
  it("extrapolates to the ends of the range where samples come near them", () => {
    const engine = engineOf(stored({ __name__: "a" }, [100, 160, 220, 280, 340]));
    // Samples at 1 … 4 min, range from 0:30: half a minute before, none after.
    expect(values(engine, "increase(a[3m30s])", 4 * minute)).toEqual({ "": 210 });
    expect(values(engine, "rate(a[3m30s])", 4 * minute)).toEqual({ "": 1 });
  });

  it("does not extrapolate a counter to before it was zero", () => {
    const engine = engineOf(stored({ __name__: "a" }, [6, 60], minute));
    // 54 in a minute, zero 6⅔ s before the first sample.
    expect(values(engine, "increase(a[3m])", 2 * minute)[""]).toBeCloseTo(60, 9);
  });

  it("counts what was there before a reset once more", () => {
    const engine = engineOf(stored({ __name__: "a" }, [0, 10, 3, 5]));
    expect(values(engine, "increase(a[3m])", 3 * minute)).toEqual({ "": 15 });
    expect(values(engine, "resets(a[3m])", 3 * minute)).toEqual({ "": 1 });
    expect(values(engine, "delta(a[3m])", 3 * minute)).toEqual({ "": 5 });
  });

  it("gives no rate from a single sample", () => {
    expect(values(engineOf(stored({ __name__: "a" }, [1])), "rate(a[5m])", minute)).toEqual({});
  });
});

describe("sums", () => {
  it("keeps small figures beside large ones over time", () => {
    const engine = engineOf(stored({ __name__: "a" }, [1, 1e100, 1, -1e100]));
    expect(values(engine, "sum_over_time(a[5m])", 3 * minute)).toEqual({ "": 2 });
  });
});

describe("matching", () => {
  const engine = engineOf(
    stored({ __name__: "used", host: "n1", disk: "a" }, [1]),
    stored({ __name__: "used", host: "n1", disk: "b" }, [3]),
    stored({ __name__: "size", host: "n1", model: "x" }, [10]),
    stored({ __name__: "other", host: "n1" }, [4]),
  );

  it("copies labels from the one side and forgets the metric's name", () => {
    expect(engine.instant("used / on (host) group_left (model) size", 0)).toEqual({
      type: "vector",
      samples: [
        { labels: { host: "n1", disk: "a", model: "x" }, value: 0.1 },
        { labels: { host: "n1", disk: "b", model: "x" }, value: 0.3 },
      ],
    });
  });

  it("keeps the name in a filter and drops it in a bool comparison", () => {
    expect(values(engine, "other > 3", 0)).toEqual({ "n1,other": 4 });
    expect(values(engine, "other > bool 3", 0)).toEqual({ n1: 1 });
    expect(values(engine, "3 < other", 0)).toEqual({ "n1,other": 4 });
  });

  it.each([
    ["used + on (host) other", "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)"],
    ["other + on (host) used", /^found duplicate series for the match group \{host="n1"\} on the right hand-side/],
    ['abs({__name__=~"other|size",host="n1",model=""}) or label_replace(used, "disk", "", "disk", ".*")', "vector cannot contain metrics with the same labelset"],
  ])("refuses the ambiguous %s", (query, message) => {
    expect(() => engine.instant(query, 0)).toThrow(message);
  });
});

describe("results", () => {
  const engine = engineOf(stored({ __name__: "a", n: "2" }, [1, 2, 3]), stored({ __name__: "a", n: "1" }, [5, 4, 3]));

  it("returns the samples of a range selector at their own times", () => {
    expect(engine.instant('a{n="2"}[1m]', 2 * minute)).toEqual({
      type: "matrix", series: [{ labels: { __name__: "a", n: "2" }, points: [[minute, 2], [2 * minute, 3]] }],
    });
  });

  it("orders a range result by labels and leaves out steps without a value", () => {
    expect(engine.range("a < 4", 0, 2 * minute, minute).map((series) => [series.labels["n"], series.points.length])).toEqual([["1", 1], ["2", 3]]);
  });

  it("refuses a range vector as a range result", () => {
    expect(() => engine.range("a[5m]", 0, 1, 1)).toThrow('invalid expression type "range vector" for range query');
  });
});

describe("labels that become equal", () => {
  const sometimes = (name: string, odd: number): StoredSeries => ({ labels: { __name__: name, host: "n1" }, times: [odd * 10 * minute], values: [odd + 1] });
  const engine = engineOf(sometimes("a", 0), sometimes("b", 1), stored({ __name__: "base", host: "n1" }, Array.from({ length: 12 }, () => 10)));

  it("makes one series of two that are never there at once", () => {
    for (const query of ['0 + {__name__=~"a|b"}', 'abs({__name__=~"a|b"})', '({__name__=~"a|b"} + base) - base']) {
      expect(engine.range(query, 0, 10 * minute, 10 * minute)).toEqual([{ labels: { host: "n1" }, points: [[0, 1], [10 * minute, 2]] }]);
    }
    expect(engine.range('base - {__name__=~"a|b"}', 0, 10 * minute, 10 * minute)).toEqual([{ labels: { host: "n1" }, points: [[0, 9], [10 * minute, 8]] }]);
  });
});
