// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Dashboard } from "@/lib/model/dashboard";
import { DashboardsPage } from "./dashboards-page";
import { cluster, dashboard } from "./fixtures";

let list: () => Response;
let asked: string[];
/** Those who watch rows come into sight. */
let watchers: { readonly see: () => void; readonly element: Element }[];

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000, toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
  window.history.replaceState(null, "", "/clusters/pollux/dashboards");
  asked = [];
  watchers = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    if (url.endsWith("/source")) return Response.json(url.includes("/nodes/") ? { source: { from: "nodes.json" } } : {});
    return list();
  });
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      constructor(readonly call: (entries: readonly { isIntersecting: boolean }[]) => void) {}
      // Links of Next watch themselves, too.
      unobserve() {}
      observe(element: Element) {
        if (element.tagName === "LI") watchers.push({ element, see: () => this.call([{ isIntersecting: true }]) });
      }
      disconnect() {}
    },
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const tells = (dashboards: readonly Dashboard[]) => (list = () => Response.json({ dashboards, at: Date.now() }));
const all = [
  dashboard("nodes", { title: "Node Exporter / Nodes", folder: "Kubernetes", tags: ["node-exporter-mixin"] }),
  dashboard("pods", { title: "Pods 10", folder: "Kubernetes", tags: ["kubernetes-mixin"] }),
  dashboard("pods2", { title: "Pods 2", folder: "Kubernetes", tags: ["kubernetes-mixin", "mine"] }),
  dashboard("mine", { title: "Beamline", folder: "P47", tags: ["mine"], starred: true }),
  dashboard("loose", { title: "Loose" }),
];

/** What is under way comes to its end. */
async function settled() {
  for (let turn = 0; turn < 3; turn += 1) await act(() => vi.advanceTimersByTimeAsync(0));
}
async function click(element: HTMLElement) {
  fireEvent.click(element);
  await settled();
}
async function type(text: string) {
  fireEvent.change(screen.getByRole("searchbox", { name: "Search dashboards" }), { target: { value: text } });
  await settled();
}

async function show(search: Readonly<Record<string, string | string[]>> = {}) {
  render(<DashboardsPage cluster={cluster} search={search} />);
  await settled();
}
const groups = () => screen.queryAllByRole("heading", { level: 2 }).map(({ textContent }) => textContent);
const titles = () => screen.queryAllByRole("link").map(({ textContent }) => textContent).filter((text) => all.some(({ title }) => title === text));
const query = () => new URL(window.location.href).search;

it("shows the starred ones first, then folder by folder in people's order, and leads into Castor's own page of Grafana", async () => {
  tells(all);
  await show();
  expect(groups()).toEqual(["Starred 1", "Kubernetes 3", "General 1"]);
  expect(titles()).toEqual(["Beamline", "Node Exporter / Nodes", "Pods 2", "Pods 10", "Loose"]);
  const starred = within(screen.getByRole("region", { name: "Starred 1" }));
  expect(starred.getByRole("link", { name: "Beamline" }).getAttribute("href")).toBe("/clusters/pollux/tools/grafana/d/mine");
  expect(starred.getByText("(starred)")).toBeTruthy();
  expect(starred.getByText("in P47")).toBeTruthy();
});

it("narrows by words and tags, and keeps both in the address", async () => {
  tells(all);
  await show();
  await type("kubernetes pods");
  expect(titles()).toEqual(["Pods 2", "Pods 10"]);
  await click(screen.getByRole("button", { name: /^mine/ }));
  expect(titles()).toEqual(["Pods 2"]);
  expect(query()).toBe("?q=kubernetes+pods&tag=mine");
  expect(screen.getByText("1 of 5 dashboards")).toBeTruthy();
  await click(screen.getByRole("button", { name: "Show all" }));
  expect(titles()).toHaveLength(5);
  expect(query()).toBe("");
});

it("begins with what the address says, and says so where nothing matches", async () => {
  tells(all);
  await show({ q: "pods", tag: ["mine", "mine"] });
  expect(titles()).toEqual(["Pods 2"]);
  await type("pods nothing");
  expect(screen.getByText("No dashboard matches.")).toBeTruthy();
});

it("asks where a dashboard is kept only when its row comes into sight, and marks those of a ConfigMap", async () => {
  tells(all);
  await show();
  const sources = () => asked.filter((url) => url.endsWith("/source"));
  expect(sources()).toEqual([]);
  for (const { element, see } of watchers) if (/Nodes|Loose/.test(element.textContent)) act(see);
  await settled();
  expect(sources()).toEqual(["/api/clusters/pollux/dashboards/nodes/source", "/api/clusters/pollux/dashboards/loose/source"]);
  expect(screen.getAllByText("kept in a ConfigMap", { selector: "span" })).toHaveLength(1);
});

it("explains once how a dashboard is kept for good", async () => {
  tells(all);
  await show();
  const [how, ...more] = screen.getAllByText("How to keep a dashboard for good");
  expect(more).toEqual([]);
  await click(how as HTMLElement);
  expect(screen.getByText(/What you change on such a dashboard in Grafana itself is lost/)).toBeTruthy();
  expect(screen.getByRole("region", { name: "Example of a ConfigMap with a dashboard" }).textContent).toContain('grafana_dashboard: "1"');
  expect(screen.getByRole("link", { name: "The ConfigMaps with this label" }).getAttribute("href")).toBe("/clusters/pollux/objects/core/v1/configmaps?labels=grafana_dashboard%3D1");
});

it("says that there are none, that one may not, and that Grafana is silent", async () => {
  tells([]);
  await show();
  expect(screen.getByText("Grafana shows you no dashboards.")).toBeTruthy();
  for (const [code, status, message] of [["forbidden", 403, "Nobody has given you access to the Grafana of Pollux."], ["unreachable", 502, "Grafana of Pollux cannot be reached: nothing listens there."]] as const) {
    cleanup();
    list = () => Response.json({ error: { code, message } }, { status });
    await show();
    expect(screen.getByText(message)).toBeTruthy();
    expect(screen.queryByRole("searchbox")).toBeNull();
  }
});

it("waits with the page's shape", () => {
  list = () => Response.json({ dashboards: [], at: 0 });
  render(<DashboardsPage cluster={cluster} search={{}} />);
  expect(screen.getByText("Waiting for the dashboards")).toBeTruthy();
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Dashboards of Pollux");
});
