import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TableColumn, TableRow } from "@/lib/model";
import { compareKeys, sortKey } from "./cell-order";
import { allColumns, shownColumns } from "./table-columns";
import { createOrder, filtered } from "./table-rows";

const defined = (name: string, priority = 0, format = ""): TableColumn => ({ name, type: "string", format, description: "", priority });
const columns = allColumns([defined("Name", 0, "name"), defined("Ready"), defined("Restarts"), defined("Memory"), defined("Age"), defined("Node", 1)], true);
const column = (id: string) => columns.find((each) => each.id === id) ?? columns[0]!;
const row = (name: string, cells: readonly (string | number | null)[] = [], more: Partial<TableRow> = {}): TableRow => ({ id: name, name, namespace: "p47", cells: [name, ...cells], ...more });
const tableOf = (...rows: readonly TableRow[]) => new Map(rows.map((each) => [each.id, each]));
const sorted = (rows: readonly TableRow[], by?: string, descending = false) => createOrder()(tableOf(...rows), by === undefined ? undefined : { column: column(by), descending }).map(({ name }) => name);

describe("order", () => {
  it("is by namespace and name, numbers as numbers, until somebody asks for another", () => {
    expect(sorted([row("ioc-10"), row("ioc-2"), row("a", [], { namespace: "zz" }), row("ioc-2", [], { id: "x", namespace: "a" })])).toEqual(["ioc-2", "ioc-2", "ioc-10", "a"]);
  });

  it.each([
    ["Restarts", ["10 (5m ago)", "9", "100 (2d ago)"], ["9", "10 (5m ago)", "100 (2d ago)"]],
    ["Memory", ["1Gi", "900Mi", "10Ki", "2G"], ["10Ki", "900Mi", "1Gi", "2G"]],
    ["Ready", ["2/2", "0/1", "1/2", "1/1"], ["0/1", "1/2", "1/1", "2/2"]],
    ["Restarts", ["<none>", "3", "", "1"], ["1", "3", "<none>", ""]],
  ])("of %s is what a person means", (by, cells, expected) => {
    const index = columns.findIndex(({ id }) => id === by) - 1;
    const rows = cells.map((cell, place) => row(`r${place}`, Array.from({ length: 6 }, (_, at) => (at + 1 === index ? cell : null))));
    const names = sorted(rows, by);
    expect(names.map((name) => rows.find((each) => each.name === name)?.cells[index])).toEqual(expected);
  });

  it("of ages is by the moment of creation, youngest first, whatever the words say", () => {
    expect(sorted([row("old", [], { created: 1 }), row("young", [], { created: 3 }), row("middle", [], { created: 2 })], "Age")).toEqual(["young", "middle", "old"]);
  });

  it("keeps what is empty last in either direction", () => {
    const rows = [row("none", [null, null]), row("three", [null, "3"]), row("one", [null, "1"])];
    expect(sorted(rows, "Restarts")).toEqual(["one", "three", "none"]);
    expect(sorted(rows, "Restarts", true)).toEqual(["three", "one", "none"]);
  });

  it("after any change is the same as ordering anew", () => {
    const some = fc.array(fc.record({ name: fc.constantFrom("a1", "a2", "a10", "b", "c", "d", "e"), restarts: fc.integer({ min: 0, max: 3 }) }), { maxLength: 7 });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 5 }), fc.boolean(), (tables, descending) => {
        const order = createOrder();
        const by = { column: column("Restarts"), descending };
        for (const each of tables) {
          const rows = tableOf(...each.map(({ name, restarts }) => row(name, [null, restarts])));
          expect(order(rows, by)).toEqual(createOrder()(rows, by));
        }
      }),
    );
  });
});

it("stands still while somebody is about to click, and catches up afterwards", () => {
  const order = createOrder();
  const by = { column: column("Restarts"), descending: true };
  const restarts = (counts: Readonly<Record<string, number>>) => tableOf(...Object.entries(counts).map(([name, count]) => row(name, [null, count])));
  const seen = (counts: Readonly<Record<string, number>>, held: boolean) => order(restarts(counts), by, held).map(({ name, cells }) => `${name}${String(cells[2])}`);
  expect(seen({ a: 3, b: 2, c: 1 }, true)).toEqual(["a3", "b2", "c1"]);
  expect(seen({ a: 3, c: 9, d: 5 }, true)).toEqual(["a3", "c9", "d5"]);
  expect(seen({ a: 3, c: 9, d: 5 }, false)).toEqual(["c9", "d5", "a3"]);
});

describe("comparing cells", () => {
  it("is an order: antisymmetric and transitive, whatever the cells are", () => {
    const cell = fc.oneof(fc.constantFrom("1/2", "0/0", "10Gi", "5m", "<none>", "3 (1h ago)", "abc", "abc2", "80%", ""), fc.integer(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(cell, cell, cell, fc.boolean(), (a, b, c, descending) => {
        const compare = (x: typeof a, y: typeof a) => Math.sign(compareKeys(sortKey(x), sortKey(y), descending));
        expect(compare(a, b) + compare(b, a)).toBe(0);
        if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it("knows minutes from thousandths by the column", () => {
    expect(sortKey("5m", true)).toBe(300);
    expect(sortKey("5m")).toBe(0.005);
    expect(sortKey("2d3h", true)).toBe(183_600);
  });
});

it("keeps rows that have every word in their name, namespace or cells", () => {
  const rows = [row("blueapi-1", ["Running"]), row("blueapi-2", ["Pending"]), row("ioc", ["Running"], { namespace: "p48" })];
  expect(filtered(rows, "BLUE pend").map(({ name }) => name)).toEqual(["blueapi-2"]);
  expect(filtered(rows, "p48").map(({ name }) => name)).toEqual(["ioc"]);
  expect(filtered(rows, "  ")).toBe(rows);
});

it("shows kubectl's columns; the wide ones by choice, the name always", () => {
  const ids = (wide: boolean, hidden: readonly string[] = []) => shownColumns(columns, { wide, hidden }).map(({ id }) => id);
  expect(ids(false)).toEqual(["Namespace", "Name", "Ready", "Restarts", "Memory", "Age"]);
  expect(ids(true)).toContain("Node");
  expect(ids(false, ["Ready", "Name"])).toEqual(["Namespace", "Name", "Restarts", "Memory", "Age"]);
});

it("tells columns of the same name apart", () => {
  expect(allColumns([defined("Name", 0, "name"), defined("Age"), defined("Age")], false).map(({ id }) => id)).toEqual(["Name", "Age", "Age 2"]);
});
