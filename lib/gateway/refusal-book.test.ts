import { expect, it } from "vitest";
import { createRefusalBook } from "./refusal-book";

it("counts every refusal, keeps the newest fifty, and writes a line of the log for each", () => {
  const lines: object[] = [];
  let clock = 0;
  const book = createRefusalBook({ log: { warn: (fields) => void lines.push(fields) }, now: () => (clock += 1) });
  for (let n = 0; n < 70; n += 1) book.tell({ reason: "read-only", place: "prometheus-pollux", sentence: `No ${n}.`, person: "Pat", from: "192.0.2.7", method: "POST", path: "/-/reload" });
  book.tell({ reason: "ticket", place: "tickets", sentence: "No.", from: "192.0.2.8" });
  const { since, counts, recent } = book.report();
  expect(since).toBe(1);
  expect(counts).toEqual([
    { place: "prometheus-pollux", reason: "read-only", count: 70 },
    { place: "tickets", reason: "ticket", count: 1 },
  ]);
  expect(book.counts()).toEqual(counts);
  expect(recent).toHaveLength(50);
  expect(recent[0]).toEqual({ at: 72, place: "tickets", reason: "ticket", sentence: "No.", from: "192.0.2.8" });
  expect(recent[49]?.sentence).toBe("No 21.");
  expect(lines).toHaveLength(71);
  expect(lines[0]).toEqual({ reason: "read-only", place: "prometheus-pollux", sentence: "No 0.", person: "Pat", from: "192.0.2.7", method: "POST", path: "/-/reload" });
});

it("writes no query and no fragment, whoever forgot to take it off", () => {
  const lines: object[] = [];
  createRefusalBook({ log: { warn: (fields) => void lines.push(fields) }, now: () => 0 }).tell({ reason: "ticket", place: "tickets", sentence: "No.", from: "", path: "/.castor/enter?ticket=secret#x" });
  expect(lines).toMatchObject([{ path: "/.castor/enter" }]);
});
