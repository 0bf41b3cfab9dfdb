import { expect, it } from "vitest";
import { createScaler, scaleFor, shrinkAfter } from "./scale";

const ticks = (...args: Parameters<typeof scaleFor>) => {
  const scale = scaleFor(...args);
  return [...scale.ticks.map((tick) => scale.label(tick)), scale.unitName];
};

it("writes all ticks of an axis in one unit, in figures a person would choose", () => {
  expect(ticks(437e6, "bytes/s")).toEqual(["0", "200", "400", "600", "MB/s"]);
  expect(ticks(8e6, "bytes/s")).toEqual(["0", "2.5", "5", "7.5", "10", "MB/s"]);
  expect(ticks(0, "bytes/s").at(-1)).toBe("kB/s");
  expect(ticks(90 * 2 ** 30, "bytes", 251 * 2 ** 30)).toEqual(["0", "64", "128", "192", "256", "GiB"]);
  expect(ticks(0.034, "fraction")).toEqual(["0", "1", "2", "3", "4", "%"]);
  expect(ticks(47, "celsius")).toEqual(["0", "20", "40", "60", "°C"]);
});

it("keeps the natural top, so that saturation is seen, and goes beyond it only when values do", () => {
  expect(ticks(12.4, "cores", 32)).toEqual(["0", "16", "32", "cores"]);
  expect(ticks(0.2, "fraction", 1)).toEqual(["0", "50", "100", "%"]);
  expect(scaleFor(40, "cores", 32).top).toBeGreaterThanOrEqual(40);
});

it("reaches below zero where values do, with zero as a tick", () => {
  const low = (peak: number, unit: Parameters<typeof scaleFor>[1], least: number) => {
    const { ticks: all, bottom, top, label } = scaleFor(peak, unit, undefined, least);
    return [bottom, top, all.map(label)];
  };
  expect(low(2, "number", -3)).toEqual([-4, 2, ["-4", "-2", "0", "2"]]);
  expect(low(0, "number", -0.07)[2]).toEqual(["-0.075", "-0.05", "-0.025", "0"]);
  expect(low(0.05, "fraction", -0.5)[2]).toEqual(["-60", "-40", "-20", "0", "20"]);
});

it("grows at once and shrinks only after a calm while", () => {
  const scaler = createScaler("bytes/s");
  const calm = scaler(10e6, undefined, 0);
  const burst = scaler(400e6, undefined, 1000);
  expect(burst.top).toBeGreaterThanOrEqual(400e6);
  expect(scaler(10e6, undefined, 2000)).toBe(burst);
  expect(scaler(390e6, undefined, 3000 + shrinkAfter)).toBe(burst);
  expect(scaler(10e6, undefined, 4000 + shrinkAfter)).toBe(burst);
  expect(scaler(10e6, undefined, 5000 + 2 * shrinkAfter).top).toBe(calm.top);
});

it("does not step for values that stay within the axis", () => {
  const scaler = createScaler("tasks");
  const first = scaler(18, undefined, 0);
  for (let at = 0; at < 300_000; at += 1000) expect(scaler(15 + (at % 4000) / 1000, undefined, at)).toBe(first);
});
