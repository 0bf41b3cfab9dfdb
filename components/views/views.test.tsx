// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import type { ViewData } from "@/lib/model";
import { drawView } from "./index";

afterEach(cleanup);

const show = (view: ViewData) => render(<>{drawView(view, "Panel")}</>);

it("draws figures with unit, note and a state that has a word", () => {
  show({ view: "figures", data: { figures: [{ label: "Firing", value: 7, unit: "count", state: "crit", note: "1 critical" }, { label: "Pods", value: 214, unit: "count", state: "ok" }] } });
  expect(screen.getByText("Firing").parentElement?.textContent).toBe("Firing71 critical");
  expect(screen.getByText("Pods").parentElement?.textContent).toBe("Pods214Well");
});

it("ranks who uses most and who least, with a link where there is one", () => {
  show({
    view: "ranking",
    data: { unit: "cores", of: 41, most: [{ name: "blueapi-0", namespace: "p47", value: 2, href: "/x" }, { name: "panda-0", value: 1 }], least: [{ name: "proxy-0", value: 0 }] },
  });
  const [most, least] = screen.getAllByRole("list");
  expect(within(most as HTMLElement).getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual(["blueapi-0 p472.00\u00a0cores", "panda-01.00\u00a0cores"]);
  expect(within(least as HTMLElement).getAllByRole("listitem")).toHaveLength(1);
  expect(screen.getByRole("link", { name: "blueapi-0" }).getAttribute("href")).toBe("/x");
  expect(screen.getByText("Of 41 compared")).toBeDefined();
});

it("says when there is nothing to rank", () => {
  show({ view: "ranking", data: { unit: "cores", of: 0, most: [], least: [] } });
  expect(screen.getByText("Nothing to compare here.")).toBeDefined();
});

it("tells how full things are, in percent and amount, and admits what has no whole", () => {
  const GiB = 2 ** 30;
  show({ view: "meters", data: { meters: [{ label: "srv-01", used: 64 * GiB, total: 128 * GiB, unit: "bytes" }, { label: "srv-02", used: 1, total: 0, unit: "bytes" }] } });
  expect(screen.getByRole("meter", { name: "srv-01" }).getAttribute("aria-valuenow")).toBe("50");
  expect(screen.getByRole("meter", { name: "srv-02" }).getAttribute("aria-valuetext")).toBe("unknown");
  expect(screen.getByText("srv-01").closest("li")?.textContent).toContain("50\u00a0%64.0\u00a0GiB of 128\u00a0GiB");
});

it("draws a grid as a table, missing cells as such", () => {
  show({
    view: "grid",
    data: {
      columns: [
        { id: "name", title: "StatefulSet" },
        { id: "cpu", title: "CPU", unit: "cores" },
      ],
      rows: [{ key: "a", cells: ["blueapi", null], href: "/a" }],
    },
  });
  expect(screen.getAllByRole("columnheader").map(({ textContent }) => textContent)).toEqual(["StatefulSet", "CPU"]);
  expect(screen.getAllByRole("cell").map(({ textContent }) => textContent)).toEqual(["blueapi", "–"]);
  expect(screen.getByRole("link", { name: "blueapi" })).toBeDefined();
});
