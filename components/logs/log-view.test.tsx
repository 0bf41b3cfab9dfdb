// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeLive } from "@/components/ui/fake-live";
import { encodeNews, type LogNews } from "@/lib/model/log-stream";
import { CastorError } from "@/lib/model/problem";
import type { LogPod } from "@/lib/model/object-report";
import type { ReaderParts } from "./log-reader";
import { LogView } from "./log-view";
import { LogParts } from "./use-log-reader";

const at = (second: number) => `2026-11-21T13:00:${String(second).padStart(2, "0")}.000000000Z`;
const pod = (name: string, ...others: LogPod["containers"]): LogPod => ({ namespace: "p47-beamline", name, containers: [{ name: "app", type: "container", restarts: 1, running: true }, ...others] });
const two = [pod("ioc-0"), pod("ioc-1")];

let asked: URLSearchParams[];
let open: ReadableStreamDefaultController<Uint8Array>[];
let refuse: CastorError | undefined;
let late: (() => void)[];

const parts: ReaderParts = {
  most: 1_000,
  now: () => 0,
  frame: (call) => queueMicrotask(() => act(call)),
  wait: (ms, signal) => new Promise((resolve) => {
    late.push(resolve);
    signal.addEventListener("abort", () => resolve());
  }),
  connect: (path) => {
    asked.push(new URL(path, "http://x").searchParams);
    if (refuse !== undefined) return Promise.reject(refuse);
    return Promise.resolve(new ReadableStream({ start: (controller) => void open.push(controller) }));
  },
};

beforeEach(() => {
  [asked, open, refuse, late] = [[], [], undefined, []];
  window.history.replaceState(null, "", "/clusters/pollux/logs/p47-beamline?pod=ioc-0");
  // Without a size nothing is in sight.
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(1_000);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

/** Lets what was sent arrive and be drawn. */
const settle = () => act(async () => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve, 0));
});
const send = async (...texts: readonly string[]) => {
  open.at(-1)?.enqueue(new TextEncoder().encode(texts.join("")));
  await settle();
};
const line = (stream: number, second: number, text: string) => `${stream}\t${at(second)}\t${text}\n`;
const tell = (news: LogNews) => encodeNews(news);

async function show(pods: readonly LogPod[] = [pod("ioc-0")]) {
  const { Live } = fakeLive(1_000);
  const drawn = (shown: readonly LogPod[]) => (
    <Live>
      <LogParts value={parts}>
        <LogView cluster="pollux" pods={shown} />
      </LogParts>
    </Live>
  );
  const { rerender } = render(drawn(pods));
  await settle();
  return (next: readonly LogPod[]) => {
    rerender(drawn(next));
    return settle();
  };
}
const log = () => screen.getByRole("log");
const rows = () => [...log().querySelectorAll("[data-index]")].map((row) => row.textContent.replace(/(?:\d\d-\d\d )?\d\d:\d\d:\d\d\.\d{3}/, "").trimEnd());
const param = (name: string) => new URL(window.location.href).searchParams.get(name);

describe("lines", () => {
  it("are asked for as the address says, and drawn with their time, colours and fields", async () => {
    window.history.replaceState(null, "", "/x?container=mesh&since=15m&tail=100&follow=false");
    await show([pod("ioc-0", { name: "mesh", type: "sidecar", restarts: 0, running: true })]);
    expect(asked[0]?.toString()).toBe("pod=ioc-0&container=mesh&since=900&tail=100");
    await send(tell({ kind: "begin", stream: 0, pod: "ioc-0", container: "mesh" }), line(0, 1, "\u001b[31mred\u001b[0m end"), line(0, 2, '{"level":"warn","msg":"slow","ms":12,"deep":{"a":1}}'));
    expect(rows()).toEqual(["red end", 'warning slow ms=12 deep={"a":1}']);
    expect(screen.getByText("red").className).toBe("text-crit");
    await userEvent.click(screen.getByRole("button", { name: "Unfold this line" }));
    expect(screen.getByText(/"deep": \{/).tagName).toBe("PRE");
    expect(screen.getByRole("button", { name: "Fold this line" }).getAttribute("aria-expanded")).toBe("true");
    expect(log().querySelector("time")?.title).toBe("2026-11-21 13:00:01.000000000 UTC");
  });

  it("of several pods have a name and a colour, and can be hidden", async () => {
    await show(two);
    await send(line(0, 1, "from zero"), line(1, 2, "from one"));
    expect(rows()).toEqual(["0from zero", "1from one"]);
    const legend = screen.getByRole("list", { name: "Containers that are read" });
    await userEvent.click(within(legend).getByRole("button", { name: /^0/ }));
    await settle();
    expect(rows()).toEqual(["1from one"]);
  });

  it("show where they were cut, and what cannot be seen", async () => {
    await show();
    await send(line(0, 1, "a\u0000b\r"), tell({ kind: "cut", stream: 0, bytes: 983_040 }));
    expect(rows()).toEqual(["a\ufffdb … 983,040 more bytes were cut off."]);
  });

  it("of a pod that joins later are followed too, without asking for the others' again", async () => {
    const update = await show();
    await send(line(0, 5, "one"));
    await update([{ ...pod("ioc-0"), containers: [{ name: "app", type: "container", restarts: 2, running: false }] }]);
    expect(asked).toHaveLength(1);
    await update(two);
    expect(asked[1]?.getAll("pod")).toEqual(["ioc-0", "ioc-1"]);
    expect(asked[1]?.getAll("sinceTime")).toEqual(["2026-11-21T13:00:04Z", ""]);
    await send(line(0, 5, "one"), line(1, 6, "two"));
    expect(rows()).toEqual(["0one", "1two"]);
  });
});

describe("search and filter", () => {
  const fill = async () => {
    await show();
    await send(line(0, 1, "INFO ready"), line(0, 2, "ERROR broken pipe"), line(0, 3, "who knows"), line(0, 4, "ERROR broken again"));
  };

  it("marks what is found, counts it, and steps by keyboard; the address has it", async () => {
    await fill();
    const search = screen.getByRole("searchbox");
    await userEvent.type(search, "broken");
    await settle();
    expect(screen.getAllByText("broken").map(({ tagName }) => tagName)).toEqual(["MARK", "MARK"]);
    expect(screen.getByText("2 lines")).toBeTruthy();
    await userEvent.type(search, "{Enter}");
    expect(screen.getByText("1 of 2 lines")).toBeTruthy();
    await userEvent.type(search, "{Enter}");
    expect(screen.getByText("2 of 2 lines")).toBeTruthy();
    await userEvent.type(search, "{Shift>}{Enter}{/Shift}");
    expect(screen.getByText("1 of 2 lines")).toBeTruthy();
    log().focus();
    await userEvent.keyboard("n");
    expect(screen.getByText("2 of 2 lines")).toBeTruthy();
    await userEvent.keyboard("N");
    expect(screen.getByText("1 of 2 lines")).toBeTruthy();
    expect(param("search")).toBe("broken");
    await userEvent.click(screen.getByRole("button", { name: "Only these" }));
    await settle();
    expect(rows()).toEqual(["ERROR broken pipe", "ERROR broken again"]);
  });

  it("explains a pattern that is none, and keeps what was found before", async () => {
    window.history.replaceState(null, "", "/x?search=bro&pattern=true");
    await fill();
    await vi.waitFor(() => expect(screen.getByText("2 lines")).toBeTruthy());
    await userEvent.type(screen.getByRole("searchbox"), "(");
    await vi.waitFor(() => expect(screen.getByRole("alert").textContent).toBe("This is no pattern: a bracket ( is not closed."));
    expect(screen.getByRole("searchbox").getAttribute("aria-invalid")).toBe("true");
    expect(log().querySelectorAll("mark")).toHaveLength(2);
  });

  it("keeps lines whose level nobody knows", async () => {
    await fill();
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Show" }), "errors");
    await settle();
    expect(rows()).toEqual(["ERROR broken pipe", "who knows", "ERROR broken again"]);
    expect(param("level")).toBe("5");
  });

  it("that leave nothing say so, and how to see all", async () => {
    window.history.replaceState(null, "", "/x?search=nowhere&matching=true");
    await fill();
    await userEvent.click(await screen.findByRole("button", { name: "Show all lines" }));
    await settle();
    expect(rows()).toHaveLength(4);
  });
});

describe("following", () => {
  it("stops while somebody reads further up, says how much came, and goes on at a press", async () => {
    await show();
    await send(...Array.from({ length: 100 }, (_, index) => line(0, 1, `line ${index}`)));
    Object.defineProperties(log(), { scrollHeight: { value: 2_000, configurable: true }, clientHeight: { value: 600, configurable: true } });
    log().scrollTop = 1_400;
    fireEvent.scroll(log());
    log().scrollTop = 500;
    fireEvent.scroll(log());
    await send(line(0, 2, "later"), line(0, 3, "later still"));
    expect(screen.getByText("Paused")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "2 new lines: follow again" }));
    fireEvent.scroll(log());
    await settle();
    expect(screen.getByText("Following")).toBeTruthy();
    expect(rows().at(-1)).toBe("later still");
  });

  it("says that it was away, and what goes on", async () => {
    await show();
    await send(line(0, 1, "one"));
    open.at(-1)?.error(new TypeError("network"));
    await settle();
    expect(screen.getByText("Away")).toBeTruthy();
    await act(async () => late.splice(0).forEach((call) => call()));
    await settle();
    await send(line(0, 1, "one"), line(0, 2, "two"));
    expect(rows()).toEqual(["one", "The connection was away for 0 s and continues where it had stopped.", "two"]);
  });

  it("tells the end of a container in words, among its lines", async () => {
    await show();
    const message = "The container app of ioc-0 ended with exit code 3.";
    await send(line(0, 1, "last words"), tell({ kind: "end", stream: 0, message, final: true }), tell({ kind: "done" }));
    expect(rows()).toEqual(["last words", message]);
    expect(screen.getAllByText("Ended").length).toBeGreaterThan(0);
    await userEvent.click(screen.getByRole("button", { name: "Follow again" }));
    await settle();
    expect(asked[1]?.get("sinceTime")).toBe("2026-11-21T13:00:00Z");
  });
});

describe("where there are no lines, it says", () => {
  it("that it waits", async () => {
    await show();
    expect(within(log()).getByText("Waiting for the first lines")).toBeTruthy();
  });

  it("that the time is too short", async () => {
    window.history.replaceState(null, "", "/x?since=15m");
    await show();
    await send(tell({ kind: "end", stream: 0, message: "", final: true }), tell({ kind: "done" }));
    expect(within(log()).getByText("No output in the last 15 minutes: choose a longer time.")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Show all there is" }));
    await settle();
    expect(asked.at(-1)?.get("since")).toBeNull();
  });

  it("why a container has none yet, or may not be read", async () => {
    await show();
    const message = "The container app of ioc-0 has not started: its image cannot be pulled.";
    await send(tell({ kind: "problem", stream: 0, problem: { code: "not-found", message, again: true, waiting: true } }));
    expect(within(log()).getByText(message)).toBeTruthy();
    expect(screen.getByText("Waiting")).toBeTruthy();
  });

  it("that it is forbidden, and does not ask again", async () => {
    refuse = new CastorError("forbidden", "You may not see the cluster.");
    await show();
    expect(within(log()).getByText("You may not see the cluster.")).toBeTruthy();
    expect(asked).toHaveLength(1);
  });

  it("that there is no pod", async () => {
    await show([]);
    expect(screen.getByText("There is no pod whose output could be read.")).toBeTruthy();
  });
});

describe("what is read", () => {
  it("are the chosen containers, marked with what they are", async () => {
    await show([pod("ioc-0", { name: "mount", type: "init", restarts: 0, running: false })]);
    expect(screen.getByRole("button", { name: /^app/ }).getAttribute("aria-pressed")).toBe("true");
    await userEvent.click(screen.getByRole("button", { name: /mount\s*init/ }));
    await settle();
    expect(asked.at(-1)?.getAll("container")).toEqual(["app", "mount"]);
    expect(new URL(window.location.href).searchParams.getAll("container")).toEqual(["app", "mount"]);
  });

  it("may be the previous run, which cannot be followed", async () => {
    await show();
    await userEvent.click(screen.getByRole("button", { name: "Previous run" }));
    await settle();
    expect([asked.at(-1)?.get("previous"), asked.at(-1)?.get("follow")]).toEqual(["true", null]);
  });
});

it("copies all shown lines with times and names", async () => {
  const copied = vi.fn(() => Promise.resolve());
  vi.spyOn(navigator.clipboard, "writeText").mockImplementation(copied);
  await show(two);
  await send(line(0, 1, "\u001b[31mred\u001b[0m"), line(1, 2, "plain"));
  fireEvent.click(screen.getByRole("button", { name: "Copy" }));
  await screen.findByText("All shown lines were copied.");
  expect(copied).toHaveBeenCalledWith(`${at(1)} 0 red\n${at(2)} 1 plain\n`);
});
