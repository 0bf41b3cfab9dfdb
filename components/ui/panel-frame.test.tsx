// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import type { PanelState } from "@/lib/model";
import { fakeLive } from "./fake-live";
import { PanelFrame } from "./panel-frame";

afterEach(cleanup);

const now = Date.UTC(2026, 4, 4, 10);

function show(state: PanelState<number>) {
  const { Live } = fakeLive(now);
  render(
    <Live>
      <PanelFrame title="Pods" question="How many pods run?" state={state}>
        {(count) => <p>{count} pods</p>}
      </PanelFrame>
    </Live>,
  );
  return screen.getByRole("region", { name: "Pods" });
}

it("says that it waits", () => {
  const panel = show({ status: "loading" });
  expect(panel.getAttribute("aria-busy")).toBe("true");
  expect(panel.textContent).toContain("Waiting for the first figures");
});

it("shows a fresh value and nothing else", () => {
  expect(show({ status: "ok", value: 7, at: now, every: 1_000 }).textContent).toBe("PodsHow many pods run?7 pods");
});

it("keeps an old value, with its age, its exact time and the reason", () => {
  const panel = show({ status: "stale", value: 7, at: now - 240_000, every: 1_000, problem: { code: "timeout", message: "Prometheus took too long." } });
  expect(panel.textContent).toContain("7 pods");
  expect(panel.textContent).toContain("Last news 4 min ago. Prometheus took too long.");
  const time = screen.getByText("4 min ago");
  expect(time.getAttribute("datetime")).toBe("2026-05-04T09:56:00.000Z");
  expect(time.title).toContain("2026");
});

it("says of an old value without a problem that nothing came", () => {
  expect(show({ status: "stale", value: 7, at: now - 9_000, every: 1_000 }).textContent).toContain("Last news 9 s ago. Nothing failed, but nothing new has come.");
});

it("tells what failed and what to do next", () => {
  const panel = show({ status: "failed", problem: { code: "unreachable", message: "Prometheus does not answer." } });
  expect(panel.textContent).toContain("No answer");
  expect(panel.textContent).toContain("Prometheus does not answer.");
  expect(panel.textContent).toContain("comes back by itself");
});

it("tells a refusal from a failure", () => {
  const panel = show({ status: "failed", problem: { code: "forbidden", message: "Kubernetes refuses." } });
  expect(panel.textContent).toContain("Not open to you");
  expect(panel.textContent).toContain("ask the cluster's administrators");
});
