import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEngine } from "./engine";
import { difference, engineAnswer } from "./oracle/comparison";
import { generateQueries } from "./oracle/query-generator";
import { hasPrometheus, type RealPrometheus, startPrometheus } from "./oracle/real-prometheus";
import { storedSource } from "./oracle/stored-source";
import { dataLength, dataStart, scrapeInterval, testData } from "./oracle/test-data";
import { signatures } from "./signatures";

const present = hasPrometheus();
if (!present) console.warn("SKIPPED: PromQL against a real Prometheus, because prometheus and promtool are not installed");

const source = storedSource(testData(), scrapeInterval);
const engine = createEngine({ source });
/** Late enough that offsets of an hour have data; one grid is aligned with nothing, the other crosses the gaps. */
const instants = [dataStart + 5_400_000, dataStart + 3_600_000 + 7];
const ranges = [
  { start: dataStart + 4_000_000, end: dataStart + 7_000_000, step: 47_000 },
  { start: dataStart + 600_000, end: dataStart + dataLength + 900_000, step: 613_000 },
];
const queries = generateQueries(450, 47, instants[0] as number);
const ordered = ["sort(temp)", "sort_desc(level)", 'sort(odd{kind!="mixed"})', 'sort_desc(odd{kind!="mixed"})', "topk(3, temp)", "bottomk(4, level)", "sort(-sum by (room) (temp))"];

describe.skipIf(!present)("the demo's PromQL beside a real Prometheus with the same samples", () => {
  let real: RealPrometheus;
  beforeAll(async () => {
    real = await startPrometheus(source, dataStart - 1, dataStart + dataLength + scrapeInterval);
  });
  afterAll(() => real?.stop());

  it("generates every function and operator it supports", () => {
    const text = queries.join("\n");
    const words = [...signatures.keys(), "and", "or", "unless", "topk", "bottomk", "quantile", "count_values", "group_left", "group_right", "bool", "offset", "@ start()", "@ end()"];
    const lacking = words.filter((word) => !new RegExp(`(?<![\\w])${word.replace(/[()]/g, "\\$&")}(?!\\w)`).test(text));
    expect(lacking).toEqual([]);
  });

  it.each(instants)("answers every instant query alike at %i", async (at) => {
    const wrong: string[] = [];
    for (const query of queries) {
      const theirs = await real.get("/api/v1/query", { query, time: String(at / 1000) });
      const found = difference(engineAnswer(() => engine.instant(query, at), at), theirs);
      if (found) wrong.push(`${query}\n    ${found}`);
    }
    expect(wrong).toEqual([]);
  });

  it("returns sorted and ranked elements in the same order", async () => {
    const at = instants[0] as number;
    for (const query of ordered) {
      const theirs = (await real.get("/api/v1/query", { query, time: String(at / 1000) })) as { data: { result: { metric: object }[] } };
      const ours = engine.instant(query, at);
      expect(ours.type === "vector" && ours.samples.map((sample) => sample.labels)).toEqual(theirs.data.result.map((sample) => sample.metric));
    }
  });

  it.each(ranges)("answers every range query alike from $start at $step ms", async ({ start, end, step }) => {
    const wrong: string[] = [];
    for (const query of queries) {
      const theirs = await real.get("/api/v1/query_range", { query, start: String(start / 1000), end: String(end / 1000), step: String(step / 1000) });
      const found = difference(engineAnswer(() => ({ type: "matrix", series: engine.range(query, start, end, step) }), end), theirs);
      if (found) wrong.push(`${query}\n    ${found}`);
    }
    expect(wrong).toEqual([]);
  });
});
