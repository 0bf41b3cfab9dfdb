// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import { Profiler } from "react";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createManualClock, type ManualClock } from "@/lib/hub/manual-clock";
import type { Frame, Readiness, Snapshot } from "@/lib/model";
import { LiveContext, useFrames, useNow, useStreamStatus, useTopic } from "./hooks";
import type { ToEngine, ToTab } from "./message";
import { createTab, type LiveTab } from "./tab";

const topic = "readiness/pollux";
let clock: ManualClock;
let live: LiveTab;
let said: ToEngine[];
let engine: (message: ToTab) => void;

beforeEach(() => {
  clock = createManualClock();
  said = [];
  engine = () => expect.fail("no topic was asked for");
  live = createTab((receive) => {
    engine = receive;
    return (message) => said.push(message);
  }, clock);
});

afterEach(cleanup);

const frame = (ready: number, age = 0): Frame<Readiness> => ({ topic, at: clock.now() - age, every: 1_000, value: { ready, total: 6, notReady: [] } });
const problem = (): Frame => ({ topic, at: clock.now(), every: 1_000, problem: { code: "unreachable", message: "Kubernetes does not answer." } });
const tell = (message: ToTab) => act(async () => engine(message));
const advance = (ms: number) => act(async () => clock.advance(ms));
const snapshot = (...frames: readonly Frame[]): Snapshot => ({ topic, keep: 1, frames });

function Ready({ initial }: { readonly initial?: Snapshot }) {
  const state = useTopic<"readiness">(topic, initial);
  if (state.status === "failed") return <p>{state.problem.message}</p>;
  return <p>{state.status === "loading" ? "loading" : `${state.status} ${state.value.ready}`}</p>;
}

const Page = (props: { readonly initial?: Snapshot }) => (
  <LiveContext value={() => live}>
    <Ready {...props} />
  </LiveContext>
);

const shown = () => screen.getByRole("paragraph").textContent;

describe("a topic on a page", () => {
  it("loads, lives, goes stale with its problem and recovers", async () => {
    render(<Page />);
    expect(shown()).toBe("loading");
    await advance(0);
    expect(said).toEqual([{ kind: "topics", topics: [topic], awake: true }]);
    await tell({ kind: "snapshot", snapshot: snapshot(frame(5)) });
    expect(shown()).toBe("ok 5");
    await tell({ kind: "frame", frame: problem() });
    expect(shown()).toBe("stale 5");
    await tell({ kind: "frame", frame: frame(6) });
    expect(shown()).toBe("ok 6");
  });

  it("turns stale by itself when no news comes", async () => {
    render(<Page />);
    await advance(0);
    await tell({ kind: "snapshot", snapshot: snapshot(frame(5)) });
    await advance(3_000);
    expect(shown()).toBe("ok 5");
    await advance(1_000);
    expect(shown()).toBe("stale 5");
    await tell({ kind: "frame", frame: frame(5) });
    expect(shown()).toBe("ok 5");
  });

  it("goes by the server's clock: a browser that is an hour wrong shows nothing stale", async () => {
    render(<Page />);
    await advance(0);
    await tell({ kind: "status", status: "live", offset: -3_600_000 });
    await tell({ kind: "snapshot", snapshot: snapshot(frame(5, 3_600_000)) });
    await advance(2_000);
    expect(shown()).toBe("ok 5");
    await advance(2_000);
    expect(shown()).toBe("stale 5");
  });

  it("shows what the server rendered until news comes, and keeps it while the server knows nothing newer", async () => {
    const initial = snapshot(frame(4));
    expect(renderToString(<Page initial={initial} />)).toContain("ok 4");
    render(<Page initial={initial} />);
    expect(shown()).toBe("ok 4");
    await advance(0);
    await tell({ kind: "snapshot", snapshot: snapshot() });
    expect(shown()).toBe("ok 4");
    await tell({ kind: "snapshot", snapshot: snapshot(frame(6)) });
    expect(shown()).toBe("ok 6");
  });

  it("says why there was never a value", async () => {
    render(<Page />);
    await advance(0);
    await tell({ kind: "snapshot", snapshot: snapshot(problem()) });
    expect(shown()).toBe("Kubernetes does not answer.");
  });

  it("shows nothing of the person before", async () => {
    render(<Page />);
    await advance(0);
    await tell({ kind: "snapshot", snapshot: snapshot(frame(5)) });
    await tell({ kind: "reset" });
    expect(shown()).toBe("loading");
  });

  it("is asked for once however many show it, and let go a moment after the last has gone", async () => {
    const view = render(
      <LiveContext value={() => live}>
        <Ready />
        <Ready />
      </LiveContext>,
    );
    await advance(0);
    view.rerender(<LiveContext value={() => live}>{undefined}</LiveContext>);
    await advance(1_999);
    expect(said).toHaveLength(1);
    await advance(1);
    expect(said.at(-1)).toEqual({ kind: "topics", topics: [], awake: false });
  });

  it("is said again to an engine that has just begun", async () => {
    render(<Page />);
    await advance(0);
    await tell({ kind: "who" });
    expect(said.at(-1)).toEqual({ kind: "topics", topics: [topic], awake: true });
  });
});

describe("frames", () => {
  it("reach a chart without a render: all that are held, then each; and all again after a break", async () => {
    const got: [readonly unknown[], boolean][] = [];
    let commits = 0;
    function Chart() {
      useFrames<Readiness>(topic, (frames, reset) => got.push([frames.map(({ value }) => value?.ready), reset]));
      return null;
    }
    const page = (late: boolean) => (
      <LiveContext value={() => live}>
        <Ready />
        {late && (
          <Profiler id="chart" onRender={() => (commits += 1)}>
            <Chart />
          </Profiler>
        )}
      </LiveContext>
    );
    const view = render(page(false));
    await advance(0);
    await tell({ kind: "snapshot", snapshot: { ...snapshot(frame(1), frame(2)), keep: 2 } });
    await tell({ kind: "frame", frame: frame(3) });
    view.rerender(page(true));
    await tell({ kind: "frame", frame: frame(4) });
    await tell({ kind: "snapshot", snapshot: { ...snapshot(frame(7), frame(8)), keep: 2 } });
    expect(got).toEqual([
      [[2, 3], true],
      [[4], false],
      [[7, 8], true],
    ]);
    expect(commits).toBe(1);
  });
});

it("tells how the stream is, and that it is well where nothing is live", async () => {
  function Status({ children }: { readonly children?: React.ReactNode }) {
    return (
      <>
        <output>{useStreamStatus()}</output>
        {children}
      </>
    );
  }
  const view = render(<LiveContext value={() => live}><Status /></LiveContext>);
  expect(screen.getByRole("status").textContent).toBe("live");
  view.rerender(<LiveContext value={() => live}><Status><Ready /></Status></LiveContext>);
  await advance(0);
  expect(screen.getByRole("status").textContent).toBe("connecting");
  for (const status of ["live", "down", "signed-out"] as const) {
    await tell({ kind: "status", status });
    expect(screen.getByRole("status").textContent).toBe(status);
  }
});

it("moves the time in steps, by the server's clock", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const Age = () => <time>{useNow(1_000, 7)}</time>;
  const page = <LiveContext value={() => live}><Age /></LiveContext>;
  expect(renderToString(page)).toBe("<time>7</time>");
  const { container } = render(page);
  const start = clock.now();
  expect(container.textContent).toBe(String(start));
  await advance(500);
  expect(container.textContent).toBe(String(start));
  act(() => void vi.advanceTimersByTime(1_000));
  expect(container.textContent).toBe(String(start + 500));
  vi.useRealTimers();
});
