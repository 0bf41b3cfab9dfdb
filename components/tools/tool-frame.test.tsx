// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { chooseTheme } from "@/components/layout/theme";
import { fakeLive } from "@/components/ui/fake-live";
import type { Opening, ToolHealth } from "@/lib/model";
import { ToolFrame } from "./tool-frame";
import { patience } from "./use-opening";

const now = Date.UTC(2026, 5, 1, 12);
const origin = "https://grafana-pollux.castor.example.org";
const base = "/clusters/pollux/tools/grafana";
const { happyDOM } = globalThis as unknown as { happyDOM: { setURL(url: string): void } };
const go = (address: string) => happyDOM.setURL(`https://castor.example.org${address}`);
const address = () => location.pathname + location.search + location.hash;
const page = {
  ...{ tool: "grafana", title: "Grafana", purpose: "Draws", icon: "grafana", tab: `${origin}/` },
  opening: { state: "ready", sentence: "It opens here." },
  frame: { origin, level: "full", start: "/", theme: "theme" },
} as const;

let answers: () => Response;
const asked: string[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now, toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"] });
  // happy-dom loads no frames, which is what is wanted, and complains about it.
  const { console } = window as unknown as { console: Console };
  const complain = console.error;
  vi.spyOn(console, "error").mockImplementation((...words: unknown[]) => ((words[0] as Error | undefined)?.name === "NotSupportedError" ? undefined : complain(...words)));
  asked.length = 0;
  answers = () => Response.json({ state: "ready", sentence: "It answers." } satisfies Opening);
  vi.stubGlobal("fetch", async (url: string) => (asked.push(url), answers()));
  chooseTheme("light");
});
afterEach(() => {
  cleanup();
  chooseTheme("system");
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const says = (opening: Opening) => (answers = () => Response.json(opening));
/** Time, and then what was asked because of it. */
async function pass(ms: number) {
  for (const step of [ms, 0, 0]) await act(() => vi.advanceTimersByTimeAsync(step));
}

async function opened(at = base, frame: typeof page.frame | { origin: string; level: "read"; start: string } = page.frame) {
  go(at);
  const live = fakeLive(now);
  render(
    <live.Live>
      <ToolFrame cluster={{ id: "pollux", title: "Pollux", accent: "teal" }} page={{ ...page, frame }} heading={<h1>Grafana</h1>} />
    </live.Live>,
  );
  await pass(0);
  const orders: unknown[] = [];
  const iframe = () => screen.getByTitle<HTMLIFrameElement>("Grafana of Pollux");
  /** The window in the frame: happy-dom has none for other origins. */
  const inner = { postMessage: (message: unknown, target: string) => orders.push([message, target]) } as unknown as Window;
  const hold = () => Object.defineProperty(iframe(), "contentWindow", { value: inner, configurable: true });
  hold();
  const says = (data: unknown, from: { origin?: string; source?: unknown } = {}) =>
    act(async () => {
      const event = new Event("message");
      Object.assign(event, { data, origin: from.origin ?? origin });
      Object.defineProperty(event, "source", { value: "source" in from ? from.source : inner });
      window.dispatchEvent(event);
    });
  const health = (status: ToolHealth["status"], checkedAt: number) => act(async () => live.value("health", "pollux", [{ tool: "grafana", status, checkedAt }], checkedAt));
  return { live, iframe, orders, says, hold, health };
}

const firstPath = (iframe: HTMLIFrameElement) => new URL(iframe.src).searchParams.get("to");

describe("a tool's frame", () => {
  it("begins at the very place that the address names, query and hash untouched, with the theme beside them", async () => {
    const { iframe } = await opened(`${base}/d/a%2Fb/x?var-node=a%20b+c&from=now-6h#panel-3`);
    expect(iframe().src.startsWith(`${origin}/.castor/here?to=`)).toBe(true);
    expect(firstPath(iframe())).toBe("/d/a%2Fb/x?var-node=a%20b+c&from=now-6h&theme=light#panel-3");
    expect(address()).toBe(`${base}/d/a%2Fb/x?var-node=a%20b+c&from=now-6h#panel-3`);
  });

  it("may not lead the whole window elsewhere, and has its name", async () => {
    const { iframe } = await opened();
    const rights = (iframe().getAttribute("sandbox") ?? "").split(" ");
    expect(rights).toEqual(expect.arrayContaining(["allow-scripts", "allow-same-origin", "allow-forms", "allow-popups"]));
    expect(rights.filter((right) => right.includes("top-navigation"))).toEqual([]);
    expect(iframe().getAttribute("allow")).toBe("fullscreen; clipboard-write");
  });

  it("lets address, title and own tab follow where the person goes, without an entry in the history", async () => {
    const { says } = await opened();
    const push = vi.spyOn(history, "pushState");
    const length = history.length;
    await says({ castor: "at", path: "/d/x?from=now-1h&theme=light#p", title: "Nodes" });
    expect(address()).toBe(`${base}/d/x?from=now-1h#p`);
    expect(document.title).toBe("Nodes · Grafana of Pollux · Castor");
    expect(screen.getByRole("link", { name: /own tab/ }).getAttribute("href")).toBe(`${origin}/d/x?from=now-1h#p`);
    await says({ castor: "at", path: "/d/y", title: "" });
    await says({ castor: "at", path: "/", title: "" });
    await pass(500);
    expect(address()).toBe(base);
    expect(document.title).toBe("Grafana of Pollux · Castor");
    expect(push).not.toHaveBeenCalled();
    expect(history.length).toBe(length);
  });

  it("ignores other origins and other windows, and follows nowhere what is no path", async () => {
    const { says } = await opened();
    await says({ castor: "at", path: "/evil", title: "Evil" }, { origin: "https://evil.example" });
    await says({ castor: "at", path: "/evil", title: "Evil" }, { source: window });
    expect(address()).toBe(base);
    expect(document.title).not.toContain("Evil");
    for (const path of ["//evil.example", "/../../../argus", "https://evil.example", "/\\evil", "/a\n"]) await says({ castor: "at", path, title: "" });
    await pass(500);
    expect(location.origin).toBe("https://castor.example.org");
    expect(address().startsWith(base)).toBe(true);
  });

  it("never writes the address of another page of Castor's", async () => {
    const { says } = await opened();
    go("/clusters/pollux/nodes");
    await says({ castor: "at", path: "/late", title: "" });
    await pass(500);
    expect(address()).toBe("/clusters/pollux/nodes");
  });

  it("turns with Castor's theme at the place where the person is, and keeps a theme that the address names until then", async () => {
    const { says, iframe, orders } = await opened(`${base}/d/x?theme=dark`);
    expect(firstPath(iframe())).toBe("/d/x?theme=dark");
    await says({ castor: "at", path: "/d/y?theme=dark&a=1", title: "" });
    expect(address()).toBe(`${base}/d/y?theme=dark&a=1`);
    await act(async () => chooseTheme("dark"));
    expect(orders).toEqual([[{ castor: "go", path: "/d/y?a=1&theme=dark", replace: true }, origin]]);
    await says({ castor: "at", path: "/d/y?a=1&theme=dark", title: "" });
    await pass(500);
    expect(address()).toBe(`${base}/d/y?a=1`);
  });

  it("leaves alone tools that take no theme", async () => {
    const { iframe, orders } = await opened(base, { origin, level: "read", start: "/graph" });
    expect(firstPath(iframe())).toBe("/graph");
    await act(async () => chooseTheme("dark"));
    expect(orders).toEqual([]);
  });

  it("is reloaded in its place", async () => {
    const { says, orders } = await opened();
    await says({ castor: "at", path: "/d/x", title: "" });
    fireEvent.click(screen.getByRole("button", { name: "Reload Grafana" }));
    expect(orders).toEqual([[{ castor: "reload" }, origin]]);
  });

  it("goes with the session, and comes back with it where it was", async () => {
    const { live, says, iframe } = await opened(`${base}/d/x#p`);
    await says({ castor: "at", path: "/d/x#p", title: "" });
    await act(async () => live.status("signed-out"));
    expect(screen.queryByTitle("Grafana of Pollux")).toBeNull();
    expect(screen.getByRole("heading", { name: "You are signed out" })).toBeDefined();
    expect(screen.getByRole("link", { name: "Sign in again" }).getAttribute("href")).toBe(`/sign-in?to=${encodeURIComponent(`${base}/d/x#p`)}`);
    await act(async () => live.status("live"));
    expect(firstPath(iframe())).toBe("/d/x?theme=light#p");
  });
});

describe("a tool that does not come", () => {
  it("is awaited calmly, then asked about, and shown all the same when it comes late", async () => {
    const { iframe, says } = await opened();
    expect(screen.getByRole("status").textContent).toContain("on its way");
    await pass(patience - 1);
    expect(asked).toEqual([]);
    await pass(1);
    expect(asked).toEqual(["/api/clusters/pollux/tools/grafana/opening"]);
    expect(screen.getByRole("heading", { name: "It takes longer than it should" })).toBeDefined();
    expect(iframe().inert).toBe(true);
    await says({ castor: "ready" });
    await says({ castor: "at", path: "/", title: "" });
    expect(screen.queryByRole("heading", { name: "It takes longer than it should" })).toBeNull();
    expect(iframe().inert).toBe(false);
  });

  it("is asked about as well when only the page around it has come", async () => {
    const { says } = await opened();
    await pass(patience - 1);
    await says({ castor: "ready" });
    await pass(patience - 1);
    expect(asked).toEqual([]);
    await pass(1);
    expect(asked).toHaveLength(1);
  });

  it.each([
    ["down", "The tool does not answer"],
    ["certificate", "A certificate is not right"],
    ["name", "Its hostname is not set up"],
    ["forbidden", "This tool is not open to you"],
    ["refuses-framing", "It opens in a tab of its own"],
    ["unprotected", "It is not behind Castor's sign-in"],
  ] as const)("is told to be %s with what to do next", async (state, title) => {
    says({ state, sentence: "This is the matter.", advice: "Do this." });
    await opened();
    await pass(patience);
    expect(screen.getByRole("status", { name: title }).textContent).toContain("This is the matter.Do this.");
    expect(screen.getByRole("button", { name: "Try again" })).toBeDefined();
  });

  it("says so when Castor itself does not answer", async () => {
    answers = () => {
      throw new TypeError("offline");
    };
    await opened();
    await pass(patience);
    expect(screen.getByText("Castor does not answer.")).toBeDefined();
  });

  it("is tried again with a new frame by the person, and by itself once its health says that it is back", async () => {
    says({ state: "down", sentence: "Nothing listens there." });
    const { iframe, health } = await opened();
    const first = iframe();
    await pass(patience);
    fireEvent.click(screen.getByRole("button", { name: "Try again" }));
    const second = iframe();
    expect(second).not.toBe(first);
    expect(screen.getByRole("status").textContent).toContain("on its way");
    await pass(patience);
    await health("down", now + 1);
    expect(iframe()).toBe(second);
    await health("up", now + 2);
    expect(iframe()).not.toBe(second);
  });

  it("shows the gateway's own refusal as it is, adds nothing, and loads again once the tool is back", async () => {
    const { says, iframe, health } = await opened();
    await says({ castor: "refused", reason: "unavailable" });
    const first = iframe();
    expect(first.inert).toBe(false);
    expect(screen.queryByRole("status")).toBeNull();
    await pass(patience * 2);
    expect(asked).toEqual([]);
    await health("up", now - 1_000);
    expect(iframe()).toBe(first);
    await health("up", now + 1_000);
    expect(iframe()).not.toBe(first);
  });

  it("does not load anew what was refused for another reason", async () => {
    const { says, iframe, health } = await opened();
    await says({ castor: "refused", reason: "read-only" });
    const first = iframe();
    await health("up", now + 1_000);
    expect(iframe()).toBe(first);
  });

  it("says that it led elsewhere, and leads back to where the person was", async () => {
    const { says, orders } = await opened();
    await says({ castor: "at", path: "/d/x", title: "" });
    await says({ castor: "left" });
    await pass(0);
    expect(screen.getByRole("status").textContent).toContain("Grafana led to another site");
    fireEvent.click(screen.getByRole("button", { name: "Back to Grafana" }));
    expect(orders).toEqual([[{ castor: "go", path: "/d/x?theme=light" }, origin]]);
    await says({ castor: "at", path: "/d/x?theme=light", title: "" });
    expect(screen.queryByRole("status")).toBeNull();
  });

  it("does not take the browser's own error page for another site", async () => {
    says({ state: "name", sentence: "The hostname is not set up." });
    const opening = await opened();
    await opening.says({ castor: "left" });
    await pass(0);
    expect(screen.getByRole("heading", { name: "Its hostname is not set up" })).toBeDefined();
  });
});
