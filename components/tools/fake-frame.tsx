import { act, cleanup, render, screen } from "@testing-library/react";
import { vi } from "vitest";
import { chooseTheme } from "@/components/layout/theme";
import { fakeLive } from "@/components/ui/fake-live";
import type { Opening, ToolHealth } from "@/lib/model";
import { ToolFrame } from "./tool-frame";

/** For tests: when it is, and the tool's page. */
export const now = Date.UTC(2026, 5, 1, 12);
export const origin = "https://grafana-pollux.castor.example.org";
export const base = "/clusters/pollux/tools/grafana";
const { happyDOM } = globalThis as unknown as { happyDOM: { setURL(url: string): void } };
/** Leads the browser to a page of Castor's. */
export const go = (address: string) => happyDOM.setURL(`https://castor.example.org${address}`);
export const address = () => location.pathname + location.search + location.hash;
export const framedPage = {
  ...{ tool: "grafana", title: "Grafana", purpose: "Draws", icon: "grafana", tab: `${origin}/` },
  opening: { state: "ready", sentence: "It opens here." },
  frame: { origin, level: "full", start: "/", theme: "theme" },
} as const;

let answers: () => Response;
/** What Castor was asked. */
export const asked: string[] = [];

/** For `beforeEach`: time that the test lets pass, and a Castor that answers what {@link answer} says. */
export function begin() {
  vi.useFakeTimers({ now, toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"] });
  asked.length = 0;
  answers = () => Response.json({ state: "ready", sentence: "It answers." } satisfies Opening);
  vi.stubGlobal("fetch", async (url: string) => (asked.push(url), answers()));
  chooseTheme("light");
}

/** For `afterEach`. */
export function end() {
  cleanup();
  chooseTheme("system");
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
}

/** What Castor answers from now on. */
export const answer = (opening: Opening | (() => never)) => (answers = typeof opening === "function" ? opening : () => Response.json(opening));
/** Time, and then what was asked because of it. */
export async function pass(ms: number) {
  for (const step of [ms, 0, 0]) await act(() => vi.advanceTimersByTimeAsync(step));
}

/** A tool's page at an address, with a frame whose window the test plays. */
export async function opened(at = base, frame: typeof framedPage.frame | { origin: string; level: "read"; start: string } = framedPage.frame) {
  go(at);
  const live = fakeLive(now);
  render(
    <live.Live>
      <ToolFrame cluster={{ id: "pollux", title: "Pollux", accent: "teal" }} page={{ ...framedPage, frame }} heading={<h1>Grafana</h1>} />
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

/** Where a frame begins inside its tool. */
export const firstPath = (iframe: HTMLIFrameElement) => new URL(iframe.src).searchParams.get("to");
