import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createBoard, type Paintable } from "./board";
import { moved } from "./chart-cursor";
import type { Plot } from "./plot";

let frames: (() => void)[] = [];
let now = 1_000_000;
const next = () => {
  const due = frames;
  frames = [];
  for (const frame of due) frame();
};
beforeEach(() => {
  frames = [];
  now = 1_000_000;
  vi.stubGlobal("requestAnimationFrame", (call: () => void) => frames.push(call));
});
afterEach(() => vi.unstubAllGlobals());

const chart = (visible = true) => ({ visible, paint: vi.fn<Paintable["paint"]>(), paintCursor: vi.fn<Paintable["paintCursor"]>() });

it("paints all charts in one animation frame, whatever asked for it", () => {
  const board = createBoard(() => now, "15m");
  const charts = [chart(), chart()];
  for (const one of charts) board.add(one);
  next();
  now += 1000;
  board.invalidate();
  board.cursor.set(5000);
  board.invalidate();
  expect(frames).toHaveLength(1);
  next();
  expect(charts.map(({ paint }) => paint.mock.calls.length)).toEqual([2, 2]);
  expect(charts[0]?.paint.mock.lastCall?.[0]).toEqual({ range: "15m", from: now - 900_000, to: now });
});

it("moves the cursor of all charts without painting their lines", () => {
  const board = createBoard(() => now, "15m");
  const charts = [chart(), chart()];
  for (const one of charts) board.add(one);
  next();
  board.cursor.set(60_000);
  next();
  expect(charts.map(({ paint, paintCursor }) => [paint.mock.calls.length, paintCursor.mock.calls.length])).toEqual([
    [1, 1],
    [1, 1],
  ]);
});

it("does not paint what is off screen, and paints it when it comes into sight", () => {
  const board = createBoard(() => now, "15m");
  const hidden = chart(false);
  board.add(hidden);
  next();
  expect(hidden.paint).not.toHaveBeenCalled();
  hidden.visible = true;
  board.invalidateOne(hidden);
  next();
  expect(hidden.paint).toHaveBeenCalledTimes(1);
});

it("stands still while paused, whatever comes in, and catches up on resuming", () => {
  const board = createBoard(() => now, "15m");
  const one = chart();
  board.add(one);
  next();
  board.pause(true);
  next();
  const held = one.paint.mock.lastCall?.[0];
  for (let i = 0; i < 5; i += 1) {
    now += 1000;
    board.invalidate();
  }
  expect(frames).toHaveLength(0);
  board.setRange("1h");
  next();
  expect(one.paint.mock.lastCall?.[0].to).toBe(held?.to);
  board.pause(false);
  next();
  expect(one.paint.mock.lastCall?.[0].to).toBe(now);
});

it("lets arrow keys walk along time and jump between events, and stay within the range", () => {
  const board = createBoard(() => now, "15m");
  const plot = { marks: [{ at: now - 100_000 }, { at: now - 400_000 }] } as unknown as Plot;
  expect(moved("ArrowRight", false, board, plot)).toBe(0);
  expect(moved("ArrowLeft", false, board, plot)).toBe(5000);
  expect(moved("Home", false, board, plot)).toBe(900_000);
  board.cursor.set(100_000);
  expect(moved("ArrowLeft", true, board, plot)).toBe(400_000);
  board.cursor.set(400_000);
  expect(moved("ArrowLeft", true, board, plot)).toBe(400_000);
  expect(moved("ArrowRight", true, board, plot)).toBe(100_000);
  expect(moved("Escape", false, board, plot)).toBe("away");
  expect(moved("p", false, board, plot)).toBeUndefined();
});
