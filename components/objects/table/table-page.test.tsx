// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { act, cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeLive } from "@/components/ui/fake-live";
import type { ApiResource, Cluster, TableChange, TableColumn, TableRow } from "@/lib/model";
import { TablePage } from "./table-page";

const { push } = vi.hoisted(() => ({ push: vi.fn() }));
vi.mock("next/navigation", () => ({ useRouter: () => ({ push }), usePathname: () => "/", useSearchParams: () => new URLSearchParams(window.location.search) }));

const cluster: Cluster = { id: "pollux", title: "Pollux", purpose: "", stage: "staging", accent: "violet", tiles: [], panels: [] };
const pods: ApiResource = {
  ...{ group: "", version: "v1", resource: "pods", kind: "Pod", singular: "pod", namespaced: true },
  ...{ verbs: ["list", "watch"], shortNames: ["po"], categories: ["all"], subresources: ["log"] },
};
const column = (name: string, priority = 0, format = ""): TableColumn => ({ name, type: "string", format, description: `The ${name}`, priority });
const columns = [column("Name", 0, "name"), column("Status"), column("Restarts"), column("Node", 1)];
const row = (name: string, status = "Running", restarts = "0"): TableRow => ({ id: name, name, namespace: "p47", cells: [name, status, restarts, "p47-srv-01"] });

const requests: { readonly path: string; readonly body: unknown }[] = [];

beforeEach(() => {
  requests.length = 0;
  push.mockReset();
  vi.stubGlobal("fetch", async (path: string, { body }: { body: string }) => {
    requests.push({ path, body: JSON.parse(body) });
    return Response.json({});
  });
  // The window of rows is as high as what is in sight; nothing is in sight here unless somebody says so.
  for (const [name, size] of [["offsetHeight", 700], ["offsetWidth", 1200], ["clientHeight", 700]] as const) vi.spyOn(HTMLElement.prototype, name, "get").mockReturnValue(size);
  window.history.replaceState(null, "", "/clusters/pollux/objects/core/v1/pods");
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** The page with what the cluster says; `watch` is the topic it listens to. */
function show(address = "") {
  window.history.replaceState(null, "", `/clusters/pollux/objects/core/v1/pods${address}`);
  const live = fakeLive(1_000);
  render(
    <live.Live>
      <TablePage cluster={cluster} resource={pods} preferences={{ pins: ["pollux/grafana"] }} />
    </live.Live>,
  );
  let topic = "watch/pollux/core/v1/pods";
  return {
    at: (next: string) => (topic = next),
    kinds: () => act(() => live.value("kinds", "pollux", [pods])),
    namespaces: (names: readonly string[]) => act(() => live.value("namespaces", "pollux", { all: true, names })),
    tell: (change: TableChange) => act(() => live.frame({ topic, at: 1_000, every: 10_000, value: change })),
    fail: (code: "forbidden" | "unreachable" | "invalid", message: string) => act(() => live.frame({ topic, at: 1_000, every: 10_000, problem: { code, message } })),
  };
}

async function connected(address?: string) {
  const page = show(address);
  // The stream is connected in a microtask.
  await act(async () => Promise.resolve());
  page.kinds();
  return page;
}

const names = () => screen.getAllByRole("rowheader").map((cell) => cell.textContent);
/** The address as it will be once it has settled. */
const addressed = (search: string) => vi.waitFor(() => expect(decodeURIComponent(window.location.search.replaceAll("+", " "))).toBe(search));

it("shows kubectl's own columns, states with an icon and word, and links to the objects", async () => {
  const page = await connected();
  page.tell({ columns, rows: [row("ioc-10", "CrashLoopBackOff"), row("ioc-2")], gone: [] });
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Pods");
  expect(screen.getAllByRole("columnheader").map((cell) => cell.textContent)).toEqual(["", "Namespace", "Name", "Status", "Restarts"]);
  expect(names()).toEqual(["ioc-2", "ioc-10"]);
  expect(screen.getByRole("link", { name: "ioc-2" }).getAttribute("href")).toBe("/clusters/pollux/objects/core/v1/pods/p47/ioc-2");
  expect(screen.getByRole("grid", { name: "Pods" }).getAttribute("aria-rowcount")).toBe("3");
  await userEvent.click(screen.getByRole("checkbox", { name: "Wide" }));
  expect(screen.getAllByRole("columnheader").at(-1)?.textContent).toBe("Node");
  await addressed("?wide=1");
});

it("is live: cells change and are marked, rows come and go", async () => {
  const page = await connected();
  page.tell({ columns, rows: [row("a"), row("b")], gone: [] });
  page.tell({ rows: [row("a", "Failed")], gone: ["b"] });
  expect(names()).toEqual(["a"]);
  expect(document.querySelector(".changed")?.textContent).toBe("Failed");
  page.tell({ rows: [row("c")], gone: [] });
  expect(names()).toEqual(["a", "c"]);
});

it("filters and sorts, and writes both into the address", async () => {
  const page = await connected();
  page.tell({ columns, rows: [row("a", "Running", "9"), row("b", "Running", "10 (1m ago)"), row("c", "Pending", "1")], gone: [] });
  await userEvent.click(screen.getByRole("button", { name: "Restarts" }));
  await userEvent.click(screen.getByRole("button", { name: "Restarts" }));
  expect(names()).toEqual(["b", "a", "c"]);
  expect(screen.getByRole("columnheader", { name: "Restarts" }).getAttribute("aria-sort")).toBe("descending");
  await userEvent.type(screen.getByRole("searchbox", { name: "Filter rows" }), "running");
  expect(names()).toEqual(["b", "a"]);
  expect(screen.getByText("2 of 3 shown.")).toBeTruthy();
  await addressed("?q=running&sort=Restarts.desc");
});

it("begins as the address says", async () => {
  const page = await connected("?namespace=p47&labels=app%3Dx&q=b&hide=Status");
  page.at("watch/pollux/core/v1/pods?labelSelector=app%3Dx&namespace=p47");
  page.tell({ columns, rows: [row("a"), row("b")], gone: [] });
  expect(names()).toEqual(["b"]);
  expect(screen.getAllByRole("columnheader").map((cell) => cell.textContent)).toEqual(["", "Name", "Restarts"]);
});

it("asks the cluster for a namespace by name, and takes one that nobody lists", async () => {
  const page = await connected();
  page.namespaces(["p47-beamline", "p48-beamline"]);
  await userEvent.type(screen.getByRole("combobox", { name: "Namespaces" }), "p48{Enter}");
  await addressed("?namespace=p48-beamline");
  await userEvent.type(screen.getByRole("combobox", { name: "Namespaces" }), "secret-ns{ArrowDown}{Enter}");
  await addressed("?namespace=p48-beamline,secret-ns");
  await userEvent.click(screen.getByRole("button", { name: "Without p48-beamline" }));
  await addressed("?namespace=secret-ns");
});

it("tells what a selector is not, instead of sending it", async () => {
  await connected();
  const field = screen.getByRole("textbox", { name: "Label selector" });
  await userEvent.type(field, "app in a{Enter}");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByText(/come values in parentheses/)).toBeTruthy();
  await addressed("");
  await userEvent.clear(field);
  await userEvent.type(field, "app=blueapi{Enter}");
  await addressed("?labels=app=blueapi");
});

it("is walked and selected with the keyboard, and opens with Enter", async () => {
  const page = await connected();
  page.tell({ columns, rows: ["a", "b", "c", "d"].map((name) => row(name)), gone: [] });
  const grid = screen.getByRole("grid");
  grid.focus();
  await userEvent.keyboard("jjx");
  await userEvent.keyboard("{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
  expect(screen.getByText("3 selected")).toBeTruthy();
  expect(grid.getAttribute("aria-activedescendant")).toBe("row-d");
  expect(screen.getByRole("checkbox", { name: "Select c" })).toHaveProperty("checked", true);
  expect(screen.getByRole("checkbox", { name: "Select a" })).toHaveProperty("checked", false);
  await userEvent.keyboard("k{Enter}");
  expect(push).toHaveBeenCalledWith("/clusters/pollux/objects/core/v1/pods/p47/c");
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByText("3 selected")).toBeNull();
});

it("forgets a selected row that has gone", async () => {
  const page = await connected();
  page.tell({ columns, rows: [row("a"), row("b")], gone: [] });
  await userEvent.click(screen.getByRole("checkbox", { name: "Select all that are shown" }));
  expect(screen.getByText("2 selected")).toBeTruthy();
  page.tell({ rows: [], gone: ["a"] });
  expect(screen.getByText("1 selected")).toBeTruthy();
});

it("draws only what is in sight of ten thousand", async () => {
  const page = await connected();
  page.tell({ columns, rows: Array.from({ length: 10_000 }, (_, index) => row(`pod-${index}`)), gone: [] });
  expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("10001");
  expect(names().length).toBeLessThan(60);
  expect(screen.getByText("10,000 shown.")).toBeTruthy();
});

it("says why there is nothing", async () => {
  const page = await connected("?q=zebra");
  page.tell({ columns, rows: [row("a")], gone: [] });
  expect(screen.getByText("None of the 1 Pods has “zebra” in it.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Clear the filter" }));
  expect(names()).toEqual(["a"]);
  page.tell({ rows: [], gone: ["a"] });
  expect(screen.getByText("There are no Pods in Pollux that you may see.")).toBeTruthy();
});

it("asks for the namespaces where nothing may be listed, looks there, and remembers them beside what was chosen before", async () => {
  const page = await connected();
  page.fail("forbidden", "Your groups may not list pods in any namespace of this cluster.");
  const field = screen.getByRole("textbox", { name: /Namespaces you may use/ });
  await userEvent.type(field, "../x");
  expect(screen.getByRole("button", { name: "Show and remember" })).toHaveProperty("disabled", true);
  await userEvent.clear(field);
  await userEvent.type(field, "p47-beamline, p47-test{Enter}");
  await addressed("?namespace=p47-beamline,p47-test");
  await vi.waitFor(() => expect(requests).toHaveLength(1));
  expect(requests[0]).toEqual({ path: "/api/preferences", body: { pins: ["pollux/grafana"], namespaces: { pollux: ["p47-beamline", "p47-test"] } } });
});

it("keeps what was known when the cluster does not answer, and says so", async () => {
  const page = await connected();
  page.tell({ columns, rows: [row("a")], gone: [] });
  page.fail("unreachable", "The Kubernetes API of Pollux cannot be reached.");
  expect(names()).toEqual(["a"]);
  expect(screen.getByText(/The Kubernetes API of Pollux cannot be reached/)).toBeTruthy();
  expect(screen.getByRole("grid").dataset["stale"]).toBe("true");
});

it("repeats what the API server says about a question it does not take", async () => {
  const page = await connected();
  page.fail("invalid", "The Kubernetes API does not take this question: field label not supported: colour.");
  expect(screen.getByText(/field label not supported: colour/)).toBeTruthy();
});
