// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fakeLive } from "@/components/ui/fake-live";
import { Reminding } from "./reminding";

const now = Date.UTC(2026, 5, 1, 12);
const minute = 60_000;
const clusters = [
  { id: "pollux", title: "Pollux" },
  { id: "argus", title: "Argus" },
];
beforeEach(() => window.localStorage.clear());
afterEach(cleanup);

async function shell() {
  const live = fakeLive(now);
  render(
    <live.Live>
      <Reminding clusters={clusters} />
    </live.Live>,
  );
  await act(async () => undefined);
  return (endsAt: number) => act(() => live.value("reminders", "pollux", [{ cluster: "pollux", id: "s1", comment: "works", endsAt, covers: 3 }]));
}

describe("reminders", () => {
  it("say which silence ends, when and what it covers, and lead to it", async () => {
    const tell = await shell();
    expect(screen.queryByRole("list")).toBeNull();
    tell(now + 20 * minute);
    expect(screen.getByText("Your silence “works” on Pollux ends in 20 min and covers 3 alerts.")).toBeDefined();
    expect(screen.getByRole("link", { name: "Extend" }).getAttribute("href")).toBe("/clusters/pollux/alerts/silences?filter=s1");
  });

  it("leave in peace who let it end, until it has another end", async () => {
    const tell = await shell();
    tell(now + 20 * minute);
    fireEvent.click(screen.getByRole("button", { name: "Let it end" }));
    expect(screen.queryByRole("list")).toBeNull();
    cleanup();
    const again = await shell();
    again(now + 20 * minute);
    expect(screen.queryByRole("list")).toBeNull();
    again(now + 50 * minute);
    expect(screen.getByRole("complementary", { name: "Your silences on Pollux that end soon" })).toBeDefined();
  });

  it("are over when the silence is", async () => {
    (await shell())(now - minute);
    expect(screen.queryByRole("list")).toBeNull();
  });
});
