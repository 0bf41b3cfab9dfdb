import { expect, it } from "vitest";
import { changeTable, emptyTable, wholeTable, type TableChange, type TableColumn } from "./object-table";

const columns: readonly TableColumn[] = [{ name: "Name", type: "string", format: "name", description: "", priority: 0 }];
const row = (id: string, cell = id) => ({ id, name: id, cells: [cell] });
const after = (...changes: readonly TableChange[]) => changes.reduce(changeTable, emptyTable);
const ids = (...changes: readonly TableChange[]) => [...after(...changes).rows.keys()];

it("adds changes up: rows join or replace, others leave", () => {
  const table = after({ columns, rows: [row("a"), row("b")], gone: [] }, { rows: [row("a", "new"), row("c")], gone: ["b"] });
  expect([...table.rows.values()].map(({ cells }) => cells[0])).toEqual(["new", "c"]);
  expect(table.complete).toBe(true);
});

it("keeps what was in sight while a list is read anew, and drops what that list no longer has", () => {
  const before: TableChange = { columns, rows: [row("a"), row("b"), row("c")], gone: [] };
  const firstPage: TableChange = { columns, rows: [row("a")], gone: [], more: true };
  expect(ids(before, firstPage)).toEqual(["a", "b", "c"]);
  expect(ids(before, firstPage, { rows: [row("c")], gone: [] })).toEqual(["a", "c"]);
});

it("tells newcomers only what the new list is sure of", () => {
  const table = after({ columns, rows: [row("a"), row("b")], gone: [] }, { columns, rows: [row("b")], gone: [], more: true });
  expect(wholeTable(table)).toEqual({ columns, rows: [row("b")], gone: [], more: true });
  expect(changeTable(emptyTable, wholeTable(after({ columns, rows: [row("a")], gone: [] })))).toEqual(after({ columns, rows: [row("a")], gone: [] }));
});

it("begins empty where the columns have changed: old cells mean something else", () => {
  const other = [{ ...columns[0], name: "Kind" } as TableColumn];
  expect(ids({ columns, rows: [row("a")], gone: [] }, { columns: other, rows: [row("b")], gone: [], more: true })).toEqual(["b"]);
});
