// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { fakeLive } from "@/components/ui/fake-live";
import { Snapshots } from "@/components/ui/snapshots";
import type { AlertHistory, Transition } from "@/lib/model/alerting/timeline";
import { AlertTimeline, firedWords } from "./alert-timeline";
import { stripWindow } from "./spell-strip";

const now = Date.UTC(2026, 5, 1, 12);
const hour = 3_600_000;
afterEach(cleanup);

const transition = (id: string, at: number, kind: Transition["kind"], more: Partial<Transition> = {}): Transition => ({ id, at: now - at, kind, cluster: "pollux", alert: "a", name: "X", severity: "warning", labels: {}, ...more });

function shown(history: AlertHistory) {
  const { Live } = fakeLive(now);
  render(
    <Live>
      <Snapshots at={now} of={[]}>
        <AlertTimeline cluster="pollux" history={history} />
      </Snapshots>
    </Live>,
  );
  return within(screen.getByRole("region", { name: "Timeline" }));
}

describe("an alert's timeline", () => {
  it("says how often it fired, draws when in words too, and who did what and why", () => {
    const timeline = shown({
      transitions: [
        transition("5", hour, "suppressed", { text: "by a silence" }),
        transition("4", hour, "silenced", { by: "Ada Lovelace", text: "works on it" }),
        transition("3", 2 * hour, "acknowledged", { by: "Bob", text: "mine" }),
        transition("2", 3 * hour, "firing", { filled: true }),
      ],
      spells: [
        { from: now - 3 * hour, to: now - hour, state: "firing" },
        { from: now - hour, state: "suppressed" },
      ],
      fired: { count: 7, total: 3 * hour },
    });
    expect(timeline.getByText("Fired 7 times in 30 days, 3 h altogether.")).toBeDefined();
    expect(timeline.getByRole("img").getAttribute("aria-label")).toBe("In the last 6 h: firing for 2 h, suppressed for 60 min; now suppressed.");
    const lines = timeline.getAllByRole("listitem").map((line) => line.textContent);
    expect(lines[0]).toContain("Silenced by Ada Lovelace: works on it");
    expect(lines[1]).toContain("Acknowledged by Bob: mine");
    expect(lines[2]).toContain("Fires");
    expect(lines[2]).toContain("from Prometheus");
  });

  it("shows few of many, and all when asked", () => {
    const timeline = shown({ transitions: Array.from({ length: 20 }, (_, n) => transition(String(n), n * 1_000, "firing")), spells: [], fired: { count: 0, total: 0 } });
    expect(timeline.getAllByRole("listitem")).toHaveLength(8);
    fireEvent.click(timeline.getByRole("button", { name: "12 more" }));
    expect(timeline.getAllByRole("listitem")).toHaveLength(20);
  });

  it("says so where nothing has happened", () => {
    const timeline = shown({ transitions: [], spells: [], fired: { count: 0, total: 0 } });
    expect(timeline.getByText("Has not fired in 30 days.")).toBeDefined();
    expect(timeline.queryByRole("list")).toBeNull();
    expect(firedWords({ count: 1, total: 5 * 60_000 })).toBe("Fired once in 30 days, for 5 min.");
  });

  it("draws the shortest usual stretch that holds everything", () => {
    expect(stripWindow([{ from: now - 5 * hour, state: "firing" }], now)).toBe(6 * hour);
    expect(stripWindow([{ from: now - 90 * 24 * hour, state: "firing" }], now)).toBe(30 * 24 * hour);
  });
});
