import { expect, it } from "vitest";
import { chooseLines, inOrder } from "./lines";

const heights = (values: Record<string, number>) => new Map(Object.entries(values));

it("draws few lines all, in their order, with the first colours", () => {
  expect(chooseLines(["user", "system"], heights({ system: 9 }), "cores")).toMatchObject([
    { id: "user", colour: 0 },
    { id: "system", colour: 1 },
  ]);
});

it("draws the highest of many and adds the others up, where they can be added", () => {
  const ids = Array.from({ length: 20 }, (_, i) => `eth${i}`);
  const high = heights(Object.fromEntries(ids.map((id, i) => [id, i])));
  const lines = chooseLines(ids, high, "bytes/s");
  expect(lines.map(({ label }) => label)).toEqual(["eth15", "eth16", "eth17", "eth18", "eth19", "15 others"]);
  expect(lines.at(-1)).toMatchObject({ combine: "sum", members: ids.slice(0, 15) });
  expect(chooseLines(ids, high, "celsius").at(-1)).toMatchObject({ combine: "max", label: "highest of 15 others" });
  expect(new Set(lines.map(({ colour }) => colour)).size).toBe(6);
});

it("keeps a line's colour and place while another is only a little higher", () => {
  const ids = ["a", "b", "c", "d", "e", "f", "g"];
  const first = chooseLines(ids, heights({ a: 10, b: 10, c: 10, d: 10, e: 10, f: 1, g: 1 }), "bytes/s");
  const close = chooseLines(ids, heights({ a: 10, b: 10, c: 10, d: 10, e: 10, f: 11, g: 1 }), "bytes/s", first);
  expect(close).toEqual(first);
  const taken = chooseLines(ids, heights({ a: 10, b: 10, c: 10, d: 10, e: 5, f: 20, g: 1 }), "bytes/s", first);
  expect(taken.find(({ id }) => id === "a")?.colour).toBe(first.find(({ id }) => id === "a")?.colour);
  expect(taken.map(({ id }) => id)).toContain("f");
});

it("orders names as people count, the preferred first", () => {
  expect(inOrder(["eth10", "eth2", "bond0"], [])).toEqual(["bond0", "eth2", "eth10"]);
  expect(inOrder(["iowait", "system", "user", "irq"], ["user", "system"])).toEqual(["user", "system", "iowait", "irq"]);
});
