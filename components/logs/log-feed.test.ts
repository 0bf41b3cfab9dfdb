import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeNews, type LogLine, type LogNews } from "@/lib/model/log-stream";
import { CastorError } from "@/lib/model/problem";
import { startLogFeed, type FeedParts, type FeedState } from "./log-feed";

const at = (second: number, ns = 0) => `2026-11-21T13:00:${String(second).padStart(2, "0")}.${String(ns).padStart(9, "0")}Z`;
const begun = Date.parse("2026-11-21T14:00:00Z");

type Answer = (query: URLSearchParams) => { readonly pieces: readonly string[]; readonly breaks?: boolean; readonly stays?: boolean } | Error;

/** A feed whose connections are answered one after another; resolves when it stops or the last answer is read. */
function feed(answers: readonly Answer[], query: Partial<FeedParts["query"]> = {}) {
  const lines: string[] = [];
  const news: LogNews[] = [];
  const states: FeedState[] = [];
  const asked: URLSearchParams[] = [];
  const waits: number[] = [];
  let returns = 0;
  const over = new Promise<void>((resolve) => {
    startLogFeed({
      cluster: "pollux",
      namespace: "p47",
      query: { targets: [{ pod: "ioc-0", container: "app" }], follow: true, previous: false, tail: 100, ...query },
      places: new Map(),
      connect: async (path) => {
        const wanted = new URL(path, "http://x").searchParams;
        asked.push(wanted);
        const answer = answers[asked.length - 1]?.(wanted);
        if (answer === undefined) return new ReadableStream({ start: () => resolve() });
        if (answer instanceof Error) throw answer;
        return new ReadableStream({
          start(controller) {
            for (const piece of answer.pieces) controller.enqueue(new TextEncoder().encode(piece));
            if (answer.breaks === true) controller.error(new TypeError("network"));
            else if (answer.stays !== true) controller.close();
          },
        });
      },
      onLines: (found: readonly LogLine[]) => lines.push(...found.map(({ text }) => text)),
      onNews: (told) => news.push(told),
      onReturn: () => (returns += 1),
      onState: (state) => {
        states.push(state);
        if (state.status === "done" || state.status === "failed") resolve();
      },
      room: () => Promise.resolve(),
      now: () => begun,
      wait: (ms, signal) => (ms > 20_000 ? new Promise((done) => signal.addEventListener("abort", () => done())) : (waits.push(ms), Promise.resolve())),
    });
  });
  return { over, lines, news, states, asked, waits, returns: () => returns };
}

describe("after a break", () => {
  it("goes on where it was, without loss or repetition, and says that it was away", async () => {
    const found = feed([
      () => ({ pieces: [`+0\t{"pod":"ioc-0","container":"app"}\n0\t${at(1)}\tone\n0\t${at(2, 5)}\ttwo\n0\t${at(2, 5)}\ttwo\n0\t${at(2, 6)}\ttor`], breaks: false }),
      () => ({ pieces: [`0\t${at(1)}\tone\n0\t${at(2, 5)}\ttwo\n0\t${at(2, 5)}\ttwo\n0\t${at(2, 6)}\ttorn\n0\t${at(2, 5)}\tlate\n`, encodeNews({ kind: "done" })] }),
    ]);
    await found.over;
    expect(found.lines).toEqual(["one", "two", "two", "torn", "late"]);
    expect(found.asked[0]?.get("tail")).toBe("100");
    expect(found.asked[1]?.get("sinceTime")).toBe("2026-11-21T13:00:01Z");
    expect(found.states.map(({ status }) => status)).toEqual(["connecting", "live", "away", "live", "done"]);
    expect(found.returns()).toBe(1);
  });

  it("asks for the same time again of a container that has said nothing", async () => {
    const found = feed([() => ({ pieces: [] })], { since: 900 });
    await found.over;
    expect(found.asked.map((query) => query.get("sinceTime"))).toEqual([null, "2026-11-21T13:45:00Z"]);
  });

  it("wherever it breaks, and however often", async () => {
    const file = Array.from({ length: 30 }, (_, index) => ({ time: at(Math.floor(index / 7), index % 3), text: `line ${index}` }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(900), { maxLength: 5 }), async (cuts) => {
        const answer =
          (bytes: number | undefined): Answer =>
          (query) => {
            const from = query.get("sinceTime")?.replace("Z", ".000000000Z") ?? "";
            const whole = file.filter(({ time }) => time >= from).map(({ time, text }) => `0\t${time}\t${text}\n`).join("");
            return { pieces: [bytes === undefined ? whole + encodeNews({ kind: "done" }) : whole.slice(0, bytes)], breaks: bytes !== undefined && bytes % 2 === 1 };
          };
        const found = feed([...cuts.map(answer), answer(undefined)]);
        await found.over;
        expect(found.lines).toEqual(file.map(({ text }) => text));
      }),
      { seed: 5, numRuns: 150 },
    );
  });

  it("waits longer each time, and not for ever", async () => {
    const away: Answer = () => new CastorError("unreachable", "Castor does not answer.");
    const found = feed([away, away, away, away, away, away]);
    await found.over;
    expect(found.waits).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    expect(found.states.at(-2)).toEqual({ status: "away", since: begun, problem: { code: "unreachable", message: "Castor does not answer." } });
  });
});

it("does not try again what will be refused again", async () => {
  const found = feed([() => new CastorError("forbidden", "You may not.")]);
  await found.over;
  expect(found.states.at(-1)).toEqual({ status: "failed", problem: { code: "forbidden", message: "You may not." } });
  expect(found.asked).toHaveLength(1);
});

it("hands on news in its place, and leaves out the mark of a line that was seen", async () => {
  const found = feed([
    () => ({ pieces: [`0\t${at(1)}\tlong\n`, encodeNews({ kind: "cut", stream: 0, bytes: 5 })] }),
    () => ({ pieces: [`0\t${at(1)}\tlong\n`, encodeNews({ kind: "cut", stream: 0, bytes: 5 }), encodeNews({ kind: "alive", at: 1 }), encodeNews({ kind: "done" })] }),
  ]);
  await found.over;
  expect(found.news).toEqual([{ kind: "cut", stream: 0, bytes: 5 }]);
});
