import { expect, it } from "vitest";
import { compacted, foldFrame } from "./fold";
import type { Frame } from "./frame";
import type { ObjectTable, TableChange, TableColumn } from "./object-table";
import type { PanelState } from "./panel-state";

const columns: readonly TableColumn[] = [{ name: "Name", type: "string", format: "name", description: "", priority: 0 }];
const row = (id: string, ready = "1/1") => ({ id, name: id, cells: [id, ready] });
const frame = (at: number, value: TableChange): Frame => ({ topic: "watch/pollux/core/v1/pods", at, every: 10_000, value });
const after = (frames: readonly Frame[]) => frames.reduce<PanelState<unknown>>(foldFrame, { status: "loading" });
const tableOf = (state: PanelState<unknown>) => (state as { value: ObjectTable }).value;

const frames = [
  frame(1, { columns, rows: [row("a"), row("b")], gone: [], more: true }),
  frame(2, { rows: [row("c")], gone: [] }),
  frame(3, { rows: [row("a", "0/1")], gone: ["b"] }),
];

it("adds up what a watch tells", () => {
  const { rows, complete } = tableOf(after(frames));
  expect([...rows.values()].map(({ cells }) => cells.join(" "))).toEqual(["a 0/1", "c 1/1"]);
  expect(complete).toBe(true);
});

it("takes a sign of life for what it is: the same table, newer, and no more complete than before", () => {
  const [first] = frames;
  const before = after(first === undefined ? [] : [first]);
  const alive = foldFrame(before, frame(9, { rows: [], gone: [], beat: true }));
  expect(tableOf(alive)).toBe(tableOf(before));
  expect(tableOf(alive).complete).toBe(false);
  expect(alive).toMatchObject({ status: "ok", at: 9 });
});

it("says the same in fewer frames, with the problem that came last", () => {
  const broken: Frame = { topic: "watch/pollux/core/v1/pods", at: 4, every: 10_000, problem: { code: "unreachable", message: "Gone." } };
  const fewer = compacted([...frames, broken]);
  expect(fewer).toHaveLength(2);
  expect(tableOf(after(fewer))).toEqual(tableOf(after(frames)));
  expect(after(fewer)).toMatchObject({ status: "stale", problem: { code: "unreachable" } });
});
