import { expect, it } from "vitest";
import { readJsonPath } from "./json-path";

const object = { spec: { a: [{ type: "x", status: "1" }, { type: "y", status: "2" }], "b.c": 3 }, metadata: { labels: { "app.io/name": "n" } } };

it.each([
  [".spec.a[0].status", ["1"]],
  [".spec.a[-1].type", ["y"]],
  [".spec.a[*].type", ["x", "y"]],
  ['.spec.a[?(@.type=="y")].status', ["2"]],
  [".spec.b\\.c", [3]],
  [".metadata.labels['app.io/name']", ["n"]],
  [".spec.none.deeper", []],
  [".constructor", []],
  ["{.spec.a[1].type}", ["y"]],
  [".spec[unreadable", []],
])("%s", (path, expected) => {
  expect(readJsonPath(path)(object)).toEqual(expected);
});
