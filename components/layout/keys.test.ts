import { beforeEach, describe, expect, it } from "vitest";
import { createKeys } from "./keys";
import { isAt } from "./places";

let time = 0;
let read = createKeys(() => time);
beforeEach(() => {
  time = 0;
  read = createKeys(() => time);
});

const press = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "altKey", boolean>> = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });

describe("the keyboard", () => {
  it("opens the palette with Ctrl-K and ⌘K, even while one types and without single keys", () => {
    expect(read(press("k", { ctrlKey: true }), true, false)).toEqual({ do: "palette" });
    expect(read(press("K", { metaKey: true }), false, true)).toEqual({ do: "palette" });
  });

  it("leaves single keys to the field in which one types", () => {
    for (const key of ["/", "?", "g"]) expect(read(press(key), true, true)).toBeUndefined();
  });

  it("does nothing on single keys that are switched off", () => {
    for (const key of ["/", "?"]) expect(read(press(key), false, false)).toBeUndefined();
  });

  it("goes places with g and a letter, in good time", () => {
    read(press("g"), false, true);
    time = 1_000;
    expect(read(press("n"), false, true)).toEqual({ do: "go", href: "/nodes" });
    expect(read(press("n"), false, true)).toBeUndefined();
    read(press("g"), false, true);
    time = 3_000;
    expect(read(press("h"), false, true)).toBeUndefined();
  });

  it("leaves the browser's own shortcuts alone", () => {
    expect(read(press("g", { ctrlKey: true }), false, true)).toBeUndefined();
    expect(read(press("/", { ctrlKey: true }), false, true)).toBeUndefined();
  });
});

it("counts a node's own page to Nodes", () => {
  const nodes = { title: "Nodes", href: "/nodes", key: "n" };
  const home = { title: "Home", href: "/", key: "h" };
  expect(isAt("/nodes", nodes)).toBe(true);
  expect(isAt("/clusters/pollux/nodes", nodes)).toBe(true);
  expect(isAt("/clusters/pollux/nodes/p47-srv-01", nodes)).toBe(true);
  expect(isAt("/clusters/pollux", nodes)).toBe(false);
  expect(isAt("/", home)).toBe(true);
  expect(isAt("/nodes", home)).toBe(false);
});
