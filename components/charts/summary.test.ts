import { expect, it } from "vitest";
import { gistSentence } from "./summary";

const at = new Date();
at.setHours(14, 2, 0, 0);
const base = { title: "CPU by mode", unit: "cores" as const, current: 12.4, peak: 10.1, peakAt: at.getTime(), peakLine: "user" };

it("says what a chart shows in one sentence", () => {
  expect(gistSentence(base)).toMatch(/^CPU by mode: 12\.4 cores now; highest user, 10\.1 cores at 14:02( on .+)?\.$/);
  const { peakLine: _, ...single } = base;
  expect(gistSentence({ ...single, title: "Load", unit: "tasks" })).toContain("Load: 12.4 now; highest 10.1 at 14:02");
});

it("says so where nothing is known", () => {
  expect(gistSentence({ ...base, current: NaN, peakAt: NaN })).toBe("CPU by mode: no data in this range.");
  expect(gistSentence({ ...base, current: NaN })).toContain("no current value; highest user");
});
