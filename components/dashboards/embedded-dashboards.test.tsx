// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { chooseTheme } from "@/components/layout/theme";
import { fakeLive } from "@/components/ui/fake-live";
import { useLive } from "@/components/ui/snapshots";
import type { EmbeddedDashboard } from "@/lib/model/dashboard";
import type { Opening } from "@/lib/model/tool";
import type { TimeRange } from "@/lib/model/time-range";
import { EmbeddedDashboards } from "./embedded-dashboards";
import { embedded } from "./fixtures";

const ready: Opening = { state: "ready", sentence: "It opens here." };
let about: () => Response;
let opening: () => Response;
let asked: string[];

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000, toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
  window.history.replaceState(null, "", "/clusters/pollux/nodes/srv-1");
  asked = [];
  opening = () => Response.json(ready);
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return url.includes("/opening") ? opening() : about();
  });
  chooseTheme("dark");
});
afterEach(() => {
  cleanup();
  chooseTheme("system");
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const tells = (dashboards: readonly EmbeddedDashboard[]) => (about = () => Response.json({ dashboards }));
const fails = (code: string, status: number) => (about = () => Response.json({ error: { code, message: "Grafana of Pollux does not answer in time." } }, { status }));
/** What is under way comes to its end. */
async function settled() {
  for (let turn = 0; turn < 3; turn += 1) await act(() => vi.advanceTimersByTimeAsync(0));
}
async function click(element: HTMLElement) {
  fireEvent.click(element);
  await settled();
}

/** Every page follows something; without that nobody would know of the session's end. */
function Followed() {
  useLive("readiness", "pollux");
  return null;
}

async function show(range?: TimeRange) {
  const live = fakeLive(1_000_000);
  const page = (next: TimeRange | undefined) => (
    <live.Live>
      <p>the rest of the page</p>
      <Followed />
      <EmbeddedDashboards cluster="pollux" subject={{ kind: "node", node: "srv-1" }} {...(next === undefined ? {} : { range: next })} />
    </live.Live>
  );
  const { rerender } = render(page(range));
  await settled();
  return { live, range: (next: TimeRange) => rerender(page(next)) };
}
const section = () => screen.queryByRole("region", { name: "In Grafana" });
const frames = () => [...document.querySelectorAll("iframe")];
const grafana = () => new URL(window.location.href).searchParams.get("grafana");

it("names the dashboards quietly, with a way to each, and loads no frame before somebody wants it", async () => {
  tells([embedded("a"), embedded("b")]);
  await show("6h");
  expect(asked).toEqual(["/api/clusters/pollux/dashboards/about?kind=node&node=srv-1&range=6h"]);
  expect(within(section() as HTMLElement).getByRole("link", { name: "Dashboard a" }).getAttribute("href")).toBe("/clusters/pollux/tools/grafana/d/a/slug?orgId=1");
  expect(section()?.textContent).toContain("This node: what b measures");
  expect(frames()).toEqual([]);
});

it("is not there at all where there are none, or where this person may have none", async () => {
  tells([]);
  await show();
  expect(document.body.textContent).toBe("the rest of the page");
  cleanup();
  fails("forbidden", 403);
  await show();
  expect(document.body.textContent).toBe("the rest of the page");
});

it("says in one line that Grafana failed, leaves the page alone, and asks again when told to", async () => {
  fails("timeout", 504);
  await show();
  expect(screen.getByText("the rest of the page")).toBeTruthy();
  expect(section()?.textContent).toContain("is not known: Grafana of Pollux does not answer in time.");
  tells([embedded("a")]);
  await click(screen.getByRole("button", { name: "Ask again" }));
  expect(screen.getByRole("link", { name: "Dashboard a" })).toBeTruthy();
});

it("opens the first panel alone on the tool's own origin, and the others when that has arrived", async () => {
  tells([embedded("a")]);
  await show("6h");
  await click(screen.getByRole("button", { name: "Show here" }));
  const [first, ...none] = frames();
  expect(none).toEqual([]);
  expect(first?.title).toBe("CPU Usage");
  expect(first?.getAttribute("src")).toBe("https://grafana-pollux.castor.example.org/d-solo/a/slug?orgId=1&var-instance=10.0.0.1%3A9100&panelId=2&theme=dark&from=now-21600s&to=now&refresh=30s");
  expect(first?.getAttribute("sandbox")).toBe("allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox");
  expect(first?.getAttribute("loading")).toBe("lazy");
  expect(screen.getByText("Waiting for CPU Usage")).toBeTruthy();
  fireEvent.load(first as HTMLIFrameElement);
  expect(frames().map(({ title }) => title)).toEqual(["CPU Usage", "Memory Usage", "Disk I/O"]);
  expect(screen.queryByText("Waiting for CPU Usage")).toBeNull();
  expect(screen.getByText("Waiting for Memory Usage")).toBeTruthy();
});

it("keeps what is open in the address, opens it again from there, and takes it out when it is hidden", async () => {
  tells([embedded("a"), embedded("b")]);
  await show();
  await click(screen.getByRole("button", { name: "Show here" }));
  expect(grafana()).toBe("a");
  await click(screen.getByRole("button", { name: "Dashboard b" }));
  expect(grafana()).toBe("b");
  expect(screen.getByRole("button", { name: "Dashboard b" }).getAttribute("aria-pressed")).toBe("true");
  cleanup();
  await show();
  expect(frames()[0]?.getAttribute("src")).toContain("/d-solo/b/");
  await click(screen.getByRole("button", { name: "Hide" }));
  expect(grafana()).toBeNull();
  expect(frames()).toEqual([]);
});

it("takes a name from the address only where Grafana's own search found it", async () => {
  window.history.replaceState(null, "", "?grafana=..%2F..%2Fadmin");
  tells([embedded("a")]);
  await show();
  expect(frames()).toEqual([]);
  expect(screen.getByRole("button", { name: "Show here" }).getAttribute("aria-expanded")).toBe("false");
});

it("follows the theme and the page's range with new frames, so that going back stays going back", async () => {
  tells([embedded("a")]);
  const page = await show("1h");
  await click(screen.getByRole("button", { name: "Show here" }));
  const before = frames()[0];
  act(() => chooseTheme("light"));
  expect(frames()[0]?.getAttribute("src")).toContain("theme=light");
  expect(frames()[0]).not.toBe(before);
  page.range("24h");
  await settled();
  expect(frames()[0]?.getAttribute("src")).toContain("from=now-86400s");
});

it("says why Grafana can't be shown instead of showing blank frames", async () => {
  tells([embedded("a")]);
  opening = () => Response.json({ state: "name", sentence: "The name grafana-pollux.castor.example.org is not set up.", advice: "Ask for a DNS entry." } satisfies Opening);
  await show();
  await click(screen.getByRole("button", { name: "Show here" }));
  expect(screen.getByRole("status").textContent).toContain("The name grafana-pollux.castor.example.org is not set up.Ask for a DNS entry.");
  expect(frames()).toEqual([]);
});

it("shows the frames all the same where nobody can say how Grafana is", async () => {
  tells([embedded("a")]);
  opening = () => Response.json({ error: { code: "internal", message: "No." } }, { status: 500 });
  await show();
  await click(screen.getByRole("button", { name: "Show here" }));
  await settled();
  expect(frames()).toHaveLength(1);
});

it("takes every frame away from whoever has signed out", async () => {
  tells([embedded("a")]);
  const { live } = await show();
  await click(screen.getByRole("button", { name: "Show here" }));
  expect(frames()).toHaveLength(1);
  act(() => live.status("signed-out"));
  await settled();
  expect(frames()).toEqual([]);
  expect(section()?.textContent).toContain("You are signed out");
});
