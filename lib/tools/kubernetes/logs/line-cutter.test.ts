import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLogDecoder, type LogLine, type LogNews } from "@/lib/model/log-stream";
import { createLineCutter } from "./line-cutter";

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** What the browser reads of what the node wrote. */
function travelled(output: Buffer, pieces: readonly number[] = [65_536]): { readonly lines: LogLine[]; readonly news: LogNews[] } {
  const lines: LogLine[] = [];
  const news: LogNews[] = [];
  const decoder = createLogDecoder((line) => lines.push(line), (told) => news.push(told));
  const cutter = createLineCutter(3);
  for (let at = 0, turn = 0; at < output.length; turn += 1) {
    const size = pieces[turn % pieces.length] ?? 1;
    for (const { bytes } of cutter.cut(output.subarray(at, at + size))) decoder.push(bytes);
    at += size;
  }
  for (const { bytes } of cutter.end()) decoder.push(bytes);
  return { lines, news };
}

const time = "2026-11-21T13:58:31.123456789Z";

it("brings any bytes through, in whatever pieces", () => {
  const text = fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 10)));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 5 }), (texts, pieces) => {
      const { lines, news } = travelled(Buffer.concat(texts.flatMap((bytes) => [Buffer.from(`${time} `), bytes, Buffer.from("\n")])), pieces);
      expect(news).toEqual([]);
      expect(lines).toEqual(texts.map((bytes) => ({ stream: 3, time, text: utf8.decode(bytes) })));
    }),
    { seed: 20, numRuns: 500 },
  );
});

describe("times", () => {
  it.each([
    ["2026-11-21T13:58:31.5Z hello", "2026-11-21T13:58:31.500000000Z", "hello"],
    ["2026-11-21T13:58:31Z hello", "2026-11-21T13:58:31.000000000Z", "hello"],
    ["2026-11-21T14:58:31.123456789+01:00 hello", time, "hello"],
    ["2026-11-21T13:58:31.123456789Z ", time, ""],
    ["2026-11-21T13:58:31.123456789Z", time, ""],
    ["2026-11-21T13:58:31.123456789Z  two spaces", time, " two spaces"],
    ["unable to retrieve container logs", "", "unable to retrieve container logs"],
    ["2026-13-41T99:58:31+01:00 not a time", "", "2026-13-41T99:58:31+01:00 not a time"],
    ["", "", ""],
  ])("of %j are in UTC with nine digits", (line, expected, text) => {
    expect(travelled(Buffer.from(`${line}\n`)).lines).toEqual([{ stream: 3, time: expected, text }]);
  });
});

describe("a line without end", () => {
  it("is cut and says by how much, at a whole character", () => {
    const { lines, news } = travelled(Buffer.from(`${time} ${"ä".repeat(524_288)}\n${time} next\n`), [1_000, 70_000]);
    expect(lines.map(({ text }) => text)).toEqual(["ä".repeat(32_768), "next"]);
    expect(news).toEqual([{ kind: "cut", stream: 3, bytes: 1_048_576 - 65_536 }]);
    const odd = travelled(Buffer.from(`${time} x${"ä".repeat(40_000)}\n`));
    expect(odd.lines[0]?.text).toBe(`x${"ä".repeat(32_767)}`);
    expect(odd.news).toEqual([{ kind: "cut", stream: 3, bytes: 80_001 - 65_535 }]);
  });

  it("of exactly the longest length is whole", () => {
    const { lines, news } = travelled(Buffer.from(`${time} ${"x".repeat(65_536)}\n`), [999]);
    expect(lines[0]?.text).toHaveLength(65_536);
    expect(news).toEqual([]);
  });

  it("or without a newline is still read", () => {
    expect(travelled(Buffer.from(`${time} whole\n${time} torn`), [7]).lines.map(({ text }) => text)).toEqual(["whole", "torn"]);
  });
});
