// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { useTopic } from "@/components/live";
import { fakeLive } from "@/components/ui/fake-live";
import { StreamState } from "./stream-state";

vi.mock("next/navigation", () => ({ usePathname: () => "/clusters/pollux" }));
afterEach(cleanup);

function Listener() {
  useTopic("health/pollux");
  return null;
}

async function show() {
  const live = fakeLive(Date.UTC(2026, 4, 4, 10));
  render(
    <live.Live>
      <StreamState />
      <Listener />
    </live.Live>,
  );
  await act(async () => undefined);
  return live;
}

it("tells whether news arrive", async () => {
  const live = await show();
  expect(screen.getByRole("status").textContent).toBe("Connecting…");
  act(() => live.status("live"));
  expect(screen.getByRole("status").textContent).toBe("Live");
});

it("announces that it is offline, but not every second of it", async () => {
  const live = await show();
  act(() => live.status("live"));
  act(() => live.status("down"));
  expect(screen.getByRole("status").textContent).toBe("Offline");
  expect(screen.getByText(/^for/).textContent).toBe("for 0 s");
});

it("leads a person whose session ended back to where they were", async () => {
  const live = await show();
  act(() => live.status("signed-out"));
  expect(screen.getByRole("link", { name: "Sign in again" }).getAttribute("href")).toBe("/sign-in?to=%2Fclusters%2Fpollux");
});
