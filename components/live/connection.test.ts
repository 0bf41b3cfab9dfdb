// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { connectTab } from "./connection";
import type { ToEngine, ToTab } from "./message";

class FakeWorker {
  static made: FakeWorker[] = [];
  readonly sent: ToEngine[] = [];
  onerror: (() => void) | undefined;
  readonly port = {
    onmessage: undefined as ((event: { data: ToTab }) => void) | undefined,
    postMessage: (message: ToEngine) => this.sent.push(message),
    close: () => undefined,
  };

  constructor(
    readonly url: URL,
    readonly options: { name: string },
  ) {
    FakeWorker.made.push(this);
  }
}

const asked: string[] = [];

beforeEach(() => {
  FakeWorker.made = [];
  asked.length = 0;
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return new Promise(() => undefined);
  });
});

afterEach(() => vi.unstubAllGlobals());

/** A tab that follows one topic. */
function connect() {
  const got: ToTab[] = [];
  const send = connectTab((message) => {
    got.push(message);
    if (message.kind === "who") send({ kind: "topics", topics: ["nodes/pollux"], awake: true });
  });
  send({ kind: "topics", topics: ["nodes/pollux"] });
  return got;
}

it("speaks with the one worker of the browser, and says goodbye", () => {
  vi.stubGlobal("SharedWorker", FakeWorker);
  const got = connect();
  const [worker] = FakeWorker.made;
  expect(worker?.options.name).toBe("castor-live");
  worker?.port.onmessage?.({ data: { kind: "status", status: "live" } });
  expect(got).toEqual([{ kind: "status", status: "live" }]);
  dispatchEvent(new Event("pagehide"));
  expect(worker?.sent).toEqual([{ kind: "topics", topics: ["nodes/pollux"] }, { kind: "bye" }]);
  dispatchEvent(new Event("online"));
  expect(worker?.sent.at(-1)).toEqual({ kind: "topics", topics: ["nodes/pollux"], awake: true });
});

it("opens a stream of its own where the worker does not start", async () => {
  vi.stubGlobal("SharedWorker", FakeWorker);
  connect();
  FakeWorker.made[0]?.onerror?.();
  await vi.waitFor(() => expect(asked).toEqual(["/api/stream?topic=nodes%2Fpollux"]));
});

it("opens a stream of its own where there are neither workers nor locks", async () => {
  vi.stubGlobal("SharedWorker", undefined);
  connect();
  await vi.waitFor(() => expect(asked).toEqual(["/api/stream?topic=nodes%2Fpollux"]));
});
