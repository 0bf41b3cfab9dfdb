import { expect, it } from "vitest";
import type { PanelCard } from "@/lib/model";
import { inColumns } from "./columns";
import { pageArgs } from "./page-args";

const panel = (id: string, view: string): PanelCard => ({ id, title: id, question: "?", view, args: [] });

it("balances the columns and keeps the order in each", () => {
  const columns = inColumns([panel("a", "grid"), panel("b", "ranking"), panel("c", "meters"), panel("d", "figures"), panel("e", "ranking"), panel("f", "figures")]);
  expect(columns.map((column) => column.map(({ id }) => id))).toEqual([
    ["a", "c", "f"],
    ["b", "d", "e"],
  ]);
});

it("has no empty column", () => {
  expect(inColumns([])).toEqual([]);
  expect(inColumns([panel("a", "grid")])).toHaveLength(1);
});

it("takes from an address only what can be a name", () => {
  expect(pageArgs({ namespace: "p47-beamline", statefulset: "bl47p-mo-ioc-01", other: "x" })).toEqual({ namespace: "p47-beamline", statefulset: "bl47p-mo-ioc-01" });
  expect(pageArgs({ namespace: "<script>", statefulset: ["a", "b"] })).toEqual({});
  expect(pageArgs({ namespace: "" })).toEqual({});
});
