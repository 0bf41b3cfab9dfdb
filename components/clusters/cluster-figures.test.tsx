// @vitest-environment happy-dom
import { act, cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { fakeLive } from "@/components/ui/fake-live";
import { ClusterFigures } from "./cluster-figures";

afterEach(cleanup);

const now = Date.UTC(2026, 4, 4, 10);
const GiB = 2 ** 30;

async function figures() {
  const live = fakeLive(now);
  render(
    <live.Live>
      <ClusterFigures cluster="argus" />
    </live.Live>,
  );
  await act(async () => undefined);
  return live;
}

/** The figure under a label, with everything that belongs to it. */
const figure = (label: string) => screen.getByText(label).parentElement as HTMLElement;

const usage = {
  cpu: { usedCores: 415, totalCores: 768 },
  memory: { usedBytes: 2.2 * 1024 * GiB, totalBytes: 3 * 1024 * GiB },
  pods: { total: 903, notWell: 1 },
  history: { cpu: [0.4, 0.5, 0.6], memory: [0.7, 0.7, 0.7] },
};

it("waits in the shape of what is coming", async () => {
  await figures();
  expect(figure("Nodes ready").textContent).toContain("Waiting");
});

it("tells parts of wholes in one unit, and history in words", async () => {
  const live = await figures();
  act(() => {
    live.value("usage", "argus", usage);
    live.value("readiness", "argus", { ready: 11, total: 12, notReady: ["argus-srv-07"] });
    live.value("alerts", "argus", { critical: 0, warning: 3, info: 0, other: 0, suppressed: 2 });
  });
  expect(figure("CPU in use").textContent).toContain("54\u00a0%");
  expect(figure("CPU in use").textContent).toContain("415 of 768 cores");
  expect(figure("Memory in use").textContent).toContain("2.2 of 3 TiB");
  expect(figure("Pods").textContent).toContain("1 not well");
  expect(screen.getByRole("img", { name: "CPU over the last hour: between 40 % and 60 %" })).toBeDefined();
  expect(screen.getByRole("img", { name: "Memory over the last hour: steady at 70 %" })).toBeDefined();
  expect(within(figure("Alerts firing")).getByText("3 warning")).toBeDefined();
  expect(figure("Alerts firing").textContent).toContain("2 suppressed");
  expect(screen.getByRole("link", { name: "1 not ready" }).getAttribute("href")).toBe("/clusters/argus/nodes/argus-srv-07");
});

it("dims only what a dead upstream feeds, with age and reason, and keeps its last value", async () => {
  const live = await figures();
  act(() => {
    live.value("usage", "argus", usage, now - 240_000);
    live.value("alerts", "argus", { critical: 0, warning: 0, info: 0, other: 0, suppressed: 0 });
    live.frame({ topic: "usage/argus", at: now, every: 10_000, problem: { code: "unreachable", message: "Prometheus of Argus does not answer." } });
  });
  expect(figure("CPU in use").textContent).toContain("54\u00a0%");
  expect(within(figure("CPU in use")).getByText("4 min ago")).toBeDefined();
  expect(figure("Alerts firing").textContent).not.toContain("ago");
  expect(screen.getByText(/CPU, memory and pods: last news/).textContent).toContain("Prometheus of Argus does not answer. Castor keeps asking");
});

it("recovers by itself", async () => {
  const live = await figures();
  act(() => live.frame({ topic: "usage/argus", at: now, every: 10_000, problem: { code: "timeout", message: "It took too long." } }));
  expect(figure("CPU in use").textContent).toContain("No answer");
  act(() => live.value("usage", "argus", usage));
  expect(figure("CPU in use").textContent).toContain("54\u00a0%");
  expect(screen.queryByText(/It took too long/)).toBeNull();
});
