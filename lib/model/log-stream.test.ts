import fc from "fast-check";
import { expect, it } from "vitest";
import { createLogDecoder, encodeNews, type LogLine, type LogNews } from "./log-stream";

const seed = { seed: 47, numRuns: 300 };

/** Cuts bytes into pieces of the given sizes. */
function inPieces(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}

function decode(pieces: readonly Uint8Array[]): (LogLine | LogNews)[] {
  const found: (LogLine | LogNews)[] = [];
  const decoder = createLogDecoder((line) => found.push(line), (news) => found.push(news));
  for (const piece of pieces) decoder.push(piece);
  return found;
}

const news: fc.Arbitrary<LogNews> = fc.oneof(
  fc.record({ kind: fc.constant("begin" as const), stream: fc.nat(19), pod: fc.string(), container: fc.string({ unit: "grapheme" }) }),
  fc.record({ kind: fc.constant("end" as const), stream: fc.nat(19), message: fc.string({ unit: "grapheme" }), final: fc.boolean() }),
  fc.record({
    kind: fc.constant("problem" as const),
    stream: fc.nat(19),
    problem: fc.record({ code: fc.constantFrom("forbidden" as const, "unreachable" as const), message: fc.string(), again: fc.boolean(), waiting: fc.boolean() }),
  }),
  fc.record({ kind: fc.constant("cut" as const), stream: fc.nat(19), bytes: fc.nat() }),
  fc.record({ kind: fc.constant("alive" as const), at: fc.nat() }),
  fc.constant({ kind: "done" as const }),
);

it("brings back news as it was told, in whatever pieces it arrives", () => {
  fc.assert(
    fc.property(fc.array(news, { maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (told, sizes) => {
      expect(decode(inPieces(Buffer.from(told.map(encodeNews).join("")), sizes))).toEqual(told);
    }),
    seed,
  );
});

it("keeps a container's bytes in their line: nothing written there is taken for news, or for another line", () => {
  const text = fc.uint8Array({ maxLength: 60 }).map((bytes) => bytes.filter((byte) => byte !== 10));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 10 }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (texts, sizes) => {
      const whole = Buffer.concat(texts.flatMap((bytes, index) => [Buffer.from(`${index}\t2026-11-21T13:58:31.000000000Z\t`), bytes, Buffer.from("\n")]));
      const found = decode(inPieces(whole, sizes)) as LogLine[];
      expect(found.map(({ stream }) => stream)).toEqual(texts.map((_, index) => index));
      expect(found.map(({ text: read }) => read)).toEqual(texts.map((bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)));
    }),
    seed,
  );
});

it("passes over news of a later version, and lines that are none", () => {
  expect(decode([Buffer.from('?0\t{"new":1}\n0 no tabs\n1\t\ttext\n')])).toEqual([{ stream: 1, time: "", text: "text" }]);
});
