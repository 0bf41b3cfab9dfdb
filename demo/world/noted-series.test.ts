import { describe, expect, it } from "vitest";
import { exists } from "./metrics/family";
import { notedSeries } from "./noted-series";

const at = (labels: Record<string, string>, moment: number, noted: ReturnType<typeof notedSeries>) => noted.points("m").filter((point) => exists(point, moment) && Object.entries(labels).every(([name, value]) => point.labels[name] === value)).map((point) => point.value(moment));

describe("series that are noted as they change", () => {
  it("have the value of their moment, end, and begin again", () => {
    const noted = notedSeries();
    noted.note("m", { a: "1" }, 5, -Infinity);
    noted.note("m", { a: "1" }, 7, 100);
    noted.end("m", { a: "1" }, 200);
    noted.note("m", { a: "1" }, 9, 300);
    expect([50, 100, 199, 200, 299, 300].map((moment) => at({ a: "1" }, moment, noted))).toEqual([[5], [7], [7], [], [], [9]]);
  });

  it("are forgotten in the end, once they are over, and never while they last", () => {
    const noted = notedSeries();
    noted.note("m", { a: "stays" }, 1, 0);
    for (let n = 0; n < 9_000; n++) {
      noted.note("m", { a: String(n) }, 1, n);
      noted.end("m", { a: String(n) }, n + 1);
    }
    expect(noted.points("m").length).toBeLessThan(4_100);
    expect(at({ a: "stays" }, 10_000, noted)).toEqual([1]);
    expect(at({ a: "8999" }, 8_999, noted)).toEqual([1]);
  });
});
