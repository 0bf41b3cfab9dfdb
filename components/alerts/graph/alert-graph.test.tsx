// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { fakeLive } from "@/components/ui/fake-live";
import type { AlertGraph, AlertReport } from "@/lib/model/alerting/report";
import { AlertGraphPanel } from "./alert-graph";

vi.mock("next/navigation", () => ({ useSearchParams: () => new URLSearchParams(window.location.search) }));

const report = {
  alert: { id: "f00", name: "Full", state: "pending", since: 60_000, firesAt: 240_000, value: 96 },
  rule: { query: "a_bytes / b_bytes * 100 > 90 and c == 0", duration: 180, keepFiringFor: 0 },
  comparison: { left: "a_bytes / b_bytes * 100", operator: ">", threshold: 90, also: ["and c == 0", "unless on (node) d"] },
  history: { transitions: [], spells: [], fired: { count: 0, total: 0 } },
} as unknown as AlertReport;
const graph: AlertGraph = { times: [0], lines: { measured: [97] }, expression: "a_bytes / b_bytes * 100", threshold: 90, operator: ">", own: "measured", measure: { unit: "fraction", factor: 0.01 }, left: 12 };

let asked: string[] = [];
function answer(body: unknown, status = 200) {
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return Response.json(body, { status });
  });
}
beforeEach(() => {
  asked = [];
  window.history.replaceState(null, "", "/clusters/pollux/alerts/f00?tab=x");
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(of: AlertReport = report) {
  const { Live } = fakeLive(120_000);
  render(
    <Live>
      <AlertGraphPanel cluster="pollux" alert="f00" report={of} />
    </Live>,
  );
}

it("says the value against its threshold, how far it is from firing, and the rule in its parts", async () => {
  answer(graph);
  show();
  expect(await screen.findByText("97 % against a threshold of 90 %")).toBeTruthy();
  expect(screen.getByText("Pending for 60 s of 3 min; fires in 2 min if nothing changes.")).toBeTruthy();
  expect(screen.getByRole("meter", { name: "Time until it fires" }).getAttribute("aria-valuetext")).toBe("33 %");
  expect(screen.getByLabelText("What is measured").textContent).toBe("a_bytes / b_bytes * 100");
  expect(screen.getByText(/^above 90 %/)).toBeTruthy();
  expect(screen.getByLabelText("What must hold, too").textContent).toBe("and c == 0");
  expect(screen.getByLabelText("What must not hold").textContent).toBe("unless on (node) d");
  expect(screen.getByText("12 more series have the same expression and no room here.")).toBeTruthy();
});

it("asks for the range that the address names, and writes another into it", async () => {
  answer(graph);
  window.history.replaceState(null, "", "?range=6h");
  show();
  await screen.findByText(/against a threshold/);
  expect(asked[0]).toContain("/api/clusters/pollux/alerts/f00/graph?range=6h");
  await userEvent.click(screen.getByRole("radio", { name: "24 h" }));
  expect(window.location.search).toBe("?range=24h");
  expect(asked.at(-1)).toContain("range=24h");
});

it("shows the whole expression where no threshold is in it", async () => {
  answer({ times: [0], lines: { measured: [1] }, expression: "a > b", own: "measured", left: 0 });
  const { comparison: _, ...plain } = report;
  show({ ...plain, rule: { ...report.rule, query: "a > b" } } as AlertReport);
  expect(await screen.findByText("1 now")).toBeTruthy();
  expect(screen.getByLabelText("The expression").textContent).toBe("a > b");
  expect(screen.getByText(/no threshold to draw/)).toBeTruthy();
});

it("shows both sides where two things that change are compared", async () => {
  answer({ times: [0], lines: { measured: [3], "compared with": [1] }, expression: "desired", operator: ">", against: "available", own: "measured", left: 0 });
  const { comparison: _, ...plain } = report;
  show(plain);
  expect(await screen.findByText("3, compared with 1")).toBeTruthy();
  expect(screen.getByText("Must not be above")).toBeTruthy();
  expect(screen.getByLabelText("What it is compared with").textContent).toBe("available");
});

it("names what is missing instead of drawing nothing", async () => {
  answer({ ...graph, lines: {}, own: undefined, left: 0, note: "No data: Prometheus of Pollux has no series a_bytes." });
  show();
  expect(await screen.findByText("No data: Prometheus of Pollux has no series a_bytes.")).toBeTruthy();
  expect(screen.queryByRole("figure")).toBeNull();
});

it("keeps what it knows when Prometheus does not answer, and says so", async () => {
  answer({ error: { code: "unreachable", message: "Prometheus of Pollux does not answer." } }, 502);
  show();
  expect(await screen.findByText("Prometheus of Pollux does not answer.")).toBeTruthy();
  expect(screen.getByText("96 against a threshold of 90")).toBeTruthy();
});
