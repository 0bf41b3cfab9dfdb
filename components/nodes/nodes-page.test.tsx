// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeLive } from "@/components/ui/fake-live";
import type { Cluster } from "@/lib/model/cluster";
import type { NodeRow } from "@/lib/model/node";
import { NodesPage } from "./nodes-page";

const cluster = (id: string, accent: Cluster["accent"]): Cluster => ({ id, title: id === "pollux" ? "Pollux" : "Argus", purpose: "", stage: "staging", accent, tiles: [], panels: [] });
const clusters = [cluster("pollux", "violet"), cluster("argus", "teal")];
const row = (name: string, cpu: number | null, ready = true): NodeRow => ({ name, ready, cores: 8, memoryBytes: 1, cpu, memory: 0.2, received: 1e6, sent: 1e6, load: 1, disk: 0.95, at: 1000 });
const snapshot = (id: string, rows: readonly NodeRow[]) => ({ topic: `nodes/${id}`, keep: 1, frames: [{ topic: `nodes/${id}`, at: 1000, every: 1000, value: { rows, source: "exporters" } }] });
const initial = [snapshot("pollux", [row("p47-srv-01", 0.4), row("p45-srv-01", 0.9), row("p38-srv-01", null)]), snapshot("argus", [row("wk-2", 0.1, false), row("wk-10", 0.2)])];

beforeEach(() => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  window.history.replaceState(null, "", "/nodes");
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(search: Parameters<typeof NodesPage>[0]["search"] = {}) {
  const { Live } = fakeLive(1000);
  render(
    <Live>
      <NodesPage clusters={clusters} search={search} initial={initial} />
    </Live>,
  );
}
const names = () => screen.getAllByRole("rowheader").map((cell) => within(cell).getByRole("link").textContent);

it("lists every node by name, with its state in words, and says how they are", () => {
  show();
  expect(names()).toEqual(["p38-srv-01", "p45-srv-01", "p47-srv-01", "wk-2", "wk-10"]);
  expect(screen.getByText("1 of 5 nodes is not ready.")).toBeTruthy();
  expect(screen.getByRole("link", { name: "p47-srv-01" }).getAttribute("href")).toBe("/clusters/pollux/nodes/p47-srv-01");
  expect(screen.getAllByRole("cell", { name: "Not ready" })).toHaveLength(1);
});

it("sorts by a figure, highest first, unknown last, and writes it into the address", async () => {
  show();
  await userEvent.click(screen.getByRole("button", { name: "CPU" }));
  expect(names()).toEqual(["p45-srv-01", "p47-srv-01", "wk-10", "wk-2", "p38-srv-01"]);
  expect(window.location.search).toBe("?sort=cpu.desc");
  expect(screen.getByRole("columnheader", { name: "CPU" }).getAttribute("aria-sort")).toBe("descending");
  await userEvent.click(screen.getByRole("button", { name: "CPU" }));
  expect(names()).toEqual(["wk-2", "wk-10", "p47-srv-01", "p45-srv-01", "p38-srv-01"]);
});

it("begins as the address says, and ignores what is no column", () => {
  show({ sort: "cpu.desc", q: "srv", cluster: "pollux" });
  expect(names()).toEqual(["p45-srv-01", "p47-srv-01", "p38-srv-01"]);
  cleanup();
  show({ sort: "constructor.desc", cluster: "elsewhere" });
  expect(names()[0]).toBe("p38-srv-01");
});

it("keeps rows in which every word stands, and says so where none does", async () => {
  show();
  const filter = screen.getByRole("searchbox", { name: "Filter nodes" });
  await userEvent.type(filter, "argus not ready");
  expect(names()).toEqual(["wk-2"]);
  expect(new URL(window.location.href).searchParams.get("q")).toBe("argus not ready");
  await userEvent.clear(filter);
  await userEvent.type(filter, "nowhere");
  expect(screen.getByText("No node matches “nowhere”.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Clear the filter" }));
  expect(names()).toHaveLength(5);
});

it("narrows to one cluster by choice", async () => {
  show();
  await userEvent.click(screen.getByRole("radio", { name: "Argus" }));
  expect(names()).toEqual(["wk-2", "wk-10"]);
  expect(window.location.search).toBe("?cluster=argus");
});
