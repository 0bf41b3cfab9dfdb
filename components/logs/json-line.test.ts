import { expect, it } from "vitest";
import { foldedText, jsonLine } from "./json-line";

it("says first what it is about, and leaves out what the row has already", () => {
  const line = jsonLine('{"time":"2026-11-21T13:58:31Z","level":"error","msg":"cannot write","file":"/data/x.h5","retries":3,"at":{"line":7}}');
  expect(line).toMatchObject({ level: 5, message: "cannot write", fields: [{ name: "file", value: "/data/x.h5" }, { name: "retries", value: "3" }, { name: "at", value: '{"line":7}' }] });
  expect(foldedText(line ?? { level: 0, message: undefined, fields: [], whole: "" })).toBe('error cannot write file=/data/x.h5 retries=3 at={"line":7}');
  expect(line?.whole).toContain('  "msg": "cannot write",\n');
});

it("knows pino's numbers and other names for the same", () => {
  expect(jsonLine('{"lvl":40,"message":"slow"}')).toMatchObject({ level: 4, message: "slow", fields: [] });
});

it.each(["{not json}", "[1,2]", "plain text", "{", '"text"', `{"x":"${"y".repeat(40_000)}"}`, ""])("leaves %j as it is", (text) => {
  expect(jsonLine(text)).toBeUndefined();
});

it("does not mistake what every object has for a field", () => {
  expect(jsonLine('{"a":1}')).toMatchObject({ message: undefined, level: 0, fields: [{ name: "a", value: "1" }] });
  expect(jsonLine('{"__proto__":{"msg":"x"},"constructor":1}')?.message).toBeUndefined();
});
